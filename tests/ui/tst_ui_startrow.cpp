// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"
#include "shell/start/startrow.h"
#include "support/fakeports.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

namespace {

ConnectionStatus connection(const QString &context, ConnectionPhase phase, bool current)
{
    ConnectionStatus status;
    status.context = context;
    status.phase = phase;
    status.current = current;
    status.listed = phase == ConnectionPhase::Connected;
    status.heardAtBootMs = status.listed ? 1 : -1;
    return status;
}

FleetSnapshot fleetOf(const QStringList &knownBy, const QList<ConnectionStatus> &connections)
{
    FleetSnapshot fleet;
    for (const QString &context : knownBy) {
        auto row = std::make_shared<FleetRow>();
        row->ref = {context, QStringLiteral("shop"), QStringLiteral("checkout")};
        fleet.rows << row;
    }
    fleet.connections = connections;
    return fleet;
}

} // namespace

/// "maestro-console shop/checkout" with several clusters, of which "b" is the current one.
class TestStartRow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whichClusterIsMeant_data()
    {
        QTest::addColumn<QStringList>("knownBy");
        QTest::addColumn<ConnectionPhase>("current");
        QTest::addColumn<QString>("named");
        QTest::addColumn<QString>("opened");
        const QStringList all {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
        const QStringList others {QStringLiteral("a"), QStringLiteral("c")};
        QTest::newRow("the current one") << all << ConnectionPhase::Connected << QString() << QStringLiteral("b");
        QTest::newRow("the current one has none") << others << ConnectionPhase::Connected << QString() << QStringLiteral("a");
        QTest::newRow("the current one is on its way") << others << ConnectionPhase::Connecting << QString() << QString();
        QTest::newRow("the current one waits for trust") << others << ConnectionPhase::NeedsTrust << QString() << QString();
        QTest::newRow("the current one cannot be reached") << others << ConnectionPhase::Failed << QString() << QStringLiteral("a");
        QTest::newRow("a named one") << all << ConnectionPhase::Connected << QStringLiteral("c") << QStringLiteral("c");
        QTest::newRow("a named one does not have it") << others << ConnectionPhase::Connected << QStringLiteral("b") << QString();
        QTest::newRow("nobody") << QStringList() << ConnectionPhase::Connected << QString() << QString();
    }

    void whichClusterIsMeant()
    {
        QFETCH(QStringList, knownBy);
        QFETCH(ConnectionPhase, current);
        QFETCH(QString, named);
        QFETCH(QString, opened);
        const FleetSnapshot fleet = fleetOf(knownBy, {connection(QStringLiteral("a"), ConnectionPhase::Connected, false), connection(QStringLiteral("b"), current, true),
                                                      connection(QStringLiteral("c"), ConnectionPhase::Connected, false)});
        const FleetRowPtr row = startRow(fleet, {named, QStringLiteral("shop"), QStringLiteral("checkout")});
        QCOMPARE(row ? row->ref.context : QString(), opened);
        QVERIFY(!startRow(fleet, {named, QStringLiteral("shop"), QStringLiteral("checkout2")}));
        QVERIFY(!startRow(fleet, {named, QStringLiteral("other"), QStringLiteral("checkout")}));
    }

    void unknownOnlyWhenEverybodyWasHeard()
    {
        QVERIFY(!isRead({}));
        QList<ConnectionStatus> connections {connection(QStringLiteral("a"), ConnectionPhase::Connected, true), connection(QStringLiteral("b"), ConnectionPhase::Connecting, false)};
        QVERIFY(!isRead(fleetOf({}, connections)));
        connections[1] = connection(QStringLiteral("b"), ConnectionPhase::Connected, false);
        QVERIFY(isRead(fleetOf({}, connections)));
    }

    /// The window: another cluster answers first, and is not taken for the one that was meant.
    void theWindowWaits()
    {
        FakePorts fake;
        Theme theme;
        StartOptions start;
        start.open = ObjectRef {{}, QStringLiteral("shop"), QStringLiteral("checkout")};
        start.page = Page::Rollout;
        MainWindow window(fake.ports(), &theme, start);
        const auto say = [&](const QStringList &knownBy, ConnectionPhase current) {
            Q_EMIT fake.fleet.fleetChanged(std::make_shared<FleetSnapshot>(
                fleetOf(knownBy, {connection(QStringLiteral("a"), ConnectionPhase::Connected, false), connection(QStringLiteral("b"), current, true)})));
        };
        say({QStringLiteral("a")}, ConnectionPhase::Connecting);
        QVERIFY(fake.fleet.opened.isEmpty());
        say({QStringLiteral("a"), QStringLiteral("b")}, ConnectionPhase::Connected);
        QCOMPARE(fake.fleet.opened.size(), 1);
        QCOMPARE(fake.fleet.opened.first().context, QStringLiteral("b"));
    }

    /// Somebody opened another rollout meanwhile: the answer does not take the page away from under their hands.
    void whoOpensAnotherIsNotTakenAway()
    {
        FakePorts fake;
        Theme theme;
        StartOptions start;
        start.open = ObjectRef {{}, QStringLiteral("shop"), QStringLiteral("checkout")};
        MainWindow window(fake.ports(), &theme, start);
        window.openRollout({QStringLiteral("a"), QStringLiteral("shop"), QStringLiteral("cart")}, WorkloadKind::Rollout);
        Q_EMIT fake.fleet.fleetChanged(std::make_shared<FleetSnapshot>(fleetOf({QStringLiteral("a")}, {connection(QStringLiteral("a"), ConnectionPhase::Connected, true)})));
        QCOMPARE(fake.fleet.opened.size(), 1);
        QCOMPARE(fake.fleet.opened.first().name, QStringLiteral("cart"));
    }
};

QTEST_MAIN(TestStartRow)
#include "tst_ui_startrow.moc"
