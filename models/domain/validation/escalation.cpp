// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/escalation.h"

#include "domain/validation/policyduration.h"

#include <QTimeZone>

namespace maestro {

namespace {

constexpr QLatin1String escalationVerb("escalation");
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
            clock.sent = mark;
        else if (record.state == QLatin1String("acknowledged") && !clock.acknowledged)
            clock.acknowledged = mark;
    }
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
            readMarks(clock, validation.id, records);
            clock.state = stateOf(clock, validation, now);
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

} // namespace maestro
