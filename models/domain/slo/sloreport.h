// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertreading.h"
#include "domain/base/error.h"
#include "domain/base/ids.h"
#include "domain/base/weblink.h"
#include "domain/budget/budgetreading.h"
#include "domain/budget/robustscores.h"
#include "domain/policy/policygate.h"
#include "domain/slo/provenance.h"
#include "domain/slo/sample.h"
#include "domain/slo/verdict.h"

#include <QMap>
#include <QStringList>

#include <cmath>
#include <memory>

namespace maestro {

/// A gate as it stands, with what it was read from.
struct GateReading
{
    GateVerdict verdict;
    PolicyGate gate;
    MetricUnit unit = MetricUnit::None;
    Provenance provenance;

    bool operator==(const GateReading &) const = default;
};

/// What one metric of the policy says now, whether a gate judges it or not. Nothing is decided by it: for people who look (SLO-18, 28, 30 to 32, 35).
struct MetricReading
{
    QString metric;
    QString title; ///< of the policy; empty: none
    MetricUnit unit = MetricUnit::None;
    bool lowerIsBetter = true;
    QStringList groups; ///< pages of the policy, and "focus" of the phase, that name it
    bool judged = false; ///< a gate in force reads it
    std::optional<double> value; ///< the newest, of the pods that are judged; NaN stays NaN
    std::optional<double> usual; ///< the median of the half hour before
    std::optional<double> score; ///< how many robust standard deviations from it (robustscores.h)
    Provenance provenance; ///< without the targets; an error where the policy has no such metric

    /// Far from the usual by its score, and by an amount that a person would call a difference.
    bool isUnusual() const { return score && std::abs(*score) > unusualScore && value && usual && isSeenStep(*value, *usual); }
    bool operator==(const MetricReading &) const = default;
};

/// How long rollbacks of this workload took, from the trigger until they were verified (SLO-22).
struct RollbackPace
{
    int count = 0; ///< validations that ended well, the newest twenty
    std::optional<double> medianSeconds;
    std::optional<double> targetSeconds; ///< of the policy: rollback.target.median
    QString metric; ///< of the policy: what else measures it; empty: nothing

    bool operator==(const RollbackPace &) const = default;
};

/// Promotion criteria that stand on the object, beside the policy's gates (GAT-10, CFG-06).
struct CriteriaReading
{
    enum class State { Missing, Text, Same, Differs };

    QString annotation; ///< its key; empty: the policy names none
    State state = State::Missing; ///< Text: for people alone, it cannot be compared
    QString text; ///< as it stands there
    QStringList differences; ///< as data: "errors: < 1% there, < 0.5% in the policy"
    QString adr = {}; ///< where they were decided, as the policy calls it: "0002"

    bool operator==(const CriteriaReading &) const = default;
};

/// Whether trouble began after the change (TML-11): the newest revision against the first bad sample.
struct RegressionStart
{
    int revision = 0;
    QDateTime changedAt;
    QDateTime firstBadAt; ///< invalid: nothing is bad
    QString gate;

    bool operator==(const RegressionStart &) const = default;
};

struct DecisionBoard;

/// Health of one rollout at one moment. Immutable, shared between threads.
struct SloReport
{
    ObjectRef target;
    QDateTime at; ///< by the clock of the server that was asked
    qint64 skewMs = 0; ///< that clock against ours, where it differs by seconds
    QString policy; ///< its name; empty: no policy names this rollout, `problem` says so
    QByteArray policyHash;
    QString service;
    QString phase;
    bool updating = true; ///< there is something to promote
    QList<GateReading> gates;
    QList<BudgetReading> budgets;
    QList<MetricReading> metrics; ///< of what is looked at alone
    RollbackPace rollbackPace;
    CriteriaReading criteria;
    QList<AlertReading> alerts;
    DecisionVerdict decision;
    std::shared_ptr<const DecisionBoard> board; ///< what `decision` rests on; null without a policy
    RegressionStart regression;
    QString ladderDrift; ///< how the cluster's steps differ from the policy's ladder; empty: they do not
    std::optional<Error> problem;

    /// What the server's clock says at a time of ours: the one to measure ages of reports, verdicts and samples by.
    QDateTime serverTime(const QDateTime &ours) const { return ours.addMSecs(skewMs); }
    bool operator==(const SloReport &) const = default;
};

using SloReportPtr = std::shared_ptr<const SloReport>;

/// One chart: what is drawn and what the lines mean. Limits are in the metric's unit.
struct ChartData
{
    QString metric;
    QString gate; ///< the gate whose limits are drawn; empty: none
    MetricUnit unit = MetricUnit::None;
    bool lowerIsBetter = true;
    QList<SampleSeries> series; ///< canary, stable, baseline; each may be missing
    std::optional<double> passLimit;
    std::optional<double> failLimit;
    std::optional<double> baselineLevel = {}; ///< of an earlier time, which the gate compares with and no line shows
    bool failInForce = false; ///< the fail limit decides now; the other is drawn dotted
    OnFail onFail = OnFail::Hold;
    struct Span
    {
        QDateTime from;
        QDateTime to;
        bool operator==(const Span &) const = default;
    };
    QList<Span> breaches;
    QList<SampleSeries::Point> spikes; ///< of the first line: unusual beside the rest of it
    bool fewRequests = false; ///< the canary's line stands on fewer requests than the metric asks for
    Provenance provenance;

    bool operator==(const ChartData &) const = default;
};

struct ChartSet
{
    ObjectRef target;
    QDateTime from;
    QDateTime to;
    QList<ChartData> charts;
    QList<SampleSeries> burn; ///< one per window, metric is "5m", "1h", "6h"; multiples of the even pace
    std::optional<double> burnPageLine; ///< of the policy: somebody is paged above it
    std::optional<double> burnPlanLimit; ///< of the policy: more is not planned for
    Provenance burnProvenance;
    QList<ChartData::Span> baselineWindows;
    QList<GateVerdict> verdicts; ///< what the gates said within the range, oldest first, as far as it is known
    QList<WebLink> links; ///< of the policy, for this service and range
    qint64 skewMs = 0; ///< as in SloReport

    bool operator==(const ChartSet &) const = default;
};

using ChartSetPtr = std::shared_ptr<const ChartSet>;

} // namespace maestro
