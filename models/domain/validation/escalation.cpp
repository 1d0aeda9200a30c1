// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/escalation.h"

#include "domain/journal/latestrecord.h"
#include "domain/validation/policyduration.h"

#include <QTimeZone>

namespace maestro {

namespace {

constexpr QLatin1String escalationVerb("escalation");
constexpr int mostAttempts = 3;
constexpr qint64 attemptEveryMs = 30'000;
constexpr int longestHoliday = 60; ///< days; a calendar without any business day gives the last of them

QString placeOf(const QString &rule, int rung)
{
    return rule + u'/' + QString::number(rung);
}

QDateTime anchorOf(const QString &from, const Validation &validation)
{
    if (from == QLatin1String("incident"))
        return validation.since;
    return validation.acceptedAt.isValid() ? validation.acceptedAt : validation.since;
}

QDateTime dueAfter(const QVariant &after, const QDateTime &anchor, const QVariantMap &calendar)
{
    if (after.toString() == QLatin1String("next-business-day"))
        return nextBusinessDay(calendar, anchor);
    const auto ms = policyMilliseconds(after);
    return ms ? anchor.addMSecs(*ms) : QDateTime();
}

/// Marks on one rung; the first acknowledgement counts, the newest message.
void readMarks(EscalationClock &clock, const QString &action, const QList<JournalRecord> &records)
{
    const QString place = placeOf(clock.rule, clock.rung);
    for (const JournalRecord &record : records) {
        if (record.id != action || record.type != RecordType::Note || record.verb != escalationVerb || record.details.value(QLatin1String("escalation")).toString() != place)
            continue;
        const EscalationMark mark{record.actor.server.isEmpty() ? record.actor.os : record.actor.server, record.at, record.reason};
        if (record.state == QLatin1String("sent"))
            clock.sent = record.details.contains(QStringLiteral("channel")) ? EscalationMark {mark.by, mark.at, record.details.value(QStringLiteral("channel")).toString()} : mark;
        else if (record.state == QLatin1String("acknowledged") && !clock.acknowledged)
            clock.acknowledged = mark;
    }
}

/// Who may not promote may not skip to the same end.
bool locked(const QStringList &locks, const QString &verb)
{
    const bool all = verb == QLatin1String("set-weight-100"); // the same by another write
    const bool onward = all || verb == QLatin1String("promote-full") || verb == QLatin1String("skip-step");
    return locks.contains(verb) || (all && locks.contains(QStringLiteral("promote-full"))) || (onward && locks.contains(QStringLiteral("promote")));
}

/// The channels it names that have a webhook; without any, the one that the message of the validation goes to.
QStringList channelsOf(const Policy &policy, const QStringList &to)
{
    QStringList named;
    for (const QString &one : to)
        if (!channelWebhook(policy, one).isEmpty())
            named.append(one);
    if (!named.isEmpty())
        return named;
    for (const QVariant &written : policy.document.value(QStringLiteral("validation")).toList()) {
        const QVariantMap check = written.toMap();
        const QString channel = check.value(QStringLiteral("channel")).toString();
        if (check.value(QStringLiteral("type")).toString() == QLatin1String("message") && !channelWebhook(policy, channel).isEmpty())
            return {channel};
    }
    return {};
}

std::optional<EscalationDelivery::State> deliveryFromWord(const QString &word)
{
    using State = EscalationDelivery::State;
    for (const State state : {State::Sending, State::Sent, State::NotSent, State::Unknown})
        if (deliveryWord(state) == word)
            return state;
    return std::nullopt;
}

ClockState stateOf(const EscalationClock &clock, const Validation &validation, const QDateTime &now)
{
    if (clock.acknowledged)
        return ClockState::Acknowledged;
    if (clock.sent)
        return ClockState::Sent;
    if (!clock.dueAt.isValid())
        return ClockState::Manual;
    const bool ended = validation.isVerified() || validation.end == ValidationEnd::Superseded;
    if (ended && (!validation.endedAt.isValid() || clock.dueAt > validation.endedAt))
        return ClockState::Stopped;
    return clock.dueAt <= now ? ClockState::Due : ClockState::Running;
}

} // namespace

QString clockStateWord(ClockState state)
{
    switch (state) {
    case ClockState::Running: return QStringLiteral("running");
    case ClockState::Due: return QStringLiteral("due");
    case ClockState::Sent: return QStringLiteral("sent");
    case ClockState::Acknowledged: return QStringLiteral("acknowledged");
    case ClockState::Stopped: return QStringLiteral("stopped");
    case ClockState::Manual: break;
    }
    return QStringLiteral("manual");
}

QDateTime nextBusinessDay(const QVariantMap &calendar, const QDateTime &from)
{
    const QTimeZone named(calendar.value(QStringLiteral("timezone")).toString().toLatin1());
    const QTimeZone zone = named.isValid() ? named : QTimeZone::utc();
    QStringList weekend = calendar.value(QStringLiteral("weekend")).toStringList();
    if (!calendar.contains(QStringLiteral("weekend")))
        weekend = {QStringLiteral("sat"), QStringLiteral("sun")};
    const QStringList holidays = calendar.value(QStringLiteral("holidays")).toStringList();
    const QString hours = calendar.value(QStringLiteral("business_hours")).toString();
    const QTime written = QTime::fromString(hours.section(u' ', -1).section(u'-', 0, 0), QStringLiteral("HH:mm"));
    static const QStringList days{QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"), QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat"), QStringLiteral("sun")};
    QDate day = from.toTimeZone(zone).date().addDays(1);
    for (int i = 0; i < longestHoliday && (weekend.contains(days.at(day.dayOfWeek() - 1)) || holidays.contains(day.toString(Qt::ISODate))); ++i)
        day = day.addDays(1);
    return QDateTime(day, written.isValid() ? written : QTime(9, 0), zone).toUTC();
}

QList<EscalationClock> escalationClocks(const Policy &policy, const Validation &validation, const QList<JournalRecord> &records, const QDateTime &now)
{
    QList<EscalationClock> clocks;
    // What is on record has been: who sets the clock back opens no lock.
    const QDateTime recorded = latestRecorded(records);
    const QDateTime present = recorded.isValid() ? std::max(now, recorded) : now;
    const QVariantMap calendar = policy.document.value(QStringLiteral("calendar")).toMap();
    for (const QVariant &written : policy.document.value(QStringLiteral("escalation")).toList()) {
        const QVariantMap rule = written.toMap();
        const QString severity = rule.value(QStringLiteral("severity")).toString();
        if (!severity.isEmpty() && severity != validation.severity)
            continue;
        // A rule without steps is a ladder of one rung. What hangs on facts or a person has no time of its own.
        const bool other = rule.contains(QStringLiteral("when")) || rule.contains(QStringLiteral("while")) || rule.value(QStringLiteral("manual")).toBool();
        const QVariantList steps = rule.contains(QStringLiteral("steps")) ? rule.value(QStringLiteral("steps")).toList() : QVariantList{rule};
        const QDateTime anchor = anchorOf(rule.value(QStringLiteral("from"), severity.isEmpty() ? QStringLiteral("rollback") : QStringLiteral("incident")).toString(), validation);
        for (qsizetype i = 0; i < steps.size(); ++i) {
            const QVariantMap step = steps.at(i).toMap();
            EscalationClock clock;
            clock.rule = rule.value(QStringLiteral("id")).toString();
            clock.rung = int(i) + 1;
            clock.id = validation.id + u'/' + placeOf(clock.rule, clock.rung);
            clock.title = rule.value(QStringLiteral("title")).toString();
            clock.to = step.value(QStringLiteral("to")).toStringList();
            clock.locks = rule.value(QStringLiteral("locks")).toStringList();
            clock.dueAt = other || !anchor.isValid() ? QDateTime() : dueAfter(step.value(QStringLiteral("after")), anchor, calendar);
            clock.channels = channelsOf(policy, clock.to);
            clock.deliveries = deliveriesOf(records, validation.id, placeOf(clock.rule, clock.rung));
            clock.byFact = rule.contains(QStringLiteral("when"));
            readMarks(clock, validation.id, records);
            clock.state = stateOf(clock, validation, present);
            clocks.append(clock);
        }
    }
    return clocks;
}

JournalRecord escalationRecord(const Validation &validation, const EscalationClock &clock, bool acknowledged, const QString &note)
{
    JournalRecord record;
    record.id = validation.id;
    record.type = RecordType::Note;
    record.object = validation.target;
    record.verb = escalationVerb;
    record.reason = note;
    record.state = acknowledged ? QStringLiteral("acknowledged") : QStringLiteral("sent");
    record.details = {{QStringLiteral("escalation"), placeOf(clock.rule, clock.rung)}};
    return record;
}

QString deliveryWord(EscalationDelivery::State state)
{
    switch (state) {
    case EscalationDelivery::State::Sending: return QStringLiteral("sending");
    case EscalationDelivery::State::Sent: return QStringLiteral("sent");
    case EscalationDelivery::State::NotSent: return QStringLiteral("notSent");
    case EscalationDelivery::State::Unknown: break;
    }
    return QStringLiteral("unknown");
}

bool mayDeliver(const EscalationClock &clock, const QString &channel, const QDateTime &now)
{
    const auto known = clock.deliveries.constFind(channel);
    if (known == clock.deliveries.constEnd())
        return true;
    return known->state == EscalationDelivery::State::NotSent && known->attempts < mostAttempts && known->at.msecsTo(now) >= attemptEveryMs;
}

JournalRecord deliveryRecord(const Validation &validation, const QString &place, const QString &channel, EscalationDelivery::State state, const QString &message)
{
    JournalRecord record;
    record.id = validation.id;
    record.type = RecordType::Note;
    record.object = validation.target;
    record.verb = escalationVerb;
    record.state = deliveryWord(state);
    record.message = message;
    record.details = {{QStringLiteral("escalation"), place}, {QStringLiteral("channel"), channel}};
    return record;
}

QMap<QString, EscalationDelivery> deliveriesOf(const QList<JournalRecord> &records, const QString &action, const QString &place)
{
    QMap<QString, EscalationDelivery> out;
    for (const JournalRecord &record : records) {
        const QString channel = record.details.value(QLatin1String("channel")).toString();
        const auto state = deliveryFromWord(record.state);
        if (record.id != action || record.type != RecordType::Note || record.verb != escalationVerb || channel.isEmpty() || !state
            || record.details.value(QLatin1String("escalation")).toString() != place)
            continue;
        EscalationDelivery &one = out[channel];
        one.attempts += *state == EscalationDelivery::State::Sending ? 1 : 0;
        one.state = *state;
        one.at = record.at;
        one.message = record.message;
    }
    return out;
}

QString channelWebhook(const Policy &policy, const QString &channel)
{
    for (const QVariant &written : policy.document.value(QStringLiteral("channels")).toList())
        if (const QVariantMap entry = written.toMap(); !channel.isEmpty() && entry.value(QStringLiteral("name")).toString() == channel)
            return entry.value(QStringLiteral("webhook")).toString();
    return {};
}

QString messageChannel(const Policy &policy, const QString &item)
{
    for (const QVariant &written : policy.document.value(QStringLiteral("validation")).toList()) {
        const QVariantMap check = written.toMap();
        const QString channel = check.value(QStringLiteral("channel")).toString();
        if (check.value(QStringLiteral("type")).toString() == QLatin1String("message") && check.value(QStringLiteral("name")).toString() == item)
            return channelWebhook(policy, channel).isEmpty() ? QString() : channel;
    }
    return {};
}

const EscalationClock *lockingClock(const QList<EscalationClock> &clocks, const QString &verb, const QStringList &holding)
{
    for (const EscalationClock &clock : clocks) {
        const bool due = clock.state == ClockState::Due || clock.state == ClockState::Sent || (clock.byFact && holding.contains(clock.rule));
        if (due && clock.state != ClockState::Acknowledged && locked(clock.locks, verb))
            return &clock;
    }
    return nullptr;
}

} // namespace maestro
