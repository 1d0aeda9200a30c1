// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evidence/evidencecommands.h"

#include "cli/commands/commands.h"
#include "cli/documents/documents.h"
#include "cli/grafana/grafanacommands.h"
#include "services/evidence/configbackup.h"
#include "services/evidence/evidenceservice.h"
#include "services/evidence/packreview.h"
#include "services/grafana/packsnapshot.h"
#include "services/operation/evidencerecord.h"
#include "services/policy/evidencesource.h"
#include "text/humanize.h"
#include "text/plain/filename.h"

#include <QDir>

namespace maestro {

namespace {

void write(Call *call, const PackContent &content)
{
    const QString folder = QDir::current().absoluteFilePath(call->line().operand(1));
    const auto written = writePack(content, call->line().has("checkout") ? folder + QStringLiteral("/.evidence") : folder);
    if (!written)
        return call->fail(written.error());
    const auto journal = call->journal();
    const QString unrecorded = journal ? recordExport(*journal, call->clock(), content, *written) : journal.error().message;
    if (!unrecorded.isEmpty())
        call->out().note(CliText::tr("maestro: the export is not in the Journal: %1").arg(unrecorded));
    QJsonObject object = document(QStringLiteral("EvidencePack"));
    object[QLatin1String("id")] = content.id;
    object[QLatin1String("path")] = written->folder;
    object[QLatin1String("zip")] = written->zip;
    object[QLatin1String("manifestSha256")] = QString::fromLatin1(written->manifestSha256);
    object[QLatin1String("files")] = written->manifest.value(QLatin1String("files"));
    object[QLatin1String("missing")] = written->manifest.value(QLatin1String("missing"));
    call->out().answer(object);
    for (const QJsonValue &missing : written->manifest.value(QLatin1String("missing")).toArray())
        call->out().note(CliText::tr("not in it: %1").arg(displaySafe(missing.toString(), 300)));
    call->out().answer(CliText::tr("written: %1\nand as ZIP: %2").arg(written->folder, written->zip));
    call->finish(0);
}

/// The files that the call names, byte for byte (ledger EVD-17); one that cannot be read whole is an error, before anything is written.
Result<Done> attach(Call *call, PackContent *content)
{
    constexpr qint64 largest = 64 * 1024 * 1024;
    const QStringList files = call->line().operands.mid(2);
    for (const QString &path : files) {
        const QString shown = displaySafe(path, 300);
        const auto wrong = [](const QString &why) { return Error {ErrorKind::BadInput, QStringLiteral("attachment"), why, {}, {}}; };
        QFile file(QDir::current().absoluteFilePath(path));
        if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
            return wrong(CliText::tr("%1 is no file that can be read").arg(shown));
        if (file.size() > largest)
            return wrong(CliText::tr("%1 is larger than 64 MiB").arg(shown));
        const QByteArray bytes = file.readAll();
        if (file.error() != QFileDevice::NoError)
            return wrong(CliText::tr("%1 could not be read: %2").arg(shown, file.errorString()));
        const QString name = QStringLiteral("attachments/") + plainFileName(QFileInfo(path).fileName(), 100);
        if (std::any_of(content->files.cbegin(), content->files.cend(), [&name](const auto &there) { return there.first == name; }))
            return wrong(CliText::tr("%1: another file is %2 of this pack already").arg(shown, name));
        content->files.append({name, bytes});
    }
    return Done {};
}

/// The text that is reviewed with the evidence, in the checkout's .prbodies; empty: none was named.
Result<QString> prBodyOf(Call *call)
{
    const QString name = call->line().value("pr-body");
    const bool checkout = call->line().has("checkout");
    const auto wrong = [](const QString &message) { return Error{ErrorKind::BadInput, QStringLiteral("checkout"), message, {}, {}}; };
    const QDir dir(QDir::current().absoluteFilePath(call->line().operand(1)));
    if (!checkout)
        return name.isEmpty() ? Result<QString>(QString()) : wrong(CliText::tr("--pr-body names a file of a checkout; give --checkout"));
    if (!dir.exists())
        return wrong(CliText::tr("%1 is no folder, so no checkout").arg(dir.path()));
    const QString path = QStringLiteral(".prbodies/") + name;
    if (name.isEmpty())
        return QString();
    if (name.contains(u'/') || !QFileInfo(dir.filePath(path)).isFile())
        return wrong(CliText::tr("there is no file %1").arg(displaySafe(dir.filePath(path), 300)));
    return path;
}

PackGather::Doors gatherDoors(Call *call, Workspace *workspace)
{
    PackGather::Doors doors;
    doors.access = [workspace](const QString &context) { return workspace->contexts().contains(context) ? workspace->access(context) : nullptr; };
    doors.match = [call, workspace](const QString &context, const Rollout &rollout) {
        const auto policies = call->policies();
        return policies ? (*policies)->match(workspace->policyConnection(context), rollout) : PolicyMatch();
    };
    doors.prometheus = [call](const QString &context, const PolicyMatch &match) -> PromClient * {
        const auto endpoints = call->endpoints();
        const PolicyEnvironment *environment = match.environmentEntry();
        return endpoints ? (*endpoints)->prometheus(context, environment ? endpointFrom(environment->prometheus) : Endpoint()) : nullptr;
    };
    doors.clock = call->clock();
    doors.github = [call, workspace](const QString &context) -> std::shared_ptr<RemoteReader> {
        const auto endpoints = call->endpoints();
        return endpoints ? remoteReader(*endpoints, workspace->endpoint(context, QStringLiteral("github")), context) : nullptr;
    };
    return doors;
}

/// The evidence of one action, as it is written beside the Journal.
bool isRecord(const QString &path)
{
    return path.endsWith(QLatin1String(".json")) && QFileInfo(path).isFile();
}

QStringList recordsIn(const QString &folder)
{
    QStringList records;
    for (const QFileInfo &one : QDir(folder).entryInfoList({QStringLiteral("????????T??????Z_*.json")}, QDir::Files, QDir::Name))
        records.append(one.filePath());
    return records;
}

PackVerification verifyRecord(const QString &path)
{
    constexpr qint64 largest = 16 * 1024 * 1024;
    PackVerification found;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        found.problems.append(file.isOpen() ? CliText::tr("it is too long for an evidence record") : file.errorString());
    else
        found.problems = evidenceRecordProblems(file.readAll());
    found.files = 1;
    return found;
}

QStringList foldersOf(Call *call, const Paths &folders)
{
    const auto policies = call->policies(); // without them: what is on disk is evidence all the same
    return evidenceFolders(policies ? *policies : nullptr, {call->setting("evidence-dir", "EVIDENCE_DIR"), folders.state});
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
    sources.evidence = foldersOf(call, *folders);
    if (const auto policies = call->policies())
        sources.rules = evidenceRulesOf(*policies);
    sources.kept = folders->state + QStringLiteral("/evidence");
    const auto content = packContent(sources, call->line().operand(0), call->clock()->utcNow());
    if (!content)
        return call->fail(content.error());
    const auto prBody = prBodyOf(call);
    if (!prBody)
        return call->fail(prBody.error());
    const auto whole = std::make_shared<PackContent>(*content);
    if (const auto attached = attach(call, whole.get()); !attached)
        return call->fail(attached.error());
    addReview(*whole, *prBody);
    const auto workspace = call->workspace();
    if (!workspace) { // no kubeconfig, no policy: what is on disk is evidence all the same
        if (call->line().has("grafana-snapshot"))
            whole->missing.append(QStringLiteral("grafana.json: ") + CliText::tr("there is no chart to put onto it"));
        whole->missing.append(QStringLiteral("now.json, events.json, config, slo.json, charts: ") + workspace.error().message);
        return write(call, *whole);
    }
    (new PackGather(gatherDoors(call, *workspace), call))->gather(whole, [call, whole, records = *journal](const ChartSetPtr &charts) {
        if (!call->line().has("grafana-snapshot"))
            return write(call, *whole);
        const auto grafana = grafanaOf(call);
        if (!grafana)
            return call->fail(grafana.error());
        addSnapshot(whole, charts, *grafana, records, call->clock(), call, [call, whole] { write(call, *whole); });
    });
}

void runEvidenceBackup(Call *call)
{
    const auto folders = call->folders();
    const auto journal = folders ? call->journal() : Result<JournalService *>(folders.error());
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    if (!records)
        return call->fail(records.error());
    const QString id = call->line().operand(0);
    const auto intent = std::find_if(records->cbegin(), records->cend(), [&id](const JournalRecord &record) { return record.type == RecordType::Intent && record.id == id; });
    if (intent == records->cend())
        return call->fail({ErrorKind::NotFound, QStringLiteral("notFound"), CliText::tr("the Journal has no action %1").arg(displaySafe(id, 100)), CliText::tr("`maestro journal list` has the ids."), {}});
    const QJsonObject backup = intent->details.value(QLatin1String("backup")).toObject();
    const QString sha256 = backup.value(QLatin1String("sha256")).toString();
    if (sha256.isEmpty())
        return call->fail({ErrorKind::NotFound, QStringLiteral("noBackup"), CliText::tr("this action has no backup: it was carried out without evidence, or changes no configuration"), {}, {}});
    const Result<QByteArray> yaml = readBackup(foldersOf(call, *folders), sha256);
    if (!yaml)
        return call->fail(yaml.error());
    QJsonObject object = document(QStringLiteral("ConfigBackup"));
    object[QLatin1String("id")] = id;
    object[QLatin1String("verb")] = intent->verb;
    object[QLatin1String("sha256")] = sha256;
    object[QLatin1String("path")] = backup.value(QLatin1String("file"));
    object[QLatin1String("hidden")] = backup.value(QLatin1String("hidden"));
    object[QLatin1String("yaml")] = QString::fromUtf8(*yaml);
    call->out().answer(object);
    call->out().answer(QString::fromUtf8(*yaml).trimmed());
    call->finish(0);
}

void runEvidenceVerify(Call *call)
{
    const QString folder = QDir::current().absoluteFilePath(call->line().operand(0));
    if (!QFileInfo::exists(folder))
        return call->fail({ErrorKind::BadInput, QStringLiteral("noFolder"), CliText::tr("there is no %1").arg(displaySafe(folder, 300)), CliText::tr("Name a pack, an evidence record, or a folder that holds them."), {}});
    QStringList packs = packsIn(folder);
    if (packs.isEmpty() && !QFileInfo::exists(folder + QStringLiteral("/manifest.json")))
        packs = recordsIn(folder);
    if (packs.isEmpty())
        packs.append(folder);
    bool valid = true;
    QJsonArray items;
    QStringList lines;
    for (const QString &pack : std::as_const(packs)) {
        const PackVerification found = isRecord(pack) ? verifyRecord(pack) : verifyPack(pack);
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
