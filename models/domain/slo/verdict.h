// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace maestro {

/// Of a gate. Only Pass lets a release go on; NoData and Unset count as Hold. The order is that of "the worst wins"
/// (ledger 5.1: fail > no-data > hold > pass).
enum class GateState { Pass, Hold, Unset, NoData, Fail };

/// What one gate said at one moment.
struct GateVerdict
{
    QDateTime at;
    QString gate;
    GateState state = GateState::NoData;
    std::optional<double> value; ///< in the metric's unit; nothing when there was none or it was NaN
    std::optional<double> baseline;
    std::optional<double> passLimit; ///< resolved against the baseline
    std::optional<double> failLimit;
    QDateTime since; ///< since when the state holds without a break
    QDateTime failingSince; ///< while the bound is broken but `for` or `consecutive` is not yet reached, and after; else invalid
    int failingCount = 0; ///< evaluations in a row that broke the bound
    QString reason; ///< one sentence: what was compared with what

    bool operator==(const GateVerdict &) const = default;
};

/// Of the whole set; the order is that of precedence, the last wins.
enum class Decision { Promote, Hold, Rollback, Immediate, Conflict };

struct DecisionVerdict
{
    QDateTime at;
    Decision decision = Decision::Hold;
    QString rule; ///< the gate or decision rule that won

    bool operator==(const DecisionVerdict &) const = default;
};

} // namespace maestro
