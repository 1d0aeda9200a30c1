// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/verdict.h"

#include <QList>

namespace maestro {

enum class BakeState { NotEnough, Better, Same, Worse };

struct BakeSide
{
    double requests = 0; ///< all of this role so far for which the number is known
    std::optional<double> value; ///< over all of them

    bool operator==(const BakeSide &) const = default;
};

/// One comparison. Shares are 0..1, latencies ms. All intervals of all metrics hold at every look at once with `confidence`.
struct BakeMetric
{
    QString name; ///< error_rate, latency_p50, latency_p95, latency_p99
    bool share = false; ///< a share of requests, else ms
    BakeSide canary;
    BakeSide stable;
    std::optional<double> difference; ///< canary minus stable at equal times; with steady weights that of the two values
    std::optional<double> low;
    std::optional<double> high; ///< nothing: beyond what can be said, e.g. past the last bucket
    double confidence = 0;
    double margin = 0; ///< a difference up to this is no difference in practice
    BakeState state = BakeState::NotEnough;

    bool operator==(const BakeMetric &) const = default;
};

struct BakeVerdict
{
    QDateTime at;
    int pairs = 0; ///< intervals in which both roles were seen
    QList<BakeMetric> metrics;
    std::optional<double> score; ///< 0..1, see bakeScore
    Decision decision = Decision::Hold; ///< Promote, Hold or Rollback

    bool operator==(const BakeVerdict &) const = default;
};

} // namespace maestro
