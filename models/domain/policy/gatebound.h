// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace maestro {

/// What a metric's numbers are; limits are converted to it when a policy is loaded.
enum class MetricUnit { None, Ratio, Percent, Milliseconds, Seconds, PerSecond };

enum class Comparison { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual };

/// One bound of a gate, "OP EXPR" of a policy (ledger 5.1). Strict and inclusive comparisons stay what was written.
struct GateBound
{
    enum class Form {
        Absolute, ///< OP amount, in the metric's unit
        BaselineSum, ///< OP baseline + amount; a minus is a negative amount
        BaselineMultiple, ///< OP amount * baseline
    };

    Comparison comparison = Comparison::LessOrEqual;
    Form form = Form::Absolute;
    std::optional<double> amount; ///< nothing: the limit it names is unset, which counts as hold
    bool relative = false; ///< BaselineSum: amount is a share of the baseline ("10%"), not in the metric's unit ("1pp", "20ms")
    QString text; ///< as written, for sentences
    QString limitName; ///< the $name it used, or empty

    bool operator==(const GateBound &) const = default;
};

} // namespace maestro
