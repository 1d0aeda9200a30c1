// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/automation/automationstatus.h"
#include "support/domainsamples.h"

#include <QTest>

#include <functional>

using namespace maestro;
using namespace maestro::test;
using What = AutomationChoice::What;
using Block = AutomationBlock;

/// When the console may act by itself, and every reason why it may not (AUT-01, AUT-02, AUT-19).
class TestAutomation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void choices_data();
    void choices();
    void breaker();
    void keys();
    void withoutAPolicy();
    void beforehand_data();
    void beforehand();
};

namespace {

using Edit = std::function<void(AutomationFacts &, Policy &, SloReport &)>;

/// A canary that waits at its gate, judged by a policy that lets the console do everything.
AutomationFacts facts(Decision decision, const Edit &edit = {})
{
    Policy policy;
    policy.name = QStringLiteral("shop");
    PolicyService service;
    service.name = QStringLiteral("web");
    service.strategy = QStringLiteral("ladder");
    policy.services = {service};
    PolicyStrategy strategy;
    strategy.name = QStringLiteral("ladder");
    strategy.automation = {Automation::Owner::Console, Automation::Promote::Auto, Automation::Abort::Auto};
    PolicyPhase phase;
    phase.name = QStringLiteral("first");
    phase.dwellMin = std::chrono::minutes(10);
    strategy.phases = {phase};
    policy.strategies = {strategy};
    policy.gateSets.insert(QStringLiteral("breakers"), {QStringLiteral("breaker-errors")});
    SloReport report;
    report.policy = policy.name;
    report.service = service.name;
    report.phase = phase.name;
    report.decision = {at("2026-11-21T09:30:00Z"), decision, QStringLiteral("errors")};
    AutomationFacts made;
    made.rollout = canaryAtGate(); // paused since 09:00
    made.current = true;
    made.leaseHeld = true;
    made.now = at("2026-11-21T09:30:00Z");
    if (edit)
        edit(made, policy, report);
    made.policy = std::make_shared<const Policy>(policy);
    made.report = std::make_shared<const SloReport>(report);
    return made;
}

} // namespace

Q_DECLARE_METATYPE(AutomationFacts)

void TestAutomation::choices_data()
{
    QTest::addColumn<AutomationFacts>("known");
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("block");
    QTest::addColumn<QString>("verb");
    const auto row = [](const char *name, const AutomationFacts &known, What what, Block block, const char *verb) {
        QTest::newRow(name) << known << int(what) << int(block) << QString::fromLatin1(verb);
    };
    const auto with = [](Decision decision, const Edit &edit) { return facts(decision, edit); };
    row("all pass", facts(Decision::Promote), What::Act, Block::None, "promote");
    row("a gate failed", facts(Decision::Rollback), What::Act, Block::None, "abort");
    row("immediate", facts(Decision::Immediate), What::Act, Block::None, "abort");
    row("hold", facts(Decision::Hold), What::Nothing, Block::None, "");
    row("a gate failed, stood down", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.standsDown = true; }), What::Skip, Block::StoodDown, "abort");
    row("all pass, stood down", with(Decision::Promote, [](AutomationFacts &f, auto &, auto &) { f.standsDown = true; }), What::Nothing, Block::StoodDown, "promote");
    row("conflict is a person's", facts(Decision::Conflict), What::Skip, Block::Conflict, "");
    row("controller owns it", with(Decision::Rollback, [](auto &, Policy &p, auto &) { p.strategies[0].automation.owner = Automation::Owner::Controller; }),
        What::Skip, Block::NotOwner, "abort");
    row("nobody owns it", with(Decision::Rollback, [](auto &, Policy &p, auto &) { p.strategies[0].automation.owner = Automation::Owner::None; }), What::Skip,
        Block::NotOwner, "abort");
    row("a promote of another owner", with(Decision::Promote, [](auto &, Policy &p, auto &) { p.strategies[0].automation.owner = Automation::Owner::Controller; }),
        What::Nothing, Block::NotOwner, "promote");
    row("recommend only", with(Decision::Rollback, [](auto &, Policy &p, auto &) { p.strategies[0].automation.abort = Automation::Abort::Recommend; }), What::Skip,
        Block::RecommendOnly, "abort");
    row("promote needs a yes", with(Decision::Promote, [](auto &, Policy &p, auto &) { p.strategies[0].automation.promote = Automation::Promote::Confirm; }),
        What::Nothing, Block::RecommendOnly, "promote");
    row("the phase needs a yes", with(Decision::Promote, [](auto &, Policy &p, auto &) { p.strategies[0].phases[0].promote = Automation::Promote::Approve; }),
        What::Nothing, Block::RecommendOnly, "promote");
    row("the phase is not known", with(Decision::Promote, [](auto &, auto &, SloReport &r) { r.phase = QStringLiteral("elsewhere"); }), What::Nothing,
        Block::RecommendOnly, "promote");
    row("old data", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.current = false; }), What::Wait, Block::DataOld, "abort");
    row("no Lease", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.leaseHeld = false; }), What::Wait, Block::NoLease, "abort");
    row("dwell not over", with(Decision::Promote, [](AutomationFacts &f, auto &, auto &) { f.now = at("2026-11-21T09:09:59Z"); }), What::Wait, Block::DwellNotMet,
        "promote");
    row("dwell just over", with(Decision::Promote, [](AutomationFacts &f, auto &, auto &) { f.now = at("2026-11-21T09:10:00Z"); }), What::Act, Block::None, "promote");
    row("an abort needs no dwell", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.now = at("2026-11-21T09:00:01Z"); }), What::Act, Block::None,
        "abort");
    row("done once", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.attempts = 1; f.settled = false; }), What::Nothing, Block::AlreadyTried,
        "abort");
    row("refused once, unchanged", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.attempts = 1; }), What::Act, Block::None, "abort");
    row("refused three times", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.attempts = 3; }), What::Nothing, Block::AlreadyTried, "abort");
    row("aborted by the controller", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.rollout = abortedCanary(); }), What::Nothing, Block::None, "");
    row("aborted, conflict", with(Decision::Conflict, [](AutomationFacts &f, auto &, auto &) { f.rollout = abortedCanary(); }), What::Nothing, Block::None, "");
    row("nothing under way", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.rollout = healthyCanary(); }), What::Nothing, Block::None, "");
    row("not yet observed", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.rollout.meta.generation = 9; }), What::Nothing, Block::None, "");
    row("a person paused it", with(Decision::Promote, [](AutomationFacts &f, auto &, auto &) { f.rollout.specPaused = true; }), What::Nothing, Block::None, "");
    row("it goes on by itself", with(Decision::Promote, [](AutomationFacts &f, auto &, auto &) { f.rollout.pauseConditions.clear(); f.rollout.controllerPause = false; }),
        What::Nothing, Block::None, "");
}

void TestAutomation::choices()
{
    QFETCH(AutomationFacts, known);
    QFETCH(int, what);
    QFETCH(int, block);
    QFETCH(QString, verb);
    const AutomationChoice choice = automationChoice(known);
    QCOMPARE(int(choice.what), what);
    QCOMPARE(int(choice.block), block);
    QCOMPARE(choice.verb ? verbWord(*choice.verb) : QString(), verb);
    if (choice.what == What::Act || choice.what == What::Skip) {
        QCOMPARE(choice.trigger.rule, QStringLiteral("errors"));
        QCOMPARE(choice.trigger.kind, TriggerKind::Gate);
        QVERIFY(choice.trigger.release.startsWith(QStringLiteral("uid-web/bbb/")));
    }
}

void TestAutomation::breaker()
{
    const AutomationChoice choice = automationChoice(facts(Decision::Rollback, [](auto &, auto &, SloReport &r) { r.decision.rule = QStringLiteral("breaker-errors"); }));
    QCOMPARE(choice.trigger.kind, TriggerKind::Breaker);
    QCOMPARE(triggerWord(choice.trigger.kind), QStringLiteral("breaker"));
}

void TestAutomation::keys()
{
    Rollout rollout = canaryAtGate();
    const QString first = releaseKey(rollout, Verb::Promote);
    rollout.currentStepIndex = 3;
    QVERIFY(releaseKey(rollout, Verb::Promote) != first); // the next gate is another promotion
    const QString abort = releaseKey(rollout, Verb::Abort);
    rollout.currentStepIndex = 1;
    QCOMPARE(releaseKey(rollout, Verb::Abort), abort); // and yet one release
    rollout.currentPodHash = QStringLiteral("ccc");
    QVERIFY(releaseKey(rollout, Verb::Abort) != abort);
}

void TestAutomation::withoutAPolicy()
{
    AutomationFacts known = facts(Decision::Rollback);
    known.policy = nullptr;
    QCOMPARE(automationChoice(known), AutomationChoice {});
    known = facts(Decision::Rollback, [](auto &, Policy &p, auto &) { p.strategies.clear(); });
    QCOMPARE(automationChoice(known), AutomationChoice {});
    known = facts(Decision::Rollback);
    known.report = nullptr;
    QCOMPARE(automationChoice(known), AutomationChoice {});
}

void TestAutomation::beforehand_data()
{
    using Mood = AutomationStatus::Mood;
    QTest::addColumn<AutomationFacts>("known");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<int>("mood");
    QTest::addColumn<QStringList>("rules");
    QTest::addColumn<bool>("promotes");
    const QStringList both {QStringLiteral("errors"), QStringLiteral("no-pods")};
    const Edit ruled = [](auto &, Policy &policy, auto &) {
        PolicyGate errors;
        errors.name = QStringLiteral("errors");
        errors.onFail = OnFail::Rollback;
        PolicyGate shown = errors;
        shown.name = QStringLiteral("shown");
        shown.showOnly = true;
        PolicyGate patient = errors;
        patient.name = QStringLiteral("patient");
        patient.onFail = OnFail::Hold;
        policy.gates = {errors, shown, patient};
        policy.strategies[0].phases[0].gates = {QStringLiteral("errors"), QStringLiteral("shown"), QStringLiteral("patient")};
        DecisionRule immediate;
        immediate.id = QStringLiteral("no-pods");
        policy.decisions.immediate = {immediate};
        DecisionRule hold;
        hold.id = QStringLiteral("only-holds");
        policy.decisions.hold = {hold};
    };
    const auto with = [&](Decision decision, const Edit &edit) {
        return facts(decision, [&](AutomationFacts &f, Policy &p, SloReport &r) {
            ruled(f, p, r);
            edit(f, p, r);
        });
    };
    const auto row = [](const char *name, const AutomationFacts &known, const char *holder, Mood mood, const QStringList &rules, bool promotes) {
        QTest::newRow(name) << known << QString::fromLatin1(holder) << int(mood) << rules << promotes;
    };
    const Edit same = [](auto &, auto &, auto &) {};
    row("calm", with(Decision::Hold, same), "us", Mood::Ready, both, true);
    row("asked for", with(Decision::Rollback, same), "us", Mood::Acting, both, true);
    row("another holds it", with(Decision::Hold, [](AutomationFacts &f, auto &, auto &) { f.leaseHeld = false; }), "them", Mood::StandsBy, both, true);
    row("another holds it, a gate fails", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.leaseHeld = false; }), "them", Mood::StandsBy, both, true);
    row("nobody holds it", with(Decision::Hold, [](AutomationFacts &f, auto &, auto &) { f.leaseHeld = false; }), "", Mood::Waits, both, true);
    row("old data", with(Decision::Hold, [](AutomationFacts &f, auto &, auto &) { f.current = false; }), "us", Mood::Waits, both, true);
    row("the pause is too short", with(Decision::Promote, [](AutomationFacts &f, auto &, auto &) { f.now = f.now.addSecs(-29 * 60); }), "us", Mood::Waits, both, true);
    row("tried", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.attempts = 1; f.settled = false; }), "us", Mood::WillNot, both, true);
    row("conflict", with(Decision::Conflict, same), "us", Mood::WillNot, both, true);
    row("stood down", with(Decision::Rollback, [](AutomationFacts &f, auto &, auto &) { f.standsDown = true; }), "", Mood::StoodDown, both, true);
    row("aborts only", with(Decision::Promote, [](auto &, Policy &p, auto &) { p.strategies[0].automation.promote = Automation::Promote::Confirm; }), "us",
        Mood::Ready, both, false);
    row("promotes only", with(Decision::Rollback, [](auto &, Policy &p, auto &) { p.strategies[0].automation.abort = Automation::Abort::Recommend; }), "us",
        Mood::WillNot, {}, true);
    row("recommends only", with(Decision::Hold, [](auto &, Policy &p, auto &) {
            p.strategies[0].automation = {Automation::Owner::Console, Automation::Promote::Confirm, Automation::Abort::Recommend};
        }), "us", Mood::WillNot, {}, false);
}

/// What is said before anything is done agrees with what would be done.
void TestAutomation::beforehand()
{
    QFETCH(AutomationFacts, known);
    const AutomationChoice choice = automationChoice(known);
    const std::shared_ptr<AutomationStatus> status = automationStatus(known, choice);
    QVERIFY(status);
    QFETCH(QString, holder);
    status->leaseHolder = holder;
    QTEST(int(moodOf(*status)), "mood");
    QTEST(status->abortRules, "rules");
    QTEST(status->promotes, "promotes");
    QCOMPARE(moodOf(*status) == AutomationStatus::Mood::Acting, choice.what == What::Act);
    AutomationFacts others = known;
    Policy policy = *known.policy;
    policy.strategies[0].automation.owner = Automation::Owner::Controller;
    others.policy = std::make_shared<const Policy>(policy);
    QVERIFY(!automationStatus(others, automationChoice(others)));
}

QTEST_APPLESS_MAIN(TestAutomation)
#include "tst_domain_automation.moc"
