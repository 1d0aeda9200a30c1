// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/servicefinder.h"
#include "cli/decisions/decisioncommands.h"
#include "cli/documents/documents.h"
#include "cli/output.h"
#include "domain/decision/checkpoint.h"
#include "services/cluster/actor.h"
#include "services/slo/slotarget.h"
#include "services/triage/evidencestore.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"

#include <QFile>
#include <QFileInfo>
#include <QUuid>

namespace maestro {

namespace {

constexpr int shortestReason = 10;
constexpr qint64 largestAttachment = 8 * 1024 * 1024;

/// The points of one workload, read now.
struct Points
{
    ClusterAccess *access = nullptr;
    JournalService *journal = nullptr;
    ObjectRef target;
    Rollout workload;
    PolicyMatch match;
    ReleaseTimes times;

    QList<CheckpointState> states() const
    {
        const Result<QList<JournalRecord>> records = journal->records();
        return checkpointStates(checkpointsOf(match), records ? *records : QList<JournalRecord>(), target, workload.revision(), times);
    }
};

/// The first phase begins with the release; a later one when the controller paused in it. Else nobody knows.
ReleaseTimes timesOf(const RolloutParts &parts, const PolicyMatch &match)
{
    const Rollout &rollout = parts.rollout;
    ReleaseTimes times {changeTime(rollout, assembleSnapshot(parts).revisions), {}};
    const auto &strategies = match.policy->strategies;
    const auto strategy = std::find_if(strategies.cbegin(), strategies.cend(), [&match](const PolicyStrategy &one) { return one.name == match.strategy; });
    if (strategy != strategies.cend() && !strategy->phases.isEmpty() && strategy->phases.constFirst().name == match.phase)
        times.phase = times.release;
    else if (!rollout.pauseConditions.isEmpty())
        times.phase = QDateTime::fromString(rollout.pauseConditions.constFirst().startTime, Qt::ISODate);
    return times;
}

void withPoints(Call *call, std::function<void(const Points &)> then)
{
    if (call->line().value("service").isEmpty())
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--service NAME says whose"), {}, {}});
    serviceTarget(call, call->line().value("service"), [call, then = std::move(then)](const Result<Target> &target) {
        const auto policies = target ? call->policies() : Result<PolicyLibrary *>(target.error());
        const auto journal = policies ? call->journal() : Result<JournalService *>(policies.error());
        if (!journal)
            return call->fail(journal.error());
        target->access->readParts(target->ns, target->name.name, target->name.kind, ClusterAccess::Depth::Effect,
                                  [call, then, target = *target, library = *policies, journal = *journal](const Result<RolloutParts> &parts) {
            if (!parts)
                return call->fail(parts.error());
            Points points {target.access, journal, {target.access->context(), target.ns, target.name.name}, parts->rollout, {}, {}};
            points.match = library->match((*call->workspace())->policyConnection(points.target.context), parts->rollout);
            if (!points.match)
                return call->fail(call->noPolicy(CliText::tr("no policy names %1/%2 for this connection").arg(target.ns, target.name.name), CliText::tr("Go/no-go points are of a policy; give --policy FILE.")));
            points.times = timesOf(*parts, points.match);
            then(points);
        });
    });
}

QJsonObject itemDocument(const CheckpointState &state, const QDateTime &now)
{
    QJsonArray attached;
    for (auto it = state.attached.cbegin(); it != state.attached.cend(); ++it)
        attached.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("sha256"), it.value()}});
    return {{QStringLiteral("title"), state.point.title}, {QStringLiteral("phase"), textOrNull(state.point.phase)}, {QStringLiteral("at"), state.point.at},
            {QStringLiteral("items"), QJsonArray::fromStringList(state.point.items)}, {QStringLiteral("needs"), QJsonArray::fromStringList(state.point.needs)},
            {QStringLiteral("dueAt"), timeValue(state.dueAt)}, {QStringLiteral("overdue"), state.isOverdue(now)}, {QStringLiteral("choice"), textOrNull(state.choice)},
            {QStringLiteral("by"), textOrNull(state.by)}, {QStringLiteral("decidedAt"), timeValue(state.decidedAt)}, {QStringLiteral("reason"), textOrNull(state.reason)},
            {QStringLiteral("deferredTo"), timeValue(state.deferredTo)}, {QStringLiteral("attached"), attached}};
}

void tell(Call *call, const Points &points, const QString &record)
{
    const QDateTime now = call->clock()->utcNow();
    QJsonObject object = document(QStringLiteral("CheckpointList"));
    object.insert(QStringLiteral("context"), points.target.context);
    object.insert(QStringLiteral("namespace"), points.target.ns);
    object.insert(QStringLiteral("name"), points.target.name);
    object.insert(QStringLiteral("service"), points.match.service);
    object.insert(QStringLiteral("phase"), textOrNull(points.match.phase));
    object.insert(QStringLiteral("revision"), points.workload.revision());
    if (!record.isEmpty())
        object.insert(QStringLiteral("record"), record);
    QJsonArray items;
    TextTable table({QStringLiteral("POINT"), QStringLiteral("PHASE"), QStringLiteral("DUE"), QStringLiteral("STATE"), QStringLiteral("NEEDS"), QStringLiteral("REASON")});
    for (const CheckpointState &state : points.states()) {
        items.append(itemDocument(state, now));
        table.add({state.point.title, state.point.phase, state.dueAt.isValid() ? utcText(state.dueAt) : CliText::tr("unknown (%1)").arg(state.point.at), checkpointText(state, now),
                   state.point.needs.join(QStringLiteral(", ")), state.reason});
    }
    object.insert(QStringLiteral("items"), items);
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("The policy has no go/no-go points here.\n") : table.text());
    call->finish(0);
}

/// NAME=FILE, kept with the evidence by its hash.
Result<QMap<QString, QString>> keptAttachments(Call *call, const QStringList &given)
{
    QMap<QString, QString> kept;
    const auto wrong = [](const QString &message) { return Error {ErrorKind::BadInput, QStringLiteral("attachment"), message, {}, {}}; };
    const auto folders = call->folders();
    if (!folders)
        return folders.error();
    for (const QString &one : given) {
        const qsizetype split = one.indexOf(u'=');
        QFile file(one.mid(split + 1));
        if (split < 1 || one.size() > 4096)
            return wrong(CliText::tr("an attachment is NAME=FILE"));
        if (!QFileInfo(file).isFile() || file.size() <= 0 || file.size() > largestAttachment || !file.open(QIODevice::ReadOnly))
            return wrong(CliText::tr("%1 cannot be attached: a file that can be read, not empty and at most 8 MiB, is needed").arg(displaySafe(file.fileName(), 300)));
        const QByteArray bytes = file.read(largestAttachment + 1);
        const Result<QString> name = bytes.isEmpty() || bytes.size() > largestAttachment ? Result<QString>(wrong(CliText::tr("%1 changed while it was read").arg(displaySafe(file.fileName(), 300))))
                                                                                      : EvidenceStore(folders->state + QStringLiteral("/evidence")).keep(bytes);
        if (!name)
            return name.error();
        kept.insert(one.left(split), *name);
    }
    return kept;
}

void decide(Call *call, const Points &points, const QString &choice)
{
    CheckpointRequest request {points.target, points.workload.revision(), {}, choice, call->line().value("reason"), {}, {}};
    const QString title = call->line().operand(0);
    const QList<Checkpoint> known = checkpointsOf(points.match);
    const auto point = std::find_if(known.cbegin(), known.cend(), [&title](const Checkpoint &one) { return one.title == title; });
    if (point == known.cend())
        return call->fail({ErrorKind::BadInput, QStringLiteral("noCheckpoint"), CliText::tr("there is no point \"%1\" in the phase of this release").arg(displaySafe(title, 80)),
                           CliText::tr("`maestro checkpoint list` shows them."), {}});
    request.point = *point;
    if (request.reason.trimmed().size() < shortestReason)
        return call->fail({ErrorKind::BadInput, QStringLiteral("reason"), CliText::tr("--reason needs at least %1 characters").arg(shortestReason), {}, {}});
    if (choice == QLatin1String("defer")) {
        const auto wait = call->line().milliseconds("until");
        if (!wait)
            return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--until DURATION says how long it is put off"), {}, {}});
        request.deferredTo = call->clock()->utcNow().addMSecs(*wait);
    }
    const auto kept = keptAttachments(call, call->line().operands.mid(1));
    if (!kept)
        return call->fail(kept.error());
    request.attached = *kept;
    if (const QStringList missing = missingAttachments(*point, *kept); choice == QLatin1String("go") && !missing.isEmpty())
        return call->fail({ErrorKind::Refused, QStringLiteral("attachmentMissing"), CliText::tr("a go needs %1; nothing was recorded").arg(displaySafe(missing.join(QStringLiteral(", ")), 300)),
                           CliText::tr("Give each as NAME=FILE."), {}});
    whoActs(call, points.access, call->line().value("as"), [call, points, request](const Actor &actor) {
        JournalRecord record = checkpointRecord(request);
        record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        record.at = call->clock()->utcNow();
        record.actor = actor;
        record.server = points.access->server();
        record.objectKind = workloadWord(points.workload.workload);
        record.objectUid = points.workload.meta.uid;
        if (const auto written = points.journal->append(record); !written)
            return call->fail(written.error());
        tell(call, points, record.id);
    });
}

} // namespace

void runCheckpointList(Call *call)
{
    withPoints(call, [call](const Points &points) { tell(call, points, {}); });
}

void runCheckpointGo(Call *call)
{
    withPoints(call, [call](const Points &points) { decide(call, points, QStringLiteral("go")); });
}

void runCheckpointNoGo(Call *call)
{
    withPoints(call, [call](const Points &points) { decide(call, points, QStringLiteral("no-go")); });
}

void runCheckpointDefer(Call *call)
{
    withPoints(call, [call](const Points &points) { decide(call, points, QStringLiteral("defer")); });
}

} // namespace maestro
