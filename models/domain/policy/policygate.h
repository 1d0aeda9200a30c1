// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/policy/gatebound.h"

#include <QList>

#include <chrono>

namespace maestro {

/// What the canary is compared with: other pods at the same time, or an earlier window.
enum class BaselineSource { None, Stable, Baseline, LastGood };

/// A query and what its numbers mean. Variables ({{service}}, {{role}}) are not yet filled in.
struct PolicyMetric
{
    QString name;
    MetricUnit unit = MetricUnit::None;
    bool lowerIsBetter = true;
    BaselineSource baseline = BaselineSource::None;
    std::optional<double> floor; ///< in the metric's unit: a smaller baseline counts as this
    QString query; ///< PromQL; from the template when the policy names one
    std::optional<double> minRequests; ///< fewer behind a sample: no data
    std::chrono::milliseconds staleAfter{0}; ///< 0: the evaluator's own rule
    QString panel;

    bool operator==(const PolicyMetric &) const = default;
};

/// What a failed gate asks for.
enum class OnFail { Hold, Rollback, PrepareRollback };

/// One gate. A leaf has a metric or a signal; any / all have members; consecutive_failures_of names other gates.
struct PolicyGate
{
    enum class Kind { Metric, Signal, Any, All, ConsecutiveFailures };

    QString name; ///< empty in a member of any / all
    Kind kind = Kind::Metric;
    QString subject; ///< metric or signal
    std::optional<GateBound> pass;
    std::optional<GateBound> fail;
    QList<PolicyGate> members;
    QStringList of; ///< ConsecutiveFailures: the gates that are counted
    OnFail onFail = OnFail::Hold;
    std::chrono::milliseconds needed{0}; ///< 'for': how long failing must last before it is a failure
    int consecutive = 1; ///< how many failing evaluations in a row make a failure
    std::chrono::milliseconds every{0}; ///< 0: every evaluation
    QString meaning; ///< of a budget: consumed-since-T, consumed-window, burn-multiple
    bool showOnly = false; ///< never decides
    SourcePlace place;

    bool operator==(const PolicyGate &) const = default;
};

} // namespace maestro
