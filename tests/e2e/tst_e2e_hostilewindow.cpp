// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/composition.h"
#include "operations/guard/confirmbutton.h"
#include "operations/operationactions.h"
#include "parts/plaintooltips.h"
#include "rollouts/fleetpage.h"
#include "rollouts/validation/scriptdialog.h"
#include "shell/commandset.h"
#include "shell/mainwindow.h"
#include "support/hostilefindings.h"
#include "support/walkedwidgets.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QShortcut>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

/// Parts of the window that this walk does not come to, and why.
const QMap<QString, QString> elsewhere {
    {u"LookDialog"_s, u"the playbook does not read the results of an analysis"_s},
    {u"MetricTile"_s, u"no check of the playbook has a history"_s},
    {u"MetricTiles"_s, u"the walk does not come to it yet"_s},
    {u"SentMessageDialog"_s, u"no message of the validation has to name anything"_s},
    {u"ShelfTab"_s, u"what the tabs of the reference are made of"_s},
};

const QStringList schemes {u"http"_s, u"https"_s, u"file"_s, u"javascript"_s, u"mailto"_s, u"data"_s};

} // namespace

/// The real window and its services in a world whose every text is hostile and after secrets (tests/faults/hostileworld.py): each page, what each of its
/// buttons opens and what each of its keys opens is looked at, listened to and read from the clipboard. A part that was not come to is a failure.
class TestHostileWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QProcess m_world;
    PlainToolTips m_tips;
    Theme m_theme;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<MainWindow> m_window;
    Findings m_found;
    QSet<QString> m_seen;
    QSet<QString> m_pressed;
    QStringList m_opened;
    QTimer m_menus; ///< a menu waits in a loop of its own
    ObjectRef m_ref;
    QString m_policy; ///< the file in force

    void note(const QWidget &top)
    {
        if (top.isVisible())
            m_seen << classOf(top);
        for (const QWidget *widget : top.findChildren<QWidget *>())
            if (widget->isVisible())
                m_seen << classOf(*widget);
    }
    void look(QWidget &top)
    {
        note(top);
        if (qobject_cast<QFileDialog *>(&top)) // what is in it is the computer's own
            return m_found.text(&top, "title", top.windowTitle(), true);
        m_found.look(top);
        m_found.heard(QAccessible::queryAccessibleInterface(&top));
        QClipboard *clipboard = QGuiApplication::clipboard();
        m_found.text(clipboard, "clipboard", clipboard->text(), clipboard->mimeData() && !clipboard->mimeData()->hasHtml());
    }
    /// Whatever stands above the pages: dialogs and menus, some of which wait in a loop of their own.
    QWidget *above() const
    {
        for (QWidget *top : QApplication::topLevelWidgets())
            if (top->isVisible() && top != m_window.get() && (qobject_cast<QDialog *>(top) || qobject_cast<QMenu *>(top)))
                return top;
        return nullptr;
    }
    QWidget *guard() const
    {
        for (QWidget *widget : m_window->findChildren<QWidget *>())
            if (widget->isVisible() && (classOf(*widget) == u"GuardOverlay"_s || classOf(*widget) == u"CommandPalette"_s))
                return widget;
        return nullptr;
    }
    template <typename T>
    T *shown(const QString &name) const
    {
        for (T *widget : m_window->findChildren<T *>())
            if (widget->isVisible() && (widget->accessibleName().isEmpty() ? QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) : widget->accessibleName()) == name)
                return widget;
        return nullptr;
    }
    static void close(QWidget *top)
    {
        if (auto *dialog = qobject_cast<QDialog *>(top))
            dialog->reject();
        else
            top->close();
    }
    void closeGuard()
    {
        while (QPointer<QWidget> overlay = guard()) {
            for (QWidget *widget : overlay->findChildren<QWidget *>())
                note(*widget);
            QWidget *target = overlay->focusWidget() ? overlay->focusWidget() : overlay.data();
            QTest::keyClick(target, Qt::Key_Escape);
            QTest::qWait(20);
            if (overlay && overlay->isVisible()) { // nothing else has the key: its own way out
                for (QAbstractButton *button : overlay->findChildren<QAbstractButton *>())
                    if (button->isVisible() && (button->text().contains(u"Cancel"_s) || button->text().contains(u"Close"_s)))
                        return button->click();
                return overlay->hide();
            }
        }
    }
    /// A dialog: fields are filled, its own buttons are pressed, and what comes of that is looked at, once for each of them.
    void visit(QPointer<QWidget> top, int depth)
    {
        look(*top);
        for (QTabBar *tabs : top->findChildren<QTabBar *>())
            for (int tab = 0; tabs->isVisible() && tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                QTest::qWait(150);
                look(*top);
            }
        if (!qobject_cast<QFileDialog *>(top) && depth < 3) {
            for (QLineEdit *line : top->findChildren<QLineEdit *>())
                if (line->isVisible() && line->isEnabled() && line->text().isEmpty())
                    QTest::keyClicks(line, line->accessibleName() == u"Matchers"_s ? u"alertname=\"HighErrorRate\""_s : u"a reason of this walk"_s);
            press(*top, depth);
        }
        if (top)
            close(top);
        QTest::qWait(30);
    }
    void press(QWidget &scope, int depth)
    {
        QList<QPointer<QAbstractButton>> buttons;
        for (QAbstractButton *button : scope.findChildren<QAbstractButton *>())
            buttons << button;
        const QPointer<QWidget> still = &scope;
        for (const QPointer<QAbstractButton> &button : buttons) {
            if (!still || !still->isVisible())
                return;
            if (!button || !button->isVisible() || !button->isEnabled() || qobject_cast<ConfirmButton *>(button))
                continue;
            const QString known = classOf(scope) + u' ' + QString::number(int(m_window->page())) + u' ' + (button->accessibleName().isEmpty() ? button->text() : button->accessibleName());
            if (m_pressed.contains(known) || button->text().contains(u"Cancel"_s) || button->text() == u"Close"_s)
                continue;
            m_pressed << known;
            button->click();
            settle(120, depth + 1);
        }
    }
    void settle(int ms, int depth)
    {
        QTest::qWait(ms);
        look(*m_window);
        closeGuard();
        for (int round = 0; round < 6 && above(); ++round) {
            m_opened << classOf(*above());
            visit(above(), depth);
        }
    }
    QStringList wrong() const
    {
        QStringList once = m_found.wrong;
        once.removeDuplicates();
        return once.mid(0, 40);
    }

private Q_SLOTS:
    void opened(const QUrl &url)
    {
        if (url.scheme() != u"http"_s && url.scheme() != u"https"_s)
            m_found.wrong << u"opens "_s + url.toString().left(200);
        m_opened << u"link "_s + url.host();
    }

    void initTestCase()
    {
        QAccessible::setActive(true);
        for (const QString &scheme : schemes)
            QDesktopServices::setUrlHandler(scheme, this, "opened");
        qApp->installEventFilter(&m_tips);
        m_theme.applyTo(*qApp);
        m_world.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_world.start(QStandardPaths::findExecutable(u"python3"_s, {u"/usr/bin"_s}), {u"-B"_s, QStringLiteral(MAESTRO_SOURCE_DIR "/tests/faults/hostileworld.py"), QStringLiteral(MAESTRO_BUILD_DIR), u"serve"_s, m_dir.path()});
        QByteArray line;
        const auto ready = [&] {
            while (m_world.canReadLine() && !line.startsWith('{'))
                if (line = m_world.readLine(); !line.startsWith('{'))
                    qWarning().noquote() << line.trimmed();
            return line.startsWith('{');
        };
        QVERIFY(QTest::qWaitFor(ready, 180'000));
        const QJsonObject said = QJsonDocument::fromJson(line).object();
        QVERIFY(said[u"ready"].toBool());
        const QJsonObject variables = said[u"env"].toObject();
        for (auto each = variables.begin(); each != variables.end(); ++each)
            qputenv(each.key().toLatin1().constData(), each.value().toString().toUtf8());
        for (const QJsonValue &secret : said[u"secrets"].toArray())
            m_found.secrets << secret.toString();
        QVERIFY(m_found.secrets.size() > 6);
        const QString home = said[u"home"].toString();
        m_policy = home + u"/config/policies/shop.yaml";
        const Paths paths {home + u"/journal", home + u"/state", home + u"/config"};
        QVERIFY(createFolders(paths));
        Workspace::Options workspace;
        workspace.kubeconfig = said[u"kubeconfig"].toString();
        m_composition = std::make_unique<Composition>(workspace, paths);
        StartOptions start;
        start.open = ObjectRef {{}, said[u"namespace"].toString(), u"web"_s};
        m_ref = {u"box"_s, said[u"namespace"].toString(), u"web"_s};
        start.page = Page::Rollout;
        m_window = std::make_unique<MainWindow>(m_composition->ports(), &m_theme, start);
        m_window->setReference(m_composition->reference());
        m_window->setGrafana(m_composition->grafana());
        m_window->resize(1440, 900);
        m_window->show();
        m_composition->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->windowTitle().contains(u"web"_s), 60'000);
        QTest::qWait(5'000);
        connect(&m_menus, &QTimer::timeout, this, [this] {
            if (QWidget *menu = QApplication::activePopupWidget()) {
                m_opened << classOf(*menu);
                look(*menu);
                menu->close();
            }
        });
        m_menus.start(200);
    }
    void cleanupTestCase()
    {
        m_menus.stop();
        for (const QString &scheme : schemes)
            QDesktopServices::unsetUrlHandler(scheme);
        m_window.reset();
        m_composition.reset();
        m_world.closeWriteChannel();
        m_world.waitForFinished(10'000);
    }
    void init() { m_found.wrong.clear(); }

    /// Each way in which a control could leak is seen by what looks at the window.
    void aLeakIsSeen()
    {
        const auto seen = [](const std::function<void(QWidget &)> &leak) {
            QWidget pane;
            leak(pane);
            pane.show();
            Findings found;
            found.secrets << u"s3cret"_s;
            found.look(pane);
            found.heard(QAccessible::queryAccessibleInterface(&pane));
            return !found.wrong.isEmpty();
        };
        QVERIFY(!seen([](QWidget &pane) { (new QLabel(u"EVIL <b>bold</b>"_s, &pane))->setTextFormat(Qt::PlainText); }));
        QVERIFY(seen([](QWidget &pane) { new QLabel(u"EVIL <b>bold</b>"_s, &pane); }));
        QVERIFY(seen([](QWidget &pane) { new QLabel(u"red \u001b[31m"_s, &pane); }));
        QVERIFY(seen([](QWidget &pane) { pane.setAccessibleName(u"gnp\u202e"_s); }));
        QVERIFY(seen([](QWidget &pane) { pane.setAccessibleDescription(u"sent s3cret"_s); }));
        QVERIFY(seen([](QWidget &pane) { (new QComboBox(&pane))->addItem(u"zero\u200b"_s); }));
        QVERIFY(seen([](QWidget &pane) { (new QTextEdit(&pane))->setHtml(u"<img src='file:///etc/passwd'>"_s); }));
        QVERIFY(seen([](QWidget &pane) { (new QTextEdit(&pane))->setHtml(u"<a href='javascript:x'>EVIL</a>"_s); }));
        QVERIFY(seen([](QWidget &pane) { pane.setWindowTitle(u"title\u009b1m"_s); }));
    }

    void page_data()
    {
        QTest::addColumn<int>("page");
        int number = 0;
        for (const char *name : {"fleet", "rollout", "slo", "triage", "desk", "drills", "journal", "connections", "mass"})
            QTest::newRow(name) << number++;
        QCOMPARE(number, int(Page::Mass) + 1);
    }
    void page()
    {
        QFETCH(int, page);
        const auto back = [&] { m_window->showPage(static_cast<Page>(page)); };
        back();
        settle(2'500, 0);
        for (QTabBar *tabs : m_window->findChildren<QTabBar *>())
            for (int tab = 0; tabs->isVisible() && tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                settle(300, 0);
            }
        for (const QPointer<QAbstractItemView> view : m_window->findChildren<QAbstractItemView *>())
            for (int row = 0; view && view->isVisible() && view->model() && row < std::min(view->model()->rowCount(), 12); ++row) {
                view->setCurrentIndex(view->model()->index(row, 0));
                settle(60, 0);
                if (!view || row > 2)
                    continue;
                Q_EMIT view->activated(view->model()->index(row, 0));
                settle(60, 0);
                back();
                if (view && view->isVisible() && row == 0)
                    press(*m_window->centralWidget(), 0);
                back();
            }
        press(*m_window->centralWidget(), 0);
        back();
        settle(500, 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// The guard of each thing that can be done to a rollout, or why there is none.
    void guards()
    {
        m_window->showPage(Page::Rollout);
        QStringList opened;
        for (const Verb verb : allVerbs()) {
            m_window->actions()->start(verb, m_ref, WorkloadKind::Rollout, m_window->fleetPage()->uidOf(m_ref));
            const bool came = QTest::qWaitFor([this] { return guard() != nullptr; }, 4'000);
            if (came)
                opened << verbWord(verb);
            look(*m_window);
            for (QTabBar *tabs : came ? guard()->findChildren<QTabBar *>() : QList<QTabBar *>())
                for (int tab = 0; tab < tabs->count(); ++tab) {
                    tabs->setCurrentIndex(tab);
                    QTest::qWait(60);
                    look(*m_window);
                }
            settle(50, 0);
        }
        qInfo().noquote() << "guards of the verbs" << opened.join(u' ');
        QVERIFY2(opened.size() >= 5, qPrintable(opened.join(u' ')));
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// What every key of the window opens, on the page of a rollout and on the fleet's.
    void commands()
    {
        for (const Page page : {Page::Rollout, Page::Fleet, Page::Triage})
            for (const QPointer<QShortcut> shortcut : m_window->findChildren<QShortcut *>()) {
                m_window->showPage(page);
                if (shortcut)
                    Q_EMIT shortcut->activated();
                settle(150, 0);
            }
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// A question that the world does not ask by itself.
    void trust()
    {
        TrustQuestion question;
        question.context = u"EVIL<b>bold</b>\u202e\u001b[31m"_s;
        Q_EMIT m_composition->ports().connections->trustAsked(question);
        settle(200, 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// Another rollout, in the middle of a blue/green update.
    void blueGreen()
    {
        m_window->openRollout({m_ref.context, m_ref.ns, u"green"_s}, WorkloadKind::Rollout);
        settle(3'000, 0);
        m_window->showPage(Page::Slo);
        settle(2'000, 0);
        m_window->openRollout(m_ref, WorkloadKind::Rollout);
        settle(2'000, 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// Lists whose filter leaves nothing.
    void nothingFound()
    {
        for (const Page page : {Page::Fleet, Page::Journal}) {
            m_window->showPage(page);
            settle(500, 0);
            for (QLineEdit *line : m_window->findChildren<QLineEdit *>())
                if (line->isVisible() && line->accessibleName() == u"Filter"_s) {
                    line->setText(u"<b>nothing is called so</b>"_s);
                    settle(600, 0);
                    line->clear();
                    settle(300, 0);
                }
        }
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// A way back that is prepared and thrown away.
    void prepared()
    {
        m_window->openRollout(m_ref, WorkloadKind::Rollout, Page::Desk);
        const auto button = [this] { return shown<QPushButton>(u"Prepare"_s); };
        const auto ready = [&] {
            if (auto *reason = shown<QLineEdit>(u"Reason, drafted"_s); reason && reason->text().isEmpty())
                reason->setText(u"a reason <b>of this</b> walk"_s);
            return button() && button()->isEnabled();
        };
        QVERIFY(QTest::qWaitFor(ready, 40'000));
        button()->click();
        settle(500, 0);
        press(*m_window->centralWidget(), 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// A suite: what would run, what its checks said, and how they went.
    void suite()
    {
        m_window->openRollout(m_ref, WorkloadKind::Rollout);
        const auto run = [this] { return shown<QPushButton>(u"Run the suite smoke"_s); };
        QVERIFY(QTest::qWaitFor([&run] { return run() && run()->isEnabled(); }, 30'000));
        run()->click();
        QVERIFY(QTest::qWaitFor([this] { return qobject_cast<ScriptDialog *>(above()) != nullptr; }, 30'000));
        QWidget *dialog = above();
        const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>(); // the first stops, the last runs
        QVERIFY(QTest::qWaitFor([&buttons] { return buttons.constLast()->isEnabled(); }, 30'000));
        look(*dialog);
        buttons.constLast()->click();
        QVERIFY(QTest::qWaitFor([&] { return !buttons.constFirst()->isEnabled() && !dialog->findChild<QPlainTextEdit *>()->toPlainText().isEmpty(); }, 40'000));
        m_opened << classOf(*dialog);
        look(*dialog);
        settle(2'000, 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// Something is really done, and its outcome waited for.
    void confirmed()
    {
        m_window->openRollout(m_ref, WorkloadKind::Rollout);
        settle(2'000, 0);
        m_window->actions()->start(Verb::Restart, m_ref, WorkloadKind::Rollout, m_window->fleetPage()->uidOf(m_ref));
        QVERIFY(QTest::qWaitFor([this] { return guard() != nullptr; }, 20'000));
        const auto ready = [this] {
            if (auto *reason = shown<QLineEdit>(u"Reason"_s); reason && reason->text().isEmpty())
                reason->setText(u"a reason <b>of this</b> walk"_s);
            const auto *confirm = guard() ? guard()->findChild<ConfirmButton *>() : nullptr;
            return confirm && confirm->isEnabled();
        };
        QVERIFY(QTest::qWaitFor(ready, 20'000));
        QTest::qWait(900); // no click counts before
        QTest::mouseClick(guard()->findChild<ConfirmButton *>(), Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([this] { return guard() == nullptr; }, 10'000));
        for (int i = 0; i < 10; ++i)
            settle(500, 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// The policy in force becomes a wrong one.
    void faultyPolicy()
    {
        QFile policy(m_policy);
        QVERIFY2(policy.open(QIODevice::Append), qPrintable(m_policy));
        policy.write("\n\"EVIL<b>bold</b>\\u202e\\e[31m\": {}\n");
        policy.close();
        m_window->openRollout(m_ref, WorkloadKind::Rollout);
        QTRY_VERIFY_WITH_TIMEOUT((settle(300, 0), m_seen.contains(u"PolicyFaultLine"_s)), 30'000);
        m_window->showPage(Page::Slo);
        settle(1'500, 0);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong().join(u'\n')));
    }

    /// No part of the window was left out, and the hostile texts were there to be seen.
    void nothingWasLeftOut()
    {
        const QSet<QString> declared = declaredWidgets(QStringLiteral(MAESTRO_SOURCE_DIR "/ui"));
        QVERIFY2(declared.size() > 80 && declared.contains(u"RolloutPage"_s) && declared.contains(u"TrustDialog"_s), qPrintable(QString::number(declared.size())));
        QStringList visited = QSet<QString>(m_seen & declared).values();
        visited.sort();
        m_opened.sort();
        m_opened.removeDuplicates();
        qInfo().noquote() << "visited" << visited.size() << "of" << declared.size() << "parts:" << visited.join(u' ');
        qInfo().noquote() << "opened:" << m_opened.join(u", "_s);
        qInfo().noquote() << "buttons pressed:" << m_pressed.size() << "hostile texts:" << m_found.told << "tool tips:" << m_found.tips;
        QStringList left = QSet<QString>(declared - m_seen).values();
        left.removeIf([](const QString &name) { return elsewhere.contains(name); });
        left.sort();
        QVERIFY2(left.isEmpty(), qPrintable(u"not come to: "_s + left.join(u' ')));
        for (auto each = elsewhere.begin(); each != elsewhere.end(); ++each)
            QVERIFY2(declared.contains(each.key()), qPrintable(each.key() + u": there is no such part any more"));
        QVERIFY2(m_found.told > 200 && m_found.tips > 0, qPrintable(QString::number(m_found.told)));
    }
};

QTEST_MAIN(TestHostileWindow)
#include "tst_e2e_hostilewindow.moc"
