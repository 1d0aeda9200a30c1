// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/bakerules.h"

#include <algorithm>

namespace maestro {

BakeState bakeState(const BakeMetric &metric)
{
    if (!metric.low)
        return BakeState::NotEnough;
    if (metric.high && *metric.low >= -metric.margin && *metric.high <= metric.margin)
        return BakeState::Same;
    if (*metric.low > 0)
        return BakeState::Worse;
    if (metric.high && *metric.high < 0)
        return BakeState::Better;
    return BakeState::NotEnough;
}

std::optional<double> bakeScore(const QList<BakeMetric> &metrics, const QMap<QString, double> &weights)
{
    double sum = 0;
    double total = 0;
    for (const BakeMetric &metric : metrics) {
        const double weight = weights.value(metric.name, 1);
        if (!metric.low || !(weight > 0))
            continue;
        double part = *metric.low >= metric.margin ? 0 : 0.5; // an interval without an end leaves half open
        if (metric.high && *metric.high <= metric.margin)
            part = 1;
        else if (metric.high)
            part = std::clamp((metric.margin - *metric.low) / (*metric.high - *metric.low), 0.0, 1.0);
        sum += weight * part;
        total += weight;
    }
    return total > 0 ? std::optional<double>(sum / total) : std::nullopt;
}

Decision bakeDecision(const QList<BakeMetric> &metrics)
{
    bool allFine = !metrics.isEmpty();
    for (const BakeMetric &metric : metrics) {
        if (metric.state == BakeState::Worse && metric.difference.value_or(0) > metric.margin)
            return Decision::Rollback;
        allFine &= metric.state == BakeState::Same || metric.state == BakeState::Better;
    }
    return allFine ? Decision::Promote : Decision::Hold;
}

} // namespace maestro
