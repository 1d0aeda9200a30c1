// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/alertpanel.h"
#include "slo/routes/routesdialog.h"
#include "slo/silenceform.h"
#include "slo/silenceguard.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

template<typename T> T *namedIn(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>()) {
        if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    }
    return nullptr;
}

void waitForShield()
{
    QTest::qWait(int(SilenceGuard::shieldMs) + 60);
}

SilencePlan planOf(const Silence &silence, bool expire = false)
{
    SilencePlan plan;
    plan.connection = u"prod-us-east-1"_s;
    plan.silence = silence;
    plan.expire = expire;
    plan.request.method = expire ? u"DELETE"_s : u"POST"_s;
    plan.request.path = u"/api/v2/silences"_s;
    plan.request.body = QByteArrayLiteral("{\"comment\":\"load test\"}");
    plan.effect = u"No notification for MaestroHighLatencyP95 until 15:20 UTC."_s;
    plan.digest = u"d1"_s;
    return plan;
}

Silence silenceOf()
{
    Silence made;
    made.matchers = {{u"alertname"_s, u"NodeDiskFilling"_s, false, true}};
    made.comment = u"disk is being replaced"_s;
    return made;
}

/// The panel in a window of its own, one board known.
struct Window
{
    Window()
    {
        theme.applyTo(*qApp);
        auto *column = new QVBoxLayout(&widget);
        panel = new AlertPanel(fake.ports(), &theme, &widget);
        column->addWidget(panel);
        widget.resize(1200, 760);
        widget.show();
        widget.activateWindow();
        (void)QTest::qWaitForWindowActive(&widget);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        Q_EMIT fake.alerts.boardsChanged(sampleBoards(fake.clock.now));
    }
    template<typename T> T *named(const QString &name) const { return namedIn<T>(&widget, name); }
    SilenceGuard *guard() const
    {
        for (SilenceGuard *one : widget.findChildren<SilenceGuard *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    /// Asks to expire the first silence, which hides what a gate depends on, and lets the plan come.
    void askExpire()
    {
        auto *table = named<QTableView>(u"Silences"_s);
        table->selectRow(0);
        table->setCurrentIndex(table->model()->index(0, 0));
        named<QPushButton>(u"Expire silence…"_s)->click();
    }

    FakePorts fake;
    Theme theme;
    QWidget widget;
    AlertPanel *panel;
};

} // namespace

class TestSilence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void guardSaysEverything();
    void productionNeedsTheName();
    void developmentNeedsTheNameOnlyWhereSomethingIsHidden();
    void returnAndEarlyClicksDoNothing();
    void oneConfirmationSendsOnce();
    void escapeSendsNothing();
    void hostileTextIsHarmless();
    void formRefusesWhatSilencesEverything();
    void panelSendsOnlyThroughTheGuard();
    void plansNobodyAskedForAreIgnored();
    void outcomeIsSaid();
    void unreadBoardsAreNotCalm();
    void theChosenSilenceEnds();
    void whereAlertsGo();
};

void TestSilence::whereAlertsGo()
{
    Window w;
    auto *alerts = w.named<QTableView>(u"Alerts"_s);
    alerts->setCurrentIndex(alerts->model()->index(0, 0));
    w.named<QPushButton>(u"Where alerts go…"_s)->click();
    auto *dialog = w.widget.findChild<RoutesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(w.fake.alerts.routingsAsked, 1);
    const auto fact = [&](const QString &name) { return namedIn<FactLabel>(dialog, name)->text(); };
    QVERIFY(fact(u"Where it ends"_s).contains(u"not known"_s)); // nothing is read yet
    QVERIFY(!dialog->grab().isNull());
    AlertRoute child;
    child.receiver = u"pager"_s;
    child.matchers = {{u"alertname"_s, alerts->model()->index(0, 0).data().toString(), false, true}};
    AlertRouting routing;
    routing.connection = u"prod-us-east-1"_s;
    routing.alertmanager = u"http://127.0.0.1:9093"_s;
    routing.routes = RouteTree {{u"void"_s, {}, false, {}, {}, {child}}, {{u"void"_s, {}}, {u"pager"_s, {u"webhook"_s}}}};
    routing.problems = {Error {ErrorKind::Unreachable, u"down"_s, u"the rules could not be \u202Eread"_s}};
    routing.reaches = {{u"shop"_s, {u"Gone"_s, u"errors"_s, AlertReach::State::NoRule, {}, {}, false}}};
    Q_EMIT w.fake.alerts.routingRead({routing}, w.fake.clock.now);
    QVERIFY2(fact(u"Where it ends"_s).contains(u"pager (webhook)"_s), qPrintable(fact(u"Where it ends"_s)));
    QVERIFY(fact(u"Routes read"_s).contains(u"the rules could not be"_s) && !fact(u"Routes read"_s).contains(QChar(0x202E)));
    QCOMPARE(namedIn<QTableView>(dialog, u"Routes"_s)->model()->rowCount(), 2);
    QCOMPARE(namedIn<QTableView>(dialog, u"Alerts of the policies"_s)->model()->rowCount(), 1);
    auto *labels = namedIn<QLineEdit>(dialog, u"Labels"_s);
    labels->clear();
    QTest::keyClicks(labels, u"alertname=\"Other\""_s);
    QVERIFY(fact(u"Where it ends"_s).contains(u"void (tells nobody)"_s));
    labels->clear();
    QTest::keyClicks(labels, u"alertname=~\"O.*\""_s);
    QVERIFY(fact(u"Where it ends"_s).contains(u"name="_s));
    auto *choice = dialog->findChild<QComboBox *>(); // on the bus its name is what it says
    QVERIFY(choice);
    choice->showPopup(); // painted in every state it has, and while it changes
    QVERIFY(!dialog->grab().isNull());
    w.theme.setDark(true);
    w.theme.setZoom(1.5);
    Q_EMIT w.fake.alerts.routingRead({}, w.fake.clock.now);
    QVERIFY(!dialog->grab().isNull());
    choice->hidePopup();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!w.widget.grab().isNull());
    QTRY_VERIFY(!w.widget.findChild<RoutesDialog *>());
}

void TestSilence::guardSaysEverything()
{
    Theme theme;
    SilencePlan plan = planOf(silenceOf());
    plan.warnings = {u"It hides MaestroHighLatencyP95, which gate p95 depends on."_s};
    SilenceGuard guard(plan, u"prod"_s, &theme);
    guard.resize(guard.sizeHint());
    guard.show();
    QCOMPARE(guard.accessibleName(), u"Create silence on prod-us-east-1"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(&guard)->role(), QAccessible::Dialog);
    const auto *effect = namedIn<FactLabel>(&guard, u"Effect"_s);
    QVERIFY(effect && effect->text().contains(u"No notification"_s));
    const auto *request = namedIn<QPlainTextEdit>(&guard, u"Exact request"_s);
    QVERIFY(request && request->isReadOnly());
    QVERIFY(request->toPlainText().contains(u"POST"_s) && request->toPlainText().contains(u"/api/v2/silences"_s) && request->toPlainText().contains(u"load test"_s));
    const QList<QLabel *> labels = guard.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *l) { return l->text() == u"Warning: It hides MaestroHighLatencyP95, which gate p95 depends on."_s; }));
    QVERIFY(namedIn<QPushButton>(&guard, u"Cancel"_s)->hasFocus() || !guard.isActiveWindow());
}

void TestSilence::productionNeedsTheName()
{
    for (const QString &environment : {u"prod"_s, QString()}) { // what is not known counts as production
        Theme theme;
        SilenceGuard guard(planOf(silenceOf()), environment, &theme);
        guard.show();
        waitForShield();
        auto *confirm = namedIn<QPushButton>(&guard, u"Create silence"_s);
        auto *typed = namedIn<QLineEdit>(&guard, u"Confirmation"_s);
        QVERIFY(confirm && typed);
        QVERIFY(!confirm->isEnabled());
        QVERIFY(typed->accessibleDescription().contains(u"prod-us-east-1"_s));
        typed->setText(u"prod-us-east"_s);
        QVERIFY(!confirm->isEnabled());
        typed->setText(u"prod-us-east-1"_s);
        QVERIFY(confirm->isEnabled());
        namedIn<QLineEdit>(&guard, u"Reason"_s)->setText(u" x "_s);
        QVERIFY(!confirm->isEnabled());
        QCOMPARE(confirm->accessibleDescription(), u"a reason is missing"_s);
    }
}

void TestSilence::developmentNeedsTheNameOnlyWhereSomethingIsHidden()
{
    Theme theme;
    SilenceGuard plain(planOf(silenceOf()), u"dev"_s, &theme);
    plain.show();
    QVERIFY(!namedIn<QLineEdit>(&plain, u"Confirmation"_s));
    Silence hiding = silenceOf();
    hiding.hides = {u"MaestroHighLatencyP95"_s};
    SilenceGuard guard(planOf(hiding), u"dev"_s, &theme);
    guard.show();
    QVERIFY(namedIn<QLineEdit>(&guard, u"Confirmation"_s));
}

void TestSilence::returnAndEarlyClicksDoNothing()
{
    Theme theme;
    SilenceGuard guard(planOf(silenceOf()), u"dev"_s, &theme);
    QSignalSpy confirmed(&guard, &SilenceGuard::confirmed);
    guard.show();
    auto *button = namedIn<QPushButton>(&guard, u"Create silence"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::keyClick(&guard, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(confirmed.size(), 0); // within the shield
    waitForShield();
    QTest::keyClick(&guard, Qt::Key_Return);
    QTest::keyClick(namedIn<QLineEdit>(&guard, u"Reason"_s), Qt::Key_Return);
    QCOMPARE(confirmed.size(), 0);
    QEvent again(QEvent::WindowActivate); // back from another window: the next click may be meant for that one
    QApplication::sendEvent(&guard, &again);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(confirmed.size(), 0);
}

void TestSilence::oneConfirmationSendsOnce()
{
    Theme theme;
    SilenceGuard guard(planOf(silenceOf()), u"dev"_s, &theme);
    QSignalSpy confirmed(&guard, &SilenceGuard::confirmed);
    guard.show();
    waitForShield();
    QTest::keyClick(&guard, Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(&guard, Qt::Key_Return, Qt::ControlModifier);
    QTest::mouseClick(namedIn<QPushButton>(&guard, u"Create silence"_s), Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
    const auto confirmation = confirmed.first().at(0).value<Confirmation>();
    QCOMPARE(confirmation.planDigest, u"d1"_s);
    QCOMPARE(confirmation.reason, u"disk is being replaced"_s);
}

void TestSilence::escapeSendsNothing()
{
    Window w;
    w.askExpire();
    Q_EMIT w.fake.alerts.silencePlanned(planOf(w.fake.alerts.planned.first(), true));
    QVERIFY(w.guard());
    waitForShield();
    QTest::keyClick(w.guard(), Qt::Key_Escape);
    QTRY_VERIFY(!w.guard());
    QVERIFY(w.fake.alerts.executed.isEmpty());
}

void TestSilence::hostileTextIsHarmless()
{
    Theme theme;
    SilencePlan plan = planOf(silenceOf(), true);
    plan.silence.id = u"a\u202Eb<b>x</b>\n"_s;
    plan.connection = u"prod\u200B"_s;
    plan.effect = u"<img src=x>\u202Egone"_s;
    plan.warnings = {u"<a href='http://x'>\u2066y</a>"_s};
    SilenceGuard guard(plan, u"prod"_s, &theme);
    guard.show();
    QVERIFY(!guard.accessibleName().contains(QChar(0x202E)) && !guard.accessibleName().contains(u'\n') && !guard.accessibleName().contains(QChar(0x200B)));
    for (const QLabel *label : guard.findChildren<QLabel *>()) {
        QVERIFY(!label->text().contains(QChar(0x202E)) && !label->text().contains(QChar(0x2066)));
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestSilence::formRefusesWhatSilencesEverything()
{
    Window w;
    w.named<QPushButton>(u"New silence…"_s)->click();
    auto *form = w.widget.findChild<SilenceForm *>();
    QVERIFY(form && form->isVisible());
    auto *matchers = namedIn<QLineEdit>(form, u"Matchers"_s);
    namedIn<QLineEdit>(form, u"Comment"_s)->setText(u"load test"_s);
    QPushButton *go = nullptr;
    for (QPushButton *button : form->findChildren<QPushButton *>())
        go = button->text() == u"Plan silence…"_s ? button : go;
    for (const QString &text : {u""_s, u"alertname=~\".*\""_s, u"alertname"_s, u"a=~\"(\""_s}) {
        matchers->setText(text);
        QVERIFY2(!go->isEnabled() && !form->silence(w.fake.clock.now), qPrintable(text));
        QVERIFY(!go->accessibleDescription().isEmpty());
    }
    matchers->setText(u"alertname=\"NodeDiskFilling\", service=~\"node-.*\""_s);
    QVERIFY(go->isEnabled());
    QTest::keyClick(matchers, Qt::Key_Return);
    QVERIFY(w.fake.alerts.planned.isEmpty()); // Return plans nothing either
    go->click();
    QCOMPARE(w.fake.alerts.planned.size(), 1);
    const Silence asked = w.fake.alerts.planned.first();
    QCOMPARE(asked.matchers.size(), 2);
    QCOMPARE(asked.startsAt.secsTo(asked.endsAt), 3600);
    QCOMPARE(w.fake.alerts.plannedOn, QStringList {u"prod-us-east-1"_s});
    QVERIFY(w.fake.alerts.executed.isEmpty());
}

void TestSilence::panelSendsOnlyThroughTheGuard()
{
    Window w;
    w.askExpire();
    QCOMPARE(w.fake.alerts.expires, QList<bool> {true});
    QCOMPARE(w.fake.alerts.planned.first().id, u"7c2f"_s);
    QVERIFY(!w.guard()); // nothing to confirm until the plan is there
    SilencePlan plan = planOf(w.fake.alerts.planned.first(), true);
    Q_EMIT w.fake.alerts.silencePlanned(plan);
    QVERIFY(w.guard());
    auto *confirm = namedIn<QPushButton>(w.guard(), u"Expire silence"_s);
    waitForShield();
    namedIn<QLineEdit>(w.guard(), u"Reason"_s)->setText(u"the test is over"_s);
    QVERIFY(!confirm->isEnabled()); // it hides an alert of the policy, in production
    namedIn<QLineEdit>(w.guard(), u"Confirmation"_s)->setText(u"prod-us-east-1"_s);
    QVERIFY(w.fake.alerts.executed.isEmpty());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(w.fake.alerts.executed.size(), 1);
    QCOMPARE(w.fake.alerts.executed.first().digest, plan.digest);
    QCOMPARE(w.fake.alerts.confirmations.first().reason, u"the test is over"_s);
    QTRY_VERIFY(!w.guard());
}

void TestSilence::plansNobodyAskedForAreIgnored()
{
    Window w;
    Q_EMIT w.fake.alerts.silencePlanned(planOf(silenceOf()));
    QVERIFY(!w.guard());
    w.askExpire();
    Q_EMIT w.fake.alerts.silencePlanned(planOf(silenceOf())); // of something else
    QVERIFY(!w.guard());
    Q_EMIT w.fake.alerts.silencePlanned(planOf(w.fake.alerts.planned.first(), true));
    QVERIFY(w.guard());
}

void TestSilence::outcomeIsSaid()
{
    Window w;
    Q_EMIT w.fake.alerts.finished(u"Unknown: the connection was lost after the request was sent"_s);
    const auto *outcome = w.named<FactLabel>(u"Outcome of the silence"_s);
    QVERIFY(outcome && outcome->text().startsWith(u"Unknown"_s));
    Q_EMIT w.fake.alerts.failed({ErrorKind::NotPermitted, u"forbidden"_s, u"403 from the proxy"_s, u"ask for access"_s});
    QVERIFY(outcome->text().contains(u"403 from the proxy"_s));
}

void TestSilence::theChosenSilenceEnds()
{
    Window w;
    auto *table = w.named<QTableView>(u"Silences"_s);
    QList<AlertBoard> boards = sampleBoards(w.fake.clock.now);
    AlertBoard &board = *std::find_if(boards.begin(), boards.end(), [](const AlertBoard &each) { return !each.silences.isEmpty(); });
    for (int i = 0; i < 3; ++i) {
        Silence more = board.silences.first();
        more.id = u"more-%1"_s.arg(i);
        board.silences << more;
    }
    Q_EMIT w.fake.alerts.boardsChanged(boards);
    QVERIFY(table->model()->rowCount() > 3);
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(w.named<QPushButton>(u"Expire silence…"_s)->isEnabled());
    for (AlertBoard &each : boards)
        each.silences.clear();
    Q_EMIT w.fake.alerts.boardsChanged(boards);
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(!w.named<QPushButton>(u"Expire silence…"_s)->isEnabled());
}

void TestSilence::unreadBoardsAreNotCalm()
{
    Window w;
    AlertBoard dead;
    dead.connection = u"prod-eu-west-1"_s;
    dead.problem = Error {ErrorKind::Unreachable, u"timeout"_s, u"no answer in 10 s"_s, {}};
    Q_EMIT w.fake.alerts.boardsChanged({dead});
    const auto says = [&](const QString &text) {
        const QList<QLabel *> labels = w.panel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    };
    QVERIFY(says(u"no answer in 10 s"_s));
    QVERIFY(!says(u"No alert fires"_s));
    Q_EMIT w.fake.alerts.boardsChanged({});
    QVERIFY(says(u"No Alertmanager was read yet"_s));
    AlertBoard calm;
    calm.connection = u"prod-eu-west-1"_s;
    calm.readAt = w.fake.clock.now;
    Q_EMIT w.fake.alerts.boardsChanged({calm});
    QVERIFY(says(u"No alert fires"_s));
}

QTEST_MAIN(TestSilence)
#include "tst_ui_silence.moc"
