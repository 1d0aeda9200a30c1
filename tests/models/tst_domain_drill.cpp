// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/drill/drillview.h"

#include <QtTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// When drills are due, and what a run says of itself after it went through the Journal (ledger DRL-01, DRL-03).
class tst_domain_drill : public QObject
{
    Q_OBJECT

    static QDateTime at(int month, int day, int hour = 12, int minute = 0) { return QDateTime(QDate(2026, month, day), QTime(hour, minute), Qt::UTC); }
    static DrillRun whole()
    {
        DrillRun run;
        run.id = u"drill-1"_s;
        run.drill = u"bad-canary"_s;
        run.policy = u"triage"_s;
        run.environment = u"staging"_s;
        run.service = u"web"_s;
        run.target = {u"box"_s, u"shop"_s, u"web"_s};
        run.reason = u"monthly rehearsal"_s;
        run.state = DrillState::Passed;
        run.startedAt = at(9, 1, 10, 0);
        run.endedAt = at(9, 1, 10, 20);
        run.firstFailedAt = at(9, 1, 10, 4);
        run.records = {u"/evidence/a.json"_s};
        run.steps = {{DrillDeed::Tool, u"/deploy"_s, DrillState::Passed, at(9, 1, 10, 0), at(9, 1, 10, 2), u"ended"_s},
                     {DrillDeed::Wait, u"public"_s, DrillState::Passed, at(9, 1, 10, 2), at(9, 1, 10, 5), u"503"_s},
                     {DrillDeed::Tool, u"/abort"_s, DrillState::Passed, at(9, 1, 10, 7), at(9, 1, 10, 8), u"ended"_s},
                     {DrillDeed::Recover, u"public"_s, DrillState::Passed, at(9, 1, 10, 8), at(9, 1, 10, 11), u"well"_s}};
        return run;
    }
    static JournalRecord recordOf(const DrillRun &run)
    {
        JournalRecord record;
        record.id = run.id;
        record.verb = drillVerb;
        record.state = drillStateWord(run.state);
        record.object = run.target;
        record.reason = run.reason;
        record.details = drillDetails(run);
        return record;
    }

private Q_SLOTS:
    void due_data()
    {
        QTest::addColumn<QString>("every");
        QTest::addColumn<QDateTime>("passed");
        QTest::addColumn<QDateTime>("due");
        const QDateTime end(QDate(2026, 11, 30), QTime(23, 59, 59, 999), Qt::UTC);
        QTest::newRow("passed this month: the end of the next") << u"1mo"_s << at(10, 1, 0, 0) << end;
        QTest::newRow("on the last day of the month") << u"1mo"_s << at(10, 31, 23, 59) << end;
        QTest::newRow("a quarter") << u"3mo"_s << at(8, 15) << end;
        QTest::newRow("never passed: this month") << u"1mo"_s << QDateTime() << end;
        QTest::newRow("over the turn of the year") << u"2mo"_s << at(12, 2) << QDateTime(QDate(2027, 2, 28), QTime(23, 59, 59, 999), Qt::UTC);
        QTest::newRow("days") << u"90d"_s << at(9, 1) << at(11, 30);
        QTest::newRow("days, never passed: now") << u"90d"_s << QDateTime() << at(11, 22);
        QTest::newRow("nobody waits for it") << QString() << at(9, 1) << QDateTime();
    }
    void due()
    {
        QFETCH(QString, every);
        QFETCH(QDateTime, passed);
        QFETCH(QDateTime, due);
        PolicyDrill drill;
        drill.every = every;
        QCOMPARE(drillDueAt(drill, passed, at(11, 22)), due);
    }

    void times()
    {
        const DrillRun run = whole();
        QCOMPARE(run.detectionMs(), std::optional<qint64>(2 * 60'000));
        QCOMPARE(run.decisionMs(), std::optional<qint64>(3 * 60'000));
        QCOMPARE(run.recoveryMs(), std::optional<qint64>(3 * 60'000));
        DrillRun early = run;
        early.firstFailedAt = {};
        early.steps[1].state = DrillState::Failed;
        early.steps[3].state = DrillState::Failed;
        QVERIFY(!early.detectionMs() && !early.decisionMs() && !early.recoveryMs());
    }

    /// Nothing of a run is said to go on when whoever was at it is gone, and what it deployed is not said to be gone.
    void gone()
    {
        DrillRun run = whole();
        QVERIFY(!mayHaveLeft(run));
        run.state = DrillState::Running;
        run.steps[1].state = DrillState::Running;
        run.steps[2].state = run.steps[3].state = DrillState::Waiting;
        QVERIFY(!mayHaveLeft(run));
        run = interrupted(run);
        QCOMPARE(run.state, DrillState::Interrupted);
        QList<DrillState> states;
        for (const DrillStepRun &step : std::as_const(run.steps))
            states.append(step.state);
        QCOMPARE(states.mid(0, 4), (QList{DrillState::Passed, DrillState::Interrupted, DrillState::Skipped, DrillState::Skipped}));
        QVERIFY(mayHaveLeft(run));
        run.steps[0].startedAt = {}; // it did not come so far
        QVERIFY(!mayHaveLeft(run));
    }

    void throughTheJournal()
    {
        const DrillRun run = whole();
        DrillRun begun = run;
        begun.state = DrillState::Running;
        begun.endedAt = {};
        begun.steps[3].state = DrillState::Waiting;
        DrillRun later = run;
        later.id = u"drill-2"_s;
        later.startedAt = at(10, 1);
        const QList<DrillRun> runs = drillRuns({recordOf(begun), recordOf(later), recordOf(run)});
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0), later);
        QCOMPARE(runs.at(1), run);
        JournalRecord strange = recordOf(run);
        strange.state = u"unheard of"_s;
        QCOMPARE(drillRuns({strange}).first().state, DrillState::Interrupted); // never passed
        strange.type = RecordType::Decision;
        QVERIFY(drillRuns({strange}).isEmpty());
    }

    void splits()
    {
        PolicyDrill drill;
        drill.recoveryMs = 2'000;
        using Part = DrillSplit::Part;
        DrillRun run = whole();
        const QList<DrillSplit> splits = drillSplits(run, drill);
        QList<Part> parts;
        for (const DrillSplit &split : splits)
            parts.append(split.part);
        QCOMPARE(parts, (QList<Part>{Part::Deploy, Part::Detect, Part::Decide, Part::Deed, Part::Recover}));
        QCOMPARE(splits.first().fromMs, 0);
        QCOMPARE(*splits.last().toMs - splits.last().fromMs, *run.recoveryMs());
        QCOMPARE(splits.last().targetMs, 2'000);
        QVERIFY(*drillTotalMs(run) == *splits.last().toMs);
        DrillRun slow = run;
        slow.id = u"slow"_s;
        slow.steps[3].endedAt = slow.steps[3].endedAt.addSecs(60);
        DrillRun failed = run;
        failed.id = u"failed"_s;
        failed.state = DrillState::Failed;
        QCOMPARE(bestRun({slow, failed, run})->id, run.id);
        QCOMPARE(bestRun({slow, failed, run}, run.id)->id, u"slow"_s);
        QVERIFY(!bestRun({failed}));
        run.state = DrillState::Running; // the deed against it has not begun
        run.steps[2].startedAt = run.steps[2].endedAt = run.steps[3].startedAt = run.steps[3].endedAt = {};
        QVERIFY(!drillSplits(run, drill).last().toMs);
        QCOMPARE(drillSplits(run, drill).last().part, Part::Decide);
        run.steps[0].deed = DrillDeed::SetImage;
        QCOMPARE(drillSplits(run, drill).size(), 3);
    }

    void nativeSteps()
    {
        Policy policy;
        policy.document = {{u"drills"_s, QVariantList{QVariantMap{{u"name"_s, u"d"_s}, {u"targets"_s, QVariantMap{{u"detection"_s, u"1m"_s}}},
                                                                  {u"steps"_s, QVariantList{QVariantMap{{u"native"_s, u"set-image"_s}, {u"tag"_s, u"{{bad_tag}}"_s}, {u"container"_s, u"web"_s}},
                                                                                            QVariantMap{{u"native"_s, u"abort"_s}, {u"timeout"_s, u"30s"_s}}}}}}}};
        const PolicyDrill drill = drillsOf(policy).first();
        QCOMPARE(drill.detectionMs, 60'000);
        QCOMPARE(drill.steps[0].deed, DrillDeed::SetImage);
        QCOMPARE(drill.steps[0].container, u"web"_s);
        QCOMPARE(drill.steps[1].deed, DrillDeed::Abort);
        QCOMPARE(drill.steps[1].timeoutMs, 30'000);
        QCOMPARE(drillPlaceholders(drill), QStringList{u"bad_tag"_s});
        DrillRun run = whole();
        run.steps[0].deed = DrillDeed::SetImage;
        run.steps[2].deed = DrillDeed::Abort;
        QCOMPARE(drillRuns({recordOf(run)}).first(), run);
        QVERIFY(run.detectionMs() && run.decisionMs());
    }

    void ofAPolicy()
    {
        Policy policy;
        policy.document = {{u"drills"_s,
                            QVariantList{QVariantMap{{u"name"_s, u"bad-canary"_s},
                                                     {u"every"_s, u"1mo"_s},
                                                     {u"environments"_s, QVariantList{u"staging"_s}},
                                                     {u"steps"_s, QVariantList{QVariantMap{{u"tool"_s, QVariantList{u"./x.sh"_s, u"go"_s}}, {u"env"_s, QVariantMap{{u"A"_s, u"b"_s}}}, {u"timeout"_s, u"30s"_s}},
                                                                               QVariantMap{{u"wait"_s, QVariantMap{{u"health"_s, u"public"_s}, {u"failing_for"_s, u">1m"_s}}}},
                                                                               QVariantMap{{u"assert"_s, QVariantList{u"evidence-record"_s, u"audit-event"_s}}},
                                                                               QVariantMap{{u"append_note"_s, u"notes"_s}}}}}}}};
        const QList<PolicyDrill> drills = drillsOf(policy);
        QCOMPARE(drills.size(), 1);
        QCOMPARE(drills[0].environments, QStringList{u"staging"_s});
        const QList<DrillStep> &steps = drills[0].steps;
        QCOMPARE(steps.size(), 5);
        QCOMPARE(steps[0].argv, (QStringList{u"./x.sh"_s, u"go"_s}));
        QCOMPARE(steps[0].timeoutMs, 30'000);
        QCOMPARE(steps[0].environment.value(u"A"_s), u"b"_s);
        QCOMPARE(steps[1].deed, DrillDeed::Wait);
        QCOMPARE(steps[1].failingForMs, 60'000);
        QCOMPARE(steps[2].subject, u"evidence-record"_s);
        QCOMPARE(steps[3].subject, u"audit-event"_s);
        QCOMPARE(steps[4].deed, DrillDeed::Note);
    }
};

QTEST_GUILESS_MAIN(tst_domain_drill)
#include "tst_domain_drill.moc"
