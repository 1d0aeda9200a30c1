// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/commands/verbpermissions.h"
#include "cli/commands/watchcommand.h"
#include "cli/documents/documents.h"
#include "text/humanize.h"
#include "text/labels.h"
#include "text/operationtext.h"

namespace maestro {

namespace {

using Lines = QList<std::pair<QString, QString>>;

QString facts(const Lines &lines)
{
    qsizetype width = 0;
    for (const auto &line : lines)
        width = std::max(width, line.first.size());
    QString text;
    for (const auto &line : lines)
        if (!line.second.isEmpty())
            text += QString(line.first + u':').leftJustified(width + 3) + line.second + u'\n';
    return text;
}

QString weightsLine(const RolloutSnapshot &s)
{
    if (!s.weight)
        return {};
    const Weight &w = *s.weight;
    QString text = CliText::tr("wanted %1, recorded %2, observed %3")
                       .arg(weightText(w.wanted, w.max), weightText(w.recorded, w.max), weightText(w.observed, w.max));
    return w.observedFrom.isEmpty() ? text : text + QStringLiteral(" (") + displaySafe(w.observedFrom) + u')';
}

QString stepLine(const Rollout &r)
{
    if (r.strategy != Strategy::Canary || r.steps.isEmpty())
        return {};
    if (!r.currentStepIndex)
        return CliText::tr("unknown");
    const int index = *r.currentStepIndex;
    const QString place = QStringLiteral("%1/%2").arg(index).arg(r.steps.size());
    return index >= 0 && index < r.steps.size() ? place + QStringLiteral(", ") + stepLabel(r.steps.at(index)) : place;
}

QString revisionTable(const QList<Revision> &revisions)
{
    TextTable table({QStringLiteral("REVISION"), QStringLiteral("HASH"), QStringLiteral("ROLES"), QStringLiteral("READY"), QStringLiteral("IMAGES")});
    for (const Revision &revision : revisions) {
        QStringList roles;
        for (const RevisionRole role : revision.roles)
            roles.append(roleLabel(role));
        table.add({QString::number(revision.number), revision.hash, roles.join(QStringLiteral(", ")),
                   QStringLiteral("%1/%2").arg(revision.ready).arg(revision.desired), revision.images.join(QStringLiteral(", "))});
    }
    return table.isEmpty() ? QString() : u'\n' + table.text();
}

QString analysisTable(const QList<AnalysisRun> &runs)
{
    TextTable table({QStringLiteral("ANALYSIS"), QStringLiteral("KIND"), QStringLiteral("PHASE"), QStringLiteral("MESSAGE")});
    for (const AnalysisRun &run : runs)
        table.add({run.meta.name, run.kind, run.phase, run.message});
    return table.isEmpty() ? QString() : u'\n' + table.text();
}

QString possible(const RolloutSnapshot &s, const Freshness &age, const VerbRefusals &refusals)
{
    QStringList verbs;
    for (const Verb verb : allVerbs())
        if (allowedNow(verb, s, age).allowed && !refusals.contains(verb))
            verbs.append(verbWord(verb));
    return verbs.isEmpty() ? CliText::tr("nothing") : verbs.join(QStringLiteral(", "));
}

QString wholeText(const RolloutSnapshot &s, const Clock &clock, const VerbRefusals &refusals)
{
    const Rollout &r = s.rollout;
    const Freshness age = ageOf(s, clock);
    return summarySentence(s) + QStringLiteral("\n\n")
        + facts({{CliText::tr("Name"), displaySafe(s.ref.ns) + u'/' + displaySafe(s.ref.name) + QStringLiteral(" (") + workloadWord(r.workload) + u')'},
                 {CliText::tr("Context"), displaySafe(s.ref.context)},
                 {CliText::tr("Strategy"), strategyLabel(r.strategy)},
                 {CliText::tr("Status"), phaseLabel(s.phase.phase) + (s.phase.message.isEmpty() ? QString() : QStringLiteral(": ") + displaySafe(s.phase.message))},
                 {CliText::tr("Step"), stepLine(r)},
                 {CliText::tr("Weight"), weightsLine(s)},
                 {CliText::tr("Replicas"), CliText::tr("%1 desired, %2 updated, %3 ready, %4 available")
                                               .arg(r.specReplicas).arg(r.updatedReplicas).arg(r.readyReplicas).arg(r.availableReplicas)},
                 {CliText::tr("Possible"), possible(s, age, refusals)},
                 {CliText::tr("Missing"), s.missing.join(QStringLiteral("; "))},
                 {CliText::tr("Data"), dataAgeText(age)}})
        + revisionTable(s.revisions) + analysisTable(s.analysisRuns);
}

void printTimeline(Call *call, const RolloutSnapshot &snapshot)
{
    QList<JournalRecord> records;
    const auto journal = call->journal();
    const auto all = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    if (all)
        records = *all;
    else
        call->out().note(CliText::tr("maestro: without the Journal: %1").arg(all.error().message));
    Timeline timeline = buildTimeline(snapshot, {}, records);
    if (const auto since = call->line().milliseconds("since")) {
        const QDateTime from = call->clock()->utcNow().addMSecs(-qint64(*since));
        timeline.entries.removeIf([&](const TimelineEntry &entry) { return entry.at < from; });
    }
    if (call->out().json())
        return call->out().answer(timelineDocument(snapshot.ref, timeline));
    TextTable table({QStringLiteral("TIME"), QStringLiteral("SOURCE"), QStringLiteral("WHAT"), QStringLiteral("WHO"), QStringLiteral("DETAIL")});
    for (const TimelineEntry &entry : timeline.entries)
        table.add({entry.at.toUTC().toString(Qt::ISODate), entrySourceLabel(entry.source), entry.text, entry.actor, entry.detail});
    if (table.isEmpty())
        call->out().note(CliText::tr("nothing recorded in this time"));
    else
        call->out().answer(table.text());
}

} // namespace

Result<Target> targetOf(Call *call, const QString &operand)
{
    const auto name = parseTarget(operand);
    if (!name)
        return name.error();
    const auto access = call->access();
    if (!access)
        return access.error();
    return Target{*access, (*access)->defaultNamespace(), *name};
}

RolloutSnapshot snapshotNow(const RolloutParts &parts, const Clock &clock)
{
    RolloutSnapshot snapshot = assembleSnapshot(parts);
    snapshot.heardAtBootMs = clock.bootMs();
    snapshot.connected = true;
    return snapshot;
}

Freshness ageOf(const RolloutSnapshot &snapshot, const Clock &clock)
{
    return freshnessAt(snapshot.heardAtBootMs, snapshot.connected, clock.bootMs());
}

void runGet(Call *call)
{
    const auto target = targetOf(call, call->line().operand(0));
    if (!target)
        return call->fail(target.error());
    if (call->line().has("watch"))
        return watchRollout(call, *target);
    target->access->readParts(target->ns, target->name.name, target->name.kind, ClusterAccess::Depth::Whole, [call, access = target->access](Result<RolloutParts> parts) {
        if (!parts)
            return call->fail(parts.error());
        const auto snapshot = std::make_shared<const RolloutSnapshot>(snapshotNow(*parts, *call->clock()));
        askVerbPermissions(call, access, *parts, snapshot, [call, snapshot](const VerbRefusals &refusals) {
            call->out().answer(withRefusals(rolloutDocument(*snapshot, ageOf(*snapshot, *call->clock())), refusals));
            call->out().answer(wholeText(*snapshot, *call->clock(), refusals));
            call->finish(0);
        });
    });
}

void runTimeline(Call *call)
{
    const auto target = targetOf(call, call->line().operand(0));
    if (!target)
        return call->fail(target.error());
    target->access->readParts(target->ns, target->name.name, target->name.kind, ClusterAccess::Depth::Whole, [call](Result<RolloutParts> parts) {
        if (!parts)
            return call->fail(parts.error());
        printTimeline(call, snapshotNow(*parts, *call->clock()));
        call->finish(0);
    });
}

} // namespace maestro
