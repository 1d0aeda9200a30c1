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

/// What a webhook did with a rung. Sending without an end: the process died in between, and nobody knows; it is never sent again.
struct EscalationDelivery
{
    enum class State { Sending, Sent, NotSent, Unknown };

    State state = State::Sending;
    int attempts = 0;
    QDateTime at; ///< of the last record
    QString message; ///< why not

    bool operator==(const EscalationDelivery &) const = default;
};
QString deliveryWord(EscalationDelivery::State state); ///< "sending", "sent", "notSent", "unknown"

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
    QStringList channels; ///< of the policy, with a webhook, that take its message; empty: a person tells them
    QMap<QString, EscalationDelivery> deliveries; ///< by channel
    bool byFact = false; ///< Manual, and its condition can be read (`when`)

    bool operator==(const EscalationClock &) const = default;
};

/// The clocks of one validation at one moment: they start at the rollback's acceptance, the incident's trigger or the action, and stop
/// when it is verified; one that was due by then stays due until somebody acknowledges it. Ladders are for their severity alone. Pure: a
/// restart changes nothing.
QList<EscalationClock> escalationClocks(const Policy &policy, const Validation &validation, const QList<JournalRecord> &records, const QDateTime &now);

/// A note with the action "escalation", the state "sent" or "acknowledged" and `details.escalation`, the rule and rung.
JournalRecord escalationRecord(const Validation &validation, const EscalationClock &clock, bool acknowledged, const QString &note);

/// Whether this channel may be sent to now: never twice, and after what provably did not arrive thrice at most.
bool mayDeliver(const EscalationClock &clock, const QString &channel, const QDateTime &now);
/// A record around one delivery; `action` is the way back's id.
JournalRecord deliveryRecord(const Validation &validation, const QString &place, const QString &channel, EscalationDelivery::State state, const QString &message);
/// What is known of deliveries of one message of an action ("RULE/RUNG", or "message/ITEM"), by channel.
QMap<QString, EscalationDelivery> deliveriesOf(const QList<JournalRecord> &records, const QString &action, const QString &place);
/// The reference to a channel's webhook; empty: it has none.
QString channelWebhook(const Policy &policy, const QString &channel);

/// The channel of a message of the validation, if it has a webhook; else empty.
QString messageChannel(const Policy &policy, const QString &item);

/// The clock that makes a verb wait (ledger ESC-02): it names the verb in `locks`, is due or holds by its facts, and nobody has acknowledged it.
/// `holding` are the rules whose `when` is true now. Null: none.
const EscalationClock *lockingClock(const QList<EscalationClock> &clocks, const QString &verb, const QStringList &holding);

/// The first moment of business on the next business day after `from`, by the policy's calendar; without one Monday to Friday, 09:00 UTC.
QDateTime nextBusinessDay(const QVariantMap &calendar, const QDateTime &from);

} // namespace maestro
