// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drillconfirm.h"
#include "drill/drillpage.h"
#include "drill/splitsview.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"

#include <QHeaderView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

class FakeDrills : public DrillPort
{
public:
    void refresh() override { ++refreshes; }
    void prepare(const DrillAsk &ask) override { asks.append(ask); }
    void begin(const QString &id) override { begun.append(id); }
    void stop() override { ++stops; }

    int refreshes = 0;
    int stops = 0;
    QList<DrillAsk> asks;
    QStringList begun;
};

template<typename T> T *named(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>())
        if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    return nullptr;
}

QString fact(const QWidget *parent, const QString &name)
{
    const auto *label = named<FactLabel>(parent, name);
    return label ? label->text() : u"missing"_s;
}

/// A run with detection after 4 s, decision after 3 s more, recovery within `recovery` s.
DrillRun runOf(const QString &id, const QDateTime &began, DrillState state, int recovery)
{
    DrillRun run;
    run.id = id;
    run.drill = u"bad-canary"_s;
    run.policy = u"demo"_s;
    run.environment = u"staging"_s;
    run.service = u"web"_s;
    run.by = u"ana"_s;
    run.state = state;
    run.startedAt = began;
    const auto at = [&began](int seconds) { return began.addSecs(seconds); };
    run.firstFailedAt = at(6);
    run.steps = {{DrillDeed::SetImage, u"v2-bad"_s, DrillState::Passed, at(0), at(2), u"Applied"_s}, {DrillDeed::Wait, u"public"_s, DrillState::Passed, at(2), at(9), u"503"_s},
                 {DrillDeed::Abort, u"abort"_s, DrillState::Passed, at(9), at(12), u"Applied"_s}, {DrillDeed::Recover, u"public"_s, DrillState::Passed, at(12), at(12 + recovery), u"well"_s},
                 {DrillDeed::Assert, u"evidence-record"_s, state, at(12 + recovery), at(13 + recovery), u"<b>two</b> records"_s}};
    run.endedAt = at(13 + recovery);
    return run;
}

struct Window
{
    explicit Window(bool marked = true)
    {
        theme.applyTo(*qApp);
        Ports ports = fake.ports();
        ports.drills = &drills;
        page = std::make_unique<DrillPage>(ports, &theme);
        page->resize(1320, 780);
        page->show();
        (void)QTest::qWaitForWindowExposed(page.get());
        tell(marked);
    }
    void tell(bool marked)
    {
        auto made = std::make_shared<DrillBoard>();
        made->at = fake.clock.now;
        DrillEntry entry;
        entry.policy = u"demo"_s;
        entry.drill.name = u"bad-canary"_s;
        entry.drill.recoveryMs = 10'000;
        entry.placeholders = {u"bad_tag"_s};
        entry.targets = {{u"staging-1"_s, u"staging"_s, u"web"_s, u"shop"_s, u"web"_s, marked ? QString() : u"staging is not marked for drills"_s}};
        entry.dueAt = fake.clock.now.addDays(-3);
        entry.overdue = true;
        entry.runs = {runOf(u"late"_s, fake.clock.now.addDays(-30), DrillState::Passed, 20), runOf(u"failed"_s, fake.clock.now.addDays(-60), DrillState::Failed, 5),
                      runOf(u"quick"_s, fake.clock.now.addDays(-90), DrillState::Passed, 5)};
        made->drills = {entry};
        entry.drill.name = u"game-day"_s;
        entry.overdue = false;
        entry.runs.clear();
        entry.drill.steps = {{DrillDeed::SetImage, {}, {}, {}, 0, {}, {}, u"{{bad_tag}}"_s, {}, 0}};
        made->drills.append(entry);
        Q_EMIT drills.boardChanged(made);
    }
    QPushButton *button(const QString &name) { return named<QPushButton>(page.get(), name); }
    QStringList rows(const QString &table, int cell)
    {
        QStringList texts;
        const auto *found = named<QTableWidget>(page.get(), table);
        for (int i = 0; found && i < found->rowCount(); ++i)
            texts.append(found->item(i, cell)->text());
        return texts;
    }

    FakePorts fake;
    FakeDrills drills;
    Theme theme;
    std::unique_ptr<DrillPage> page;
};

} // namespace

/// The page of drills: what is due, a run against its targets and the best one, and the care before one begins.
class tst_ui_drill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsDueAndHowItWent()
    {
        Window window;
        QCOMPARE(window.rows(u"Drills"_s, 0), (QStringList{u"bad-canary"_s, u"game-day"_s}));
        QVERIFY(window.rows(u"Drills"_s, 2).first().startsWith(u"OVERDUE"_s));
        QCOMPARE(window.rows(u"Drills"_s, 1).last(), u"never run"_s);
        QCOMPARE(fact(window.page.get(), u"Detection"_s), u"0:04"_s);
        QCOMPARE(fact(window.page.get(), u"Decision"_s), u"0:03"_s);
        QCOMPARE(fact(window.page.get(), u"Recovery"_s), u"0:20"_s);
        QCOMPARE(fact(window.page.get(), u"Drill clock"_s), u"0:32"_s);
        QCOMPARE(window.rows(u"Past drills"_s, 1), (QStringList{u"✓ passed"_s, u"✕ failed"_s, u"✓ passed"_s}));
        QCOMPARE(window.rows(u"Steps of the drill"_s, 1).last(), u"Evidence record exists"_s);
        QCOMPARE(window.rows(u"Steps of the drill"_s, 3).last(), u"<b>two</b> records"_s); // as text
        const QString told = named<SplitsView>(window.page.get(), u"Splits"_s)->accessibleDescription();
        QVERIFY2(told.contains(u"Recover 0:20 of at most 0:10"_s) && told.contains(u"Best run"_s), qPrintable(told));
        bool behind = false;
        for (const QLabel *label : window.page->findChildren<QLabel *>())
            behind = behind || label->text() == u"0:15 behind the best run"_s;
        QVERIFY(behind);
        named<QTableWidget>(window.page.get(), u"Past drills"_s)->setCurrentCell(2, 0); // an older one
        QCOMPARE(fact(window.page.get(), u"Recovery"_s), u"0:05"_s);
        named<QTableWidget>(window.page.get(), u"Drills"_s)->setCurrentCell(1, 0);
        QCOMPARE(fact(window.page.get(), u"Recovery"_s), u"–"_s);
        QCOMPARE(window.rows(u"Steps of the drill"_s, 1), QStringList{u"Set image {{bad_tag}}"_s});
    }

    /// Heads stand above what they head: the first ink of a column is at one place, give or take what a letter leaves free.
    void headsStandAboveTheirCells()
    {
        Window window;
        const auto firstInk = [](const QWidget *widget, const QRect &box) {
            const QImage image = const_cast<QWidget *>(widget)->grab(box).toImage();
            for (int x = 0; x < image.width(); ++x)
                for (int y = 2; y < image.height() - 3; ++y)
                    if (qAbs(qGray(image.pixel(x, y)) - qGray(image.pixel(1, 3))) > 60)
                        return x;
            return -1;
        };
        for (const QString &name : {u"Steps of the drill"_s, u"Drills"_s, u"Past drills"_s}) {
            auto *table = named<QTableWidget>(window.page.get(), name);
            QHeaderView *head = table->horizontalHeader();
            for (int column = 0; column < table->columnCount(); ++column) {
                const int above = firstInk(head->viewport(), {head->sectionViewportPosition(column), 0, head->sectionSize(column), head->height()});
                const int below = firstInk(table->viewport(), table->visualRect(table->model()->index(0, column)));
                QVERIFY2(above > 0 && qAbs(above - below) <= 3, qPrintable(u"%1, %2: %3 and %4"_s.arg(name).arg(column).arg(above).arg(below)));
            }
        }
    }

    void notMarked()
    {
        Window window(false);
        QVERIFY(!window.button(u"Run drill…"_s)->isEnabled());
        QVERIFY(fact(window.page.get(), u"About this drill"_s).contains(u"not marked for drills"_s));
    }

    /// Nothing begins that was not shown, and what is changed after it was shown has to be shown anew.
    void theCareBeforeARun()
    {
        Window window;
        QTest::keyClick(named<QTableWidget>(window.page.get(), u"Drills"_s), Qt::Key_Return);
        auto *dialog = window.page->findChild<DrillConfirm *>();
        QVERIFY(dialog && dialog->isVisible());
        auto *run = named<QPushButton>(dialog, u"Run drill"_s);
        QVERIFY(run && !run->isEnabled());
        QTRY_VERIFY(fact(dialog, u"Why it cannot be run"_s).contains(u"bad_tag"_s));
        QTest::keyClicks(named<QLineEdit>(dialog, u"bad_tag"_s), u"v2-bad"_s);
        QTest::keyClicks(named<QLineEdit>(dialog, u"Reason"_s), u"monthly rehearsal"_s);
        QTest::keyClicks(named<QLineEdit>(dialog, u"Confirmation"_s), u"staging"_s);
        QVERIFY(!run->isEnabled());
        QTRY_COMPARE(window.drills.asks.size(), 1);
        QCOMPARE(window.drills.asks[0].values.value(u"bad_tag"_s), u"v2-bad"_s);
        QCOMPARE(window.drills.asks[0].target.context, u"staging-1"_s);
        const auto offer = [&window](const QString &id) {
            auto made = std::make_shared<DrillOffer>();
            made->id = id;
            made->ask = window.drills.asks.last();
            made->server = u"https://staging.example"_s;
            made->steps = {{DrillDeed::SetImage, u"set-image"_s, u"PATCH /apis/x"_s}};
            Q_EMIT window.drills.offered(made);
        };
        offer(u"one"_s);
        QVERIFY(run->isEnabled());
        QVERIFY(named<QPlainTextEdit>(dialog, u"What is run"_s)->toPlainText().contains(u"PATCH /apis/x"_s));
        QTest::keyClicks(named<QLineEdit>(dialog, u"bad_tag"_s), u"2"_s);
        QVERIFY(!run->isEnabled());
        QVERIFY(named<QPlainTextEdit>(dialog, u"What is run"_s)->toPlainText().isEmpty());
        offer(u"stale"_s); // of what was asked before
        QVERIFY(!run->isEnabled());
        QTRY_COMPARE(window.drills.asks.size(), 2);
        offer(u"two"_s);
        window.fake.clock.advance(61'000); // it was looked at too long
        QTest::keyClick(named<QLineEdit>(dialog, u"Confirmation"_s), Qt::Key_Return);
        QVERIFY(window.drills.begun.isEmpty());
        QTRY_COMPARE(window.drills.asks.size(), 3);
        offer(u"three"_s);
        QTest::keyClick(named<QLineEdit>(dialog, u"Confirmation"_s), Qt::Key_Backspace);
        QVERIFY(!run->isEnabled());
        QTest::keyClicks(named<QLineEdit>(dialog, u"Confirmation"_s), u"g"_s);
        QTest::keyClick(named<QLineEdit>(dialog, u"Confirmation"_s), Qt::Key_Return);
        QCOMPARE(window.drills.begun, QStringList{u"three"_s});
        QTRY_VERIFY(!window.page->findChild<DrillConfirm *>());
    }

    void refusedWithItsReason()
    {
        Window window;
        window.button(u"Run drill…"_s)->click();
        auto *dialog = window.page->findChild<DrillConfirm *>();
        Q_EMIT window.drills.refused({ErrorKind::Refused, u"notAllowed"_s, u"step 1 of the drill: an update is under way"_s, u"Nothing was started."_s});
        QVERIFY(fact(dialog, u"Why it cannot be run"_s).contains(u"an update is under way Nothing was started."_s));
        QVERIFY(!named<QPushButton>(dialog, u"Run drill"_s)->isEnabled());
        dialog->reject();
    }

    void aRunUnderWay()
    {
        Window window;
        DrillRun run = runOf(u"live"_s, window.fake.clock.now, DrillState::Running, 20);
        run.endedAt = {};
        for (int i = 1; i < run.steps.size(); ++i) {
            run.steps[i].state = i == 1 ? DrillState::Running : DrillState::Waiting;
            run.steps[i].endedAt = {};
            if (i > 1)
                run.steps[i].startedAt = {};
        }
        run.firstFailedAt = {};
        QVERIFY(!window.button(u"Stop drill"_s)->isEnabled());
        window.fake.clock.advance(5'000);
        Q_EMIT window.drills.progressed(run);
        QCOMPARE(fact(window.page.get(), u"Drill clock"_s), u"0:05"_s);
        QVERIFY(!window.button(u"Run drill…"_s)->isEnabled());
        QCOMPARE(window.rows(u"Steps of the drill"_s, 0), (QStringList{u"✓ passed"_s, u"▶ running"_s, u"○ waiting"_s, u"○ waiting"_s, u"○ waiting"_s}));
        window.fake.clock.advance(3'000);
        QTRY_COMPARE(fact(window.page.get(), u"Drill clock"_s), u"0:08"_s);
        QVERIFY(named<SplitsView>(window.page.get(), u"Splits"_s)->accessibleDescription().contains(u"Detect running"_s));
        window.button(u"Stop drill"_s)->click();
        QCOMPARE(window.drills.stops, 1);
        run.state = DrillState::Stopped;
        Q_EMIT window.drills.ended(run);
        QVERIFY(fact(window.page.get(), u"Message of the drill"_s).contains(u"stopped"_s));
        QVERIFY(!window.button(u"Stop drill"_s)->isEnabled());
    }

    /// What went on before this window does not go on in it; what it deployed is not said to be gone.
    void whatWasLeft()
    {
        Window window;
        DrillRun run = runOf(u"killed"_s, window.fake.clock.now.addSecs(-600), DrillState::Interrupted, 20);
        run.target = {u"staging-1"_s, u"shop"_s, u"<b>web"_s};
        run.steps[3].state = DrillState::Skipped;
        const auto board = [&window, &run] {
            auto made = std::make_shared<DrillBoard>();
            made->drills = {{u"demo"_s, {}, {}, {{u"staging-1"_s, u"staging"_s, u"web"_s, u"shop"_s, u"web"_s, {}}}, {}, false, {run}}};
            made->drills[0].drill.name = run.drill;
            Q_EMIT window.drills.boardChanged(made);
        };
        board();
        QVERIFY2(fact(window.page.get(), u"About this drill"_s).contains(u"interrupted: what it deployed may be left on shop/<b>web in staging-1"_s), qPrintable(fact(window.page.get(), u"About this drill"_s)));
        run = runOf(u"later"_s, window.fake.clock.now, DrillState::Passed, 20);
        board();
        QVERIFY(!fact(window.page.get(), u"About this drill"_s).contains(u"left"_s));
        // The Journal could not be written any more: what was under way is not said to run.
        run = runOf(u"live"_s, window.fake.clock.now, DrillState::Running, 20);
        run.steps[4].state = DrillState::Running;
        Q_EMIT window.drills.progressed(run);
        Q_EMIT window.drills.failed({ErrorKind::Refused, u"journal"_s, u"disk full"_s, {}});
        QCOMPARE(window.rows(u"Steps of the drill"_s, 0).last(), u"■ interrupted"_s);
        QVERIFY(fact(window.page.get(), u"Message of the drill"_s).contains(u"disk full"_s));
    }

    /// F7, and nobody takes it for production.
    void inTheWindow()
    {
        FakePorts fake;
        FakeDrills drills;
        Theme theme;
        Ports ports = fake.ports();
        ports.drills = &drills;
        MainWindow window(ports, &theme);
        window.show();
        QVERIFY(!window.windowTitle().contains(u"DRILL"_s));
        window.showPage(Page::Drills);
        QVERIFY(window.windowTitle().startsWith(u"DRILL"_s));
        QVERIFY(named<QPushButton>(&window, u"Drills"_s));
        QCOMPARE(window.page(), Page::Drills);
        QVERIFY(window.findChild<DrillPage *>()->isVisible());
        window.showPage(Page::Journal);
        QVERIFY(!window.windowTitle().contains(u"DRILL"_s));
    }

    void pictures()
    {
        const QString shots = qEnvironmentVariable("MAESTRO_SHOTS");
        for (const bool dark : {false, true}) {
            Window window;
            window.theme.setDark(dark);
            window.page->resize(1388, 800);
            QTest::qWait(50);
            const QImage image = window.page->grab().toImage();
            QVERIFY(image.pixelColor(image.width() / 2, 4) != image.pixelColor(image.width() / 2, 60)); // the band
            if (shots.isEmpty())
                continue;
            image.save(QStringLiteral("%1/drill-%2.png").arg(shots, dark ? u"dark"_s : u"light"_s));
            window.button(u"Run drill…"_s)->click();
            window.page->findChild<DrillConfirm *>()->grab().save(QStringLiteral("%1/drill-confirm-%2.png").arg(shots, dark ? u"dark"_s : u"light"_s));
        }
    }
};

QTEST_MAIN(tst_ui_drill)
#include "tst_ui_drill.moc"
