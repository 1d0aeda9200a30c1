// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/gatebound.h"

#include <QMap>

#include <chrono>
#include <variant>

namespace maestro {

/// A number and its unit as written: "99.5%", "500ms", "50000/min", "1pp", "0.95".
struct PolicyQuantity
{
    double number = 0;
    QString unit; ///< %, pp, ms, s, m, h, d, mo, /s, /min, /day, or empty

    bool operator==(const PolicyQuantity &) const = default;
};

std::optional<PolicyQuantity> parseQuantity(const QString &text);

/// In the metric's unit: % of a ratio is divided by 100, durations and rates are converted, a bare number is in the metric's unit
/// already. Nothing: the unit does not fit the metric. A month is 30 days.
std::optional<double> inUnit(const PolicyQuantity &quantity, MetricUnit unit);

/// "5m", "90d", "500ms": whole milliseconds of at most ten years; a bare number has no unit and is refused.
std::optional<std::chrono::milliseconds> parsePolicyDuration(const QString &text);

/// "T-60m", "phase+6h", "T..T+30m": an anchor (T, phase, rollback, incident), an offset, perhaps a range.
bool isTimePoint(const QString &text);

using PolicyLimits = QMap<QString, std::optional<QString>>;

/// A condition before it meets a metric: "OP EXPR".
struct PolicyCondition
{
    GateBound bound; ///< all but the amount
    std::variant<PolicyQuantity, QString> operand; ///< or the name of a limit
    bool negative = false; ///< baseline - operand
};

/// Nothing when it is none; `problem` says why.
std::optional<PolicyCondition> parseCondition(const QString &text, QString *problem);

/// The bound in the metric's unit. In "baseline ± Q" a % is a share of the baseline, pp are percentage points, anything else is in the
/// metric's unit. A limit without a value leaves the amount unset. Nothing when a unit does not fit; `problem` says which.
std::optional<GateBound> resolveCondition(const PolicyCondition &condition, MetricUnit unit, const PolicyLimits &limits, QString *problem);

QString unitWord(MetricUnit unit);
std::optional<MetricUnit> unitNamed(const QString &word);

} // namespace maestro
