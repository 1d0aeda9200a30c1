// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertcommands.h"

#include "cli/alerts/alertdocuments.h"
#include "cli/alerts/routecommand.h"
#include "domain/alerts/alertgroups.h"
#include "text/humanize.h"
#include "text/slotext.h"

namespace maestro {

namespace {

/// Ends the call: 5 when nothing answered, as for every list.
void conclude(Call *call, const QList<AlertBoard> &boards, QJsonObject document, const TextTable &table, const QString &nothing)
{
    bool all = true;
    for (const AlertBoard &board : boards) {
        all = all && board.problem && board.alerts.isEmpty() && board.silences.isEmpty();
        if (board.problem)
            call->out().note(CliText::tr("%1: %2").arg(displaySafe(board.connection), displaySafe(board.problem->message)));
    }
    if (all)
        return call->fail(boards.isEmpty() ? Error{ErrorKind::BadInput, QStringLiteral("noAlertmanager"), CliText::tr("no connection has an Alertmanager"),
                                                   CliText::tr("Give --alertmanager URL, or name it in connections.yaml.")}
                                           : *boards.first().problem);
    document.insert(QStringLiteral("policyProblems"), call->policyProblems());
    call->out().answer(document);
    call->out().answer(table.isEmpty() ? nothing : table.text());
    call->finish(0);
}

/// Those of one service and family beside each other.
QList<AlertReading> inGroups(const QList<AlertReading> &alerts)
{
    QList<AlertReading> out;
    for (const AlertGroup &group : groupAlerts(alerts))
        for (const AlertReading &alert : alerts)
            if (alert.service == group.service && alert.family == group.family)
                out.append(alert);
    return out;
}

void readBoards(Call *call, const std::function<void(const QList<AlertBoard> &)> &then)
{
    const Result<AlertService *> service = alertServiceOf(call);
    if (!service)
        return call->fail(service.error());
    (*service)->read(then);
}

} // namespace

Result<AlertService *> alertServiceOf(Call *call)
{
    const Result<Endpoints *> endpoints = call->endpoints();
    const Result<JournalService *> journal = endpoints ? call->journal() : Result<JournalService *>(endpoints.error());
    const Result<PolicyLibrary *> policies = journal ? call->policies() : Result<PolicyLibrary *>(journal.error());
    const Result<Paths> folders = call->folders();
    if (!policies || !folders)
        return policies ? folders.error() : policies.error();
    auto *service = new AlertService(*call->workspace(), *endpoints, *journal, call->clock(), call);
    service->setPolicies([library = *policies] { return library->policies(); });
    service->setPolicyFaults([library = *policies] { return library->faults(); });
    service->setLockDirectory(folders->state + QStringLiteral("/locks"));
    service->setObserveTimeout(call->line().milliseconds("observe-timeout").value_or(30'000));
    return service;
}

void runAlerts(Call *call)
{
    if (call->line().has("routes"))
        return runAlertRoutes(call);
    readBoards(call, [call](const QList<AlertBoard> &boards) {
        TextTable table({QStringLiteral("CONNECTION"), QStringLiteral("ALERT"), QStringLiteral("SEVERITY"), QStringLiteral("STATE"), QStringLiteral("SERVICE"),
                         QStringLiteral("FAMILY"), QStringLiteral("SINCE")});
        for (const AlertBoard &board : boards)
            for (const AlertReading &alert : inGroups(board.alerts))
                table.add({board.connection, alert.name, alert.severity, alertStateLabel(alert.state), alert.service, alert.family,
                           alert.since.toString(Qt::ISODate)});
        conclude(call, boards, alertListDocument(boards, call->clock()->utcNow()), table, CliText::tr("no alerts"));
    });
}

void runSilenceList(Call *call)
{
    readBoards(call, [call](const QList<AlertBoard> &boards) {
        TextTable table({QStringLiteral("CONNECTION"), QStringLiteral("ID"), QStringLiteral("STATE"), QStringLiteral("ALERTS"), QStringLiteral("ENDS"),
                         QStringLiteral("BY"), QStringLiteral("HIDES"), QStringLiteral("COMMENT")});
        for (const AlertBoard &board : boards)
            for (const Silence &silence : board.silences) {
                QStringList matchers;
                for (const SilenceMatcher &matcher : silence.matchers)
                    matchers << matcherText(matcher);
                table.add({board.connection, silence.id, silenceStateLabel(silence.state), matchers.join(QStringLiteral(", ")), silence.endsAt.toString(Qt::ISODate),
                           silence.createdBy, silence.hides.join(QStringLiteral(", ")), silence.comment});
            }
        conclude(call, boards, silenceListDocument(boards, call->clock()->utcNow()), table, CliText::tr("no silences"));
    });
}

void probeEndpoints(Call *call, std::function<void(const QList<EndpointProbe> &)> done)
{
    const Result<Endpoints *> endpoints = call->endpoints();
    const auto probes = std::make_shared<QList<EndpointProbe>>();
    const auto left = std::make_shared<int>(1);
    const auto end = [probes, left, done = std::move(done)] {
        if (--*left == 0)
            done(*probes);
    };
    if (endpoints) {
        const Workspace *workspace = *call->workspace();
        for (const QString &context : workspace->endpointContexts(QStringLiteral("prometheus"))) {
            PromClient *client = (*endpoints)->prometheus(context);
            ++*left;
            client->status([probes, end, context, client](const Result<PromStatus> &status) {
                std::optional<Error> error = status ? std::nullopt : std::optional<Error>(status.error());
                if (status && !status->ready)
                    error = Error{ErrorKind::Unreachable, QStringLiteral("notReady"), CliText::tr("it is not ready: it may be replaying its log")};
                probes->append({QStringLiteral("prometheus"), context, client->source(), status ? status->version : QString(), error, client->clockSkewMs()});
                end();
            });
        }
        for (const QString &context : workspace->endpointContexts(QStringLiteral("alertmanager"))) {
            ++*left;
            (*endpoints)->alertmanager(context)->status([probes, end, context](const QList<AlertmanagerStatus> &peers) {
                for (const AlertmanagerStatus &peer : peers)
                    probes->append({QStringLiteral("alertmanager"), context, peer.source, peer.version, peer.error, {}});
                end();
            });
        }
    }
    QTimer::singleShot(0, call, end);
}

} // namespace maestro
