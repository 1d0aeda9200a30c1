// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/decisiondialog.h"
#include "operations/operationactions.h"
#include "rollouts/fleetpage.h"
#include "shell/commandpalette.h"
#include "shell/fuzzymatch.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

namespace {

template<typename W> W *named(QWidget &window, const QString &name)
{
    for (W *widget : window.findChildren<W *>()) {
        if (widget->accessibleName() == name && widget->isVisibleTo(&window))
            return widget;
    }
    return nullptr;
}

void showActive(MainWindow &window)
{
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

void setDarkTheme(bool dark, Theme &theme)
{
    theme.setDark(dark);
    theme.applyTo(*qApp);
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void navigationButtonsShowTheirPages_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Page>("page");
        QTest::newRow("fleet") << QStringLiteral("Fleet") << Page::Fleet;
        QTest::newRow("rollout") << QStringLiteral("Rollout") << Page::Rollout;
        QTest::newRow("drills") << QStringLiteral("Drills") << Page::Drills;
        QTest::newRow("journal") << QStringLiteral("Journal") << Page::Journal;
        QTest::newRow("connections") << QStringLiteral("Connections") << Page::Connections;
    }
    void navigationButtonsShowTheirPages()
    {
        QFETCH(QString, name);
        QFETCH(Page, page);
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        window.showPage(page == Page::Fleet ? Page::Journal : Page::Fleet);
        auto *button = named<QPushButton>(window, name);
        QVERIFY(button);
        button->click();
        QCOMPARE(window.page(), page);
        QCOMPARE(button->accessibleDescription(), QStringLiteral("current page"));
    }

    void tablesHaveTheirNamesAndRowsTheirSentence()
    {
        FakePorts fake;
        Theme theme;
        setDarkTheme(false, theme);
        MainWindow window(fake.ports(), &theme);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        auto *table = named<QTableView>(window, QStringLiteral("Fleet"));
        QVERIFY(table);
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(table);
        QCOMPARE(view->role(), QAccessible::Table);
        QAccessibleInterface *cell = view->tableInterface()->cellAt(1, 0);
        QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("user-svc"));
        QVERIFY(cell->text(QAccessible::Description).size() > 15);
    }

    void ageIsReadableAsText()
    {
        FakePorts fake;
        Theme theme;
        setDarkTheme(false, theme);
        MainWindow window(fake.ports(), &theme);
        auto *age = named<FactLabel>(window, QStringLiteral("Data age"));
        QVERIFY(age);
        const auto text = [age] {
            QAccessibleTextInterface *content = QAccessible::queryAccessibleInterface(age)->textInterface();
            return content->text(0, content->characterCount());
        };
        QCOMPARE(text(), QStringLiteral("disconnected"));
        FleetSnapshot one = *largeFleet(3, fake.clock.boot);
        Q_EMIT fake.fleet.fleetChanged(std::make_shared<FleetSnapshot>(one));
        QCOMPARE(text(), QStringLiteral("live"));
        QCOMPARE(QAccessible::queryAccessibleInterface(age)->text(QAccessible::Name), QStringLiteral("Data age"));
        QCOMPARE(QAccessible::queryAccessibleInterface(age)->role(), QAccessible::StaticText);
    }

    void startRolloutOpensOnceKnown()
    {
        FakePorts fake;
        Theme theme;
        StartOptions start;
        start.open = ObjectRef{{}, QStringLiteral("maestro"), QStringLiteral("maestro-control-plane")};
        MainWindow window(fake.ports(), &theme, start);
        QVERIFY(fake.fleet.opened.isEmpty());
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        QCOMPARE(fake.fleet.opened.size(), 1);
        QCOMPARE(fake.fleet.opened.first().context, QStringLiteral("prod-us-east-1"));
        QCOMPARE(window.page(), Page::Rollout);
        QVERIFY(window.windowTitle().contains(QStringLiteral("maestro/maestro-control-plane")));
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        QCOMPARE(fake.fleet.opened.size(), 1);
    }

    void noticeIsShownAsPlainText()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        QVERIFY(!named<FactLabel>(window, QStringLiteral("Notice")));
        Q_EMIT fake.connections.configurationFailed({ErrorKind::BadInput, QStringLiteral("badKubeconfig"), QStringLiteral("<b>config</b>: line 3: no clusters")});
        auto *notice = named<FactLabel>(window, QStringLiteral("Notice"));
        QVERIFY(notice);
        QCOMPARE(notice->textFormat(), Qt::PlainText);
        QVERIFY(notice->text().contains(QStringLiteral("line 3")));
    }

    void closingTheTrustQuestionMeansNo()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        window.show();
        Q_EMIT fake.connections.trustAsked({QStringLiteral("prod"), QStringLiteral("jonas"), QStringLiteral("/usr/bin/aws"), {QStringLiteral("eks")}, {}, QStringLiteral("abc")});
        auto *dialog = window.findChild<QDialog *>();
        QVERIFY(dialog);
        for (QLabel *label : dialog->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(fake.connections.allowed.isEmpty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(fake.connections.allowed, QList<bool>{false});
    }

    void shortcutsAreUnique()
    {
        QStringList seen;
        for (const ShellCommand &command : allCommands()) {
            for (const QKeySequence &key : command.keys) {
                QVERIFY2(!key.isEmpty(), qPrintable(command.label));
                QVERIFY2(!seen.contains(key.toString()), qPrintable(key.toString()));
                for (const QString &other : std::as_const(seen))
                    QVERIFY2(!other.startsWith(key.toString() + QStringLiteral(", ")) && !key.toString().startsWith(other + QStringLiteral(", ")), qPrintable(other));
                seen << key.toString();
            }
        }
        QVERIFY(seen.contains(QStringLiteral("F1")));
    }

    void lettersOnlyAskForAPlan()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        showActive(window);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        QVERIFY(window.fleetPage()->selectedRow());
        QTest::keyClick(named<QTableView>(window, QStringLiteral("Fleet")), Qt::Key_R);
        QCOMPARE(fake.operations.requests.size(), 1);
        QCOMPARE(fake.operations.requests.first().verb, Verb::Rollback);
        QCOMPARE(fake.operations.requests.first().target, window.fleetPage()->selectedRow()->ref);
        QVERIFY(fake.operations.executed.isEmpty());
    }

    void lettersTypedInTheFilterStayLetters()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        showActive(window);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        QTest::keyClick(named<QTableView>(window, QStringLiteral("Fleet")), Qt::Key_Slash);
        auto *filter = named<QLineEdit>(window, QStringLiteral("Filter"));
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("rap"));
        QCOMPARE(filter->text(), QStringLiteral("rap"));
        QVERIFY(fake.operations.requests.isEmpty());
        QCOMPARE(window.fleetPage()->model()->rowsShown(), 2); // graph-api and the namespace intelgraph-staging
    }

    void paletteNamesVerbsButRunsNothing()
    {
        FakePorts fake;
        const FleetSnapshotPtr fleet = sampleFleet(fake.clock.now, fake.clock.boot);
        const QList<PaletteEntry> entries = paletteEntries(*fleet, QStringLiteral("roll contr"), 9);
        QVERIFY(entries.size() >= 2);
        QVERIFY(entries.first().verb == Verb::Rollback);
        QCOMPARE(entries.first().row->ref.name, QStringLiteral("maestro-control-plane"));
        for (const PaletteEntry &entry : paletteEntries(*fleet, {}, 100))
            QVERIFY(!entry.verb);
        QCOMPARE(paletteEntries(*fleet, QStringLiteral("no such thing"), 9).size(), 0);
        QCOMPARE(paletteEntries(*fleet, QStringLiteral("mcp"), 9).first().row->ref.name, QStringLiteral("maestro-control-plane"));
        QCOMPARE(paletteEntries(*fleet, QStringLiteral("jrnl"), 9).first().title, QStringLiteral("Journal"));
        QVERIFY(paletteEntries(*fleet, QStringLiteral("abort mcp"), 9).first().verb == Verb::Abort);
    }

    void lettersInOrderMatch_data()
    {
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse"); // empty: `better` does not match at all
        QTest::addColumn<QString>("typed");
        QTest::newRow("as it stands") << QStringLiteral("my-mcp") << QStringLiteral("maestro-control-plane") << QStringLiteral("mcp");
        QTest::newRow("at the beginning") << QStringLiteral("auth-svc") << QStringLiteral("oauth-svc") << QStringLiteral("auth");
        QTest::newRow("beginnings of words") << QStringLiteral("user-svc") << QStringLiteral("unseen") << QStringLiteral("us");
        QTest::newRow("words in any order") << QStringLiteral("user-svc") << QString() << QStringLiteral("svc user nowhere");
        QTest::newRow("wrong order") << QStringLiteral("maestro-control-plane") << QString() << QStringLiteral("pcm");
        QTest::newRow("scattered") << QStringLiteral("inference-gateway-service") << QString() << QStringLiteral("ieee");
        QTest::newRow("longer than the name") << QStringLiteral("a") << QString() << QStringLiteral("aaaa");
    }
    void lettersInOrderMatch()
    {
        QFETCH(QString, better);
        QFETCH(QString, worse);
        QFETCH(QString, typed);
        const QStringList words = typed.split(u' ');
        const std::optional<int> score = fuzzyScore(better, {}, words);
        QCOMPARE(score.has_value(), !worse.isEmpty());
        QVERIFY(worse.isEmpty() || *score > fuzzyScore(worse, {}, words).value_or(-1));
        QVERIFY(fuzzyScore(better, typed, words)); // what stands beside the name counts, as it stands
    }

    void themeChoiceIsKept()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        named<QPushButton>(window, QStringLiteral("Light or dark"))->click();
        QVERIFY(theme.isDark());
        QCOMPARE(fake.settings.values.value(QStringLiteral("theme")).toString(), QStringLiteral("dark"));
    }

    /// Renders every page in both themes; with MAESTRO_SHOTS set the pictures are kept for looking at.
    void everyPagePaints_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1440, 900);
        QTest::newRow("dark") << true << QSize(1440, 900);
        QTest::newRow("small") << false << QSize(1180, 720);
    }
    void everyPagePaints()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        FakePorts fake;
        Theme theme;
        setDarkTheme(dark, theme);
        MainWindow window(fake.ports(), &theme);
        window.resize(size);
        window.show();
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        Q_EMIT fake.journal.recordsChanged(sampleJournal(fake.clock.now));
        const ObjectRef bad {QStringLiteral("prod-us-east-1"), QStringLiteral("maestro"), QStringLiteral("maestro-control-plane")};
        const ObjectRef good {QStringLiteral("prod-us-east-1"), QStringLiteral("aivo-system"), QStringLiteral("auth-svc")};
        Q_EMIT fake.slo.fleetVerdictsChanged({sampleHealth(fake.clock.now, bad), calmHealth(fake.clock.now, good)});
        QVERIFY(window.fleetPage()->select(bad));
        const QString shots = qEnvironmentVariable("MAESTRO_SHOTS");
        for (const Page page : {Page::Fleet, Page::Rollout, Page::Slo, Page::Triage, Page::Drills, Page::Journal, Page::Connections}) {
            window.showPage(page);
            QTest::qWait(20); // layouts are posted
            const QImage image = window.grab().toImage();
            QCOMPARE(image.size(), size);
            QVERIFY(image.pixelColor(size.width() / 3, 20) == theme.color(Token::Surface) || image.pixelColor(size.width() / 3, 24) != image.pixelColor(2, 2));
            if (!shots.isEmpty())
                image.save(QStringLiteral("%1/%2-%3.png").arg(shots).arg(static_cast<int>(page)).arg(QLatin1String(QTest::currentDataTag())));
        }
    }

    /// The board's decision is about the rollout it shows, whatever was opened since.
    void aBoardActsOnItsOwnRollout()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        showActive(window);
        const ObjectRef shown {QStringLiteral("prod-us-east-1"), QStringLiteral("maestro"), QStringLiteral("maestro-control-plane")};
        window.openRollout(shown, WorkloadKind::Rollout);
        QTest::keyClick(window.centralWidget(), Qt::Key_D);
        auto *board = window.findChild<DecisionDialog *>();
        QVERIFY(board);
        window.openRollout({QStringLiteral("prod-us-east-1"), QStringLiteral("maestro"), QStringLiteral("user-svc")}, WorkloadKind::Rollout);
        Q_EMIT board->rollbackAsked();
        QCOMPARE(fake.operations.requests.size(), 1);
        QCOMPARE(fake.operations.requests.first().target, shown);
        QCOMPARE(fake.operations.requests.first().verb, Verb::Rollback);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_ui_window.moc"
