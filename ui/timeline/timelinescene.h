// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/verdict.h"
#include "domain/timeline/timeline.h"
#include "timeline/timescale.h"

namespace maestro {

enum class PhaseState { Done, Current, Waiting, Failed, Planned, NotReached };

/// One bar: a weight with the pauses and analyses behind it, or a revision where there are no steps.
struct PhaseBar
{
    qint64 from = 0;
    qint64 to = 0;
    PhaseState state = PhaseState::Planned;
    QString title;
    QString note;
    bool startRecorded = true; ///< false: `from` lies between two recorded moments and is a guess

    bool operator==(const PhaseBar &) const = default;
};

struct WeightSpan
{
    enum Kind { Recorded, Former, Inferred, Planned };
    qint64 from = 0;
    qint64 to = 0;
    double percent = 0;
    Kind kind = Recorded;

    bool operator==(const WeightSpan &) const = default;
};

struct AnalysisCell
{
    qint64 at = 0;
    QString phase; ///< of the measurement
    QString value; ///< as the run recorded it
    bool operator==(const AnalysisCell &) const = default;
};

struct AnalysisLane
{
    QString name;
    QList<std::pair<qint64, qint64>> runs; ///< when the runs ran
    QList<AnalysisCell> cells;
    bool operator==(const AnalysisLane &) const = default;
};

/// What a gate said from here to there.
struct HealthCell
{
    qint64 from = 0;
    qint64 to = 0;
    GateState state = GateState::NoData;
    bool pending = false;
    bool operator==(const HealthCell &) const = default;
};

struct HealthLane
{
    QString gate;
    QList<HealthCell> cells;
    bool operator==(const HealthLane &) const = default;
};

struct AlertBar
{
    qint64 from = 0;
    qint64 to = 0;
    QString name;
    bool firing = true;
    bool silenced = false;
    bool operator==(const AlertBar &) const = default;
};

struct TimelineMark
{
    enum Kind { Tick, Warning, Failure, Person, GateDone, GateOpen, GatePlanned, TimerDone, TimerOpen, TimerPlanned };
    qint64 at = 0;
    Kind kind = Tick;
    QString label;
    int entry = -1; ///< row in the timeline, or -1
    QString note = {}; ///< what a person did

    bool operator==(const TimelineMark &) const = default;
};

/// An update before the one under way, as far as its weights were recorded.
struct PastAttempt
{
    int revision = 0; ///< 0: not known
    qint64 from = 0;
    qint64 to = 0;
    QList<WeightSpan> weights;
    bool aborted = false;
    QString label; ///< revision, how it ended, after how long, why

    bool operator==(const PastAttempt &) const = default;
};

struct TimelineRegion
{
    enum Kind { Unrecorded, Disconnected, Stale };
    qint64 from = 0;
    qint64 to = 0;
    Kind kind = Unrecorded;

    bool operator==(const TimelineRegion &) const = default;
};

/// What there is to draw, in time and words, without pixels or colours. Times are UTC milliseconds.
struct TimelineScene
{
    qint64 begin = 0; ///< of the rollout under way
    qint64 now = 0;
    std::optional<qint64> plannedEnd; ///< absent: some step waits for a person
    bool hasWeights = false;
    QString weightNow; ///< observed, in words; what is old does not say "now"
    QList<PhaseBar> phases;
    QList<WeightSpan> weights;
    QList<AnalysisLane> lanes;
    QList<HealthLane> gateLanes; ///< worst first
    QList<AlertBar> alerts;
    QList<std::pair<qint64, qint64>> baselines;
    std::optional<qint64> changedAt; ///< of the newest revision, when something is bad
    std::optional<qint64> firstBadAt;
    QString regression; ///< the gap in words
    QList<TimelineMark> gates;
    QList<TimelineMark> events;
    QList<TimelineMark> people;
    QList<TimelineRegion> regions;
    QList<PastAttempt> attempts; ///< newest first
    TimeScale byPhase; ///< every phase gets a useful width
    TimeScale byTime;
};

TimelineScene buildScene(const RolloutSnapshot &snapshot, const Timeline &timeline, const Freshness &freshness, const QDateTime &now);

/// Steps joined to bars: a set weight with everything up to the next one.
struct StepGroup
{
    int first = 0;
    int last = -1; ///< last < first: the end, after all steps
    double percent = 0;
    qint64 timedSeconds = 0;
    int manualStep = -1; ///< first pause without a duration
    bool analysis = false;
    QStringList others = {}; ///< steps of other kinds, by their key

    bool operator==(const StepGroup &) const = default;
};
QList<StepGroup> groupSteps(const QList<CanaryStep> &steps, int maxWeight);

} // namespace maestro
