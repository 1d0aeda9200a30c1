// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/desk/deskpage.h"
#include "operations/desk/preparedcard.h"
#include "operations/guard/confirmdialog.h"
#include "operations/operationactions.h"
#include "operations/outcomebar.h"
#include "rollouts/fleetpage.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

class FakeDesk : public DeskPort
{
public:
    void read(const ObjectRef &target, WorkloadKind) override { reads << target; }

    QList<ObjectRef> reads;
};

} // namespace

/// The desk in the window: read, choose, and the guard of what was chosen.
class tst_ui_desk : public QObject
{
    Q_OBJECT

    struct Window
    {
        Window()
        {
            theme.applyTo(*qApp);
            Ports ports = fake.ports();
            ports.desk = &desk;
            actions = new OperationActions(ports, &theme, &widget);
            sample = sampleCanary(fake.clock.now, fake.clock.boot);
            page = new DeskPage(ports, &theme, actions, &widget);
            widget.resize(1440, 900);
            page->setGeometry(widget.rect());
            widget.show();
            page->open(sample.snapshot->ref, WorkloadKind::Rollout);
        }
        DeskPage *dialog() const { return page; }
        QPushButton *button(const QString &text) const
        {
            for (QPushButton *found : widget.findChildren<QPushButton *>())
                if (found->text() == text)
                    return found;
            return nullptr;
        }
        template<typename T> T *named(const QString &name) const
        {
            for (T *found : widget.findChildren<T *>())
                if (found->accessibleName() == name)
                    return found;
            return nullptr;
        }

        FakeDesk desk;
        FakePorts fake;
        Theme theme;
        QWidget widget;
        SampleRollout sample;
        OperationActions *actions = nullptr;
        DeskPage *page = nullptr;
    };

    static RollbackOption option(const Window &w, const QString &name, DeskKind kind, bool usable, const QString &reason = {})
    {
        RollbackOption out;
        out.way.name = name;
        out.way.kind = kind;
        out.usable = usable;
        out.reason = reason;
        out.target = u"41"_s;
        out.reverts = u"everything"_s;
        auto plan = std::make_shared<OperationPlan>();
        plan->before = w.sample.snapshot;
        plan->request.target = w.sample.snapshot->ref;
        plan->digest = name;
        DeskCall call;
        call.argv = {u"/usr/bin/helm"_s, u"rollback"_s, u"<b>web</b>"_s};
        plan->call = std::make_shared<const DeskCall>(call);
        out.plan = plan;
        return out;
    }

    static RollbackOptionsPtr options(const Window &w)
    {
        auto out = std::make_shared<RollbackOptions>();
        out->target = w.sample.snapshot->ref;
        out->before = w.sample.snapshot;
        out->at = w.fake.clock.now;
        out->options = {option(w, u"<img src=x>"_s, DeskKind::Workflow, false, u"no <i>GitHub</i>\u202e here"_s), option(w, u"helm"_s, DeskKind::Helm, true),
                        option(w, u"argo"_s, DeskKind::Argo, true)};
        KnownGood good;
        good.revision = 41;
        out->lastKnownGood = {good};
        return out;
    }

private Q_SLOTS:
    void readsWhenItOpensAndChoosesTheFirstUsable()
    {
        Window w;
        QCOMPARE(w.desk.reads, QList<ObjectRef> {w.sample.snapshot->ref});
        QVERIFY(!w.named<QPushButton>(u"Take this way…"_s) || !w.named<QPushButton>(u"Take this way…"_s)->isEnabled());
        Q_EMIT w.desk.optionsRead(options(w));
        QTableWidget *table = w.named<QTableWidget>(u"Ways back, best first"_s);
        QCOMPARE(table->rowCount(), 3);
        QCOMPARE(table->currentRow(), 1);
        QCOMPARE(table->item(0, 1)->text(), u"not usable"_s); // a word, not a colour
        QVERIFY(w.named<QPlainTextEdit>(u"Exact call"_s)->toPlainText().contains(u"/usr/bin/helm rollback"_s));
    }

    /// The ways are shown while a registry is still asked; its tags come later and move nothing that somebody chose meanwhile.
    void tagsOfTheRegistryComeLater()
    {
        Window w;
        auto first = std::make_shared<RollbackOptions>(*options(w));
        first->asking = u"https://reg.example"_s;
        Q_EMIT w.desk.optionsRead(first);
        FactLabel *note = w.named<FactLabel>(u"State of the desk"_s);
        QVERIFY2(note->text().contains(u"Asking the registry https://reg.example"_s), qPrintable(note->text()));
        QVERIFY(w.button(u"Take this way…"_s)->isEnabled());
        QTableWidget *ways = w.named<QTableWidget>(u"Ways back, best first"_s);
        QTableWidget *versions = w.named<QTableWidget>(u"Versions to go back to"_s);
        ways->selectRow(2);
        versions->selectRow(1);
        versions->setFocus();
        const int before = versions->rowCount();
        auto then = std::make_shared<RollbackOptions>(*first);
        then->asking.clear();
        then->amended = true;
        KnownGood tag;
        tag.source = GoodSource::Registry;
        tag.tag = u"v9"_s;
        then->lastKnownGood.append(tag);
        Q_EMIT w.desk.optionsRead(then);
        QCOMPARE(versions->rowCount(), before + 1);
        QCOMPARE(versions->currentRow(), 1);
        QCOMPARE(ways->currentRow(), 2);
        QVERIFY(!note->text().contains(u"Asking"_s));
        auto stale = std::make_shared<RollbackOptions>(*then);
        stale->at = stale->at.addSecs(-60);
        stale->lastKnownGood.clear();
        Q_EMIT w.desk.optionsRead(stale); // tags of an earlier look
        QCOMPARE(versions->rowCount(), before + 1);
    }

    void whatOthersWroteIsPlainText()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        QTableWidget *table = w.named<QTableWidget>(u"Ways back, best first"_s);
        table->selectRow(0);
        QVERIFY(table->item(0, 0)->text().contains(u"<img src=x>"_s));
        FactLabel *why = w.named<FactLabel>(u"Why"_s);
        QVERIFY(why);
        QCOMPARE(why->textFormat(), Qt::PlainText);
        QVERIFY(!why->text().contains(QChar(0x202e)));
    }

    void anUnusableWayCannotBeTaken()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        w.named<QTableWidget>(u"Ways back, best first"_s)->selectRow(0);
        QVERIFY(!w.button(u"Take this way…"_s)->isEnabled());
        QVERIFY(w.button(u"Take this way…"_s)->accessibleDescription().contains(u"GitHub"_s));
        Q_EMIT w.named<QTableWidget>(u"Ways back, best first"_s)->itemActivated(w.named<QTableWidget>(u"Ways back, best first"_s)->item(0, 0));
        QVERIFY(w.fake.operations.requests.isEmpty());
    }

    /// Keys alone: 3 chooses, Tab is not needed, the row's activation takes; Enter on the dialog takes nothing.
    void takingOneAsksForItsPlan()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        QTest::keyClick(w.dialog(), Qt::Key_3);
        QCOMPARE(w.named<QTableWidget>(u"Ways back, best first"_s)->currentRow(), 2);
        QTest::keyClick(w.dialog(), Qt::Key_Return);
        QVERIFY(w.fake.operations.requests.isEmpty());
        QLineEdit *to = w.named<QLineEdit>(u"Go to"_s);
        to->setText(u" 39 "_s);
        Q_EMIT w.named<QTableWidget>(u"Ways back, best first"_s)->itemActivated(w.named<QTableWidget>(u"Ways back, best first"_s)->item(2, 0));
        QCOMPARE(w.fake.operations.requests.size(), 1);
        const OperationRequest &request = w.fake.operations.requests.first();
        QCOMPARE(request.verb, Verb::Rollback);
        QCOMPARE(request.via, u"argo"_s);
        QCOMPARE(request.to, u"39"_s);
        QVERIFY(w.fake.operations.executed.isEmpty()); // only the guard lets anything leave
    }

    /// What is asked for is the object that was read and shown, by uid, whatever arrives for another one.
    void answersForAnotherObjectAreDropped()
    {
        Window w;
        auto other = std::make_shared<RollbackOptions>(*options(w));
        other->target.name = u"other"_s;
        Q_EMIT w.desk.optionsRead(other);
        QCOMPARE(w.named<QTableWidget>(u"Ways back, best first"_s)->rowCount(), 0);
        QVERIFY(!w.button(u"Take this way…"_s)->isEnabled());
        Q_EMIT w.desk.optionsRead(options(w));
        w.button(u"Take this way…"_s)->click();
        QCOMPARE(w.fake.operations.requests.value(0).uid, w.sample.snapshot->rollout.meta.uid);
        ObjectRef next = w.sample.snapshot->ref;
        next.name = u"next"_s;
        w.page->open(next, WorkloadKind::Rollout);
        QCOMPARE(w.named<QTableWidget>(u"Ways back, best first"_s)->rowCount(), 0);
        QVERIFY(!w.button(u"Take this way…"_s)->isEnabled());
    }

    /// RBK-17: made ready ahead, one guard away; expired for good as soon as a fact has moved.
    void aPreparedWayExpiresWhenTheStateChanges()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        QVERIFY(!w.button(u"Prepare"_s)->isEnabled()); // no reason yet
        w.named<QLineEdit>(u"Reason, drafted"_s)->setText(u"errors doubled"_s);
        w.button(u"Prepare"_s)->click();
        FactLabel *card = w.named<FactLabel>(u"Prepared"_s);
        QVERIFY(card->isVisible() && card->text().startsWith(u"Ready: helm to the last known good"_s));
        QVERIFY(w.fake.operations.requests.isEmpty()); // nothing leaves by preparing
        Q_EMIT w.fake.fleet.rolloutChanged(w.sample.snapshot, {});
        w.button(u"Take the prepared way…"_s)->click();
        QCOMPARE(w.fake.operations.requests.size(), 1);
        QCOMPARE(w.fake.operations.requests.first().reason, u"errors doubled"_s);
        QCOMPARE(w.fake.operations.requests.first().expectHash, w.sample.snapshot->rollout.currentPodHash);
        auto moved = std::make_shared<RolloutSnapshot>(*w.sample.snapshot);
        moved->rollout.currentPodHash = u"another"_s;
        Q_EMIT w.fake.fleet.rolloutChanged(moved, {});
        QVERIFY(card->text().startsWith(u"Expired: /status/currentPodHash was"_s));
        QVERIFY(!w.button(u"Take the prepared way…"_s)->isEnabled());
        Q_EMIT w.fake.fleet.rolloutChanged(w.sample.snapshot, {});
        QVERIFY(!w.button(u"Take the prepared way…"_s)->isEnabled()); // somebody acted meanwhile
        w.button(u"Take the prepared way…"_s)->click();
        QCOMPARE(w.fake.operations.requests.size(), 1);
    }

    void aPreparedWayExpiresWhenItWouldBeAnotherCall()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        w.named<QLineEdit>(u"Reason, drafted"_s)->setText(u"errors doubled"_s);
        w.button(u"Prepare"_s)->click();
        Q_EMIT w.desk.optionsRead(options(w));
        QVERIFY(w.button(u"Take the prepared way…"_s)->isEnabled());
        const RollbackOptionsPtr now = options(w);
        std::const_pointer_cast<OperationPlan>(now->options.at(1).plan)->digest = u"of something else"_s;
        Q_EMIT w.desk.optionsRead(now);
        QVERIFY(!w.button(u"Take the prepared way…"_s)->isEnabled());
    }

    void aVersionFillsInWhatTheWayUnderstands()
    {
        Window w;
        auto read = std::make_shared<RollbackOptions>(*options(w));
        HelmRevision helm;
        helm.number = 6;
        helm.imageTag = u"v1"_s;
        read->helm = {helm};
        Q_EMIT w.desk.optionsRead(read);
        QTableWidget *versions = w.named<QTableWidget>(u"Versions to go back to"_s);
        const int last = versions->rowCount() - 1;
        versions->selectRow(last);
        Q_EMIT versions->itemActivated(versions->item(last, 0));
        QCOMPARE(w.named<QLineEdit>(u"Go to"_s)->text(), u"6"_s); // helm is chosen
        w.named<QTableWidget>(u"Ways back, best first"_s)->selectRow(2); // argo knows no Helm revision
        w.named<QLineEdit>(u"Go to"_s)->clear();
        Q_EMIT versions->itemActivated(versions->item(last, 0));
        QVERIFY(w.named<QLineEdit>(u"Go to"_s)->text().isEmpty());
    }

    void whoIsAtItIsSaid()
    {
        Window w;
        auto read = std::make_shared<RollbackOptions>(*options(w));
        read->busy = u"ada@laptop is taking flow here"_s;
        Q_EMIT w.desk.optionsRead(read);
        QVERIFY(w.named<FactLabel>(u"State of the desk"_s)->text().startsWith(u"ada@laptop is taking flow here"_s));
    }

    /// RBK-05: a way that failed offers the others.
    void whatFailedOffersTheOthers()
    {
        Window w;
        const auto plan = samplePlan(Verb::Rollback, w.sample.snapshot, w.fake.clock.boot);
        auto *bar = qobject_cast<OutcomeBar *>(w.actions->outcomeBar());
        QVERIFY(bar);
        bar->track(plan);
        OperationProgress begun {u"id-1"_s, OperationStage::Observing, u"Run 7 is in_progress, rollback: pull"_s};
        bar->take(begun);
        QCOMPARE(w.named<FactLabel>(u"Outcome"_s)->text(), u"Run 7 is in_progress, rollback: pull"_s);
        Outcome outcome;
        outcome.id = u"id-1"_s;
        outcome.verb = Verb::Rollback;
        outcome.state = OutcomeState::Failed;
        outcome.before = plan->before;
        bar->take(outcome);
        QPushButton *others = w.button(u"Other ways back"_s);
        QVERIFY(others && !others->isHidden());
        QSignalSpy asked(w.actions, &OperationActions::waysAsked);
        others->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<ObjectRef>(), w.sample.snapshot->ref);
    }

    void aDoubleClickTakesOnce()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        QTableWidget *table = w.named<QTableWidget>(u"Ways back, best first"_s);
        QPushButton *take = w.button(u"Take this way…"_s);
        QVERIFY(take && table);
        take->click();
        take->click();
        QCOMPARE(w.fake.operations.requests.size(), 1);
    }

    /// W opens the desk of exactly what is shown: the selected row, else the open rollout; never of what was open before.
    void theKeyOpensWhatIsShown()
    {
        FakePorts fake;
        FakeDesk desk;
        Theme theme;
        theme.applyTo(*qApp);
        Ports ports = fake.ports();
        ports.desk = &desk;
        MainWindow window(ports, &theme);
        const FleetSnapshotPtr fleet = sampleFleet(fake.clock.now, fake.clock.boot);
        Q_EMIT fake.fleet.fleetChanged(fleet);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QList<FleetRowPtr> rows;
        for (const FleetRowPtr &row : fleet->rows)
            if (hasVerbs(row->workload))
                rows.append(row);
        QVERIFY(rows.size() > 1);
        window.openRollout(rows.at(0)->ref, rows.at(0)->workload);
        window.showPage(Page::Fleet);
        QVERIFY(window.fleetPage()->select(rows.at(1)->ref));
        QTest::keyClick(window.focusWidget(), Qt::Key_W);
        QCOMPARE(window.page(), Page::Desk);
        QCOMPARE(desk.reads.constLast(), rows.at(1)->ref);
        QCOMPARE(window.deskPage()->target(), rows.at(1)->ref);
        window.openRollout(rows.at(0)->ref, rows.at(0)->workload);
        QTest::keyClick(window.focusWidget(), Qt::Key_W);
        QCOMPARE(desk.reads.constLast(), rows.at(0)->ref);
        window.showPage(Page::Journal);
        const qsizetype before = desk.reads.size();
        QTest::keyClick(&window, Qt::Key_W);
        QCOMPARE(desk.reads.size(), before); // nothing is shown that it could be of
    }

    void theGuardShowsTheCall()
    {
        Window w;
        auto plan = std::make_shared<OperationPlan>(*samplePlan(Verb::Rollback, w.sample.snapshot, w.fake.clock.boot));
        DeskCall call;
        call.provider = u"flow"_s;
        call.kind = DeskKind::Workflow;
        call.server = u"https://api.github.example"_s;
        call.to = u"v1"_s;
        plan->call = std::make_shared<const DeskCall>(call);
        plan->requests = {{u"POST"_s, u"/repos/a/b/dispatches"_s, u"application/json"_s, "{}"}};
        ConfirmDialog guard(plan, u"prod"_s, &w.fake.clock, &w.theme, &w.widget);
        QVERIFY(guard.accessibleName().contains(u"GitHub workflow to v1 by flow"_s));
        bool server = false;
        for (const FactLabel *fact : guard.findChildren<FactLabel *>())
            server = server || fact->text().contains(u"https://api.github.example"_s);
        QVERIFY(server);
    }
};

QTEST_MAIN(tst_ui_desk)
#include "tst_ui_desk.moc"
