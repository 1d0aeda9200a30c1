// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evidence/evidencecommands.h"

#include "cli/commands/commands.h"
#include "cli/documents/documents.h"
#include "services/evidence/evidencepack.h"
#include "services/localuser.h"
#include "text/humanize.h"

#include <QDir>

namespace maestro {

namespace {

QJsonObject eventDocument(const KubeEvent &event)
{
    return {{QStringLiteral("type"), event.type}, {QStringLiteral("reason"), event.reason}, {QStringLiteral("message"), event.message}, {QStringLiteral("source"), event.source},
            {QStringLiteral("count"), event.count}, {QStringLiteral("firstAt"), timeValue(event.firstAt)}, {QStringLiteral("lastAt"), timeValue(event.lastAt)}};
}

/// The pack is its own record: what was handed out can be told from what somebody made.
void recordExport(Call *call, const PackContent &content, const WrittenPack &written)
{
    const JournalRecord &first = content.excerpt.records.constFirst();
    JournalRecord record;
    record.id = content.id;
    record.at = call->clock()->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    record.server = first.server;
    record.object = first.object;
    record.objectKind = first.objectKind;
    record.objectUid = first.objectUid;
    record.verb = QStringLiteral("evidence");
    record.state = QStringLiteral("exported");
    record.details = {{QStringLiteral("file"), content.name}, {QStringLiteral("sha256"), QString::fromLatin1(written.manifestSha256)}};
    const auto journal = call->journal();
    const auto kept = journal ? (*journal)->append(record) : Result<JournalPlace>(journal.error());
    if (!kept)
        call->out().note(CliText::tr("maestro: the export is not in the Journal: %1").arg(kept.error().message));
}

void write(Call *call, const PackContent &content)
{
    const auto written = writePack(content, QDir::current().absoluteFilePath(call->line().operand(1)));
    if (!written)
        return call->fail(written.error());
    recordExport(call, content, *written);
    QJsonObject object = document(QStringLiteral("EvidencePack"));
    object[QLatin1String("id")] = content.id;
    object[QLatin1String("path")] = written->folder;
    object[QLatin1String("zip")] = written->zip;
    object[QLatin1String("manifestSha256")] = QString::fromLatin1(written->manifestSha256);
    object[QLatin1String("files")] = written->manifest.value(QLatin1String("files"));
    object[QLatin1String("missing")] = QJsonArray::fromStringList(content.missing);
    call->out().answer(object);
    for (const QString &missing : content.missing)
        call->out().note(CliText::tr("not in it: %1").arg(displaySafe(missing, 300)));
    call->out().answer(CliText::tr("written: %1\nand as ZIP: %2").arg(written->folder, written->zip));
    call->finish(0);
}

} // namespace

void runEvidenceExport(Call *call)
{
    const auto folders = call->folders();
    const auto journal = folders ? call->journal() : Result<JournalService *>(folders.error());
    const auto usable = journal ? (*journal)->usable() : Result<Done>(journal.error());
    if (!usable)
        return call->fail(usable.error());
    PackSources sources;
    sources.journal = folders->journal;
    const QString given = call->setting("evidence-dir", "EVIDENCE_DIR");
    if (!given.isEmpty())
        sources.evidence.append(given);
    sources.evidence.append(folders->state + QStringLiteral("/evidence"));
    sources.kept = folders->state + QStringLiteral("/evidence");
    const auto content = packContent(sources, call->line().operand(0), call->clock()->utcNow());
    if (!content)
        return call->fail(content.error());
    const auto whole = std::make_shared<PackContent>(*content);
    const JournalRecord &first = whole->excerpt.records.constFirst();
    const auto without = [call, whole](const QString &why) {
        whole->missing.append(QStringLiteral("now.json, events.json: ") + why);
        write(call, *whole);
    };
    const bool workload = first.objectKind == QLatin1String("Rollout") || first.objectKind == QLatin1String("Deployment");
    const auto workspace = workload ? call->workspace() : Result<Workspace *>(Error{ErrorKind::NotFound, {}, CliText::tr("the record is not of a workload"), {}, {}});
    if (!workspace)
        return without(workspace.error().message);
    ClusterAccess *access = (*workspace)->contexts().contains(first.object.context) ? (*workspace)->access(first.object.context) : nullptr;
    if (!access)
        return without(CliText::tr("the cluster is not in the kubeconfig"));
    const WorkloadKind kind = first.objectKind == QLatin1String("Deployment") ? WorkloadKind::Deployment : WorkloadKind::Rollout;
    access->readParts(first.object.ns, first.object.name, kind, ClusterAccess::Depth::Whole, [call, whole, without](const Result<RolloutParts> &parts) {
        if (!parts)
            return without(parts.error().message);
        const RolloutSnapshot snapshot = snapshotNow(*parts, *call->clock());
        QJsonArray events;
        for (const KubeEvent &event : snapshot.events)
            events.append(eventDocument(event));
        whole->addJson(QStringLiteral("now.json"), rolloutDocument(snapshot, ageOf(snapshot, *call->clock())));
        whole->addJson(QStringLiteral("events.json"), events);
        write(call, *whole);
    });
}

void runEvidenceVerify(Call *call)
{
    const QString folder = QDir::current().absoluteFilePath(call->line().operand(0));
    QStringList packs = packsIn(folder);
    if (packs.isEmpty())
        packs.append(folder);
    bool valid = true;
    QJsonArray items;
    QStringList lines;
    for (const QString &pack : std::as_const(packs)) {
        const PackVerification found = verifyPack(pack);
        valid = valid && found.valid();
        items.append(QJsonObject{{QStringLiteral("path"), pack}, {QStringLiteral("state"), found.valid() ? QStringLiteral("valid") : QStringLiteral("broken")},
                                 {QStringLiteral("files"), found.files}, {QStringLiteral("problems"), QJsonArray::fromStringList(found.problems)}});
        lines.append(found.valid() ? CliText::tr("valid: %1, %n file(s)", "", found.files).arg(pack) : CliText::tr("BROKEN: %1\n  %2").arg(pack, displaySafe(found.problems.join(QStringLiteral("; ")), 2000)));
    }
    QJsonObject object = document(QStringLiteral("EvidenceVerification"));
    object[QLatin1String("state")] = valid ? QStringLiteral("valid") : QStringLiteral("broken");
    object[QLatin1String("packs")] = items;
    call->out().answer(object);
    call->out().answer(lines.join(u'\n'));
    call->finish(valid ? 0 : 1);
}

} // namespace maestro
