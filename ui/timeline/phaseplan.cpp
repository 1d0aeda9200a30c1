// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/phaseplan.h"

#include "text/humanize.h"
#include "text/labels.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimelineScene)
};

/// Of a pause; a year is as good as for ever, and the sum stays a number.
qint64 seconds(const CanaryStep &step)
{
    return std::clamp<qint64>(step.pauseSeconds.value_or(0), 0, 366 * 86'400);
}

QString percentText(double percent)
{
    return QString::number(percent, 'g', 4) + QStringLiteral(" %");
}

/// What the state of the rollout says about its steps.
struct Progress
{
    int index = 0; ///< of the step under way; count of steps when all are done
    bool finished = false; ///< new version is the stable one
    bool aborted = false;
    bool waiting = false; ///< a person must act
    qint64 pausedSince = -1;
    QString served; ///< of an aborted update: where traffic is, as far as it is observed
};

Progress progressOf(const RolloutSnapshot &snapshot)
{
    const Rollout &rollout = snapshot.rollout;
    Progress p;
    p.finished = !rollout.currentPodHash.isEmpty() && rollout.currentPodHash == rollout.stableHash;
    p.aborted = rollout.abort && !p.finished; // the controller drops an abort of what is fully promoted
    p.index = p.finished ? int(rollout.steps.size()) : std::clamp(rollout.currentStepIndex.value_or(0), 0, int(rollout.steps.size()));
    if (!rollout.pauseConditions.isEmpty()) {
        const QDateTime since = QDateTime::fromString(rollout.pauseConditions.first().startTime, Qt::ISODate);
        p.pausedSince = since.isValid() ? since.toMSecsSinceEpoch() : -1;
    }
    const bool timed = p.index < rollout.steps.size() && rollout.steps.at(p.index).pauseSeconds.has_value()
        && !rollout.pauseConditions.isEmpty() && !rollout.specPaused;
    p.waiting = snapshot.phase.phase == RolloutPhase::Paused && !timed && !p.aborted;
    if (!snapshot.weight || !snapshot.weight->observed)
        p.served = Words::tr("where traffic is, is not known");
    else if (*snapshot.weight->observed == 0)
        p.served = Words::tr("traffic is on the stable version");
    else
        p.served = Words::tr("the new version still gets %1").arg(weightText(snapshot.weight->observed, snapshot.weight->max));
    return p;
}

QString groupNote(const StepGroup &group)
{
    QStringList parts;
    if (group.timedSeconds > 0)
        parts << durationText(group.timedSeconds);
    if (group.analysis)
        parts << Words::tr("analysis");
    if (group.manualStep >= 0)
        parts << Words::tr("a person promotes");
    for (const QString &key : group.others)
        parts << displaySafe(key, 24);
    return parts.join(QStringLiteral(", "));
}

PhaseState stateOf(const StepGroup &group, const Progress &p)
{
    const bool end = group.last < group.first;
    if (p.finished || (!end && p.index > group.last))
        return PhaseState::Done;
    if (end ? p.index >= group.first : p.index >= group.first)
        return p.aborted ? PhaseState::Failed : p.waiting ? PhaseState::Waiting : PhaseState::Current;
    return p.aborted ? PhaseState::NotReached : PhaseState::Planned;
}

/// First recorded moment at or after `from` at which the weight became `percent`.
std::optional<qint64> whenWeight(const Timeline &timeline, qint64 from, qint64 now, double percent, double max)
{
    for (const TimelineEntry &entry : timeline.entries) {
        if (!entry.weight || !entry.at.isValid())
            continue;
        const qint64 at = entry.at.toMSecsSinceEpoch();
        if (at >= from && at <= now && qFuzzyCompare(1 + *entry.weight * 100.0 / max, 1 + percent))
            return at;
    }
    return {};
}

/// Moments that nobody recorded are spread evenly between those that somebody did.
void spreadUnknown(QList<PhaseBar> &phases, int reached, qint64 until)
{
    for (int i = 0; i < reached; ++i) {
        if (phases.at(i).startRecorded)
            continue;
        int next = i;
        while (next < reached && !phases.at(next).startRecorded)
            ++next;
        const qint64 before = i > 0 ? phases.at(i - 1).from : until;
        const qint64 after = next < reached ? phases.at(next).from : until;
        for (int k = i; k < next; ++k)
            phases[k].from = before + (after - before) * (k - i + 1) / (next - i + 1);
        i = next;
    }
}

class StepPlanner
{
public:
    StepPlanner(TimelineScene &scene, const RolloutSnapshot &snapshot, const Timeline &timeline)
        : m_scene(scene)
        , m_rollout(snapshot.rollout)
        , m_timeline(timeline)
        , m_progress(progressOf(snapshot))
        , m_max(snapshot.weight ? std::max(1, snapshot.weight->max) : 100)
        , m_groups(groupSteps(m_rollout.steps, int(m_max)))
        , m_nominal(std::max<qint64>(60'000, (scene.now - scene.begin) / 6))
    {
        if (m_progress.aborted)
            m_progress.index = indexBeforeAbort();
    }

    void plan()
    {
        placePast();
        placeFuture();
        placeGates();
    }

private:
    /// An abort sets the step index to 0; how far it had come is told by the highest weight anybody recorded.
    int indexBeforeAbort() const
    {
        int index = m_progress.index;
        for (const StepGroup &group : m_groups) {
            if (group.last >= group.first && group.percent > 0 && whenWeight(m_timeline, m_scene.begin, pastUntil(), group.percent, m_max))
                index = std::max(index, group.last);
        }
        return index;
    }

    void placePast()
    {
        qint64 from = m_scene.begin;
        for (int g = 0; g < m_groups.size(); ++g) {
            const StepGroup &group = m_groups.at(g);
            PhaseBar bar {0, 0, stateOf(group, m_progress), percentText(group.percent), groupNote(group), true};
            if (isReached(bar.state)) {
                m_reached = g + 1;
                const auto at = g == 0 ? std::optional(from) : whenWeight(m_timeline, from, m_scene.now, group.percent, m_max);
                bar.startRecorded = at.has_value();
                bar.from = at.value_or(0);
                from = at.value_or(from);
            }
            m_scene.phases << bar;
        }
        spreadUnknown(m_scene.phases, m_reached, std::max(from + 1000, pastUntil()));
        for (int g = 0; g + 1 < m_reached; ++g)
            m_scene.phases[g].to = m_scene.phases.at(g + 1).from;
    }

    void placeFuture()
    {
        if (m_reached == 0)
            return;
        PhaseBar &current = m_scene.phases[m_reached - 1];
        const StepGroup &group = m_groups.at(m_reached - 1);
        bool bounded = !m_progress.aborted;
        if (m_progress.finished) {
            current.to = m_scene.now + m_nominal / 2;
            current.note = Words::tr("serves everybody");
        } else if (m_progress.aborted) {
            addAborted();
        } else {
            const auto end = currentEnd(group);
            bounded = end.has_value();
            current.to = std::max(end.value_or(0), m_scene.now + m_nominal / 3);
            if (m_progress.waiting)
                current.note = Words::tr("waits for a person");
            else if (end && *end > m_scene.now)
                current.note = Words::tr("%1 left").arg(durationText((*end - m_scene.now) / 1000));
        }
        qint64 cursor = m_scene.phases.at(m_reached - 1 + (m_progress.aborted ? 1 : 0)).to;
        for (int i = m_reached + (m_progress.aborted ? 1 : 0); i < m_scene.phases.size(); ++i) {
            PhaseBar &bar = m_scene.phases[i];
            const StepGroup &planned = m_groups.at(i - (m_progress.aborted ? 1 : 0));
            const bool end = planned.last < planned.first;
            bounded = bounded && planned.manualStep < 0;
            bar.from = cursor;
            bar.to = cursor + std::max(end ? m_nominal / 2 : m_nominal / 3, planned.timedSeconds * 1000);
            if (!m_progress.aborted)
                m_scene.weights << WeightSpan {bar.from, bar.to, planned.percent, WeightSpan::Planned};
            else
                bar.note = Words::tr("not reached");
            if (end && bounded)
                m_scene.plannedEnd = bar.from;
            cursor = bar.to;
        }
    }

    void addAborted()
    {
        PhaseBar &current = m_scene.phases[m_reached - 1];
        const qint64 at = std::max(current.from + 1000, pastUntil());
        current.to = at;
        m_scene.phases.insert(m_reached, PhaseBar {at, std::max(at + 1000, m_scene.now + m_nominal / 4), PhaseState::Failed, Words::tr("Aborted"),
                                                   m_progress.served, true});
    }

    void placeGates()
    {
        int bar = 0;
        for (int g = 0; g + 1 < m_groups.size(); ++g, ++bar) {
            const StepGroup &group = m_groups.at(g);
            if (m_progress.aborted && bar == m_reached)
                ++bar;
            const PhaseState state = m_scene.phases.at(bar).state;
            const bool live = state == PhaseState::Current || state == PhaseState::Waiting;
            const bool done = state == PhaseState::Done;
            if (state == PhaseState::NotReached || state == PhaseState::Failed)
                continue;
            const qint64 at = m_scene.phases.at(bar).to;
            if (group.manualStep >= 0) {
                const bool open = live && m_progress.waiting;
                m_scene.gates << TimelineMark {at, done ? TimelineMark::GateDone : open ? TimelineMark::GateOpen : TimelineMark::GatePlanned,
                                               done ? Words::tr("to %1").arg(m_scene.phases.at(bar + 1).title)
                                                    : Words::tr("person: go to %1").arg(percentText(m_groups.at(g + 1).percent)), -1};
            } else if (group.timedSeconds > 0) {
                m_scene.gates << TimelineMark {at, done ? TimelineMark::TimerDone : live ? TimelineMark::TimerOpen : TimelineMark::TimerPlanned,
                                               Words::tr("after %1").arg(durationText(group.timedSeconds)), -1};
            }
        }
        if (m_progress.waiting && std::none_of(m_scene.gates.begin(), m_scene.gates.end(), [](const TimelineMark &m) { return m.kind == TimelineMark::GateOpen; }))
            m_scene.gates << TimelineMark {m_scene.now, TimelineMark::GateOpen, Words::tr("waits for a person"), -1};
    }

    /// End of the group under way, when only timers stand between.
    std::optional<qint64> currentEnd(const StepGroup &group) const
    {
        if (m_progress.waiting)
            return {};
        qint64 left = 0;
        for (int i = m_progress.index; i <= group.last; ++i) {
            const CanaryStep &step = m_rollout.steps.at(i);
            if (step.kind == StepKind::Pause && !step.pauseSeconds)
                return {};
            left += seconds(step) * 1000;
        }
        return (m_progress.pausedSince > 0 ? m_progress.pausedSince : m_scene.now) + left;
    }

    qint64 pastUntil() const
    {
        if (m_progress.aborted) {
            const QDateTime at = QDateTime::fromString(m_rollout.abortedAt, Qt::ISODate);
            if (at.isValid())
                return std::min(at.toMSecsSinceEpoch(), m_scene.now);
        }
        return m_progress.pausedSince > 0 ? std::min(m_progress.pausedSince, m_scene.now) : m_scene.now;
    }

    static bool isReached(PhaseState state) { return state != PhaseState::Planned && state != PhaseState::NotReached; }

    TimelineScene &m_scene;
    const Rollout &m_rollout;
    const Timeline &m_timeline;
    Progress m_progress;
    const double m_max;
    const QList<StepGroup> m_groups;
    const qint64 m_nominal;
    int m_reached = 0;
};

/// Without steps the bars are the revisions, the last four.
void planRevisions(TimelineScene &scene, const RolloutSnapshot &snapshot)
{
    QList<Revision> revisions;
    for (const Revision &revision : snapshot.revisions) {
        if (revision.createdAt.isValid() && revision.createdAt.toMSecsSinceEpoch() <= scene.now)
            revisions << revision;
    }
    std::stable_sort(revisions.begin(), revisions.end(), [](const Revision &a, const Revision &b) { return a.createdAt < b.createdAt; });
    if (revisions.size() > 4)
        revisions = revisions.last(4);
    for (int i = 0; i < revisions.size(); ++i) {
        const Revision &revision = revisions.at(i);
        QStringList tags;
        for (const QString &image : revision.images)
            tags << displaySafe(imageTag(image), 40);
        const bool last = i + 1 == revisions.size();
        const qint64 from = revision.createdAt.toMSecsSinceEpoch();
        const qint64 to = last ? std::max(scene.now + (scene.now - from) / 4, from + 60'000) : revisions.at(i + 1).createdAt.toMSecsSinceEpoch();
        PhaseState state = PhaseState::Done;
        if (last && snapshot.phase.phase == RolloutPhase::Paused)
            state = PhaseState::Waiting;
        else if (last && snapshot.phase.phase == RolloutPhase::Degraded)
            state = PhaseState::Failed;
        else if (last && snapshot.phase.phase != RolloutPhase::Healthy)
            state = PhaseState::Current;
        const QString note = revision.roles.isEmpty() ? QString() : roleLabel(revision.roles.first());
        scene.phases << PhaseBar {from, to, state, Words::tr("rev %1  %2").arg(QString::number(revision.number), tags.join(QStringLiteral(", "))), note, true};
    }
}

} // namespace

qint64 beginOf(const RolloutSnapshot &snapshot, const Timeline &timeline, qint64 now)
{
    qint64 begin = -1;
    for (const Revision &revision : snapshot.revisions) {
        if (!revision.hash.isEmpty() && revision.hash == snapshot.rollout.currentPodHash && revision.createdAt.isValid())
            begin = revision.createdAt.toMSecsSinceEpoch();
    }
    for (const TimelineEntry &entry : timeline.entries) {
        if (entry.kind == EntryKind::Revision && entry.source != EntrySource::Reported && entry.at.isValid())
            begin = std::max(begin, entry.at.toMSecsSinceEpoch());
    }
    if (begin < 0 && !timeline.entries.isEmpty() && timeline.entries.first().at.isValid())
        begin = timeline.entries.first().at.toMSecsSinceEpoch();
    return begin < 0 || begin >= now ? now - 60'000 : begin;
}

QList<StepGroup> groupSteps(const QList<CanaryStep> &steps, int maxWeight)
{
    QList<StepGroup> groups;
    for (int i = 0; i < steps.size(); ++i) {
        const CanaryStep &step = steps.at(i);
        if (groups.isEmpty() || step.kind == StepKind::SetWeight)
            groups << StepGroup {i, i, step.kind == StepKind::SetWeight ? step.weight.value_or(0) * 100.0 / std::max(1, maxWeight) : 0.0};
        StepGroup &group = groups.last();
        group.last = i;
        if (step.kind == StepKind::Pause && step.pauseSeconds)
            group.timedSeconds += seconds(step);
        else if (step.kind == StepKind::Pause && group.manualStep < 0)
            group.manualStep = i;
        else if (step.kind == StepKind::Analysis)
            group.analysis = true;
        else if (step.kind != StepKind::SetWeight && step.kind != StepKind::Pause)
            group.others << step.key;
    }
    groups << StepGroup {int(steps.size()), int(steps.size()) - 1, 100.0};
    return groups;
}

void planPhases(TimelineScene &scene, const RolloutSnapshot &snapshot, const Timeline &timeline)
{
    if (scene.hasWeights && !snapshot.rollout.steps.isEmpty())
        StepPlanner(scene, snapshot, timeline).plan();
    else
        planRevisions(scene, snapshot);
}

} // namespace maestro
