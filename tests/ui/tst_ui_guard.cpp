// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmbutton.h"
#include "operations/guard/confirmdialog.h"
#include "operations/guard/guardoverlay.h"
#include "operations/operationactions.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"
#include "text/operationtext.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QVBoxLayout>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

/// A window with a button of its own, the outcome bar, and a service that answers with a plan at once.
struct Window
{
    explicit Window(const QString &environment = u"prod"_s, bool dark = false, QSize size = {1440, 900})
    {
        theme.setDark(dark);
        theme.applyTo(*qApp);
        actions = new OperationActions(fake.ports(), &theme, &widget);
        auto *column = new QVBoxLayout(&widget);
        column->setContentsMargins(0, 0, 0, 0);
        below = new QPushButton(u"below"_s, &widget);
        column->addWidget(below);
        column->addStretch(1);
        column->addWidget(actions->outcomeBar());
        widget.resize(size);
        sample = sampleCanary(fake.clock.now, fake.clock.boot);
        auto fleet = std::make_shared<FleetSnapshot>(*sampleFleet(fake.clock.now, fake.clock.boot));
        fleet->connections[0].environment = environment;
        Q_EMIT fake.fleet.fleetChanged(fleet);
        fake.operations.plan = [this](const OperationRequest &request) {
            Q_EMIT fake.operations.planReady(samplePlan(request.verb, sample.snapshot, fake.clock.boot));
        };
        widget.show();
        widget.activateWindow();
    }
    ConfirmDialog *open(Verb verb)
    {
        actions->start(verb, sample.snapshot->ref, WorkloadKind::Rollout, sample.snapshot->rollout.meta.uid);
        return dialog();
    }
    ConfirmDialog *dialog() const
    {
        for (ConfirmDialog *d : widget.findChildren<ConfirmDialog *>()) {
            if (d->isVisible())
                return d;
        }
        return nullptr;
    }
    template<typename T> T *named(const QString &name) const
    {
        for (T *w : widget.findChildren<T *>()) {
            if (w->accessibleName() == name && w->isVisible())
                return w;
        }
        return nullptr;
    }
    QString outcome() const
    {
        const auto *label = named<FactLabel>(u"Outcome"_s);
        return label ? label->text() : QString();
    }
    void finish(OutcomeState state, const QString &message = {})
    {
        Outcome outcome;
        outcome.id = u"op-1"_s;
        outcome.state = state;
        outcome.message = message;
        outcome.before = sample.snapshot;
        Q_EMIT fake.operations.finished(outcome);
    }

    FakePorts fake;
    Theme theme;
    QWidget widget;
    QPushButton *below;
    OperationActions *actions;
    SampleRollout sample;
};

void waitForShield()
{
    QTest::qWait(int(ConfirmDialog::shieldMs) + 60);
}

} // namespace

class TestGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysEverything();
    void nothingIsCut_data();
    void nothingIsCut();
    void returnNeverConfirms();
    void shieldIgnoresEarlyClicks();
    void typedWordsConfirm();
    void abortIsHeld();
    void abortOffersTheTypedWay();
    void relaxedEnvironmentNeedsNoWords();
    void diesWhen_data();
    void diesWhen();
    void olderDataDoesNotKill();
    void planAgainKeepsTheReason();
    void oneGuardAtATime();
    void nothingBelowIsReached();
    void tracksTheOutcome_data();
    void tracksTheOutcome();
    void tellsWhyNoPlan();
    void pictures_data();
    void pictures();
};

void TestGuard::saysEverything()
{
    Window w;
    ConfirmDialog *dialog = w.open(Verb::Abort);
    QVERIFY(dialog);
    QCOMPARE(dialog->accessibleName(), u"Abort default/web"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(dialog)->role(), QAccessible::Dialog);
    QVERIFY(w.named<FactLabel>(u"Effect"_s)->text().size() > 20);
    const QString request = w.named<QPlainTextEdit>(u"Exact request"_s)->toPlainText();
    QVERIFY(request.contains(u"/status"_s) && request.contains(u"/status/abort"_s));
    QVERIFY(!w.named<ConfirmButton>(u"Abort web"_s)->isEnabled());
    QVERIFY(!w.named<QLineEdit>(u"Confirmation"_s));
    QVERIFY(QTest::qWaitForWindowActive(&w.widget));
    QCOMPARE(qobject_cast<QPushButton *>(QApplication::focusWidget())->text(), u"Cancel"_s);
    QVERIFY(w.fake.operations.executed.isEmpty());
}

/// Templates of a verb may be longer than those of another; a button that is cut off is another button.
void TestGuard::nothingIsCut_data()
{
    QTest::addColumn<Verb>("verb");
    for (const Verb verb : {Verb::Promote, Verb::PromoteFull, Verb::Pause, Verb::Retry, Verb::Abort, Verb::Rollback})
        QTest::newRow(qPrintable(verbLabel(verb))) << verb;
}

void TestGuard::nothingIsCut()
{
    QFETCH(Verb, verb);
    Window w;
    const ConfirmDialog *dialog = w.open(verb);
    QVERIFY(dialog);
    for (const QScrollArea *area : dialog->findChildren<QScrollArea *>())
        QTRY_VERIFY2(area->widget()->width() <= area->viewport()->width(), qPrintable(u"%1 of %2"_s.arg(area->viewport()->width()).arg(area->widget()->width())));
}

void TestGuard::returnNeverConfirms()
{
    Window w(u"staging"_s);
    w.open(Verb::Promote);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"all gates pass since 20 min"_s);
    waitForShield();
    auto *confirm = w.named<ConfirmButton>(u"Promote web"_s);
    QVERIFY(confirm->isEnabled());
    for (QWidget *at : std::initializer_list<QWidget *> {confirm, w.named<QLineEdit>(u"Reason"_s), w.dialog()}) {
        at->setFocus();
        QTest::keyClick(at, Qt::Key_Return);
        QTest::keyClick(at, Qt::Key_Enter);
    }
    QVERIFY(w.fake.operations.executed.isEmpty());
    QTest::keyClick(w.named<QLineEdit>(u"Reason"_s), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(w.fake.operations.executed.size(), 1);
    QVERIFY(!w.dialog());
}

void TestGuard::shieldIgnoresEarlyClicks()
{
    Window w(u"staging"_s);
    w.open(Verb::Promote);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"all gates pass since 20 min"_s);
    auto *confirm = w.named<ConfirmButton>(u"Promote web"_s);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QVERIFY(w.fake.operations.executed.isEmpty());
    waitForShield();
    QEvent activated(QEvent::WindowActivate);
    QApplication::sendEvent(w.dialog(), &activated);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QVERIFY(w.fake.operations.executed.isEmpty());
    waitForShield();
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(w.fake.operations.executed.size(), 1);
    QCOMPARE(w.fake.operations.confirmations.first().planDigest, u"3f1c9a"_s);
    QCOMPARE(w.fake.operations.confirmations.first().reason, u"all gates pass since 20 min"_s);
}

void TestGuard::typedWordsConfirm()
{
    Window w;
    w.open(Verb::Promote);
    auto *typed = w.named<QLineEdit>(u"Confirmation"_s);
    QVERIFY(typed);
    const QString token = typedToken(w.dialog()->plan(), u"prod"_s);
    QVERIFY(!token.isEmpty());
    QVERIFY(typed->accessibleDescription().contains(u"'"_s + token + u"'"_s));
    auto *confirm = w.named<ConfirmButton>(u"Promote web"_s);
    typed->setText(token);
    QVERIFY(!confirm->isEnabled());
    w.named<QLineEdit>(u"Reason"_s)->setText(u"   short   "_s);
    QVERIFY(!confirm->isEnabled());
    w.named<QLineEdit>(u"Reason"_s)->setText(u"gates pass, INT-490"_s);
    QVERIFY(confirm->isEnabled());
    typed->setText(token + u"x"_s);
    QVERIFY(!confirm->isEnabled());
}

void TestGuard::abortIsHeld()
{
    Window w;
    w.open(Verb::Abort);
    QTest::keyClick(w.dialog(), Qt::Key_2);
    QVERIFY(!w.named<QLineEdit>(u"Reason"_s)->text().isEmpty());
    waitForShield();
    auto *confirm = w.named<ConfirmButton>(u"Abort web"_s);
    QTest::mousePress(confirm, Qt::LeftButton);
    QTest::qWait(400);
    QTest::mouseRelease(confirm, Qt::LeftButton);
    QTest::qWait(ConfirmButton::holdMs);
    QVERIFY(w.fake.operations.executed.isEmpty());
    QTest::mousePress(confirm, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(w.fake.operations.executed.size(), 1, 4000);
    QVERIFY(!w.dialog());
}

void TestGuard::abortOffersTheTypedWay()
{
    Window w;
    w.open(Verb::Abort);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"p95 doubled on the canary"_s);
    waitForShield();
    auto *confirm = w.named<ConfirmButton>(u"Abort web"_s);
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(confirm);
    QVERIFY(access->actionInterface()->actionNames().contains(QAccessibleActionInterface::pressAction()));
    access->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(w.fake.operations.executed.isEmpty());
    auto *typed = w.named<QLineEdit>(u"Confirmation"_s);
    QVERIFY(typed);
    QVERIFY(typed->accessibleDescription().contains(u"'web'"_s));
    QVERIFY(!confirm->isEnabled());
    typed->setText(u"web"_s);
    access->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(w.fake.operations.executed.size(), 1);
    QVERIFY(!w.dialog());
}

void TestGuard::relaxedEnvironmentNeedsNoWords()
{
    Window w(u"staging"_s);
    w.open(Verb::Promote);
    QVERIFY(!w.named<QLineEdit>(u"Confirmation"_s));
    Window unknown(QString {});
    unknown.open(Verb::Promote);
    QVERIFY(unknown.named<QLineEdit>(u"Confirmation"_s));
}

void TestGuard::diesWhen_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"expired", "changed", "replaced", "disconnected", "stale", "slept"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestGuard::diesWhen()
{
    QFETCH(QString, what);
    Window w(u"staging"_s);
    w.open(Verb::Promote);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"all gates pass since 20 min"_s);
    waitForShield();
    auto *confirm = w.named<ConfirmButton>(u"Promote web"_s);
    QVERIFY(confirm->isEnabled());
    const auto show = [&](const std::function<void(RolloutSnapshot &)> &change) {
        Q_EMIT w.fake.fleet.rolloutChanged(changed(w.sample.snapshot, [&](RolloutSnapshot &s) {
            s.rollout.meta.resourceVersion = u"91827399"_s;
            s.heardAtBootMs = w.fake.clock.boot;
            change(s);
        }), w.sample.timeline);
    };
    if (what == u"expired"_s) {
        w.fake.clock.advance(61'000);
        show([](RolloutSnapshot &) { });
    } else if (what == u"changed"_s)
        show([](RolloutSnapshot &s) { s.rollout.currentPodHash = u"other"_s; });
    else if (what == u"replaced"_s)
        show([](RolloutSnapshot &s) { s.rollout.meta.uid = u"another"_s; });
    else if (what == u"disconnected"_s)
        show([](RolloutSnapshot &s) { s.connected = false; });
    else if (what == u"stale"_s)
        w.fake.clock.advance(16'000);
    else
        w.fake.clock.advance(5'000);
    QTRY_VERIFY_WITH_TIMEOUT(!confirm->isEnabled(), 2000);
    QVERIFY(w.named<FactLabel>(u"Why this cannot be confirmed"_s));
    QVERIFY(w.named<FactLabel>(u"Why this cannot be confirmed"_s)->text().contains(u"Nothing was sent"_s));
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTest::keyClick(w.dialog(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(w.fake.operations.executed.isEmpty());
    show([](RolloutSnapshot &) { });
    QVERIFY(!confirm->isEnabled());
}

void TestGuard::olderDataDoesNotKill()
{
    Window w(u"staging"_s);
    w.open(Verb::Promote);
    Q_EMIT w.fake.fleet.rolloutChanged(changed(w.sample.snapshot, [](RolloutSnapshot &s) {
        s.rollout.meta.resourceVersion = u"91827000"_s;
        s.rollout.currentPodHash = u"older"_s;
    }), w.sample.timeline);
    QVERIFY(!w.dialog()->isDead());
}

void TestGuard::planAgainKeepsTheReason()
{
    Window w(u"staging"_s);
    w.open(Verb::Promote);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"all gates pass since 20 min"_s);
    Q_EMIT w.fake.fleet.rolloutChanged(changed(w.sample.snapshot, [](RolloutSnapshot &s) { s.rollout.meta.uid = u"another"_s; }), w.sample.timeline);
    QVERIFY(w.dialog()->isDead());
    w.sample.snapshot = changed(w.sample.snapshot, [](RolloutSnapshot &s) { s.rollout.meta.uid = u"another"_s; });
    const ConfirmDialog *dead = w.dialog();
    for (QPushButton *button : dead->findChildren<QPushButton *>()) {
        if (button->text() == u"Plan again"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(w.fake.operations.requests.size(), 2);
    QVERIFY(w.dialog() && w.dialog() != dead);
    QVERIFY(!w.dialog()->isDead());
    QCOMPARE(w.dialog()->reason(), u"all gates pass since 20 min"_s);
}

void TestGuard::oneGuardAtATime()
{
    Window w;
    w.open(Verb::Abort);
    const ConfirmDialog *first = w.dialog();
    w.open(Verb::Promote);
    QCOMPARE(w.dialog(), first);
    QCOMPARE(w.fake.operations.requests.size(), 1);
    QTest::keyClick(w.dialog(), Qt::Key_Escape);
    QVERIFY(!w.dialog());
    QVERIFY(w.fake.operations.executed.isEmpty());
    Q_EMIT w.fake.operations.planReady(samplePlan(Verb::Abort, w.sample.snapshot, w.fake.clock.boot));
    QVERIFY(!w.dialog()); // nobody asked for it
}

void TestGuard::nothingBelowIsReached()
{
    Window w;
    int clicks = 0;
    QObject::connect(w.below, &QPushButton::clicked, w.below, [&] { ++clicks; });
    w.open(Verb::Abort);
    QTest::mouseClick(w.widget.windowHandle(), Qt::LeftButton, {}, w.below->geometry().center());
    QCOMPARE(clicks, 0);
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(w.dialog()->isAncestorOf(QApplication::focusWidget()));
    }
}

void TestGuard::tracksTheOutcome_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("says");
    QTest::newRow("applied") << int(OutcomeState::Applied) << u"observed"_s;
    QTest::newRow("refused") << int(OutcomeState::Refused) << u"Refused: it moved"_s;
    QTest::newRow("unknown") << int(OutcomeState::Unknown) << u"Unknown: it moved"_s;
    QTest::newRow("not sent") << int(OutcomeState::NotSent) << u"it moved"_s;
}

void TestGuard::tracksTheOutcome()
{
    QFETCH(int, state);
    QFETCH(QString, says);
    Window w(u"staging"_s);
    QVERIFY(!w.actions->outcomeBar()->isVisible());
    w.open(Verb::Promote);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"all gates pass since 20 min"_s);
    waitForShield();
    QTest::mouseClick(w.named<ConfirmButton>(u"Promote web"_s), Qt::LeftButton);
    QVERIFY(w.actions->outcomeBar()->isVisible());
    Q_EMIT w.fake.operations.progressed({u"op-1"_s, OperationStage::IntentRecorded, {}});
    Q_EMIT w.fake.operations.progressed({u"op-1"_s, OperationStage::Sent, {}});
    QCOMPARE(w.outcome(), u"Sent"_s);
    Q_EMIT w.fake.operations.progressed({u"op-1"_s, OperationStage::Observing, {}});
    QVERIFY(!w.outcome().contains(u"observed"_s));
    w.finish(OutcomeState(state), u"it moved"_s);
    QVERIFY2(w.outcome().contains(says), qPrintable(w.outcome()));
    QVERIFY(OutcomeState(state) == OutcomeState::Applied || !w.outcome().contains(u"observed"_s));
}

void TestGuard::tellsWhyNoPlan()
{
    Window w;
    w.fake.operations.plan = [&](const OperationRequest &request) {
        Q_EMIT w.fake.operations.planFailed(request, {ErrorKind::Unreachable, u"unreachable"_s, u"no answer from 10.20.0.1"_s, {}, {}});
    };
    w.open(Verb::Abort);
    QVERIFY(!w.dialog());
    QVERIFY(w.named<FactLabel>(u"Notice"_s)->text().contains(u"no answer from 10.20.0.1"_s));
}

void TestGuard::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1440") << false << QSize(1440, 900);
    QTest::newRow("dark-1180") << true << QSize(1180, 720);
}

/// Saved where MAESTRO_SHOTS says; without it, that every state paints at all.
void TestGuard::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const auto keep = [&](Window &w, const QString &name) {
        const QPixmap picture = w.widget.grab();
        QVERIFY(!picture.isNull());
        if (!folder.isEmpty())
            QVERIFY(picture.save(folder + u"/guard-"_s + name + u'-' + tag + u".png"_s));
    };
    {
        Window w(u"prod"_s, dark, size);
        w.open(Verb::Abort);
        QTest::keyClick(w.dialog(), Qt::Key_3);
        QTest::qWait(300);
        keep(w, u"abort"_s);
    }
    {
        Window w(u"prod"_s, dark, size);
        w.open(Verb::Promote);
        w.named<QLineEdit>(u"Confirmation"_s)->setText(u"25"_s);
        QTest::qWait(300);
        keep(w, u"promote"_s);
        Q_EMIT w.fake.fleet.rolloutChanged(changed(w.sample.snapshot, [](RolloutSnapshot &s) { s.rollout.currentPodHash = u"5d5d5d5"_s; }), w.sample.timeline);
        QTest::qWait(100);
        keep(w, u"dead"_s);
    }
    Window w(u"staging"_s, dark, size);
    w.open(Verb::Promote);
    keep(w, u"staging"_s);
    w.named<QLineEdit>(u"Reason"_s)->setText(u"all gates pass since 20 min"_s);
    waitForShield();
    QTest::mouseClick(w.named<ConfirmButton>(u"Promote web"_s), Qt::LeftButton);
    Q_EMIT w.fake.operations.progressed({u"op-1"_s, OperationStage::Accepted, {}});
    QTest::qWait(300);
    keep(w, u"tracking"_s);
    w.finish(OutcomeState::Refused, u"the object changed between plan and request"_s);
    QTest::qWait(100);
    keep(w, u"refused"_s);
}

QTEST_MAIN(TestGuard)
#include "tst_ui_guard.moc"
