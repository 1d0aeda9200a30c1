// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/decisiondialog.h"
#include "desktop/composition.h"
#include "operations/guard/confirmdialog.h"
#include "shell/mainwindow.h"
#include "slo/boardbutton.h"
#include "support/sandboxworld.h"
#include "theme/factlabel.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

template<typename T> T *named(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>())
        if (widget->isVisible() && (widget->accessibleName() == name || QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name))
            return widget;
    return nullptr;
}

} // namespace

/// The roles of a policy in the real window with a real server, which says that we are captain (ledger ESC-07, ROL-04): what is not ours is refused
/// with who may, nothing is sent and nothing is recorded as said; what is ours goes on.
class tst_e2e_roles : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<MainWindow> m_window;

    QByteArray journal() const
    {
        const QDir folder(m_dir->filePath(u"home/journal"_s));
        QByteArray all;
        for (const QString &name : folder.entryList({u"*.jsonl"_s}, QDir::Files)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

    void open(const QByteArray &member)
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}, 900'000), m_clock.utcNow(), m_dir->filePath(u"kc"_s));
        QVERIFY(m_world);
        QVERIFY(QDir(m_dir->path()).mkpath(u"home/config/policies"_s));
        QFile policy(m_dir->filePath(u"home/config/policies/shop.yaml"_s));
        QVERIFY(policy.open(QIODevice::WriteOnly));
        policy.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nenvironments: [{name: test, connection: box, namespaces: {apps: default}}]\n"
                     "signals: [{name: breach, kind: flag}]\nservices: [{name: web, workload: {kind: Rollout, namespace: default, name: web}}]\n"
                     "roles:\n  - {name: L1, members: [\"user:captain\"], allow: [pause, watch]}\n  - {name: L2, members: [\"" + member + "\"], allow: [abort, signal]}\n");
        policy.close();
        const Paths paths {m_dir->filePath(u"home/journal"_s), m_dir->filePath(u"home/state"_s), m_dir->filePath(u"home/config"_s)};
        QVERIFY(createFolders(paths));
        Workspace::Options workspace;
        workspace.kubeconfig = m_dir->filePath(u"kc"_s);
        m_theme = std::make_unique<Theme>();
        m_theme->applyTo(*qApp);
        m_composition = std::make_unique<Composition>(workspace, paths);
        StartOptions start;
        start.open = ObjectRef {{}, u"default"_s, u"web"_s};
        m_window = std::make_unique<MainWindow>(m_composition->ports(), m_theme.get(), start);
        m_window->resize(1440, 900);
        m_window->show();
        m_composition->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->windowTitle().contains(u"default/web"_s), 30'000);
    }

    void press(const QWidget *in, const QString &name)
    {
        QPushButton *button = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((button = named<QPushButton>(in, name)) && button->isEnabled(), 30'000);
        QTest::mouseClick(button, Qt::LeftButton);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_window.reset();
        m_composition.reset();
        m_theme.reset();
        m_world.reset();
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<bool>("ours");
        QTest::newRow("kept for others") << QByteArray("user:bea") << false;
        QTest::newRow("ours") << QByteArray("user:captain") << true;
    }

    void refused()
    {
        QFETCH(QByteArray, member);
        QFETCH(bool, ours);
        open(member);
        if (QTest::currentTestFailed())
            return;
        press(m_window.get(), u"Abort"_s);
        if (ours) {
            ConfirmDialog *guard = nullptr;
            QTRY_VERIFY_WITH_TIMEOUT((guard = m_window->findChild<ConfirmDialog *>()) && guard->isVisible(), 30'000);
            QTest::keyClick(guard, Qt::Key_Escape);
            QTRY_VERIFY(!m_window->findChild<ConfirmDialog *>() || !m_window->findChild<ConfirmDialog *>()->isVisible());
        } else {
            FactLabel *notice = nullptr;
            QTRY_VERIFY_WITH_TIMEOUT((notice = named<FactLabel>(m_window.get(), u"Notice"_s)) && notice->text().contains(u"Who may: L2 (user:bea)"_s), 30'000);
            QVERIFY2(notice->text().startsWith(u"Refused: "_s) && notice->text().contains(u"captain is L1 there"_s), qPrintable(notice->text()));
            QVERIFY(!m_window->findChild<ConfirmDialog *>()); // there is nothing to confirm
        }
        QVERIFY(!journal().contains("\"abort\""));

        auto *asked = m_window->findChild<BoardButton *>();
        QTRY_VERIFY_WITH_TIMEOUT(asked->isVisible() && asked->isEnabled(), 30'000);
        QTest::mouseClick(asked, Qt::LeftButton);
        DecisionDialog *board = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((board = m_window->findChild<DecisionDialog *>()) && board->isVisible(), 30'000);
        QPointer<QComboBox> signal;
        QTRY_VERIFY_WITH_TIMEOUT((signal = named<QComboBox>(board, u"Signal"_s)) && signal->findText(u"breach"_s, Qt::MatchContains) >= 0, 30'000);
        signal->setCurrentIndex(signal->findText(u"breach"_s, Qt::MatchContains));
        named<QLineEdit>(board, u"Reason"_s)->setText(u"as was agreed in the call"_s);
        press(board, u"Set signal"_s);
        FactLabel *outcome = named<FactLabel>(board, u"Outcome"_s);
        QVERIFY(outcome);
        const QString wanted = ours ? u"Recorded in the Journal."_s : u"Who may: L2 (user:bea)"_s;
        QTRY_VERIFY2_WITH_TIMEOUT(outcome->text().contains(wanted), qPrintable(outcome->text()), 30'000);
        QCOMPARE(journal().contains("as was agreed in the call"), ours);
        QCOMPARE(test::patchesAt(*m_world), 0);
    }
};

QTEST_MAIN(tst_e2e_roles)
#include "tst_e2e_roles.moc"
