// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinescene.h"

#include "text/humanize.h"
#include "timeline/phaseplan.h"

#include <limits>

namespace maestro {

namespace {

void addWeights(TimelineScene &scene, const RolloutSnapshot &snapshot, const Timeline &timeline)
{
    const double max = snapshot.weight ? std::max(1, snapshot.weight->max) : 100;
    QList<WeightSpan> planned;
    planned.swap(scene.weights);
    const auto close = [&](qint64 at) {
        if (!scene.weights.isEmpty())
            scene.weights.last().to = std::max(scene.weights.last().from, at);
    };
    for (const TimelineEntry &entry : timeline.entries) {
        if (!entry.weight || !entry.at.isValid())
            continue;
        const qint64 at = entry.at.toMSecsSinceEpoch();
        if (at > scene.now)
            continue;
        close(at);
        scene.weights << WeightSpan {at, at, *entry.weight * 100.0 / max, at < scene.begin ? WeightSpan::Former : WeightSpan::Recorded};
    }
    close(scene.now);
    const bool known = std::any_of(scene.weights.begin(), scene.weights.end(), [&](const WeightSpan &s) { return s.to > scene.begin; });
    for (const PhaseBar &phase : std::as_const(scene.phases)) {
        if (!known && snapshot.weight && snapshot.weight->recorded && phase.from <= scene.now && phase.to > scene.now)
            scene.weights << WeightSpan {phase.from, scene.now, *snapshot.weight->recorded * 100.0 / max, WeightSpan::Inferred};
    }
    scene.weights << planned;
}

void addLanes(TimelineScene &scene, const RolloutSnapshot &snapshot)
{
    for (const AnalysisRun &run : snapshot.analysisRuns) {
        if (!run.startedAt.isValid())
            continue;
        const qint64 end = run.completedAt.isValid() ? run.completedAt.toMSecsSinceEpoch() : scene.now;
        for (const MetricResult &metric : run.metrics) {
            auto lane = std::find_if(scene.lanes.begin(), scene.lanes.end(), [&](const AnalysisLane &l) { return l.name == metric.name; });
            if (lane == scene.lanes.end())
                lane = scene.lanes.insert(scene.lanes.end(), AnalysisLane {metric.name, {}, {}});
            lane->runs << std::pair {run.startedAt.toMSecsSinceEpoch(), end};
            for (const Measurement &m : metric.measurements) {
                const QDateTime at = m.finishedAt.isValid() ? m.finishedAt : m.startedAt;
                if (at.isValid())
                    lane->cells << AnalysisCell {at.toMSecsSinceEpoch(), m.phase, m.value};
            }
        }
    }
}

void addMark(TimelineScene &scene, const TimelineEntry &entry, int row)
{
    const qint64 at = entry.at.toMSecsSinceEpoch();
    switch (entry.kind) {
    case EntryKind::Action:
        scene.people << TimelineMark {at, TimelineMark::Person, entry.actor, row, displaySafe(entry.text, 80)};
        break;
    case EntryKind::Warning:
        scene.events << TimelineMark {at, TimelineMark::Warning, entry.text, row};
        break;
    case EntryKind::Abort:
        scene.events << TimelineMark {at, TimelineMark::Failure, entry.text, row};
        break;
    case EntryKind::Weight:
    case EntryKind::Boundary:
    case EntryKind::Disconnected:
        break;
    default:
        scene.events << TimelineMark {at, TimelineMark::Tick, entry.text, row};
    }
}

void addMarksAndRegions(TimelineScene &scene, const Timeline &timeline, const Freshness &freshness)
{
    std::optional<qint64> away;
    for (int row = 0; row < timeline.entries.size(); ++row) {
        const TimelineEntry &entry = timeline.entries.at(row);
        if (!entry.at.isValid())
            continue;
        const qint64 at = entry.at.toMSecsSinceEpoch();
        if (entry.kind == EntryKind::Boundary)
            scene.regions << TimelineRegion {std::numeric_limits<qint64>::min(), at, TimelineRegion::Unrecorded};
        if (entry.kind == EntryKind::Disconnected) {
            if (!away)
                away = at;
        } else if (away && entry.source == EntrySource::Observed) {
            scene.regions << TimelineRegion {*away, at, TimelineRegion::Disconnected};
            away.reset();
        }
        addMark(scene, entry, row);
    }
    const bool live = freshness.state == FreshnessState::Live || freshness.state == FreshnessState::Late;
    if (away && !live)
        scene.regions << TimelineRegion {*away, scene.now, TimelineRegion::Disconnected};
    else if (!live && freshness.seconds >= 0)
        scene.regions << TimelineRegion {scene.now - qint64(freshness.seconds * 1000), scene.now, TimelineRegion::Stale};
}

TimeScale scaleByTime(const TimelineScene &scene, qint64 earliest)
{
    const qint64 last = std::max(scene.now, scene.phases.isEmpty() ? scene.now : scene.phases.last().to);
    const qint64 span = std::max<qint64>(60'000, last - earliest);
    return TimeScale({{earliest - span / 50, 0.0}, {last + span / 50, 1.0}});
}

TimeScale scaleByPhase(const TimelineScene &scene, qint64 earliest)
{
    QList<TimeKnot> knots;
    double sum = 0;
    if (earliest < scene.begin) {
        knots << TimeKnot {earliest, 0.0};
        sum = 0.6;
    }
    for (const PhaseBar &phase : scene.phases) {
        knots << TimeKnot {phase.from, sum};
        const bool live = phase.state == PhaseState::Current || phase.state == PhaseState::Waiting || phase.state == PhaseState::Failed;
        sum += live ? 2.0 : 1.0;
    }
    if (!scene.phases.isEmpty())
        knots << TimeKnot {scene.phases.last().to, sum};
    for (TimeKnot &knot : knots)
        knot.share = sum > 0 ? knot.share / sum : 0;
    return TimeScale(knots);
}

} // namespace

TimelineScene buildScene(const RolloutSnapshot &snapshot, const Timeline &timeline, const Freshness &freshness, const QDateTime &now)
{
    TimelineScene scene;
    scene.now = now.toMSecsSinceEpoch();
    scene.begin = beginOf(snapshot, timeline, scene.now);
    scene.hasWeights = snapshot.rollout.strategy == Strategy::Canary && snapshot.rollout.workload == WorkloadKind::Rollout;
    planPhases(scene, snapshot, timeline);
    if (scene.hasWeights)
        addWeights(scene, snapshot, timeline);
    addLanes(scene, snapshot);
    addMarksAndRegions(scene, timeline, freshness);

    qint64 earliest = std::min(scene.begin, scene.now);
    for (const TimelineEntry &entry : timeline.entries) {
        if (entry.at.isValid())
            earliest = std::min(earliest, entry.at.toMSecsSinceEpoch());
    }
    if (!scene.phases.isEmpty())
        earliest = std::min(earliest, scene.phases.first().from);
    scene.byTime = scaleByTime(scene, earliest);
    scene.byPhase = scene.phases.isEmpty() ? scene.byTime : scaleByPhase(scene, earliest);
    return scene;
}

} // namespace maestro
