// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinescene.h"

#include "domain/timeline/timelinefact.h"
#include "text/humanize.h"
#include "timeline/phaseplan.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <limits>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

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

QString weightNow(const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    if (!snapshot.weight || !snapshot.weight->observed)
        return Words::tr("not observed");
    const QString percent = QString::number(*snapshot.weight->observed * 100.0 / std::max(1, snapshot.weight->max), 'g', 4);
    const bool old = freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
    return old ? Words::tr("last seen %1 %").arg(percent) : Words::tr("now %1 %").arg(percent);
}

QString attemptLabel(const PastAttempt &attempt, const QString &why)
{
    double most = 0;
    qint64 until = attempt.to;
    for (const WeightSpan &span : attempt.weights) {
        if (most < 100 && span.percent >= 100)
            until = span.from;
        most = std::max(most, span.percent);
    }
    const QString name = attempt.revision > 0 ? Words::tr("Revision %1").arg(attempt.revision) : Words::tr("Earlier update");
    const QString length = durationText(std::max<qint64>(1, ((attempt.aborted ? attempt.to : until) - attempt.from) / 1000));
    const QString reached = QString::number(most, 'g', 4);
    const QString end = attempt.aborted ? Words::tr("aborted at %1 % after %2").arg(reached, length)
        : most >= 100                   ? Words::tr("to everybody within %1").arg(length)
                                        : Words::tr("replaced at %1 % after %2").arg(reached, length);
    const QString day = QDateTime::fromMSecsSinceEpoch(attempt.from, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd"));
    return why.isEmpty() ? QString(name % u", " % end % u", " % day) : QString(name % u", " % end % u": “" % displaySafe(why, 120) % u"”, " % day);
}

/// From one new revision to the next; what came before the first record is not known and not made up.
void addAttempts(TimelineScene &scene, const RolloutSnapshot &snapshot, const Timeline &timeline)
{
    static const QRegularExpression numbered(QStringLiteral("^Revision (\\d+) "));
    const double max = snapshot.weight ? std::max(1, snapshot.weight->max) : 100;
    std::optional<PastAttempt> attempt;
    QString why;
    const auto close = [&](qint64 at) {
        if (attempt && std::any_of(attempt->weights.begin(), attempt->weights.end(), [](const WeightSpan &s) { return s.percent > 0; })) {
            attempt->to = attempt->aborted ? attempt->to : at;
            attempt->weights.last().to = std::max(attempt->weights.last().from, attempt->to);
            attempt->label = attemptLabel(*attempt, why);
            scene.attempts.prepend(*attempt);
        }
        attempt.reset();
        why.clear();
    };
    for (const TimelineEntry &entry : timeline.entries) {
        const qint64 at = entry.at.toMSecsSinceEpoch();
        if (!entry.at.isValid() || at >= scene.begin)
            continue;
        const QRegularExpressionMatch revision = entry.kind == EntryKind::Revision ? numbered.match(entry.text) : QRegularExpressionMatch();
        if (revision.hasMatch() && (!attempt || attempt->revision != revision.captured(1).toInt())) {
            close(at);
            attempt = PastAttempt {revision.captured(1).toInt(), at, at, {}, false, {}};
        }
        if (entry.weight) {
            attempt = attempt ? attempt : PastAttempt {0, at, at, {}, false, {}};
            if (!attempt->weights.isEmpty())
                attempt->weights.last().to = at;
            attempt->weights << WeightSpan {at, at, *entry.weight * 100.0 / max, WeightSpan::Former};
        }
        if (attempt && entry.kind == EntryKind::Abort && !attempt->aborted && entry.text != QLatin1String("No longer aborted")) {
            attempt->aborted = true;
            attempt->to = at;
            why = entry.detail.isEmpty() ? why : entry.detail;
        } else if (attempt && entry.source == EntrySource::Operator && !entry.detail.isEmpty() && !attempt->aborted)
            why = entry.detail;
    }
    close(scene.begin);
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
        if (entry.kind == EntryKind::Disconnected && keyOfObserved(entry.id) != QLatin1String("connected")) {
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
    if (scene.hasWeights) {
        scene.weightNow = weightNow(snapshot, freshness);
        addWeights(scene, snapshot, timeline);
        addAttempts(scene, snapshot, timeline);
    }
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
