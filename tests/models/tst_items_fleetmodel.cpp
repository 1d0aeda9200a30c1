// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fleetmodel.h"
#include "support/fakeports.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using maestro::test::FakeClock;

namespace {

FleetRowPtr rowOf(const QString &context, const QString &name, RolloutPhase phase, const QString &since = {})
{
    Rollout r;
    r.meta.name = name;
    r.meta.ns = QStringLiteral("default");
    r.strategy = Strategy::Canary;
    r.images = {QStringLiteral("app:v2")};
    r.steps = {CanaryStep{StepKind::SetWeight, QStringLiteral("setWeight"), 25}, CanaryStep{StepKind::Pause, QStringLiteral("pause")}};
    r.currentStepIndex = phase == RolloutPhase::Healthy ? 2 : 1;
    if (phase == RolloutPhase::Paused) {
        r.controllerPause = true;
        r.pauseConditions << PauseCondition{QStringLiteral("CanaryPauseStep"), since};
    }
    FleetRow row = fleetRowOf(context, r);
    row.phase = {phase, {}, true};
    return std::make_shared<const FleetRow>(row);
}

FleetRowPtr withReady(const FleetRowPtr &row, int ready)
{
    Rollout r = row->rollout();
    r.readyReplicas = ready;
    FleetRow next = *row;
    next.setRollout(r);
    next.phase = row->phase;
    return std::make_shared<const FleetRow>(next);
}

ConnectionStatus connectionOf(const QString &context, qint64 heard)
{
    ConnectionStatus connection;
    connection.context = context;
    connection.phase = ConnectionPhase::Connected;
    connection.heardAtBootMs = heard;
    connection.environment = QStringLiteral("prod");
    return connection;
}

SloReportPtr reportOf(const QString &context, const QString &name, GateState state, Decision decision)
{
    auto report = std::make_shared<SloReport>();
    report->target = {context, QStringLiteral("default"), name};
    report->at = FakeClock().now;
    report->policy = QStringLiteral("p");
    GateReading gate;
    gate.verdict.gate = QStringLiteral("errors");
    gate.verdict.state = state;
    report->gates = {gate};
    report->decision = {report->at, decision, QStringLiteral("errors")};
    return report;
}

FleetSnapshotPtr fleetOf(const QList<FleetRowPtr> &rows, const QList<ConnectionStatus> &connections)
{
    auto fleet = std::make_shared<FleetSnapshot>();
    fleet->rows = rows;
    fleet->connections = connections;
    return fleet;
}

QStringList shown(const FleetModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << (model.rowAt(row).isGroup() ? u"[" % model.rowAt(row).group->title % u"]" : model.rowAt(row).row->ref.name);
    return names;
}

const QString west = QStringLiteral("west");
const QString east = QStringLiteral("east");

} // namespace

class TestFleetModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock = {};
        m_model = std::make_unique<FleetModel>(&m_clock);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void worstFirstThenLongestWait()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("calm"), RolloutPhase::Healthy), rowOf(east, QStringLiteral("moves"), RolloutPhase::Progressing),
                                   rowOf(east, QStringLiteral("newwait"), RolloutPhase::Paused, QStringLiteral("2026-11-18T14:10:00Z")),
                                   rowOf(east, QStringLiteral("oldwait"), RolloutPhase::Paused, QStringLiteral("2026-11-18T09:10:00Z")),
                                   rowOf(east, QStringLiteral("broken"), RolloutPhase::Degraded), rowOf(west, QStringLiteral("quiet"), RolloutPhase::Progressing)},
                                  {connectionOf(east, m_clock.boot), connectionOf(west, m_clock.boot - 42'000)}));
        QCOMPARE(shown(*m_model).filter(QRegularExpression(QStringLiteral("^[^\\[]"))),
                 (QStringList{QStringLiteral("broken"), QStringLiteral("oldwait"), QStringLiteral("newwait"), QStringLiteral("moves"), QStringLiteral("quiet"), QStringLiteral("calm")}));
        QCOMPARE(m_model->countOf(FleetClass::Waits), 2);
        QCOMPARE(m_model->countOf(FleetClass::Old), 1);
        QCOMPARE(m_model->rowCount(), 6 + 4);
    }

    void unknownClusterIsOldNeverFine()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("calm"), RolloutPhase::Healthy)}, {}));
        QCOMPARE(m_model->countOf(FleetClass::Old), 1);
        QCOMPARE(m_model->countOf(FleetClass::Steady), 0);
    }

    void timeAloneMakesRowsOld()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("calm"), RolloutPhase::Healthy)}, {connectionOf(east, m_clock.boot)}));
        QCOMPARE(m_model->countOf(FleetClass::Steady), 1);
        m_clock.advance(20'000);
        QTest::qWait(300); // the order may change four times a second
        m_model->tick();
        QCOMPARE(m_model->countOf(FleetClass::Old), 1);
    }

    void aSecondTouchesWhatTellsTimeAndOldDataEverything()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("calm"), RolloutPhase::Healthy)}, {connectionOf(east, m_clock.boot)}));
        m_model->setHeld(true); // the order waits, the look does not
        QSignalSpy changed(m_model.get(), &FleetModel::dataChanged);
        m_clock.advance(1'000);
        m_model->tick();
        QSet<int> columns;
        for (const QList<QVariant> &told : std::as_const(changed))
            for (int column = told.at(0).toModelIndex().column(); column <= told.at(1).toModelIndex().column(); ++column)
                columns.insert(column);
        QCOMPARE(columns, (QSet<int>{FleetModel::Gates, FleetModel::Next}));
        changed.clear();
        m_clock.advance(20'000);
        m_model->tick();
        QVERIFY(!changed.isEmpty());
        QCOMPARE(changed.first().at(0).toModelIndex(), m_model->index(0, 0));
        QCOMPARE(changed.first().at(1).toModelIndex(), m_model->index(m_model->rowCount() - 1, FleetModel::ColumnCount - 1));
    }

    void gatesAreSaidAndNeverGuessed()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("calm"), RolloutPhase::Healthy), rowOf(east, QStringLiteral("moves"), RolloutPhase::Progressing),
                                   rowOf(west, QStringLiteral("far"), RolloutPhase::Progressing)},
                                  {connectionOf(east, m_clock.boot), connectionOf(west, m_clock.boot - 42'000)}));
        const auto gates = [this](const QString &name, int role = Qt::DisplayRole) {
            for (int row = 0; row < m_model->rowCount(); ++row) {
                if (!m_model->rowAt(row).isGroup() && m_model->rowAt(row).row->ref.name == name)
                    return m_model->index(row, FleetModel::Gates).data(role).toString();
            }
            return QString();
        };
        QCOMPARE(gates(QStringLiteral("calm")), QStringLiteral("not read"));
        m_model->setReports({reportOf(east, QStringLiteral("moves"), GateState::Pass, Decision::Promote), reportOf(west, QStringLiteral("far"), GateState::Pass, Decision::Promote)});
        QCOMPARE(gates(QStringLiteral("calm")), QStringLiteral("no policy"));
        QVERIFY(gates(QStringLiteral("calm"), Qt::ToolTipRole).contains(QStringLiteral("No policy names this rollout")));
        QCOMPARE(gates(QStringLiteral("moves")), QStringLiteral("1 pass"));
        QCOMPARE(gates(QStringLiteral("far")), QStringLiteral("unknown")); // its cluster does not answer
        QVERIFY(gates(QStringLiteral("far"), Qt::AccessibleDescriptionRole).contains(QStringLiteral("unknown")));
        m_clock.now = m_clock.now.addSecs(120); // no verdict for two minutes
        QCOMPARE(gates(QStringLiteral("moves")), QStringLiteral("unknown, 2 min old"));
    }

    void whatTheGatesSendBackNeedsAPerson()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("calm"), RolloutPhase::Healthy), rowOf(east, QStringLiteral("moves"), RolloutPhase::Progressing),
                                   rowOf(east, QStringLiteral("broken"), RolloutPhase::Degraded)},
                                  {connectionOf(east, m_clock.boot)}));
        QTest::qWait(300); // the order may change four times a second
        m_model->setReports({reportOf(east, QStringLiteral("calm"), GateState::Fail, Decision::Rollback), reportOf(east, QStringLiteral("broken"), GateState::Fail, Decision::Rollback)});
        QCOMPARE(m_model->countOf(FleetClass::AtRisk), 1); // what is degraded already is counted as that
        QCOMPARE(shown(*m_model), (QStringList{QStringLiteral("[Needs a person]"), QStringLiteral("broken"), QStringLiteral("calm"), QStringLiteral("[In progress]"), QStringLiteral("moves")}));
        QCOMPARE(m_model->index(2, FleetModel::Next).data().toString(), QStringLiteral("decide: roll back, errors"));
        QVERIFY(m_model->index(2, FleetModel::Name).data(Qt::AccessibleDescriptionRole).toString().endsWith(QStringLiteral("Gates: 1 fail.")));
        QTest::qWait(300);
        m_clock.now = m_clock.now.addSecs(91);
        m_model->tick(); // the verdict is too old to ask for anything
        QCOMPARE(m_model->countOf(FleetClass::AtRisk), 0);
    }

    void aChangedRowStaysInPlaceAndTellsOnce()
    {
        QList<FleetRowPtr> rows{rowOf(east, QStringLiteral("a"), RolloutPhase::Progressing), rowOf(east, QStringLiteral("b"), RolloutPhase::Progressing)};
        m_model->setFleet(fleetOf(rows, {connectionOf(east, m_clock.boot)}));
        QTest::qWait(40);
        QSignalSpy changed(m_model.get(), &FleetModel::dataChanged);
        QSignalSpy layout(m_model.get(), &FleetModel::layoutChanged);
        rows[0] = withReady(rows.at(0), 3);
        m_model->setFleet(fleetOf(rows, {connectionOf(east, m_clock.boot)}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(layout.size(), 0);
        QCOMPARE(m_model->entryOf(rows.at(0)->ref)->row->rollout().readyReplicas, 3);
    }

    void manyEventsAreFoldedIntoFrames()
    {
        QList<FleetRowPtr> rows;
        for (int i = 0; i < 5000; ++i)
            rows << rowOf(east, QStringLiteral("app-%1").arg(i, 5, 10, QLatin1Char('0')), i % 7 ? RolloutPhase::Healthy : RolloutPhase::Progressing);
        const QList<ConnectionStatus> connections{connectionOf(east, m_clock.boot)};
        m_tester.reset(); // the tester reads every row at every signal
        m_model->setFleet(fleetOf(rows, connections));
        QTest::qWait(40);
        QSignalSpy changed(m_model.get(), &FleetModel::dataChanged);
        QElapsedTimer busy;
        qint64 worst = 0;
        for (int event = 0; event < 500; ++event) {
            rows[event % 100] = withReady(rows.at(event % 100), event);
            const FleetSnapshotPtr fleet = fleetOf(rows, connections);
            busy.restart();
            m_model->setFleet(fleet);
            worst = qMax(worst, busy.nsecsElapsed());
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_model->entryOf(rows.at(99)->ref)->row->rollout().readyReplicas, 499, 500);
        QVERIFY2(changed.size() <= 400, qPrintable(QString::number(changed.size())));
        QVERIFY2(worst < 100'000'000, qPrintable(QString::number(worst)));
    }

    void heldRowsDoNotChangePlaces()
    {
        QList<FleetRowPtr> rows{rowOf(east, QStringLiteral("a"), RolloutPhase::Healthy), rowOf(east, QStringLiteral("b"), RolloutPhase::Healthy)};
        m_model->setFleet(fleetOf(rows, {connectionOf(east, m_clock.boot)}));
        QTest::qWait(300);
        const QStringList before = shown(*m_model);
        m_model->setHeld(true);
        rows[1] = rowOf(east, QStringLiteral("b"), RolloutPhase::Degraded);
        m_model->setFleet(fleetOf(rows, {connectionOf(east, m_clock.boot)}));
        QTest::qWait(300);
        QCOMPARE(shown(*m_model), before);
        m_model->setHeld(false);
        QTRY_COMPARE(shown(*m_model).value(1), QStringLiteral("b"));
    }

    void selectionStaysWithTheRollout()
    {
        QList<FleetRowPtr> rows{rowOf(east, QStringLiteral("a"), RolloutPhase::Healthy), rowOf(east, QStringLiteral("b"), RolloutPhase::Healthy)};
        m_model->setFleet(fleetOf(rows, {connectionOf(east, m_clock.boot)}));
        const QPersistentModelIndex kept(m_model->index(m_model->rowOf(fleetKeyOf(*rows.at(1))), 0));
        rows[1] = rowOf(east, QStringLiteral("b"), RolloutPhase::Degraded);
        rows.prepend(rowOf(east, QStringLiteral("0"), RolloutPhase::Degraded));
        m_model->setFleet(fleetOf(rows, {connectionOf(east, m_clock.boot)}));
        QTRY_COMPARE(m_model->rowCount(), 5);
        QVERIFY(kept.isValid());
        QCOMPARE(m_model->rowAt(kept.row()).row->ref.name, QStringLiteral("b"));
    }

    void filterScopeAndGroups_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("context");
        QTest::addColumn<int>("grouping");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("name") << QStringLiteral("AB") << QString() << 2 << QStringList{QStringLiteral("[east]"), QStringLiteral("abc")};
        QTest::newRow("every word") << QStringLiteral("b west") << QString() << 2 << QStringList{QStringLiteral("[west]"), QStringLiteral("bcd")};
        QTest::newRow("scope") << QString() << west << 2 << QStringList{QStringLiteral("[west]"), QStringLiteral("bcd")};
        QTest::newRow("namespace") << QString() << QString() << 1 << QStringList{QStringLiteral("[default]"), QStringLiteral("abc"), QStringLiteral("bcd")};
        QTest::newRow("nothing") << QStringLiteral("zz") << QString() << 0 << QStringList();
    }
    void filterScopeAndGroups()
    {
        QFETCH(QString, filter);
        QFETCH(QString, context);
        QFETCH(int, grouping);
        QFETCH(QStringList, expected);
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("abc"), RolloutPhase::Healthy), rowOf(west, QStringLiteral("bcd"), RolloutPhase::Healthy)},
                                  {connectionOf(east, m_clock.boot), connectionOf(west, m_clock.boot)}));
        m_model->setGrouping(static_cast<FleetGrouping>(grouping));
        m_model->setFilter(filter);
        m_model->setScope(context, {});
        QCOMPARE(shown(*m_model), expected);
    }

    void aClosedGroupKeepsItsCount()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("a"), RolloutPhase::Healthy), rowOf(east, QStringLiteral("b"), RolloutPhase::Healthy)}, {connectionOf(east, m_clock.boot)}));
        m_model->toggleGroup(0);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->rowAt(0).group->count, 2);
        QCOMPARE(m_model->rowsShown(), 2);
        m_model->toggleGroup(0);
        QCOMPARE(m_model->rowCount(), 3);
    }

    void namesFirstAndHostileTextIsHarmless()
    {
        m_model->setFleet(fleetOf({rowOf(east, QStringLiteral("a\u202eb"), RolloutPhase::Healthy)}, {connectionOf(east, m_clock.boot)}));
        const QModelIndex name = m_model->index(1, 0);
        QVERIFY(!name.data().toString().contains(QChar(0x202e)));
        QVERIFY(!name.data(Qt::AccessibleDescriptionRole).toString().isEmpty());
        QCOMPARE(m_model->flags(m_model->index(0, 0)) & Qt::ItemIsSelectable, Qt::NoItemFlags);
    }

private:
    FakeClock m_clock;
    std::unique_ptr<FleetModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestFleetModel)
#include "tst_items_fleetmodel.moc"
