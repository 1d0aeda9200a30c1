// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakeverdict.h"

#include <QMap>

namespace maestro {

/// A difference too small to matter: the larger of an amount in the metric's own unit and a share of stable's value.
struct BakeMargin
{
    double amount = 0;
    double share = 0;

    bool operator==(const BakeMargin &) const = default;
};

/// What a policy may set. Without one: 95 % confidence, half a percentage point of errors, a tenth of stable's latency,
/// bursts of twelve intervals.
struct BakeRules
{
    double confidence = 0.95; ///< that nothing a whole bake ever says is wrong
    BakeMargin errors{0.005, 0};
    BakeMargin latency{0, 0.1};
    double minRequests = 0; ///< of the canary, before anything is said
    double burstIntervals = 12; ///< a role's errors may come in bursts that last this long in the mean, and mean nothing
    QMap<QString, double> weights; ///< of the score, by metric; 1 where none is named

    bool operator==(const BakeRules &) const = default;
};

/// Same when the whole interval lies within the margin, else worse (better) when it lies above (below) zero, else not enough.
BakeState bakeState(const BakeMetric &metric);

/// The weighted mean of what each metric leaves to hope: the part of its interval that is no worse than the margin.
/// 1: all are the same or better; 0: all are worse by more than the margin. Metrics without an interval do not count.
std::optional<double> bakeScore(const QList<BakeMetric> &metrics, const QMap<QString, double> &weights);

/// Rollback when a metric is worse and by more than its margin, promote when all are the same or better, else hold.
Decision bakeDecision(const QList<BakeMetric> &metrics);

} // namespace maestro
