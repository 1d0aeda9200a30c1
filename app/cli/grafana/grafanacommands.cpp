// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/grafana/grafanacommands.h"

#include "cli/documents/documents.h"
#include "cli/output.h"
#include "services/grafana/grafanaclient.h"
#include "services/grafana/grafanasettings.h"
#include "text/humanize.h"

namespace maestro {

namespace {

constexpr int hourMs = 3600'000;

/// The client, or the call has failed.
GrafanaClient *clientOf(Call *call)
{
    const Result<GrafanaClient *> grafana = grafanaOf(call);
    if (!grafana)
        call->fail(grafana.error());
    else if (!*grafana)
        call->fail({ErrorKind::BadInput, QStringLiteral("noGrafana"), CliText::tr("connections.yaml names no Grafana"), CliText::tr("`audit: {grafana: {url: https://…, token: \"keychain:NAME\"}}` does."), {}});
    return grafana ? *grafana : nullptr;
}

std::pair<QDateTime, QDateTime> rangeOf(const Call *call)
{
    const QDateTime now = call->clock()->utcNow();
    return {now.addMSecs(-call->line().milliseconds("since").value_or(hourMs)), now};
}

void tellBoards(Call *call, const GrafanaClient &grafana, const QList<GrafanaBoard> &boards)
{
    QJsonArray items;
    TextTable table({QStringLiteral("TITLE"), QStringLiteral("FOLDER"), QStringLiteral("UID")});
    QString links;
    for (const GrafanaBoard &board : boards) {
        items.append(QJsonObject{{QStringLiteral("uid"), board.uid}, {QStringLiteral("title"), board.title}, {QStringLiteral("folder"), textOrNull(board.folder)}, {QStringLiteral("url"), board.url}});
        table.add({board.title, board.folder, board.uid});
        links += board.url + u'\n';
    }
    QJsonObject object = document(QStringLiteral("GrafanaBoards"));
    object[QLatin1String("source")] = grafana.source();
    object[QLatin1String("readAt")] = timeValue(call->clock()->utcNow());
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(boards.isEmpty() ? CliText::tr("no such board in %1").arg(grafana.source()) : QString(table.text() + u'\n' + links.trimmed()));
    call->finish(0);
}

} // namespace

Result<GrafanaClient *> grafanaOf(Call *call)
{
    const auto folders = call->folders();
    if (!folders)
        return folders.error();
    const Result<std::optional<Endpoint>> endpoint = grafanaEndpoint(*folders);
    if (!endpoint)
        return endpoint.error();
    return endpoint->has_value() ? new GrafanaClient(**endpoint, call->secrets(), call->clock(), call) : nullptr;
}

void runGrafanaBoards(Call *call)
{
    GrafanaClient *grafana = clientOf(call);
    if (!grafana)
        return;
    const auto [from, to] = rangeOf(call);
    const GrafanaClient::Range range{call->line().value("service"), from, to};
    if (const QString uid = call->line().value("uid"); !uid.isEmpty())
        return grafana->board(uid, range, [call, grafana](const Result<GrafanaBoard> &board) { board ? tellBoards(call, *grafana, {*board}) : call->fail(board.error()); });
    grafana->search(call->line().operand(0), range, [call, grafana](const Result<QList<GrafanaBoard>> &boards) { boards ? tellBoards(call, *grafana, *boards) : call->fail(boards.error()); });
}

void runGrafanaAnnotations(Call *call)
{
    GrafanaClient *grafana = clientOf(call);
    if (!grafana)
        return;
    const auto [from, to] = rangeOf(call);
    QStringList tags = call->line().value("tag").split(u',', Qt::SkipEmptyParts);
    if (const QString service = call->line().value("service"); !service.isEmpty())
        tags.append(QStringLiteral("service:") + service);
    grafana->annotations(from, to, tags, [call, grafana, from = from, to = to](const Result<GrafanaClient::Annotations> &found) {
        if (!found)
            return call->fail(found.error());
        QJsonArray items;
        TextTable table({QStringLiteral("AT"), QStringLiteral("TEXT"), QStringLiteral("BY"), QStringLiteral("TAGS")});
        for (const GrafanaAnnotation &one : found->items) {
            items.append(QJsonObject{{QStringLiteral("at"), timeValue(one.at)}, {QStringLiteral("until"), timeValue(one.until)}, {QStringLiteral("text"), one.text},
                                     {QStringLiteral("tags"), QJsonArray::fromStringList(one.tags)}, {QStringLiteral("board"), textOrNull(one.board)}, {QStringLiteral("by"), textOrNull(one.author)}});
            table.add({utcText(one.at), one.text, one.author, one.tags.join(QStringLiteral(", "))});
        }
        QJsonObject object = document(QStringLiteral("GrafanaAnnotations"));
        object[QLatin1String("source")] = grafana->source();
        object[QLatin1String("readAt")] = timeValue(call->clock()->utcNow());
        object[QLatin1String("from")] = timeValue(from);
        object[QLatin1String("to")] = timeValue(to);
        object[QLatin1String("more")] = found->more;
        object[QLatin1String("items")] = items;
        call->out().answer(object);
        call->out().answer(table.isEmpty() ? CliText::tr("nobody annotated anything in %1 since %2").arg(grafana->source(), utcText(from)) : table.text());
        if (found->more)
            call->out().note(CliText::tr("maestro: there may be more; ask for a shorter time"));
        call->finish(0);
    });
}

} // namespace maestro
