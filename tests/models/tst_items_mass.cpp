// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/mass/massmodel.h"
#include "text/mass/massviewtext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class tst_items_mass : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime(QDate(2026, 11, 21), QTime(3, 0), Qt::UTC);

    static MassRow row(const QString &name, MassDeed deed, bool chosen)
    {
        MassRow made;
        made.ref = {u"prod"_s, u"shop"_s, name};
        made.uid = name + u"-uid"_s;
        made.hash = u"new"_s;
        made.deed = deed;
        made.why = deed == MassDeed::Abort ? MassWhy::Moving : deed == MassDeed::Rollback ? MassWhy::PromotedLately : MassWhy::Idle;
        made.chosen = chosen;
        made.weight = 25;
        return made;
    }
    static MassPlan plan() { return {u"prod"_s, u"shop"_s, {row(u"a"_s, MassDeed::Abort, true), row(u"b"_s, MassDeed::Abort, true), row(u"c"_s, MassDeed::Rollback, false), row(u"d"_s, MassDeed::Skip, false)}}; }

    static MassView view()
    {
        MassView made;
        made.plan = plan();
        made.connection.context = u"prod"_s;
        made.connection.phase = ConnectionPhase::Connected;
        made.connection.heardAtBootMs = 100'000;
        made.connection.listed = true;
        made.digest = massDigest(made.plan);
        return made;
    }

private Q_SLOTS:
    void aPreviewAsksAndDoesNotDecide()
    {
        MassModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy asked(&model, &MassModel::chooseAsked);
        model.setPlan(plan(), m_now);
        QCOMPARE(model.rowCount(), 4);
        const auto box = [&model](int at) { return model.index(at, MassModel::Name); };
        QCOMPARE(box(0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(box(2).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(!box(3).data(Qt::CheckStateRole).isValid()); // nothing to choose
        QVERIFY(!(box(3).flags() & Qt::ItemIsUserCheckable));
        QVERIFY(!model.setData(box(3), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.setData(box(0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(1).toBool(), false);
        QCOMPARE(box(0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked)); // until the plan says so
        QCOMPARE(model.index(0, MassModel::Weight).data().toString(), u"25 %"_s);
        QVERIFY(box(0).data(Qt::AccessibleDescriptionRole).toString().startsWith(u"chosen, Abort"_s));
        QCOMPARE(model.index(0, MassModel::Outcome).data().toString(), u"not known"_s); // how long: it was not done here yet
        QCOMPARE(model.index(3, MassModel::Weight).data().toString(), u"none"_s); // promoted: there is no canary
        QCOMPARE(model.headerData(MassModel::Outcome, Qt::Horizontal, Qt::DisplayRole).toString(), u"About"_s);
        model.setPlan(plan(), m_now, 24.6, 0.44);
        QCOMPARE(model.index(0, MassModel::Outcome).data().toString(), u"25 s"_s);
        QCOMPARE(model.index(2, MassModel::Outcome).data().toString(), u"0.44 s"_s);
        QVERIFY(model.index(3, MassModel::Outcome).data().toString().isEmpty());
    }

    void aRunHidesNothing()
    {
        MassModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setPlan(plan(), m_now);
        MassReport report{u"batch"_s, plan(), {}, false};
        model.setReport(report, true, m_now);
        QCOMPARE(model.headerData(MassModel::State, Qt::Horizontal, Qt::DisplayRole).toString(), u"State before"_s); // it is not what is now
        QCOMPARE(model.rowAt(0).stage, MassItem::Stage::UnderWay);
        QCOMPARE(model.rowAt(1).stage, MassItem::Stage::Waiting);
        QCOMPARE(model.rowAt(2).stage, MassItem::Stage::Left);
        QVERIFY(!model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole)); // too late
        Outcome refused;
        refused.state = OutcomeState::Refused;
        refused.message = u"somebody\u202e was faster"_s;
        report.results = {{report.plan.rows[0], refused, {}}};
        model.setReport(report, true, m_now);
        QCOMPARE(model.index(0, MassModel::Outcome).data(ToneRole).toInt(), int(Tone::Bad));
        QVERIFY(!model.index(0, MassModel::Outcome).data().toString().contains(QChar(0x202e)));
        QCOMPARE(model.rowAt(1).stage, MassItem::Stage::UnderWay);
        report.results.append({report.plan.rows[1], {}, u"not begun: stopped"_s});
        model.setReport(report, false, m_now);
        QCOMPARE(model.index(1, MassModel::Outcome).data().toString(), u"not begun: stopped"_s);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(removed.size(), 0);
    }

    void whatBlocks_data()
    {
        QTest::addColumn<MassView>("given");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<MassBlock>("block");
        QTest::newRow("nothing") << view() << qint64(101'000) << MassBlock::None;
        QTest::newRow("late data") << view() << qint64(110'000) << MassBlock::OldData;
        QTest::newRow("stale data") << view() << qint64(130'000) << MassBlock::OldData;
        MassView unheard;
        unheard.plan = plan();
        QTest::newRow("nobody knows the context") << unheard << qint64(101'000) << MassBlock::NoConnection;
        MassView changed = view();
        changed.connection.listed = false;
        QTest::newRow("half a list") << changed << qint64(101'000) << MassBlock::OldData;
        changed = view();
        changed.connection.readOnly = true;
        QTest::newRow("read-only") << changed << qint64(101'000) << MassBlock::ReadOnly;
        changed = view();
        changed.journalProblem = u"disk full"_s;
        QTest::newRow("no journal") << changed << qint64(101'000) << MassBlock::NoJournal;
        changed = view();
        changed.mayAbort = false;
        QTest::newRow("not permitted") << changed << qint64(101'000) << MassBlock::NotPermitted;
        changed = view();
        changed.mayRollback = false; // nothing chosen needs it
        QTest::newRow("not needed") << changed << qint64(101'000) << MassBlock::None;
        changed.plan.rows[2].chosen = true;
        QTest::newRow("needed") << changed << qint64(101'000) << MassBlock::NotPermitted;
        changed = view();
        changed.plan.rows[0].chosen = changed.plan.rows[1].chosen = false;
        QTest::newRow("nothing chosen") << changed << qint64(101'000) << MassBlock::NothingChosen;
    }
    void whatBlocks()
    {
        QFETCH(MassView, given);
        QFETCH(qint64, now);
        QTEST(massBlock(given, now), "block");
        QCOMPARE(massBlockText(given, now).isEmpty(), massBlock(given, now) == MassBlock::None);
        QVERIFY(!massChecks(given, now).isEmpty());
    }

    void theDigestIsWhatWouldBeSent()
    {
        MassPlan other = plan();
        std::swap(other.rows[0], other.rows[1]);
        other.rows[1].weight = 50;
        other.rows[3].hash = u"another"_s;
        QCOMPARE(massDigest(other), massDigest(plan()));
        for (const auto &change : std::initializer_list<std::function<void(MassPlan &)>>{
                 [](MassPlan &p) { p.rows[0].hash = u"newer"_s; }, [](MassPlan &p) { p.rows[0].chosen = false; }, [](MassPlan &p) { p.rows[2].chosen = true; },
                 [](MassPlan &p) { p.rows[0].deed = MassDeed::Rollback; }, [](MassPlan &p) { p.context = u"staging"_s; }, [](MassPlan &p) { p.rows[1].uid = u"made anew"_s; }}) {
            MassPlan changed = plan();
            change(changed);
            QVERIFY(massDigest(changed) != massDigest(plan()));
        }
    }

    void whatAnOrderNeeds()
    {
        const MassOrder right{view().digest, u"shop 2"_s, u"a shared library is broken"_s, false};
        QCOMPARE(massOrderProblem(view(), right), QString());
        for (const auto &change : std::initializer_list<std::function<void(MassOrder &)>>{
                 [](MassOrder &o) { o.digest = u"old"_s; }, [](MassOrder &o) { o.words = u"shop 3"_s; }, [](MassOrder &o) { o.words = u"Shop 2"_s; },
                 [](MassOrder &o) { o.reason = u"   too short        "_s; }}) {
            MassOrder wrong = right;
            change(wrong);
            QVERIFY(!massOrderProblem(view(), wrong).isEmpty());
        }
    }
};

QTEST_APPLESS_MAIN(tst_items_mass)
#include "tst_items_mass.moc"
