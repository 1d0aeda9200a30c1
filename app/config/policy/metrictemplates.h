// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/policy/gatebound.h"

namespace maestro {

/// A query by name, for the usual series of HTTP servers (ledger SLO-11 to SLO-17).
struct MetricTemplate
{
    QString name; ///< traffic, success_rate, error_rate, latency-quantile, increase, rate
    MetricUnit unit = MetricUnit::None;
    std::optional<double> quantile;
    QString series; ///< instead of the usual one
    QString over; ///< instead of 5m, or 1h for increase
};

/// PromQL with {{service}} and {{role}} as label values, which are escaped when they are filled in. In the unit that was asked for.
Result<QString> queryOf(const MetricTemplate &wanted);

} // namespace maestro
