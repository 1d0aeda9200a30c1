// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/mass/massmodel.h"
#include "mass/massconfirm.h"
#include "mass/masspage.h"
#include "operations/guard/confirmbutton.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

template<typename T> T *named(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>())
        if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    return nullptr;
}

MassRow row(const QString &name, MassDeed deed, int weight)
{
    MassRow made;
    made.ref = {u"prod-1"_s, u"shop"_s, name};
    made.uid = name + u"-uid"_s;
    made.hash = u"new"_s;
    made.deed = deed;
    made.why = deed == MassDeed::Abort ? MassWhy::Moving : deed == MassDeed::Rollback ? MassWhy::PromotedLately : MassWhy::Idle;
    made.chosen = deed == MassDeed::Abort;
    made.weight = weight;
    made.images = {u"registry/app:v2"_s};
    made.phase.phase = deed == MassDeed::Abort ? RolloutPhase::Progressing : RolloutPhase::Healthy;
    return made;
}

struct Window
{
    Window()
    {
        theme.applyTo(*qApp);
        page = std::make_unique<MassPage>(fake.ports(), &theme);
        page->resize(1320, 780);
        page->setScope(u"prod-1"_s, u"shop"_s);
        page->show();
        (void)QTest::qWaitForWindowExposed(page.get());
        view.plan = {u"prod-1"_s, u"shop"_s, {row(u"auth"_s, MassDeed::Abort, 50), row(u"user"_s, MassDeed::Abort, 10), row(u"billing"_s, MassDeed::Rollback, 100), row(u"batch"_s, MassDeed::Skip, 100)}};
        view.connection.context = u"prod-1"_s;
        view.connection.environment = u"prod"_s;
        view.connection.phase = ConnectionPhase::Connected;
        view.connection.listed = true;
        view.mayAbort = view.mayRollback = true;
        tell();
    }

    void tell()
    {
        view.connection.heardAtBootMs = fake.clock.boot;
        view.digest = massDigest(view.plan);
        Q_EMIT fake.mass.planChanged(std::make_shared<const MassView>(view));
    }
    void fill()
    {
        named<QLineEdit>(page.get(), u"Reason"_s)->setText(u"a shared library is broken"_s);
        named<QLineEdit>(page.get(), u"Confirmation"_s)->setText(view.plan.confirmation());
    }
    ConfirmButton *button() const { return page->findChild<ConfirmButton *>(); }
    QString fact(const QString &name) const
    {
        const auto *label = named<FactLabel>(page.get(), name);
        return label ? label->text() : QString();
    }
    /// Past the time in which clicks are ignored.
    void pastTheShield() const { QTest::qWait(int(MassConfirm::shieldMs) + 50); }
    MassReportPtr report(const QList<MassResult> &results, bool stopped = false) const { return std::make_shared<const MassReport>(MassReport{u"batch"_s, view.plan, results, stopped}); }

    FakePorts fake;
    Theme theme;
    std::unique_ptr<MassPage> page;
    MassView view;
};

} // namespace

class tst_ui_mass : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEachRowAndTheCounts()
    {
        Window w;
        QCOMPARE(w.fake.mass.scopes.last(), u"prod-1/shop"_s);
        auto *table = named<QTableView>(w.page.get(), u"Mass rollback"_s);
        QCOMPARE(table->model()->rowCount(), 4);
        QCOMPARE(w.fact(u"will be rolled back"_s), u"2"_s);
        QCOMPARE(w.fact(u"optional, not chosen"_s), u"1"_s);
        QCOMPARE(w.fact(u"skipped"_s), u"1"_s);
        QVERIFY(w.fact(u"Scope"_s).startsWith(u"prod-1 / shop"_s));
        QCOMPARE(w.fact(u"Check 1"_s), u"Data: live"_s);
        w.page->hide();
        QCOMPARE(w.fake.mass.scopes.last(), u"/"_s); // nobody looks any more
    }

    /// The row with the keyboard keeps its name, and what will be sent keeps its words in a narrow window.
    void readable()
    {
        Window w;
        auto *table = named<QTableView>(w.page.get(), u"Mass rollback"_s);
        const QModelIndex first = table->model()->index(0, 0);
        table->setCurrentIndex(first);
        table->setFocus();
        const QRect cell = table->visualRect(first);
        const QImage image = table->viewport()->grab(cell).toImage();
        QMap<QRgb, int> colours;
        for (int x = 0; x < image.width(); ++x)
            for (int y = 0; y < image.height(); ++y)
                ++colours[image.pixel(x, y)];
        QVERIFY(colours.value(w.theme.color(Token::AccentFill).rgb()) < image.width() * image.height() / 10);
        QVERIFY(colours.size() > 20); // letters
        w.page->resize(1110, 700);
        QVERIFY2(table->columnWidth(MassModel::Deed) > 200, qPrintable(QString::number(table->columnWidth(MassModel::Deed))));
        QCOMPARE(w.fact(u"about in all"_s), u"not known"_s);
        w.view.abortSeconds = 20;
        w.tell();
        QCOMPARE(w.fact(u"about in all"_s), u"40 s"_s);
    }

    void oneClusterOrNone()
    {
        Window w;
        w.page->setScope({}, {});
        QCOMPARE(w.fake.mass.scopes.last(), u"/"_s);
        QVERIFY(!w.button()->isEnabled());
        QVERIFY(w.button()->accessibleDescription().contains(u"one cluster"_s));
        auto fleet = std::make_shared<FleetSnapshot>();
        fleet->connections = {w.view.connection};
        Q_EMIT w.fake.fleet.fleetChanged(fleet);
        QCOMPARE(w.fake.mass.scopes.last(), u"prod-1/"_s); // there is but one
        w.tell(); // of another scope: not shown here
        const auto *table = w.page->findChild<QTableView *>();
        QVERIFY(!table->isVisible()); // words in its place
        QCOMPARE(table->model()->rowCount(), 0);
    }

    void choicesAreAskedFor()
    {
        Window w;
        auto *table = named<QTableView>(w.page.get(), u"Mass rollback"_s);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(w.fake.mass.choices, QStringList{u"auth=out"_s});
        const QRect cell = table->visualRect(table->model()->index(2, 0));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, {cell.left() + w.theme.px(19), cell.center().y()});
        QCOMPARE(w.fake.mass.choices.last(), u"billing=in"_s);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, {cell.left() + w.theme.px(120), cell.center().y()});
        table->setCurrentIndex(table->model()->index(3, 0));
        QTest::keyClick(table, Qt::Key_Space); // skipped: nothing to choose
        QCOMPARE(w.fake.mass.choices.size(), 2);
    }

    void shutUntilReasonAndWordsAreRight()
    {
        Window w;
        auto *reason = named<QLineEdit>(w.page.get(), u"Reason"_s);
        auto *typed = named<QLineEdit>(w.page.get(), u"Confirmation"_s);
        QCOMPARE(typed->accessibleDescription(), u"Type exactly 'shop 2'"_s);
        QCOMPARE(w.button()->accessibleName(), u"Roll back 2"_s);
        QVERIFY(!w.button()->isEnabled());
        reason->setText(u"too short"_s);
        typed->setText(u"shop 2"_s);
        QVERIFY(!w.button()->isEnabled());
        QVERIFY(w.fact(u"What is missing"_s).contains(u"reason"_s));
        reason->setText(u"a shared library is broken"_s);
        QVERIFY(w.button()->isEnabled());
        typed->setText(u"shop 3"_s);
        QVERIFY(!w.button()->isEnabled());
    }

    void aDoubleClickSendsOnce()
    {
        Window w;
        w.fill();
        w.pastTheShield();
        QTest::mouseDClick(w.button(), Qt::LeftButton);
        QTest::mouseClick(w.button(), Qt::LeftButton);
        w.button()->pressByAssistant();
        QTest::keyClick(named<QLineEdit>(w.page.get(), u"Confirmation"_s), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(w.fake.mass.orders.size(), 1);
        const MassOrder order = w.fake.mass.orders.first();
        QCOMPARE(order.digest, w.view.digest);
        QCOMPARE(order.words, u"shop 2"_s);
        QCOMPARE(order.reason, u"a shared library is broken"_s);
        QVERIFY(!order.stopOnFailure);
        // Refused by the service: said, and the words are asked for again.
        Q_EMIT w.fake.mass.failed({ErrorKind::Refused, u"blocked"_s, u"Nothing was sent: read-only"_s, {}, {}});
        QCOMPARE(w.fact(u"Outcome"_s), u"Nothing was sent: read-only"_s);
        QVERIFY(!w.button()->isEnabled());
        w.fill();
        QTest::mouseClick(w.button(), Qt::LeftButton);
        QCOMPARE(w.fake.mass.orders.size(), 2);
    }

    void returnNeverConfirms()
    {
        Window w;
        w.fill();
        w.button()->setFocus();
        QTest::mouseClick(w.button(), Qt::LeftButton); // the page came up under the mouse a moment ago
        w.pastTheShield();
        QTest::keyClick(w.button(), Qt::Key_Return);
        QTest::keyClick(named<QLineEdit>(w.page.get(), u"Confirmation"_s), Qt::Key_Return);
        QVERIFY(w.fake.mass.orders.isEmpty());
        QTest::keyClick(named<QLineEdit>(w.page.get(), u"Confirmation"_s), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(w.fake.mass.orders.size(), 1);
    }

    void whatChangesMustBeReadAgain()
    {
        Window w;
        w.fill();
        w.view.plan.rows[0].weight = 75; // not what would be sent
        w.tell();
        QVERIFY(w.button()->isEnabled());
        w.view.plan.rows[0].hash = u"newer"_s; // the count is the same, what is sent is not
        w.tell();
        QVERIFY(!w.button()->isEnabled());
        QVERIFY(named<QLineEdit>(w.page.get(), u"Confirmation"_s)->text().isEmpty());
        QVERIFY(w.fact(u"Outcome"_s).contains(u"changed"_s));
        w.fill();
        w.page->hide(); // nobody looked in between
        w.page->show();
        w.tell();
        QVERIFY(!w.button()->isEnabled());
    }

    void oldDataBlocks()
    {
        Window w;
        w.fill();
        QVERIFY(w.button()->isEnabled());
        w.fake.clock.advance(20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!w.button()->isEnabled(), 20'000); // nothing came: the page looks by itself
        QVERIFY(w.fact(u"What is missing"_s).contains(u"not live"_s));
        w.pastTheShield();
        w.button()->pressByAssistant();
        QTest::keyClick(named<QLineEdit>(w.page.get(), u"Confirmation"_s), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(w.fake.mass.orders.size(), 0);
        w.tell();
        QVERIFY(w.button()->isEnabled());
    }

    void aRunIsFollowedRowByRowAndCanBeStopped()
    {
        Window w;
        w.fill();
        w.pastTheShield();
        QTest::mouseClick(w.button(), Qt::LeftButton);
        Q_EMIT w.fake.mass.progressed(w.report({}));
        auto *table = named<QTableView>(w.page.get(), u"Mass rollback"_s);
        const auto result = [table](int at) { return table->model()->index(at, 4).data().toString(); };
        QCOMPARE(result(0), u"under way"_s);
        QCOMPARE(result(1), u"waits"_s);
        QCOMPARE(result(3), QString());
        QVERIFY(!w.button()->isVisible());
        auto *stop = named<QPushButton>(w.page.get(), u"Stop"_s);
        stop->click();
        stop->click();
        QCOMPARE(w.fake.mass.stops, 1);
        Outcome refused;
        refused.state = OutcomeState::Refused;
        refused.message = u"it is another version now"_s;
        w.tell(); // the fleet goes on: the run stays on the page
        Q_EMIT w.fake.mass.finished(w.report({{w.view.plan.rows[0], refused, {}}, {w.view.plan.rows[1], {}, u"not begun: stopped"_s}}, true));
        QVERIFY(result(0).contains(u"another version"_s));
        QCOMPARE(result(1), u"not begun: stopped"_s);
        QCOMPARE(w.fact(u"Outcome"_s), u"0 of 2 rolled back. Not done: auth, user"_s);
        QVERIFY(!stop->isVisible());
        QCOMPARE(QApplication::focusWidget(), named<QPushButton>(w.page.get(), u"New preview"_s));
        named<QPushButton>(w.page.get(), u"New preview"_s)->click();
        QCOMPARE(result(0), u"not known"_s); // how long it takes, no result any more
        QVERIFY(named<QLineEdit>(w.page.get(), u"Confirmation"_s)->text().isEmpty()); // nothing is left over from the last time
        QVERIFY(!w.button()->isEnabled());
    }

    void theOrderIsSaidAndPainted()
    {
        Window w;
        auto *order = named<QWidget>(w.page.get(), u"Order"_s);
        QVERIFY(order && order->isVisible());
        QVERIFY2(order->accessibleDescription().startsWith(u"One after the other: auth, time not known, then user"_s), qPrintable(order->accessibleDescription()));
        const QImage guessed = order->grab().toImage();
        w.view.abortSeconds = 7;
        w.tell();
        QVERIFY(order->accessibleDescription().startsWith(u"One after the other: auth about 7 s, then user about 7 s."_s));
        QVERIFY(order->grab().toImage() != guessed);
        Outcome outcome;
        outcome.state = OutcomeState::Applied;
        Q_EMIT w.fake.mass.progressed(w.report({{w.view.plan.rows[0], outcome, {}}}));
        QVERIFY(order->accessibleDescription().contains(u" auth: "_s));
        for (MassRow &row : w.view.plan.rows)
            row.chosen = false;
        w.page->setScope({}, {});
        QVERIFY(!order->isVisible()); // nothing is chosen
    }

    void reachedByKeyAndWithTheWindowsScope()
    {
        FakePorts fake;
        Theme theme;
        theme.applyTo(*qApp);
        StartOptions start;
        start.context = u"prod-1"_s;
        start.ns = u"shop"_s;
        MainWindow window(fake.ports(), &theme, start);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::keyClick(window.centralWidget(), Qt::Key_F6);
        QTRY_COMPARE(window.page(), Page::Mass);
        QCOMPARE(fake.mass.scopes.last(), u"prod-1/shop"_s);
    }

    /// A window may go while it is shown, without having been closed: nothing is made in it then, and nobody is asked any more.
    void goesWithAWindowThatIsShown()
    {
        Window w;
        {
            FakePorts fake;
            Theme theme;
            theme.applyTo(*qApp);
            StartOptions start;
            start.context = u"prod-1"_s;
            start.ns = u"shop"_s;
            MainWindow window(fake.ports(), &theme, start);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QTest::keyClick(window.centralWidget(), Qt::Key_F6);
            QTRY_COMPARE(window.page(), Page::Mass);
            Q_EMIT fake.mass.planChanged(std::make_shared<const MassView>(w.view));
            QTRY_VERIFY(named<QTableView>(&window, u"Mass rollback"_s));
        }
        QVERIFY(w.fact(u"Scope"_s).startsWith(u"prod-1 / shop"_s));
    }
};

QTEST_MAIN(tst_ui_mass)
#include "tst_ui_mass.moc"
