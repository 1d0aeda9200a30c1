// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/checkpointpanel.h"
#include "decision/decisiondialog.h"
#include "rollouts/checkpointstrip.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const ObjectRef target {u"prod"_s, u"shop"_s, u"web"_s};

/// Two points of the phase, one of the release that needs two files.
CheckpointList pointsAt(const QDateTime &now, int revision = 7)
{
    CheckpointList list {target, u"web"_s, u"first"_s, revision, {}};
    const auto add = [&](const Checkpoint &point, const QDateTime &due) {
        CheckpointState state;
        state.point = point;
        state.dueAt = due;
        list.states.append(state);
    };
    add({u"basics"_s, u"first"_s, u"phase+6h"_s, {u"errors"_s, u"R&D <b>looked</b>"_s}, {}}, now.addSecs(75));
    add({u"stability"_s, u"first"_s, u"phase+24h"_s, {}, {}}, {});
    add({u"decision"_s, {}, u"T+30m"_s, {}, {u"snapshot"_s, u"webhook-log"_s, u"captain-confirmation"_s}}, now.addSecs(3600));
    return list;
}

struct Shown
{
    Shown()
    {
        theme.applyTo(*qApp);
        dialog = new DecisionDialog(fake.ports(), target, {}, &theme, nullptr);
        dialog->show();
        (void)QTest::qWaitForWindowExposed(dialog);
    }
    ~Shown() { delete dialog; }

    template<typename T> T *named(const QString &name) const
    {
        for (T *widget : dialog->findChildren<T *>())
            if (widget->isVisibleTo(dialog) && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
                return widget;
        return nullptr;
    }
    QString fact(const QString &name) const
    {
        const auto *label = named<FactLabel>(name);
        return label ? label->text() : u"(none)"_s;
    }
    QPushButton *button(const QString &name) const { return named<QPushButton>(name); }
    void reason(const QString &text) const { named<QLineEdit>(u"Reason"_s)->setText(text); }
    void tell(const CheckpointList &list) { Q_EMIT fake.checkpoints.listChanged(list); }

    FakePorts fake;
    Theme theme;
    QPointer<DecisionDialog> dialog;
};

} // namespace

/// Go, no-go and defer on the decision board, and the alarm on the rollout's page.
class TestCheckpointUi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsDownAndSaysOverdue()
    {
        Shown shown;
        QCOMPARE(shown.fake.checkpoints.opened, QList<ObjectRef> {target});
        QVERIFY(!shown.named<QPushButton>(u"No-go"_s));
        shown.tell(pointsAt(shown.fake.clock.now));
        QVERIFY(shown.fact(u"Due: basics"_s).endsWith(u"in 1:15"_s));
        QVERIFY(shown.fact(u"Due: stability"_s).contains(u"nobody knows"_s));
        QVERIFY(shown.named<QWidget>(u"open"_s));
        shown.fake.clock.advance(5'000);
        QTRY_VERIFY_WITH_TIMEOUT(shown.fact(u"Due: basics"_s).endsWith(u"in 1:10"_s), 20'000);
        shown.fake.clock.advance(75'000);
        QTRY_VERIFY_WITH_TIMEOUT(shown.fact(u"Due: basics"_s).startsWith(u"overdue for 0:05"_s), 20'000);
        QVERIFY(shown.named<QWidget>(u"overdue"_s));
        CheckpointList decided = pointsAt(shown.fake.clock.now);
        decided.states[0].choice = decided.states[2].choice = u"go"_s;
        decided.states[2].dueAt = shown.fake.clock.now.addSecs(-60);
        shown.tell(decided);
        QVERIFY(shown.fact(u"Due: basics"_s).startsWith(u"due at"_s) && shown.fact(u"Due: decision"_s).startsWith(u"was due at"_s));
        shown.tell({target, u"web"_s, u"second"_s, 7, {}}); // the policy has none there
        QVERIFY(!shown.named<QPushButton>(u"No-go"_s));
    }

    void goNeedsReasonAndChecklist()
    {
        Shown shown;
        shown.tell(pointsAt(shown.fake.clock.now));
        QPushButton *go = shown.button(u"Go"_s);
        QVERIFY(go && !go->isEnabled() && !shown.button(u"No-go"_s)->isEnabled());
        shown.reason(u"as was agreed in the call"_s);
        QVERIFY(shown.button(u"No-go"_s)->isEnabled() && shown.button(u"Put off"_s)->isEnabled());
        QVERIFY(!go->isEnabled() && go->accessibleDescription().contains(u"checklist"_s));
        const auto boxes = shown.dialog->findChildren<QCheckBox *>();
        QCOMPARE(boxes.size(), 2);
        QCOMPARE(boxes[1]->text(), u"R&&D <b>looked</b>"_s);
        boxes[0]->click();
        QVERIFY(!go->isEnabled());
        boxes[1]->click();
        QVERIFY(go->isEnabled());
        QVERIFY(shown.fact(u"What a go needs"_s).contains(u"2 of 2"_s));
        shown.tell(pointsAt(shown.fake.clock.now)); // read once more: nothing that was ticked is lost
        QVERIFY(go->isEnabled());
        go->click();
        QCOMPARE(shown.fake.checkpoints.said.size(), 1);
        const CheckpointRequest said = shown.fake.checkpoints.said.first();
        QCOMPARE(said.choice, u"go"_s);
        QCOMPARE(said.point.title, u"basics"_s);
        QCOMPARE(said.revision, 7);
        QCOMPARE(said.checked, (QStringList {u"errors"_s, u"R&D <b>looked</b>"_s}));
        QVERIFY(!go->isEnabled()); // once
        Q_EMIT shown.fake.checkpoints.written(u"id"_s);
        QCOMPARE(shown.fact(u"Outcome"_s), u"Recorded in the Journal."_s);
        QVERIFY(shown.named<QLineEdit>(u"Reason"_s)->text().isEmpty());
        shown.tell(pointsAt(shown.fake.clock.now, 8)); // another revision: what was looked at was the former one
        QVERIFY(shown.fact(u"What a go needs"_s).contains(u"0 of 2"_s));
    }

    /// GAT-08: one that is missing blocks.
    void goNeedsBothFiles()
    {
        QTemporaryDir folder;
        Shown shown;
        shown.tell(pointsAt(shown.fake.clock.now));
        shown.reason(u"as was agreed in the call"_s);
        shown.named<QRadioButton>(u"decision"_s)->click();
        QPushButton *go = shown.button(u"Go"_s);
        QVERIFY(!go->isEnabled() && go->accessibleDescription().contains(u"snapshot, webhook-log"_s));
        QVERIFY(shown.fact(u"What a go needs"_s).contains(u"captain-confirmation: by whoever says go"_s));
        QVERIFY(!shown.button(u"Attach captain-confirmation…"_s));
        for (const QString &need : {u"snapshot"_s, u"webhook-log"_s}) {
            QVERIFY(!go->isEnabled());
            QFile file(folder.filePath(need + u".txt"_s));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("seen") == 4);
            file.close();
            shown.button(u"Attach "_s + need + u"…"_s)->click();
            auto *dialog = shown.dialog->findChild<QFileDialog *>();
            QVERIFY(dialog);
            Q_EMIT dialog->fileSelected(file.fileName());
            delete dialog;
        }
        QVERIFY(go->isEnabled());
        go->click();
        QCOMPARE(shown.fake.checkpoints.files.value(0).value(u"snapshot"_s), folder.filePath(u"snapshot.txt"_s));
        QCOMPARE(shown.fake.checkpoints.files.value(0).size(), 2);
        Q_EMIT shown.fake.checkpoints.failed({ErrorKind::BadInput, u"attachment"_s, u"it is \x1b[31m empty"_s, {}, {}});
        QVERIFY(shown.fact(u"Outcome"_s).startsWith(u"Not recorded: it is"_s) && !shown.fact(u"Outcome"_s).contains(QChar(0x1b)));
        QVERIFY(go->isEnabled()); // what was chosen is still there
    }

    /// AUT-17: a webhook that was received is the log, and nobody has to look for a file.
    void receivedWebhookIsTheLog()
    {
        Shown shown;
        CheckpointList list = pointsAt(shown.fake.clock.now);
        shown.tell(list);
        shown.reason(u"as was agreed in the call"_s);
        shown.named<QRadioButton>(u"decision"_s)->click();
        QVERIFY(shown.fact(u"What a go needs"_s).contains(u"webhook-log: missing"_s));
        list.states[2].received.insert(u"webhook-log"_s, QString(64, u'a'));
        shown.tell(list); // while the board is open
        QVERIFY2(shown.fact(u"What a go needs"_s).contains(u"webhook-log: the webhook that was received"_s), qPrintable(shown.fact(u"What a go needs"_s)));
        const QPushButton *go = shown.button(u"Go"_s);
        QVERIFY(!go->isEnabled() && go->accessibleDescription().contains(u"snapshot"_s) && !go->accessibleDescription().contains(u"webhook-log"_s));
        list.states[2].received.insert(u"snapshot"_s, QString(64, u'b'));
        shown.tell(list);
        QVERIFY(go->isEnabled());
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
            for (const bool dark : {false, true}) {
                shown.theme.setDark(dark);
                QTest::qWait(50);
                QVERIFY(shown.dialog->grab().save(shots + (dark ? u"/received-dark.png"_s : u"/received-light.png"_s)));
            }
    }

    void keyboardAlone()
    {
        Shown shown;
        shown.dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shown.dialog));
        shown.tell(pointsAt(shown.fake.clock.now));
        QTest::keyClicks(shown.named<QLineEdit>(u"Reason"_s), u"the load test is late"_s);
        shown.named<QRadioButton>(u"basics"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(shown.named<QRadioButton>(u"stability"_s)->isChecked());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(shown.fake.checkpoints.said.size(), 1, 20'000);
        QCOMPARE(shown.fake.checkpoints.said.first().choice, u"defer"_s);
        QCOMPARE(shown.fake.checkpoints.said.first().point.title, u"stability"_s);
        QCOMPARE(shown.fake.checkpoints.said.first().deferredTo, shown.fake.clock.now.addSecs(3600));
        Q_EMIT shown.fake.checkpoints.written(u"id"_s);
        QTest::keyClicks(shown.named<QLineEdit>(u"Reason"_s), u"p95 is not calm yet"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(shown.fake.checkpoints.said.size(), 2, 20'000);
        QCOMPARE(shown.fake.checkpoints.said.last().choice, u"no-go"_s);
    }

    void whoSaidWhat()
    {
        Shown shown;
        CheckpointList list = pointsAt(shown.fake.clock.now);
        for (CheckpointState &state : list.states) {
            state.choice = u"no-go"_s;
            state.by = u"ann\u202e"_s;
            state.decidedAt = shown.fake.clock.now;
            state.reason = u"p95 is not calm <b>yet</b>"_s;
        }
        list.states[0].attached.insert(u"snapshot"_s, QString(64, u'a'));
        shown.tell(list);
        const QString said = shown.fact(u"Decision at the point"_s);
        QVERIFY2(said.startsWith(u"no-go by ann"_s) && said.contains(u"p95 is not calm <b>"_s) && said.contains(u"aaaaaaaaaaaa"_s) && !said.contains(QChar(0x202e)), qPrintable(said));
        Q_EMIT shown.fake.checkpoints.readFailed(target, {ErrorKind::Unreachable, u"timeout"_s, u"nobody answers"_s, {}, {}});
        QCOMPARE(shown.fact(u"Go/no-go points"_s), u"not known: nobody answers"_s);
        QVERIFY(!shown.button(u"Go"_s));
    }

    void othersAreNotShown()
    {
        Shown shown;
        CheckpointList list = pointsAt(shown.fake.clock.now);
        list.target.name = u"other"_s;
        shown.tell(list);
        QVERIFY(!shown.button(u"Go"_s));
    }

    void alarmOnThePage()
    {
        FakePorts fake;
        Theme theme;
        theme.applyTo(*qApp);
        CheckpointStrip strip(fake.ports(), &theme);
        strip.open(target);
        QCOMPARE(fake.checkpoints.opened, QList<ObjectRef> {target});
        CheckpointList list = pointsAt(fake.clock.now);
        Q_EMIT fake.checkpoints.listChanged(list);
        QVERIFY(strip.isHidden());
        fake.clock.advance(80'000);
        QTRY_VERIFY_WITH_TIMEOUT(!strip.isHidden(), 20'000);
        const auto said = [&strip] { return strip.findChild<FactLabel *>()->text(); };
        QVERIFY2(said().startsWith(u"\"basics\": overdue for 0:05"_s), qPrintable(said()));
        list.states[1].choice = u"no-go"_s;
        list.states[1].by = u"ann"_s;
        list.states[1].reason = u"p95 is not calm"_s;
        Q_EMIT fake.checkpoints.listChanged(list);
        QVERIFY2(said().contains(u"No-go at \"stability\", said by ann"_s), qPrintable(said()));
        strip.open({u"prod"_s, u"shop"_s, u"other"_s});
        QVERIFY(strip.isHidden());
    }
};

QTEST_MAIN(TestCheckpointUi)
#include "tst_ui_checkpoint.moc"
