// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace maestro {

/// Of a gate. Only Pass lets a release go on; NoData and Unset count as Hold. The order is that of "the worst wins"
/// (ledger 5.1: fail > no-data > hold > pass).
enum class GateState { Pass, Hold, Unset, NoData, Fail };

/// Why a gate is in its state; the text room makes the sentence of it.
enum class GateCause {
    Compared, ///< the value stands against the limits as the state says
    Delayed, ///< the bound is broken, but `for` or `consecutive` is not yet reached
    NotDue, ///< `every` has not passed since the last evaluation, whose result is kept
    Member, ///< of a group: `decidedBy` made it so
    NoSample,
    NotANumber,
    Stale, ///< the sample is older than the metric allows, or comes from the future
    FewRequests,
    RequestsUnknown, ///< the metric asks for a minimum and nobody knows how many there were
    NoBaseline, ///< missing, NaN, stale, too few requests or not possible
    Implausible, ///< infinite, or negative where that cannot be, and yet good enough to pass
    LimitUnset,
};

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
    std::chrono::milliseconds failingFor{0}; ///< how much of the time since then was seen to fail: it stands while data are missing
    int failingCount = 0; ///< evaluations in a row that broke the bound
    GateCause cause = GateCause::NoSample;
    QString decidedBy; ///< Member: the member's metric, signal or gate
    std::optional<double> requests; ///< behind the value, where known
    QDateTime sampleAt; ///< of the value
    QString reason; ///< one sentence: what was compared with what; the text room's gateReason(), filled in by services

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
