// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/validation/validation.h"

namespace maestro {

/// Running: not due yet. Stopped: verified before it was due. Manual: a person or a fact that is not read here starts it.
enum class ClockState { Running, Due, Sent, Acknowledged, Stopped, Manual };
QString clockStateWord(ClockState state); ///< "running", "due", "sent", "acknowledged", "stopped", "manual"

/// A person told somebody, or said that it is theirs.
struct EscalationMark
{
    QString by;
    QDateTime at;
    QString note;

    bool operator==(const EscalationMark &) const = default;
};

/// One rung of the policy's section `escalation`, for one way back (ledger ESC-01 to ESC-05).
struct EscalationClock
{
    QString id; ///< ACTION/RULE/RUNG; rungs count from 1
    QString rule;
    int rung = 1;
    QString title;
    QStringList to;
    QStringList locks; ///< verbs that ought to wait until it is acknowledged
    QDateTime dueAt; ///< invalid: Manual
    ClockState state = ClockState::Running;
    std::optional<EscalationMark> sent;
    std::optional<EscalationMark> acknowledged;

    bool operator==(const EscalationClock &) const = default;
};

/// The clocks of one validation at one moment: they start at the rollback's acceptance, the incident's trigger or the action, and stop
/// when it is verified; one that was due by then stays due until somebody acknowledges it. Ladders are for their severity alone. Pure: a
/// restart changes nothing.
QList<EscalationClock> escalationClocks(const Policy &policy, const Validation &validation, const QList<JournalRecord> &records, const QDateTime &now);

/// A note with the action "escalation", the state "sent" or "acknowledged" and `details.escalation`, the rule and rung.
JournalRecord escalationRecord(const Validation &validation, const EscalationClock &clock, bool acknowledged, const QString &note);

/// The first moment of business on the next business day after `from`, by the policy's calendar; without one Monday to Friday, 09:00 UTC.
QDateTime nextBusinessDay(const QVariantMap &calendar, const QDateTime &from);

} // namespace maestro
