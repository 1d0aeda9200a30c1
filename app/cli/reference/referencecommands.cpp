// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/reference/referencecommands.h"

#include "cli/documents/documents.h"
#include "cli/output.h"
#include "services/manifest/manifestfiles.h"
#include "text/humanize.h"
#include "text/reference/referencecards.h"

#include <QDir>

namespace maestro {

void runReference(Call *call)
{
    const CommandLine &line = call->line();
    const ReferenceValues values{line.value("context"), call->setting("namespace", "NAMESPACE"), line.operand(0), line.value("service"), line.value("to-revision"), line.value("tag"), line.value("release")};
    QJsonArray items;
    QString said;
    QString group;
    for (const ReferenceCard &card : referenceCards(values)) {
        items.append(QJsonObject{{QStringLiteral("id"), card.id}, {QStringLiteral("group"), card.group}, {QStringLiteral("title"), card.title}, {QStringLiteral("command"), card.command},
                                 {QStringLiteral("action"), textOrNull(card.action)}, {QStringLiteral("reason"), textOrNull(card.reason)}, {QStringLiteral("note"), textOrNull(card.note)},
                                 {QStringLiteral("complete"), card.isComplete()}});
        if (group != card.group)
            said += (group.isEmpty() ? QString() : QStringLiteral("\n")) + card.group.toUpper() + u'\n';
        group = card.group;
        said += QStringLiteral("\n  %1\n    %2\n    %3\n").arg(card.title, card.command, card.action.isEmpty() ? CliText::tr("here: not possible. %1").arg(card.reason) : CliText::tr("here: %1").arg(card.action));
        if (!card.note.isEmpty())
            said += QStringLiteral("    ") + card.note + u'\n';
    }
    QJsonObject object = document(QStringLiteral("ReferenceCards"));
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(said);
    call->finish(0);
}

void runManifestLint(Call *call)
{
    const Result<ManifestReport> report = manifestsIn(QDir::current().absoluteFilePath(call->line().operand(0)));
    if (!report)
        return call->fail(report.error());
    QJsonArray items;
    QJsonArray findings;
    QString said;
    TextTable table({QStringLiteral("FILE"), QStringLiteral("KIND"), QStringLiteral("NAME"), QStringLiteral("SUMMARY")});
    for (const ManifestItem &item : report->items) {
        items.append(QJsonObject{{QStringLiteral("file"), item.file}, {QStringLiteral("line"), item.line}, {QStringLiteral("kind"), item.kind}, {QStringLiteral("name"), item.name},
                                 {QStringLiteral("summary"), textOrNull(item.summary)}});
        table.add({QStringLiteral("%1:%2").arg(item.file).arg(item.line), item.kind, item.name, item.summary});
    }
    for (const ManifestFinding &one : report->findings) {
        findings.append(QJsonObject{{QStringLiteral("file"), textOrNull(one.file)}, {QStringLiteral("line"), one.line > 0 ? QJsonValue(one.line) : QJsonValue()},
                                    {QStringLiteral("severity"), one.warning ? QStringLiteral("warning") : QStringLiteral("error")}, {QStringLiteral("message"), one.message}});
        said += QStringLiteral("%1:%2: %3: %4\n").arg(displaySafe(one.file, 300)).arg(one.line).arg(one.warning ? CliText::tr("warning") : CliText::tr("error"), displaySafe(one.message, 400));
    }
    QJsonObject object = document(QStringLiteral("ManifestReport"));
    object[QLatin1String("ok")] = report->isFine();
    object[QLatin1String("files")] = report->files;
    object[QLatin1String("items")] = items;
    object[QLatin1String("findings")] = findings;
    call->out().answer(object);
    call->out().answer(table.text() + said);
    call->finish(report->isFine() ? 0 : 2);
}

} // namespace maestro
