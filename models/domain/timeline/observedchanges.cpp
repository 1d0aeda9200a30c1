// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timeline/timelinefact.h"

namespace maestro {

namespace {

/// Collects what changed at one moment.
class Changes
{
public:
    explicit Changes(const QDateTime &now)
        : m_now(now)
    {
    }

    void add(EntryKind kind, const QString &key, const QString &text, const QString &detail = {}, std::optional<int> weight = {})
    {
        m_entries.append({m_now, EntrySource::Observed, kind, text, {}, detail, weight, observedId(m_now, key)});
    }
    bool contains(EntryKind kind) const
    {
        return std::any_of(m_entries.begin(), m_entries.end(), [&](const TimelineEntry &e) { return e.kind == kind; });
    }
    QList<TimelineEntry> entries() const { return m_entries; }

private:
    QDateTime m_now;
    QList<TimelineEntry> m_entries;
};

std::optional<int> observedWeight(const RolloutSnapshot &snapshot)
{
    return snapshot.weight ? snapshot.weight->observed : std::nullopt;
}

QString weightWord(const std::optional<int> &weight, const RolloutSnapshot &snapshot)
{
    if (!weight)
        return QStringLiteral("unknown");
    const int max = snapshot.weight ? snapshot.weight->max : 100;
    return max == 100 ? QStringLiteral("%1 %").arg(*weight) : QStringLiteral("%1 of %2").arg(*weight).arg(max);
}

void firstSight(Changes &changes, const RolloutSnapshot &current, const QString &text)
{
    changes.add(EntryKind::Boundary, QStringLiteral("first"), text,
                QStringLiteral("%1, observed weight %2").arg(phaseWord(current.phase.phase), weightWord(observedWeight(current), current)),
                observedWeight(current));
}

void connection(Changes &changes, const RolloutSnapshot &before, const RolloutSnapshot &now)
{
    if (before.connected && !now.connected)
        changes.add(EntryKind::Disconnected, QStringLiteral("disconnected"), QStringLiteral("Connection lost: from here on nothing is observed"));
    if (!before.connected && now.connected && before.heardAtBootMs >= 0)
        changes.add(EntryKind::Disconnected, QStringLiteral("connected"), QStringLiteral("Connected again: what happened in between was not observed"));
}

void version(Changes &changes, const Rollout &before, const Rollout &now)
{
    if (now.currentPodHash != before.currentPodHash && !now.currentPodHash.isEmpty())
        changes.add(EntryKind::Revision, QStringLiteral("revision:%1").arg(now.revision()),
                    QStringLiteral("Revision %1 is the current version").arg(now.revision()), now.currentPodHash);
    if (now.stableHash != before.stableHash && !now.stableHash.isEmpty())
        changes.add(EntryKind::Revision, QStringLiteral("stable:%1").arg(now.stableHash), QStringLiteral("A new version is stable"), now.stableHash);
    if (now.activeHash != before.activeHash && !now.activeHash.isEmpty())
        changes.add(EntryKind::Weight, QStringLiteral("switch:%1").arg(now.activeHash), QStringLiteral("The active Service was switched"), now.activeHash);
}

void progress(Changes &changes, const Rollout &before, const Rollout &now)
{
    if (now.currentStepIndex != before.currentStepIndex && now.currentStepIndex) {
        const int index = *now.currentStepIndex;
        changes.add(EntryKind::Step, QStringLiteral("step:%1").arg(index),
                    index >= now.steps.size() ? QStringLiteral("All steps done")
                                              : QStringLiteral("Now at step %1 of %2").arg(index + 1).arg(now.steps.size()));
    }
    for (const PauseCondition &pause : now.pauseConditions)
        if (!before.pauseConditions.contains(pause))
            changes.add(EntryKind::Pause, QStringLiteral("paused"), QStringLiteral("Paused: %1").arg(pause.reason));
    if (now.pauseConditions.isEmpty() && !before.pauseConditions.isEmpty())
        changes.add(EntryKind::Pause, QStringLiteral("resumed"), QStringLiteral("The pause was ended"));
}

void requests(Changes &changes, const Rollout &before, const Rollout &now)
{
    if (now.specPaused != before.specPaused)
        changes.add(EntryKind::Pause, now.specPaused ? QStringLiteral("spec-paused") : QStringLiteral("spec-resumed"),
                    now.specPaused ? QStringLiteral("Paused by a person") : QStringLiteral("The pause of a person was lifted"));
    const bool aborts = now.abort && !before.abort;
    if (aborts || (now.abortedAt != before.abortedAt && !now.abortedAt.isEmpty()))
        changes.add(EntryKind::Abort, QStringLiteral("abort"), now.abortedAt.isEmpty() ? QStringLiteral("Abort asked for") : QStringLiteral("Aborted"));
    if (!now.abort && before.abort)
        changes.add(EntryKind::Abort, QStringLiteral("retry"), QStringLiteral("No longer aborted"));
    if (now.promoteFull && !before.promoteFull)
        changes.add(EntryKind::Step, QStringLiteral("promote-full"), QStringLiteral("Full promotion asked for"));
    if (now.restartAt != before.restartAt && !now.restartAt.isEmpty())
        changes.add(EntryKind::Event, QStringLiteral("restart:%1").arg(now.restartAt), QStringLiteral("Restart asked for"), now.restartAt);
    if (now.restartedAt != before.restartedAt && !now.restartedAt.isEmpty())
        changes.add(EntryKind::Event, QStringLiteral("restarted:%1").arg(now.restartedAt), QStringLiteral("Restart done"), now.restartedAt);
}

void weight(Changes &changes, const RolloutSnapshot &before, const RolloutSnapshot &now)
{
    const std::optional<int> from = observedWeight(before);
    const std::optional<int> to = observedWeight(now);
    if (from != to)
        changes.add(EntryKind::Weight, to ? QStringLiteral("weight:%1").arg(*to) : QStringLiteral("weight:unknown"),
                    QStringLiteral("Observed weight from %1 to %2").arg(weightWord(from, before), weightWord(to, now)),
                    now.weight ? now.weight->observedFrom : QString(), to);
}

void analysis(Changes &changes, const RolloutSnapshot &before, const RolloutSnapshot &now)
{
    QMap<QString, QString> phases;
    for (const AnalysisRun &run : before.analysisRuns)
        phases.insert(run.meta.uid, run.phase);
    for (const AnalysisRun &run : now.analysisRuns)
        if (!run.phase.isEmpty() && phases.value(run.meta.uid) != run.phase)
            changes.add(EntryKind::Analysis, QStringLiteral("analysis:%1:%2").arg(run.meta.name, run.phase),
                        QStringLiteral("Analysis %1: %2").arg(run.meta.name, run.phase), run.message);
}

} // namespace

QString observedId(const QDateTime &at, const QString &key)
{
    return QStringLiteral("obs:%1/%2").arg(QString::number(at.toMSecsSinceEpoch()), key);
}

QString keyOfObserved(const QString &id)
{
    const qsizetype slash = id.indexOf(u'/');
    return id.startsWith(QLatin1String("obs:")) && slash > 0 ? id.mid(slash + 1) : QString();
}

QList<TimelineEntry> observedChanges(const RolloutSnapshot *previous, const RolloutSnapshot &current, const QDateTime &now)
{
    Changes changes(now);
    if (!previous) {
        firstSight(changes, current, QStringLiteral("This console began to watch"));
        return changes.entries();
    }
    if (previous->rollout.meta.uid != current.rollout.meta.uid) {
        firstSight(changes, current, QStringLiteral("Deleted and made anew: a different object from here on"));
        return changes.entries();
    }
    connection(changes, *previous, current);
    requests(changes, previous->rollout, current.rollout);
    version(changes, previous->rollout, current.rollout);
    progress(changes, previous->rollout, current.rollout);
    weight(changes, *previous, current);
    analysis(changes, *previous, current);
    // a pause, an abort or a new version already says what the phase says
    const bool explained = changes.contains(EntryKind::Pause) || changes.contains(EntryKind::Abort) || changes.contains(EntryKind::Revision);
    if (previous->phase.phase != current.phase.phase && !explained)
        changes.add(EntryKind::Phase, QStringLiteral("phase:%1").arg(phaseWord(current.phase.phase)),
                    QStringLiteral("%1, before %2").arg(phaseWord(current.phase.phase), phaseWord(previous->phase.phase)), current.phase.message);
    return changes.entries();
}

} // namespace maestro
