// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/duty.h"
#include "text/duty/dutytext.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 9, 14), QTime(12, 0), Qt::UTC);

JournalRecord by(JournalRecord record, const QString &who)
{
    record.actor.server = who;
    return record;
}

JournalRecord action(const QString &id)
{
    JournalRecord record;
    record.id = id;
    record.type = RecordType::Intent;
    record.verb = u"rollback"_s;
    record.object = {u"prod"_s, u"shop"_s, u"web"_s};
    record.at = noon;
    return record;
}

} // namespace

/// What is owed and what was learned, as the Journal tells it.
class tst_domain_duty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openedAndClosed()
    {
        QList<JournalRecord> records{action(u"a-1"_s)};
        const DutyRequest request{u"  tell the customers "_s, noon.addSecs(3600), u"a-1"_s, {}};
        QVERIFY(!dutyProblem(request, records));
        records.append(by(dutyRecord(request, u"d-1"_s, noon, records), u"ana"_s));
        QList<Duty> all = dutiesOf(records);
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0].title, u"tell the customers"_s);
        QCOMPARE(all[0].object.name, u"web"_s); // of the action
        QCOMPARE(all[0].due, noon.addSecs(3600));
        QVERIFY(all[0].isOpen() && !all[0].isOverdue(noon.addSecs(3600)) && all[0].isOverdue(noon.addSecs(3601)));
        QVERIFY(dutyStateText(all[0], noon.addSecs(7200)).startsWith(u"OVERDUE"_s));
        QCOMPARE(closingProblem(u"d-1"_s, u"short"_s, records)->code, u"reason"_s);
        QVERIFY(!closingProblem(u"d-1"_s, u"mail sent to all"_s, records));
        records.append(by(closingRecord(u"d-1"_s, u"mail sent to all"_s, noon.addSecs(60), records), u"bo"_s));
        all = dutiesOf(records);
        QVERIFY(!all[0].isOpen() && !all[0].isOverdue(noon.addYears(1)));
        QCOMPARE(all[0].closedBy, u"bo"_s);
        QCOMPARE(all[0].openedBy, u"ana"_s);
        QCOMPARE(closingProblem(u"d-1"_s, u"mail sent again"_s, records)->code, u"closed"_s);
        // A second closing changes nothing, nor does the same id opened again.
        records.append(by(closingRecord(u"d-1"_s, u"and once more so"_s, noon.addSecs(90), records), u"cy"_s));
        records.append(by(dutyRecord({u"another title"_s, {}, {}, {}}, u"d-1"_s, noon, records), u"cy"_s));
        QCOMPARE(dutiesOf(records).size(), 1);
        QCOMPARE(dutiesOf(records)[0].closedBy, u"bo"_s);
    }

    /// What is on record has been: a clock that is set back keeps nothing from being overdue.
    void aClockSetBackPutsNothingOff()
    {
        QList<JournalRecord> records{action(u"a-1"_s)};
        records.append(by(dutyRecord({u"tell the customers"_s, noon.addSecs(3600), u"a-1"_s, {}}, u"d-1"_s, noon, records), u"ana"_s));
        QVERIFY(!dutiesOf(records)[0].isOverdue(noon.addSecs(60)));
        records.append(action(u"a-2"_s));
        records.last().at = noon.addSecs(7200);
        const Duty owed = dutiesOf(records)[0];
        QVERIFY(owed.isOverdue(noon.addSecs(60)));
        QCOMPARE(dutyStateText(owed, noon.addSecs(60)), dutyStateText(owed, noon.addSecs(7200)));
    }

    void order()
    {
        QList<JournalRecord> records;
        const auto open = [&records](const QString &id, const QDateTime &due) { records.append(dutyRecord({u"title "_s + id, due, {}, {}}, id, noon, records)); };
        open(u"never"_s, {});
        open(u"late"_s, noon.addDays(2));
        open(u"early"_s, noon.addDays(1));
        open(u"done"_s, noon.addSecs(1));
        records.append(closingRecord(u"done"_s, u"done and dusted"_s, noon, records));
        QStringList ids;
        for (const Duty &duty : dutiesOf(records))
            ids.append(duty.id);
        QCOMPARE(ids, (QStringList{u"early"_s, u"late"_s, u"never"_s, u"done"_s}));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("of");
        QTest::addColumn<QString>("code");
        QTest::newRow("no title") << u"   "_s << QString() << u"title"_s;
        QTest::newRow("too long") << QString(301, u'x') << QString() << u"title"_s;
        QTest::newRow("of nothing") << u"tell them"_s << u"a-2"_s << u"unknownAction"_s;
    }
    void refused()
    {
        QFETCH(QString, title);
        QFETCH(QString, of);
        QFETCH(QString, code);
        const auto problem = dutyProblem({title, {}, of, {}}, {action(u"a-1"_s)});
        QVERIFY(problem);
        QCOMPARE(problem->code, code);
        QVERIFY(!withDutyWords(*problem).message.isEmpty());
    }

    void nothingToClose()
    {
        QCOMPARE(closingProblem(u"a-1"_s, u"it is not one"_s, {action(u"a-1"_s)})->code, u"unknownDuty"_s);
        JournalRecord stray = closingRecord(u"d-9"_s, u"closes nothing"_s, noon, {});
        QVERIFY(dutiesOf({stray}).isEmpty());
    }

    void lessons()
    {
        QList<JournalRecord> records{action(u"a-1"_s)};
        QCOMPARE(lessonProblem({u"a-2"_s, u"long enough text"_s, {}}, records)->code, u"unknownAction"_s);
        QCOMPARE(lessonProblem({u"a-1"_s, u"short"_s, {}}, records)->code, u"text"_s);
        QCOMPARE(lessonProblem({u"a-1"_s, u"long enough text"_s, u"https://u:p@x"_s}, records)->code, u"link"_s);
        const LessonRequest first{u"a-1"_s, u"canary weights were too coarse"_s, u"https://wiki.example/1"_s};
        QVERIFY(!lessonProblem(first, records));
        records.append(by(lessonRecord(first, noon, records), u"ana"_s));
        records.append(by(lessonRecord({u"a-1"_s, u"and the alert was late"_s, {}}, noon.addSecs(1), records), u"bo"_s));
        const QList<Lesson> all = lessonsOf(records);
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].text, u"and the alert was late"_s); // newest first
        QCOMPARE(all[1].link, u"https://wiki.example/1"_s);
        QCOMPARE(all[1].verb, u"rollback"_s);
        QCOMPARE(all[1].object.name, u"web"_s);
    }
};

QTEST_APPLESS_MAIN(tst_domain_duty)
#include "tst_domain_duty.moc"
