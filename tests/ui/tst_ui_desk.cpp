// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/desk/waysdialog.h"
#include "operations/guard/confirmdialog.h"
#include "operations/operationactions.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
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
            widget.resize(1440, 900);
            widget.show();
            actions->showWays(sample.snapshot->ref, WorkloadKind::Rollout, u"uid"_s);
        }
        WaysDialog *dialog() const { return widget.findChild<WaysDialog *>(); }
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
        for (QPushButton *button : w.dialog()->findChildren<QPushButton *>())
            if (button->text().startsWith(u"Take"_s)) {
                QVERIFY(!button->isEnabled());
                QVERIFY(button->accessibleDescription().contains(u"GitHub"_s));
            }
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

    void aDoubleClickTakesOnce()
    {
        Window w;
        Q_EMIT w.desk.optionsRead(options(w));
        QTableWidget *table = w.named<QTableWidget>(u"Ways back, best first"_s);
        QPushButton *take = nullptr;
        for (QPushButton *button : w.dialog()->findChildren<QPushButton *>())
            if (button->text().startsWith(u"Take"_s))
                take = button;
        QVERIFY(take && table);
        take->click();
        take->click();
        QCOMPARE(w.fake.operations.requests.size(), 1);
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
