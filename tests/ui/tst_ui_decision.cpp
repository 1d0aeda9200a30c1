// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/boardpanel.h"
#include "decision/conditionrow.h"
#include "decision/decisiondialog.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "text/policy/policyfaulttext.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPixmap>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

using Column = RuleReading::Column;

BoardCondition condition(const QString &id, Column column, std::optional<bool> state, const QString &read, const QDateTime &since)
{
    BoardCondition made;
    made.rule.id = id;
    made.rule.column = column;
    made.rule.state = state;
    made.since = since;
    made.reads = {{u"builtin:crash-loop"_s, state ? std::optional<double>(*state) : std::nullopt, since, since, u"pods of maestro/maestro-control-plane"_s, read}};
    return made;
}

/// The night of the mock-up: health fails 2:14 of 3:00, pods crash, dependencies are not known.
SloReportPtr nightReport(const QDateTime &now)
{
    auto report = std::make_shared<SloReport>(*sampleHealth(now));
    auto board = std::make_shared<DecisionBoard>();
    board->target = report->target;
    board->service = u"maestro-control-plane"_s;
    board->at = now;
    BoardCondition health = condition(u"health-3m"_s, Column::Rollback, false, u"HTTP 503 in 12 ms"_s, now.addSecs(-134));
    health.rule.needed = std::chrono::minutes(3);
    health.rule.elapsed = std::chrono::seconds(134);
    health.rule.trueSince = now.addSecs(-134);
    board->conditions = {condition(u"breach"_s, Column::Immediate, false, {}, now), health,
                         condition(u"pods-bad"_s, Column::Rollback, true, u"2 of 5 canary pods (CrashLoopBackOff)"_s, now.addSecs(-200)),
                         condition(u"worse-deps-ok"_s, Column::Rollback, std::nullopt, u"postgres: no connection"_s, now),
                         condition(u"older-than-deploy"_s, Column::Hold, false, u"4:30 after"_s, now), condition(u"deps-degraded"_s, Column::Hold, false, {}, now)};
    board->verdict = BoardVerdict::Rollback;
    board->rule = u"pods-bad"_s;
    board->goNoGo = {now, Decision::Rollback, u"pods-bad"_s};
    report->board = board;
    return report;
}

QList<SignalState> people()
{
    SignalState complaints;
    complaints.spec = {u"complaints"_s, PolicySignal::Kind::Counter, false, {}, false};
    complaints.value = 2;
    complaints.raised = true;
    complaints.by = u"ann"_s;
    SignalState breach;
    breach.spec = {u"security_breach"_s, PolicySignal::Kind::Flag, false, {}, true};
    breach.value = 0;
    SignalState escalation;
    escalation.spec = {u"escalation"_s, PolicySignal::Kind::Severity, false, {}, true};
    return {complaints, breach, escalation};
}

struct Shown
{
    explicit Shown(bool withReport = true)
    {
        theme.applyTo(*qApp);
        report = nightReport(fake.clock.now);
        dialog = new DecisionDialog(fake.ports(), report->target, withReport ? report : SloReportPtr(), &theme, nullptr);
        dialog->show();
        (void)QTest::qWaitForWindowExposed(dialog);
        Q_EMIT fake.decisions.signalsChanged(report->target, people());
    }
    ~Shown() { delete dialog; }

    template<typename T> T *named(const QString &name) const
    {
        for (T *widget : dialog->findChildren<T *>())
            if (widget->isVisible() && (widget->accessibleName() == name || QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name))
                return widget;
        return nullptr;
    }
    QString state(const QString &id) const
    {
        const auto *label = named<FactLabel>(u"Condition "_s + id);
        return label ? label->text() : u"(none)"_s;
    }

    FakePorts fake;
    Theme theme;
    SloReportPtr report;
    QPointer<DecisionDialog> dialog;
};

} // namespace

class TestDecisionUi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsEverything();
    void timersRunWhileTheBoardIsLive();
    void aTimerThatIsFullWaitsForTheBoard();
    void unknownIsNeverNo();
    void noRuleForARollbackIsSaid();
    void looksAtHealthEndpoints();
    void nothingWithoutAReason();
    void decisionsFreezeTheBoard();
    void rollbackComesAfterTheRecord();
    void signalsAreSaid();
    void failuresAreSaid();
    void whyNobodySaysAnything();
    void othersAreNotShown();
    void hostileTextIsHarmless();
    void opensByKeyAndButton();
};

void TestDecisionUi::showsEverything()
{
    Shown shown;
    QCOMPARE(shown.dialog->accessibleName(), u"Decision board maestro/maestro-control-plane"_s);
    QVERIFY(shown.named<FactLabel>(u"Recommendation"_s)->text().contains(u"pods-bad"_s));
    QVERIFY(shown.named<FactLabel>(u"Go or no go"_s)->text().startsWith(u"No go"_s));
    QVERIFY(shown.state(u"pods-bad"_s).startsWith(u"met since"_s));
    QCOMPARE(shown.state(u"older-than-deploy"_s), u"not met"_s);
    QCOMPARE(shown.state(u"health-3m"_s), u"failing 2:14 of 3:00"_s);
    QVERIFY(shown.named<FactLabel>(u"Condition pods-bad"_s)->accessibleDescription().contains(u"CrashLoopBackOff"_s));
    QVERIFY(shown.named<QProgressBar>(u"Timer of health-3m"_s));
    QVERIFY(!shown.named<QProgressBar>(u"Timer of pods-bad"_s));
    QVERIFY(shown.named<FactLabel>(u"Signals"_s)->text().contains(u"complaints: 2, last by ann"_s));
    if (const QString folder = qEnvironmentVariable("MAESTRO_SHOTS"); !folder.isEmpty())
        shown.dialog->grab().save(folder + u"/decision.png"_s);
}

void TestDecisionUi::timersRunWhileTheBoardIsLive()
{
    Shown shown;
    shown.fake.clock.now = shown.fake.clock.now.addSecs(7);
    QTRY_COMPARE_WITH_TIMEOUT(shown.state(u"health-3m"_s), u"failing 2:21 of 3:00"_s, 20'000);
    shown.fake.clock.now = shown.fake.clock.now.addSecs(70); // nobody judged since: no time passes on an old board
    QTRY_COMPARE_WITH_TIMEOUT(shown.state(u"health-3m"_s), u"failing 2:14 of 3:00"_s, 20'000);
    QVERIFY(shown.named<FactLabel>(u"Age of the board"_s)->text().contains(u"stale"_s));
}

/// Whether a rule whose timer runs full is met is said by the next board alone.
void TestDecisionUi::aTimerThatIsFullWaitsForTheBoard()
{
    Shown shown;
    ConditionRow row(&shown.theme);
    BoardCondition health = shown.report->board->conditions.at(1);
    const auto said = [&row](const BoardCondition &of, std::chrono::seconds runningFor) {
        row.showCondition(of, runningFor);
        return row.findChild<FactLabel *>()->text();
    };
    QCOMPARE(said(health, std::chrono::seconds(100)), u"failing 3:00 of 3:00"_s);
    health.rule.elapsed = std::chrono::seconds(190);
    QCOMPARE(said(health, std::chrono::seconds(5)), u"failing 3:15 of 3:00"_s);
    const QString about = row.findChild<FactLabel *>()->accessibleDescription();
    QVERIFY2(about.startsWith(u"long enough, but another condition"_s) && about.contains(u"HTTP 503"_s), qPrintable(about));
    row.resize(320, row.sizeHint().height());
    if (const QString folder = qEnvironmentVariable("MAESTRO_SHOTS"); !folder.isEmpty())
        row.grab().save(folder + u"/condition.png"_s);
}

void TestDecisionUi::unknownIsNeverNo()
{
    Shown shown;
    QCOMPARE(shown.state(u"worse-deps-ok"_s), u"unknown"_s);
    QVERIFY(shown.named<FactLabel>(u"Condition worse-deps-ok"_s)->accessibleDescription().contains(u"no connection"_s));
    Shown empty(false);
    QVERIFY(empty.named<FactLabel>(u"Recommendation"_s)->text().startsWith(u"Unknown"_s));
    empty.named<QLineEdit>(u"Reason"_s)->setText(u"long enough a reason"_s);
    QVERIFY(!empty.named<QPushButton>(u"Decide: hold"_s)->isEnabled());
    BoardCondition unknown;
    const StateLook look = lookOf(unknown);
    QVERIFY(look.glyph == Glyph::Unknown);
}

/// An empty column would look like "nothing speaks for it".
void TestDecisionUi::noRuleForARollbackIsSaid()
{
    Theme theme;
    BoardPanel panel(&theme);
    auto board = std::make_shared<DecisionBoard>(*nightReport(FakeClock().now)->board);
    board->policy = u"shop"_s;
    const auto said = [&panel] {
        for (const FactLabel *label : panel.findChildren<FactLabel *>())
            if (!label->isHidden() && label->text().contains(u"no rule for a rollback"_s))
                return label->text();
        return QString();
    };
    panel.showBoard(board, {}, board->at);
    QVERIFY(said().isEmpty());
    board->hasDefaultRules = true;
    panel.showBoard(board, {}, board->at);
    const auto labels = panel.findChildren<FactLabel *>();
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const FactLabel *label) { return !label->isHidden() && label->text().startsWith(u"The policy shop has no rules for a rollback"_s); }));
    board->hasDefaultRules = false;
    board->conditions.removeIf([](const BoardCondition &one) { return one.rule.column != Column::Hold; });
    panel.showBoard(board, {}, board->at);
    QVERIFY2(said().startsWith(u"The policy shop names no rule"_s), qPrintable(said()));
    panel.showBoard({}, u"not read"_s, board->at);
    QVERIFY(said().isEmpty());
}

/// CON-20: each look a cell, and in words how it stands, since when, and how many looks there were.
void TestDecisionUi::looksAtHealthEndpoints()
{
    Theme theme;
    theme.applyTo(*qApp);
    BoardPanel panel(&theme);
    panel.resize(theme.px(320), theme.px(400));
    auto board = std::make_shared<DecisionBoard>(*nightReport(FakeClock().now)->board);
    const auto fact = [&panel](const QString &name) {
        for (const FactLabel *label : panel.findChildren<FactLabel *>())
            if (label->isVisibleTo(&panel) && label->accessibleName() == name)
                return label->text();
        return u"(none)"_s;
    };
    panel.showBoard(board, {}, board->at);
    QCOMPARE(fact(u"Health endpoint public"_s), u"(none)"_s);
    ProbeHistory probe;
    probe.name = u"public"_s;
    for (int i = 0; i < 40; ++i)
        probe.looks.append({board->at.addSecs(15 * (i - 40)), i == 20 ? std::nullopt : std::optional(i < 30), i < 30 ? u"HTTP 200 in 3 ms"_s : u"HTTP 500 <b>\x1b[31m"_s});
    probe.failingSince = probe.looks.at(30).at;
    board->probes = {probe};
    panel.showBoard(board, {}, board->at);
    const QString state = fact(u"Health endpoint public"_s);
    QVERIFY2(state.startsWith(u"public: failing since "_s) && state.contains(u"HTTP 500 <b>"_s) && !state.contains(QChar(0x1b)), qPrintable(state));
    const QString looks = fact(u"Looks at public, counted"_s);
    QVERIFY2(looks.startsWith(u"40 look"_s) && looks.contains(u"29 fine, 10 failed, 1 unknown; first failure at "_s), qPrintable(looks));
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    for (const bool dark : {false, true}) {
        theme.setDark(dark);
        theme.applyTo(*qApp);
        panel.showBoard(board, {}, board->at);
        const QImage seen = panel.grab().toImage();
        if (const QString where = qEnvironmentVariable("MAESTRO_SHOTS"); !where.isEmpty())
            QVERIFY(seen.save(where + (dark ? u"/probestrip-dark.png"_s : u"/probestrip.png"_s)));
    }
    board->probes.first().isStale = true;
    panel.showBoard(board, {}, board->at);
    QVERIFY(fact(u"Health endpoint public"_s).startsWith(u"public: unknown: nobody looked since"_s));
    board->probes.clear();
    panel.showBoard(board, {}, board->at);
    QCOMPARE(fact(u"Health endpoint public"_s), u"(none)"_s);
}

void TestDecisionUi::nothingWithoutAReason()
{
    Shown shown;
    for (const QString &name : {u"Decide: roll back…"_s, u"Decide: hold"_s, u"Decide: go on"_s, u"Decide: escalate"_s, u"Set signal"_s, u"Clear signal"_s}) {
        QVERIFY2(!shown.named<QPushButton>(name)->isEnabled(), qPrintable(name));
        QVERIFY(!shown.named<QPushButton>(name)->accessibleDescription().isEmpty());
    }
    shown.named<QLineEdit>(u"Reason"_s)->setText(u"too short "_s);
    QVERIFY(!shown.named<QPushButton>(u"Decide: hold"_s)->isEnabled());
    shown.named<QLineEdit>(u"Reason"_s)->setText(u"exactly 10"_s);
    QVERIFY(shown.named<QPushButton>(u"Decide: hold"_s)->isEnabled());
    QTest::keyClick(shown.named<QLineEdit>(u"Reason"_s), Qt::Key_Return);
    QVERIFY(shown.fake.decisions.decided.isEmpty() && shown.fake.decisions.said.isEmpty());
}

void TestDecisionUi::decisionsFreezeTheBoard()
{
    Shown shown;
    shown.named<QLineEdit>(u"Reason"_s)->setText(u"we wait for the database"_s);
    shown.named<QPushButton>(u"Decide: hold"_s)->click();
    QCOMPARE(shown.fake.decisions.decided.size(), 1);
    QCOMPARE(shown.fake.decisions.decided.first().choice, u"hold"_s);
    QCOMPARE(shown.fake.decisions.decided.first().reason, u"we wait for the database"_s);
    QCOMPARE(shown.fake.decisions.decided.first().board, shown.report->board);
    QSignalSpy wanted(shown.dialog, &DecisionDialog::rollbackAsked);
    Q_EMIT shown.fake.decisions.written(u"id"_s);
    QCOMPARE(wanted.size(), 0);
    QVERIFY(shown.named<FactLabel>(u"Outcome"_s)->text().contains(u"Journal"_s));
}

void TestDecisionUi::rollbackComesAfterTheRecord()
{
    Shown shown;
    QSignalSpy wanted(shown.dialog, &DecisionDialog::rollbackAsked);
    shown.named<QLineEdit>(u"Reason"_s)->setText(u"pods crash since the deploy"_s);
    shown.named<QPushButton>(u"Decide: roll back…"_s)->click();
    QCOMPARE(wanted.size(), 0);
    Q_EMIT shown.fake.decisions.written(u"id"_s);
    QCOMPARE(wanted.size(), 1);
}

void TestDecisionUi::signalsAreSaid()
{
    Shown shown;
    auto *choice = shown.named<QComboBox>(u"Signal"_s);
    QCOMPARE(choice->count(), 3);
    QVERIFY(choice->itemText(1).contains(u"at once"_s));
    shown.named<QLineEdit>(u"Reason"_s)->setText(u"customer 17 cannot pay"_s);
    shown.named<QPushButton>(u"Set signal"_s)->click();
    choice->setCurrentIndex(2);
    shown.named<QPushButton>(u"Set signal"_s)->click();
    shown.named<QPushButton>(u"Clear signal"_s)->click();
    const QList<SignalRequest> said = shown.fake.decisions.said;
    QCOMPARE(said.size(), 3);
    QCOMPARE(said.at(0).signal, u"complaints"_s);
    QVERIFY(!said.at(0).clear && !said.at(0).value);
    QCOMPARE(said.at(1).value, std::optional<double>(0));
    QVERIFY(said.at(2).clear && !said.at(2).value);
    QCOMPARE(said.at(2).target, shown.report->target);
}

void TestDecisionUi::failuresAreSaid()
{
    Shown shown;
    QSignalSpy wanted(shown.dialog, &DecisionDialog::rollbackAsked);
    shown.named<QLineEdit>(u"Reason"_s)->setText(u"pods crash since the deploy"_s);
    shown.named<QPushButton>(u"Decide: roll back…"_s)->click();
    Q_EMIT shown.fake.decisions.failed({ErrorKind::Refused, u"journal"_s, u"the disk is full"_s, {}, {}});
    QVERIFY(shown.named<FactLabel>(u"Outcome"_s)->text().contains(u"the disk is full"_s));
    Q_EMIT shown.fake.decisions.written(u"of somebody else"_s);
    QCOMPARE(wanted.size(), 0);
}

void TestDecisionUi::othersAreNotShown()
{
    Shown shown;
    auto other = std::make_shared<SloReport>(*shown.report);
    other->target.name = u"other"_s;
    auto board = std::make_shared<DecisionBoard>(*shown.report->board);
    board->rule = u"of another"_s;
    other->board = board;
    Q_EMIT shown.fake.slo.reportChanged(other);
    Q_EMIT shown.fake.decisions.signalsChanged(other->target, {});
    QVERIFY(!shown.named<FactLabel>(u"Recommendation"_s)->text().contains(u"of another"_s));
    QCOMPARE(shown.named<QComboBox>(u"Signal"_s)->count(), 3);
}

/// Without signals it is the report that knows why: no policy, a file that nobody can read, or a policy without any.
void TestDecisionUi::whyNobodySaysAnything()
{
    Shown shown(false);
    const auto said = [&] { return shown.named<FactLabel>(u"Signals"_s)->text(); };
    Q_EMIT shown.fake.decisions.signalsChanged(shown.report->target, {});
    QCOMPARE(said(), u"none is known: not read yet"_s);
    const PolicyFault fault{{ErrorKind::BadInput, u"policy"_s, u"unknown key"_s, {}, SourcePlace{u"shop.yaml"_s, 7, 3, u"gates"_s}}, 0, {}, {}};
    auto broken = std::make_shared<SloReport>();
    broken->target = shown.report->target;
    broken->problem = absenceError(u"no policy names this rollout"_s, {}, {fault});
    Q_EMIT shown.fake.slo.reportChanged(broken);
    QVERIFY2(said().contains(u"shop.yaml, line 7, column 3: gates: unknown key"_s), qPrintable(said()));
    QVERIFY(shown.named<FactLabel>(u"Recommendation"_s)->text().contains(u"shop.yaml, line 7"_s));
    broken = std::make_shared<SloReport>(*broken);
    broken->problem = absenceError(u"no policy names this rollout"_s, {}, {});
    Q_EMIT shown.fake.slo.reportChanged(broken);
    QCOMPARE(said(), u"none is known: no policy names this rollout"_s);
    Q_EMIT shown.fake.slo.reportChanged(shown.report);
    QCOMPARE(said(), u"none: the policy has no signals"_s);
    Q_EMIT shown.fake.decisions.signalsChanged(shown.report->target, people());
    QVERIFY(said().contains(u"complaints"_s));
}

void TestDecisionUi::hostileTextIsHarmless()
{
    Shown shown;
    auto report = std::make_shared<SloReport>(*shown.report);
    auto board = std::make_shared<DecisionBoard>(*shown.report->board);
    board->conditions[2].reads[0].text = u"<b>all is well</b>\u202e\x07"_s;
    report->board = board;
    Q_EMIT shown.fake.slo.reportChanged(report);
    const QString said = shown.named<FactLabel>(u"Condition pods-bad"_s)->accessibleDescription();
    QVERIFY(said.contains(u"<b>"_s) && !said.contains(QChar(0x202e)) && !said.contains(QChar(7)));
    for (const QLabel *label : shown.dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestDecisionUi::opensByKeyAndButton()
{
    FakePorts fake;
    Theme theme;
    theme.applyTo(*qApp);
    MainWindow window(fake.ports(), &theme);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
    const SloReportPtr report = nightReport(fake.clock.now);
    window.openRollout(report->target, WorkloadKind::Rollout);
    const auto boards = [&window] { return window.findChildren<DecisionDialog *>(); };
    Q_EMIT fake.slo.reportChanged(report);
    QPushButton *button = nullptr;
    for (QPushButton *one : window.findChildren<QPushButton *>())
        if (one->accessibleName() == u"Decision board"_s)
            button = one;
    QVERIFY(button && button->isVisible());
    QCOMPARE(button->text(), u"Roll back now"_s);
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window.centralWidget(), Qt::Key_D);
    QTRY_COMPARE_WITH_TIMEOUT(boards().size(), 1, 20'000);
    QCOMPARE(fake.decisions.opened, QList<ObjectRef>{report->target});
    boards().first()->close();
    QTRY_COMPARE_WITH_TIMEOUT(boards().size(), 0, 20'000);
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(boards().size(), 1, 20'000);
}

QTEST_MAIN(TestDecisionUi)
#include "tst_ui_decision.moc"
