// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/cardview.h"
#include "reference/linklist.h"
#include "reference/manifestlist.h"
#include "reference/pathlist.h"
#include "reference/referencedialog.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

class FakeReference : public ReferencePort
{
public:
    void read(const CheckoutFolders &chosen) override { reads.append(chosen); }
    void lint(const QString &folder) override { lints.append(folder); }

    QList<CheckoutFolders> reads;
    QStringList lints;
};

ReferenceShelf shelf()
{
    ReferenceShelf made;
    made.at = QDateTime(QDate(2026, 11, 18), QTime(14, 20, 36), Qt::UTC);
    made.links = {{ReferenceLink::Group::Documentation, u"SLO handbook"_s, u"https://docs.example.org/slo"_s, u"https://docs.example.org/slo"_s, ReferenceLink::State::Given, u"links"_s, u"shop"_s},
                  {ReferenceLink::Group::Documentation, u"Routing Studio"_s, {}, {}, ReferenceLink::State::Empty, u"links"_s, u"shop"_s},
                  {ReferenceLink::Group::Contacts, u"sre"_s, u"@sre"_s, {}, ReferenceLink::State::Given, u"contacts"_s, u"shop"_s}};
    made.checkouts = {{u"shop"_s, u"/src/shop"_s, u"policy"_s,
                       {{u"root"_s, u"infra/rollouts"_s, u"files.root"_s, ReferencePath::State::Folder, u"/src/shop/infra/rollouts"_s},
                        {u"manifest"_s, u"rollouts.yaml"_s, u"services.web.manifest.file"_s, ReferencePath::State::Missing, {}},
                        {u"path"_s, u"../else"_s, u"files.paths"_s, ReferencePath::State::Refused, {}}}}};
    return made;
}

} // namespace

/// The reference in the window: cards that lead somewhere and never act, links, paths, manifests.
class tst_ui_reference : public QObject
{
    Q_OBJECT

    struct Window
    {
        Window()
        {
            theme.applyTo(*qApp);
            dialog = new ReferenceDialog(&reference, &fake.settings, &theme, nullptr);
            dialog->show();
        }
        ~Window() { delete dialog; }
        CardView *card(const QString &title) const
        {
            for (CardView *view : dialog->findChildren<CardView *>())
                if (view->accessibleName() == title)
                    return view;
            return nullptr;
        }
        QPushButton *button(const QString &name) const
        {
            for (QPushButton *found : dialog->findChildren<QPushButton *>())
                if (found->accessibleName() == name)
                    return found;
            return nullptr;
        }
        QTableWidget *table(const QString &name) const
        {
            for (QTableWidget *found : dialog->findChildren<QTableWidget *>())
                if (found->accessibleName() == name)
                    return found;
            return nullptr;
        }
        FakePorts fake;
        FakeReference reference;
        Theme theme;
        ReferenceDialog *dialog;
    };

    static inline QList<QUrl> s_opened;

public Q_SLOTS:
    void take(const QUrl &url) { s_opened.append(url); }

private Q_SLOTS:
    void init() { s_opened.clear(); }

    /// REF-02: every card of the window leads somewhere or says why not; what it leads to is never nothing.
    void targetOrReason()
    {
        for (const ReferenceCard &card : referenceCards({})) {
            const CardTarget target = windowTarget(card);
            QVERIFY2((target.place == CardTarget::Place::Nowhere) == !target.reason.isEmpty(), qPrintable(card.id));
            QVERIFY2((target.place == CardTarget::Place::Guard) == target.verb.has_value(), qPrintable(card.id));
            QVERIFY2(target.place == CardTarget::Place::Nowhere || !targetText(target).isEmpty(), qPrintable(card.id));
        }
    }

    void filledIn()
    {
        Window window;
        CardView *card = window.card(u"A named revision"_s);
        QVERIFY(card);
        QPushButton *go = window.button(u"A named revision: Roll back…"_s);
        QVERIFY(go && !go->isEnabled());
        QVERIFY(go->accessibleDescription().contains(u"Choose a rollout"_s));
        window.dialog->setSubject({{u"prod"_s, u"shop"_s, u"web"_s}, WorkloadKind::Rollout});
        QVERIFY(!go->isEnabled());
        QVERIFY(go->accessibleDescription().contains(u"number of the revision"_s));
        const auto copied = [&](const QString &name) {
            QGuiApplication::clipboard()->clear();
            window.button(name)->click();
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied(u"Copy the runbook's command: A named revision"_s), u"kubectl argo rollouts undo web -n shop --to-revision=<REVISION>"_s);
        for (QLineEdit *field : window.dialog->findChildren<QLineEdit *>())
            if (field->accessibleName() == u"Revision")
                field->setText(u"41"_s);
        QCOMPARE(copied(u"Copy the runbook's command: A named revision"_s), u"kubectl argo rollouts undo web -n shop --to-revision=41"_s);
        QVERIFY(go->isEnabled());
        QSignalSpy asked(window.dialog, &ReferenceDialog::asked);
        go->click();
        QCOMPARE(asked.first().first().value<CardTarget>().revision, std::optional<int>(41));
        QCOMPARE(copied(u"Copy the command of maestro: A named revision"_s), u"maestro --context prod -n shop rollback web --to-revision 41"_s);
        QVERIFY(!window.button(u"A Deployment: Roll back…"_s)->isEnabled()); // what is chosen is a Rollout
        window.dialog->setSubject({{u"prod"_s, u"shop"_s, u"web"_s}, WorkloadKind::Deployment});
        QVERIFY(window.button(u"A Deployment: Roll back…"_s)->isEnabled());
        QVERIFY(window.button(u"Another image: "_s)->isHidden()); // no click does it
    }

    void leadsAndNeverActs()
    {
        Window window;
        const ReferenceSubject web{{u"prod"_s, u"shop"_s, u"web"_s}, WorkloadKind::Rollout};
        window.dialog->setSubject(web);
        QList<CardTarget> asked;
        connect(window.dialog, &ReferenceDialog::asked, this, [&](const CardTarget &target, const ReferenceSubject &subject) {
            asked.append(target);
            QCOMPARE(subject.ref, web.ref);
        });
        int clicked = 0;
        for (CardView *card : window.dialog->findChildren<CardView *>())
            for (QPushButton *button : card->findChildren<QPushButton *>())
                if (button->isEnabled() && !button->accessibleName().startsWith(u"Copy") && !button->isHidden()) {
                    button->click();
                    ++clicked;
                }
        QVERIFY(clicked >= 20);
        QCOMPARE(asked.size(), clicked);
        QVERIFY(window.fake.operations.requests.isEmpty() && window.fake.operations.executed.isEmpty());
    }

    void filtered()
    {
        Window window;
        for (QLineEdit *field : window.dialog->findChildren<QLineEdit *>())
            if (field->accessibleName().startsWith(u"Filter"))
                field->setText(u"helm upgrade"_s);
        int shown = 0;
        for (CardView *card : window.dialog->findChildren<CardView *>())
            shown += !card->isHidden();
        QCOMPARE(shown, 1);
    }

    void links()
    {
        Window window;
        QCOMPARE(window.reference.reads.size(), 1);
        Q_EMIT window.reference.shelfRead(shelf());
        QTableWidget *table = window.table(u"Documentation and contacts"_s);
        QCOMPARE(table->rowCount(), 3);
        QCOMPARE(table->item(1, 3)->text(), u"not configured"_s);
        QPushButton *open = window.button(u"Open the chosen address"_s);
        QVERIFY(!open->isEnabled());
        QDesktopServices::setUrlHandler(u"https"_s, this, "take");
        table->selectRow(0);
        open->click();
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QCOMPARE(s_opened, QList<QUrl>{QUrl(u"https://docs.example.org/slo"_s)});
        table->selectRow(1);
        QVERIFY(!open->isEnabled() && !window.button(u"Copy the chosen address"_s)->isEnabled());
        table->selectRow(2);
        QVERIFY(!open->isEnabled());
        window.button(u"Copy the chosen address"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"@sre"_s);
    }

    /// Only folders are opened, only what is there; the chosen checkout is kept and read with.
    void paths()
    {
        Window window;
        Q_EMIT window.reference.shelfRead(shelf());
        QTableWidget *table = window.table(u"Files and folders"_s);
        QCOMPARE(table->item(1, 0)->text(), u"MISSING"_s);
        QVERIFY(table->item(2, 0)->text().startsWith(u"REFUSED"));
        QPushButton *show = window.button(u"Show the folder of the chosen path"_s);
        for (int row : {1, 2}) {
            table->selectRow(row);
            QVERIFY(!show->isEnabled());
        }
        QDesktopServices::setUrlHandler(u"file"_s, this, "take");
        table->selectRow(0);
        show->click();
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(s_opened, QList<QUrl>{QUrl::fromLocalFile(u"/src/shop/infra/rollouts"_s)});
        window.button(u"Choose the checkout"_s)->click();
        auto *chooser = window.dialog->findChild<QFileDialog *>();
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(u"/elsewhere/shop"_s);
        chooser->close();
        QCOMPARE(window.reference.reads.last(), (CheckoutFolders{{u"shop"_s, u"/elsewhere/shop"_s}}));
        QCOMPARE(window.fake.settings.values.value(u"checkouts"_s).toMap().value(u"shop"_s).toString(), u"/elsewhere/shop"_s);
        window.button(u"Lint the chosen folder"_s)->click();
        QCOMPARE(window.reference.lints, QStringList{u"/src/shop/infra/rollouts"_s});
        QCOMPARE(window.dialog->findChild<QTabWidget *>()->currentIndex(), 3);
    }

    void manifests()
    {
        Window window;
        auto *list = window.dialog->findChild<ManifestList *>();
        list->lint(u"/src/a"_s);
        list->lint(u"/src/b"_s);
        ManifestReport report;
        report.files = 2;
        report.items = {{u"canary.yaml"_s, 1, u"Rollout"_s, u"web"_s, u"canary: 10 %, pause"_s}};
        report.findings = {{u"canary.yaml"_s, 9, false, u"setWeight must be a whole number from 0 to 100"_s}, {u"canary.yaml"_s, 4, true, u"Service web is not in these files"_s}};
        Q_EMIT window.reference.manifestsRead(u"/src/a"_s, report); // of a folder that nobody waits for any more
        QCOMPARE(window.table(u"Findings"_s)->rowCount(), 0);
        Q_EMIT window.reference.manifestsRead(u"/src/b"_s, report);
        QTableWidget *findings = window.table(u"Findings"_s);
        QCOMPARE(findings->rowCount(), 2);
        QCOMPARE(findings->item(0, 0)->text(), u"canary.yaml:9"_s);
        QCOMPARE(findings->item(0, 1)->text(), u"ERROR"_s);
        QCOMPARE(window.table(u"Objects"_s)->item(0, 3)->text(), u"canary: 10 %, pause"_s);
        window.button(u"Copy the findings"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"canary.yaml:9: ERROR: setWeight"));
        list->lint(u"/src/none"_s);
        Q_EMIT window.reference.manifestsFailed(u"/src/none"_s, {ErrorKind::NotFound, u"noFolder"_s, u"there is no folder /src/none"_s, {}, {}});
        QCOMPARE(findings->rowCount(), 0);
        bool told = false;
        for (FactLabel *label : list->findChildren<FactLabel *>())
            told = told || label->text().contains(u"there is no folder"_s);
        QVERIFY(told);
    }

    /// By its key and by the rail, of the open rollout; a verb's card opens the guard's plan and nothing more.
    void inTheWindow()
    {
        FakePorts fake;
        FakeReference reference;
        Theme theme;
        theme.applyTo(*qApp);
        MainWindow window(fake.ports(), &theme);
        window.setReference(&reference);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const FleetSnapshotPtr fleet = sampleFleet(fake.clock.now, fake.clock.boot);
        Q_EMIT fake.fleet.fleetChanged(fleet);
        const ObjectRef ref = fleet->rows.first()->ref;
        window.openRollout(ref, WorkloadKind::Rollout);
        QTest::keyClick(window.centralWidget(), Qt::Key_G);
        QTest::keyClick(window.centralWidget(), Qt::Key_H);
        auto *dialog = window.findChild<ReferenceDialog *>();
        QVERIFY(dialog);
        QPushButton *abort = nullptr;
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            if (button->accessibleName() == u"Stop the update: Abort…")
                abort = button;
        QVERIFY(abort && abort->isEnabled());
        abort->click();
        QCOMPARE(fake.operations.requests.size(), 1);
        QCOMPARE(fake.operations.requests.first().verb, Verb::Abort);
        QVERIFY(fake.operations.executed.isEmpty());
        QVERIFY(!dialog->isVisible()); // it would cover the guard
        Q_EMIT fake.operations.planFailed(fake.operations.requests.first(), {ErrorKind::Refused, u"no"_s, u"not now"_s});
        QTRY_VERIFY(!window.findChild<ReferenceDialog *>());
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(window.centralWidget(), Qt::Key_G);
        QTest::keyClick(window.centralWidget(), Qt::Key_H);
        QTRY_VERIFY((dialog = window.findChild<ReferenceDialog *>()) && dialog->isVisible());
        for (QLineEdit *field : dialog->findChildren<QLineEdit *>())
            if (field->accessibleName() == u"Revision")
                field->setText(u"41"_s);
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            if (button->accessibleName() == u"A named revision: Roll back…")
                button->click();
        QCOMPARE(fake.operations.requests.size(), 2);
        QCOMPARE(fake.operations.requests.last().verb, Verb::Rollback);
        QCOMPARE(fake.operations.requests.last().toRevision, std::optional<int>(41)); // what the card says, not the one before
    }
};

QTEST_MAIN(tst_ui_reference)
#include "tst_ui_reference.moc"
