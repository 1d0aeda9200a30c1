// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/escalation.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'900'000'000 + seconds, Qt::UTC);
}

Policy policyWith(const QVariantList &rules, const QVariantMap &calendar = {})
{
    Policy policy;
    policy.document = {{u"escalation"_s, rules}, {u"calendar"_s, calendar}};
    return policy;
}

QVariantMap notRestored()
{
    return {{u"id"_s, u"not-restored"_s}, {u"from"_s, u"rollback"_s}, {u"after"_s, u"10m"_s}, {u"until"_s, u"validated"_s}, {u"to"_s, QStringList{u"platform-oncall"_s, u"database-owner"_s}}};
}

/// Accepted at 0; the alert began 90 s before.
Validation validation()
{
    Validation validation;
    validation.id = u"id-1"_s;
    validation.since = at(-90);
    validation.acceptedAt = at(0);
    validation.severity = u"P0"_s;
    return validation;
}

JournalRecord marked(const EscalationClock &clock, bool acknowledged, int seconds, const QString &by)
{
    JournalRecord record = escalationRecord(validation(), clock, acknowledged, u"told them"_s);
    record.at = at(seconds);
    record.actor.os = by;
    return record;
}

} // namespace

class tst_domain_escalation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// ESC-01: ten minutes from the acceptance, to the second.
    void tenMinutes_data()
    {
        QTest::addColumn<int>("now");
        QTest::addColumn<int>("verified"); // 0: not
        QTest::addColumn<ClockState>("state");
        QTest::newRow("a second early") << 599 << 0 << ClockState::Running;
        QTest::newRow("due") << 600 << 0 << ClockState::Due;
        QTest::newRow("a day later") << 86'400 << 0 << ClockState::Due;
        QTest::newRow("verified before") << 4000 << 599 << ClockState::Stopped;
        QTest::newRow("verified at that moment") << 4000 << 600 << ClockState::Due;
        QTest::newRow("verified too late") << 4000 << 700 << ClockState::Due;
    }
    void tenMinutes()
    {
        QFETCH(int, now);
        QFETCH(int, verified);
        Validation one = validation();
        if (verified > 0) {
            one.end = ValidationEnd::Verified;
            one.endedAt = at(verified);
        }
        const auto clocks = escalationClocks(policyWith({notRestored()}), one, {}, at(now));
        QCOMPARE(clocks.size(), 1);
        QTEST(clocks.constFirst().state, "state");
        QCOMPARE(clocks.constFirst().dueAt, at(600));
        QCOMPARE(clocks.constFirst().id, u"id-1/not-restored/1"_s);
        QCOMPARE(clocks.constFirst().to.size(), 2);
    }

    /// Marks are records: a restart shows the same. An acknowledgement stays; the first one counts.
    void marks()
    {
        const Policy policy = policyWith({notRestored()});
        const EscalationClock clock = escalationClocks(policy, validation(), {}, at(700)).constFirst();
        QList<JournalRecord> records{marked(clock, false, 710, u"ann"_s)};
        EscalationClock now = escalationClocks(policy, validation(), records, at(720)).constFirst();
        QCOMPARE(now.state, ClockState::Sent);
        QCOMPARE(now.sent->by, u"ann"_s);
        records += {marked(clock, true, 730, u"bob"_s), marked(clock, true, 740, u"cid"_s)};
        now = escalationClocks(policy, validation(), records, at(750)).constFirst();
        QCOMPARE(now.state, ClockState::Acknowledged);
        QCOMPARE(now.acknowledged->by, u"bob"_s);
        QCOMPARE(now.acknowledged->at, at(730));
        records[0].id = u"another"_s; // of another action
        QVERIFY(!escalationClocks(policy, validation(), records, at(750)).constFirst().sent);
    }

    /// A lock that is due stays shut where the clock is set back behind what is on record.
    void aClockSetBackOpensNoLock()
    {
        const Policy policy = policyWith({notRestored()});
        JournalRecord later;
        later.id = u"another"_s;
        later.at = at(660);
        QCOMPARE(escalationClocks(policy, validation(), {}, at(60)).constFirst().state, ClockState::Running);
        QCOMPARE(escalationClocks(policy, validation(), {later}, at(60)).constFirst().state, ClockState::Due);
    }

    /// ESC-03, ESC-05: rungs from the incident, for their severity alone.
    void ladders()
    {
        const QVariantMap p0{{u"id"_s, u"P0"_s}, {u"severity"_s, u"P0"_s}, {u"steps"_s, QVariantList{QVariantMap{{u"after"_s, u"0m"_s}, {u"to"_s, QStringList{u"sre"_s}}}, QVariantMap{{u"after"_s, u"15m"_s}, {u"to"_s, QStringList{u"cto"_s}}}}}};
        QVariantMap p1 = p0;
        p1.insert(u"id"_s, u"P1"_s);
        p1.insert(u"severity"_s, u"P1"_s);
        const auto clocks = escalationClocks(policyWith({p0, p1}), validation(), {}, at(0));
        QCOMPARE(clocks.size(), 2);
        QCOMPARE(clocks.at(0).state, ClockState::Due);
        QCOMPARE(clocks.at(0).dueAt, at(-90));
        QCOMPARE(clocks.at(1).rung, 2);
        QCOMPARE(clocks.at(1).dueAt, at(810));
        QCOMPARE(clocks.at(1).state, ClockState::Running);
    }

    /// ESC-02: a due rung with locks holds its verbs, and what would go around them, until somebody has acknowledged it.
    void locks()
    {
        const QVariantMap rule{{u"id"_s, u"slow"_s}, {u"after"_s, u"1m"_s}, {u"to"_s, QStringList{u"network"_s}}, {u"locks"_s, QStringList{u"retry"_s, u"promote"_s}}};
        const Policy policy = policyWith({rule});
        const auto early = escalationClocks(policy, validation(), {}, at(5));
        QVERIFY(!lockingClock(early, u"retry"_s, {}));
        const auto due = escalationClocks(policy, validation(), {}, at(900));
        for (const QString &verb : {u"retry"_s, u"promote"_s, u"promote-full"_s, u"skip-step"_s})
            QVERIFY2(lockingClock(due, verb, {}), qPrintable(verb));
        for (const QString &verb : {u"abort"_s, u"rollback"_s, u"pause"_s})
            QVERIFY2(!lockingClock(due, verb, {}), qPrintable(verb));
        JournalRecord told = escalationRecord(validation(), due.constFirst(), false, {});
        told.at = at(910);
        QVERIFY(lockingClock(escalationClocks(policy, validation(), {told}, at(920)), u"retry"_s, {})); // told is not acknowledged
        JournalRecord taken = escalationRecord(validation(), due.constFirst(), true, {});
        taken.at = at(930);
        QVERIFY(!lockingClock(escalationClocks(policy, validation(), {told, taken}, at(940)), u"retry"_s, {}));
    }

    /// A rule that hangs on a fact locks only while somebody says that it holds.
    void locksByFact()
    {
        const QVariantMap rule{{u"id"_s, u"ingress"_s}, {u"when"_s, QVariantMap{{u"dependency"_s, u"ingress"_s}}}, {u"to"_s, QStringList{u"network"_s}}, {u"locks"_s, QStringList{u"retry"_s}}};
        const auto clocks = escalationClocks(policyWith({rule}), validation(), {}, at(900));
        QVERIFY(!lockingClock(clocks, u"retry"_s, {}));
        QVERIFY(lockingClock(clocks, u"retry"_s, {u"ingress"_s}));
    }

    void whatHasNoTime()
    {
        const QVariantMap manual{{u"id"_s, u"L2"_s}, {u"manual"_s, true}, {u"to"_s, QStringList{u"owners"_s}}};
        const QVariantMap facts{{u"id"_s, u"ingress"_s}, {u"when"_s, QVariantMap{{u"dependency"_s, u"ingress"_s}}}, {u"after"_s, u"1m"_s}, {u"to"_s, QStringList{u"network"_s}}, {u"locks"_s, QStringList{u"retry"_s}}};
        const auto clocks = escalationClocks(policyWith({manual, facts}), validation(), {}, at(9000));
        QCOMPARE(clocks.at(0).state, ClockState::Manual);
        QCOMPARE(clocks.at(1).state, ClockState::Manual);
        QCOMPARE(clocks.at(1).locks, QStringList{u"retry"_s});
    }

    /// ESC-05: from Friday evening to Monday morning, where the calendar says so.
    void businessDays_data()
    {
        QTest::addColumn<QVariantMap>("calendar");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("due");
        const QVariantMap york{{u"timezone"_s, u"America/New_York"_s}, {u"weekend"_s, QStringList{u"sat"_s, u"sun"_s}}, {u"holidays"_s, QStringList{u"2026-11-23"_s}}, {u"business_hours"_s, u"08:30-17:00"_s}};
        QTest::newRow("Friday evening") << QVariantMap{} << u"2026-11-20T20:00:00Z"_s << u"2026-11-23T09:00:00Z"_s;
        QTest::newRow("a Tuesday") << QVariantMap{} << u"2026-11-24T03:00:00Z"_s << u"2026-11-25T09:00:00Z"_s;
        QTest::newRow("a holiday on Monday") << york << u"2026-11-20T20:00:00Z"_s << u"2026-11-24T13:30:00Z"_s;
        QTest::newRow("still Thursday there") << york << u"2026-11-20T03:00:00Z"_s << u"2026-11-20T13:30:00Z"_s;
    }
    void businessDays()
    {
        QFETCH(QVariantMap, calendar);
        QFETCH(QString, from);
        QFETCH(QString, due);
        QCOMPARE(nextBusinessDay(calendar, QDateTime::fromString(from, Qt::ISODate)).toString(Qt::ISODate), due);
    }
};

QTEST_APPLESS_MAIN(tst_domain_escalation)
#include "tst_domain_escalation.moc"
