// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fleetmodel.h"
#include "rollouts/fleettable.h"
#include "support/fakeports.h"
#include "support/sampledata.h"

#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

namespace {

/// Collects what of a widget is painted.
class PaintLog : public QObject
{
public:
    QRegion painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class TestFleetTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyChangedRowsAreRepainted_data()
    {
        QTest::addColumn<bool>("visible");
        QTest::newRow("in sight") << true;
        QTest::newRow("below the edge") << false;
    }

    void onlyChangedRowsAreRepainted()
    {
        QFETCH(bool, visible);
        const FakeClock clock;
        FleetModel model(&clock);
        FleetTable table(30);
        table.setModel(&model);
        table.resize(600, 400);
        FleetSnapshotPtr fleet = largeFleet(200, clock.boot);
        model.setFleet(fleet);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QTest::qWait(100);
        const int row = visible ? 3 : model.rowCount() - 1;
        const QRect place(0, table.rowViewportPosition(row), table.viewport()->width(), table.rowHeight(row));
        QCOMPARE(table.viewport()->rect().contains(place), visible);
        const auto at = fleet->rows.indexOf(model.rowAt(row).row);
        QVERIFY(at >= 0);

        PaintLog log;
        table.viewport()->installEventFilter(&log);
        QSignalSpy changed(&model, &FleetModel::dataChanged);
        model.setFleet(withRow(fleet, at, [](FleetRow &r) { r.phase.message = QStringLiteral("another"); }));
        QTRY_COMPARE(changed.size(), 1);
        if (visible)
            QTRY_COMPARE(log.painted.boundingRect(), place);
        QTest::qWait(50);
        QCOMPARE(log.painted.boundingRect(), visible ? place : QRect());
    }
};

QTEST_MAIN(TestFleetTable)
#include "tst_ui_fleettable.moc"
