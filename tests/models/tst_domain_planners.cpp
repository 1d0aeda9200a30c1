// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/domainsamples.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Promote, abort and the verbs on spec: steps, guards, warnings. Vectors B1 to B6 and P11; O9, O11 to O14, O19.
class TestPlanners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promoteAtGate();
    void promotePausedByHand();
    void promoteBetweenGates();
    void promoteAtLastStep();
    void promoteInconclusive();
    void promoteBlueGreen();
    void skipAtGate();
    void promoteFull();
    void promoteFullPausedByHand();
    void abortGuardsLittle();
    void abortPausedByHand();
    void abortRoutedPausedByHand();
    void abortWarnings();
    void retryAndPauseAndResume();
    void restart();
    void scale();
    void expectations_data();
    void expectations();
    void replacedObject();
    void refusedPlansAreEmpty();
    void receivedValuesAreGuarded();
    void digestChangesWithEverything();
};

namespace {

std::optional<QJsonValue> guardOf(const PatchStep &step, GuardField field)
{
    for (const Guard &guard : step.guards)
        if (guard.field == field)
            return guard.value;
    return std::nullopt;
}

QList<ChangeKind> kinds(const PatchStep &step)
{
    QList<ChangeKind> list;
    for (const Change &change : step.changes)
        list.append(change.kind);
    return list;
}

const QJsonValue absent = QJsonValue(QJsonValue::Null);

} // namespace

void TestPlanners::promoteAtGate()
{
    const Rollout r = canaryAtGate(); // B1
    const OperationPlan plan = planFor(ask(Verb::Promote), r);
    QVERIFY(plan.allowed.allowed);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().target, PatchTarget::Status);
    QCOMPARE(kinds(plan.steps.first()), QList<ChangeKind> {ChangeKind::ClearPause});
    // O9, O10, O11: object, version, step, the whole pause and the controller's mark
    QCOMPARE(guardOf(plan.steps.first(), GuardField::Uid), std::optional<QJsonValue>(QStringLiteral("uid-web")));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::CurrentPodHash), std::optional<QJsonValue>(QStringLiteral("bbb")));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::StepIndex), std::optional<QJsonValue>(1));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::PauseConditions), std::optional<QJsonValue>(r.pauseConditionsRaw));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::ControllerPause), std::optional<QJsonValue>(true));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::Abort), std::optional<QJsonValue>(absent));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::SpecPaused), std::optional<QJsonValue>(absent));
    QCOMPARE(plan.effect.kind, EffectKind::GatePassed);
    QCOMPARE(plan.effect.fromStep, std::optional<int>(1));
}

void TestPlanners::promotePausedByHand()
{
    Rollout r = canaryAtGate(); // B2 and O19: the pause of the spec first, or the promote is lost
    r.specPaused = true;
    const OperationPlan plan = planFor(ask(Verb::Promote), r);
    QCOMPARE(plan.steps.size(), 2);
    QCOMPARE(plan.steps.at(0).target, PatchTarget::Main);
    QCOMPARE(plan.steps.at(0).changes, QList<Change>({{ChangeKind::SetPaused, false}}));
    QCOMPARE(guardOf(plan.steps.at(0), GuardField::SpecPaused), std::optional<QJsonValue>(true));
    QCOMPARE(guardOf(plan.steps.at(0), GuardField::StepIndex), std::optional<QJsonValue>(1));
    QCOMPARE(plan.steps.at(1).target, PatchTarget::Status);
    QCOMPARE(kinds(plan.steps.at(1)), QList<ChangeKind> {ChangeKind::ClearPause});
    QCOMPARE(guardOf(plan.steps.at(1), GuardField::SpecPaused), std::optional<QJsonValue>(false));
    QVERIFY(warns(plan, WarningCode::PromoteAlsoUnpauses));
}

void TestPlanners::promoteBetweenGates()
{
    Rollout r = canaryAtGate(); // B3
    r.steps[1] = stepOf(StepKind::Analysis, QStringLiteral("analysis"));
    r.pauseConditions.clear();
    r.pauseConditionsRaw = QJsonValue(QJsonValue::Undefined);
    r.controllerPause = false;
    const OperationPlan plan = planFor(ask(Verb::Promote), r);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().changes, QList<Change>({{ChangeKind::SetStepIndex, 2}}));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::StepIndex), std::optional<QJsonValue>(1));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::PauseConditions), std::optional<QJsonValue>(absent));
    QVERIFY(warns(plan, WarningCode::SkipsAnalysis));
}

void TestPlanners::promoteAtLastStep()
{
    Rollout r = canaryAtGate(); // B4
    r.currentStepIndex = 3;
    r.pauseConditions.clear();
    r.controllerPause = false;
    const OperationPlan plan = planFor(ask(Verb::Promote), r);
    QCOMPARE(plan.steps.first().changes, QList<Change>({{ChangeKind::SetStepIndex, 4}}));
}

void TestPlanners::promoteInconclusive()
{
    Rollout r = canaryAtGate();
    r.steps[1] = stepOf(StepKind::Analysis, QStringLiteral("analysis"));
    pauseBy(r, QStringLiteral("InconclusiveAnalysisRun"));
    r.analysis = {{QStringLiteral("step"), QStringLiteral("web-1"), QStringLiteral("Inconclusive"), {}}};
    const OperationPlan step = planFor(ask(Verb::Promote), r);
    QCOMPARE(kinds(step.steps.first()), QList<ChangeKind>({ChangeKind::ClearPause, ChangeKind::ClearControllerPause, ChangeKind::SetStepIndex}));
    QCOMPARE(step.effect.kind, EffectKind::StepSkipped);
    r.analysis.first().kind = QStringLiteral("background");
    QCOMPARE(kinds(planFor(ask(Verb::Promote), r).steps.first()), QList<ChangeKind> {ChangeKind::ClearPause});
}

void TestPlanners::promoteBlueGreen()
{
    const OperationPlan plan = planFor(ask(Verb::Promote), blueGreenAtGate());
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(guardOf(plan.steps.first(), GuardField::StepIndex), std::nullopt);
    QCOMPARE(kinds(plan.steps.first()), QList<ChangeKind> {ChangeKind::ClearPause});
}

void TestPlanners::skipAtGate()
{
    const OperationPlan plan = planFor(ask(Verb::SkipStep), canaryAtGate());
    // the controller's mark goes too: left true, a following pause would count as resumed (O11)
    QCOMPARE(kinds(plan.steps.first()), QList<ChangeKind>({ChangeKind::ClearPause, ChangeKind::ClearControllerPause, ChangeKind::SetStepIndex}));
    QCOMPARE(plan.steps.first().changes.last().value, QJsonValue(2));
    QVERIFY(warns(plan, WarningCode::SkipsGates));
}

void TestPlanners::promoteFull()
{
    Rollout r = canaryAtGate();
    r.steps.append(stepOf(StepKind::Analysis, QStringLiteral("analysis")));
    const OperationPlan plan = planFor(ask(Verb::PromoteFull), r);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().changes, QList<Change>({{ChangeKind::SetPromoteFull, true}}));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::Generation), std::optional<QJsonValue>(qint64(3)));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::StableHash), std::optional<QJsonValue>(QStringLiteral("aaa")));
    QCOMPARE(plan.warnings.at(0), (PlanWarning {WarningCode::SkipsGates, {QStringLiteral("2"), QStringLiteral("4")}}));
    QCOMPARE(plan.warnings.at(1), (PlanWarning {WarningCode::SkipsAnalysis, {QStringLiteral("5")}}));
    QVERIFY(!planFor(ask(Verb::PromoteFull), healthyCanary()).allowed.allowed); // B6
}

void TestPlanners::promoteFullPausedByHand()
{
    Rollout r = canaryAtGate();
    r.specPaused = true;
    const OperationPlan plan = planFor(ask(Verb::PromoteFull), r);
    QCOMPARE(plan.steps.size(), 2);
    QCOMPARE(plan.steps.at(0).target, PatchTarget::Main);
    QCOMPARE(guardOf(plan.steps.at(0), GuardField::Generation), std::optional<QJsonValue>(qint64(3)));
    QCOMPARE(guardOf(plan.steps.at(1), GuardField::Generation), std::optional<QJsonValue>(qint64(4)));
}

void TestPlanners::abortGuardsLittle()
{
    const OperationPlan plan = planFor(ask(Verb::Abort), canaryAtGate());
    QCOMPARE(plan.steps.size(), 1);
    QList<GuardField> fields;
    for (const Guard &guard : plan.steps.first().guards)
        fields.append(guard.field);
    QCOMPARE(fields, QList<GuardField>({GuardField::Uid, GuardField::CurrentPodHash, GuardField::Abort}));
    // P11, O12: in one request with the withdrawal of a full promotion, also of one that comes in between
    QCOMPARE(kinds(plan.steps.first()), QList<ChangeKind>({ChangeKind::ClearPromoteFull, ChangeKind::SetAbort}));
    Rollout promoting = canaryAtGate();
    promoting.promoteFull = true;
    const OperationPlan against = planFor(ask(Verb::Abort), promoting);
    QCOMPARE(against.steps, plan.steps);
    QVERIFY(warns(against, WarningCode::ResetsPromoteFull));
    QVERIFY(!warns(plan, WarningCode::ResetsPromoteFull));
}

void TestPlanners::abortPausedByHand()
{
    for (Rollout r : {canaryAtGate(), blueGreenAtGate()}) { // O13
        r.specPaused = true;
        const OperationPlan plan = planFor(ask(Verb::Abort), r);
        QCOMPARE(plan.steps.size(), 2);
        QCOMPARE(plan.steps.at(0).target, PatchTarget::Status);
        QCOMPARE(plan.steps.at(1).target, PatchTarget::Main);
        QCOMPARE(plan.steps.at(1).changes, QList<Change>({{ChangeKind::SetPaused, false}}));
        QCOMPARE(guardOf(plan.steps.at(1), GuardField::Abort), std::optional<QJsonValue>(true));
        QCOMPARE(guardOf(plan.steps.at(1), GuardField::SpecPaused), std::optional<QJsonValue>(true));
        QVERIFY(warns(plan, WarningCode::AbortWhilePaused));
    }
}

void TestPlanners::abortRoutedPausedByHand()
{
    Rollout r = canaryAtGate();
    r.specPaused = true;
    r.traffic.present = true;
    const OperationPlan plan = planFor(ask(Verb::Abort), r);
    QCOMPARE(plan.steps.size(), 1);
    QVERIFY(plan.warnings.contains({WarningCode::AbortWhilePaused, {QStringLiteral("routed")}}));
}

void TestPlanners::abortWarnings()
{
    Rollout r = canaryAtGate();
    r.traffic.dynamicStableScale = true;
    r.meta.annotations.insert(QStringLiteral("argocd.argoproj.io/tracking-id"), QStringLiteral("x"));
    const OperationPlan plan = planFor(ask(Verb::Abort), r, twoSets(0, 4));
    QVERIFY(warns(plan, WarningCode::AbortKeepsSpec));
    QVERIFY(warns(plan, WarningCode::DynamicStableScale));
    QVERIFY(warns(plan, WarningCode::LowReplicas));
    QVERIFY(!warns(plan, WarningCode::GitOpsWillRevert)); // status only: self-heal leaves it
    QVERIFY(warns(planFor(ask(Verb::Pause), r), WarningCode::GitOpsWillRevert));
    QVERIFY(!warns(planFor(ask(Verb::Abort), canaryAtGate()), WarningCode::LowReplicas));
}

void TestPlanners::retryAndPauseAndResume()
{
    const OperationPlan retry = planFor(ask(Verb::Retry), abortedCanary());
    QCOMPARE(kinds(retry.steps.first()), QList<ChangeKind> {ChangeKind::ClearAbort});
    QCOMPARE(guardOf(retry.steps.first(), GuardField::Abort), std::optional<QJsonValue>(true));

    const OperationPlan pause = planFor(ask(Verb::Pause), canaryAtGate());
    QCOMPARE(pause.steps.first().target, PatchTarget::Main);
    QCOMPARE(pause.steps.first().changes, QList<Change>({{ChangeKind::SetPaused, true}}));
    QCOMPARE(guardOf(pause.steps.first(), GuardField::SpecPaused), std::optional<QJsonValue>(absent));

    Rollout paused = canaryAtGate();
    paused.specPaused = true;
    const OperationPlan resume = planFor(ask(Verb::Resume), paused);
    QCOMPARE(resume.steps.size(), 1); // the gate stays shut
    QCOMPARE(resume.steps.first().changes, QList<Change>({{ChangeKind::SetPaused, false}}));
}

void TestPlanners::restart()
{
    Rollout r = canaryAtGate();
    r.restartAt = r.restartedAt = QStringLiteral("2026-11-20T00:00:00Z");
    const OperationPlan plan = planFor(ask(Verb::Restart), r);
    QCOMPARE(plan.steps.first().changes, QList<Change>({{ChangeKind::SetRestartAt, QStringLiteral("2026-11-21T09:02:00Z")}}));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::RestartAt), std::optional<QJsonValue>(QStringLiteral("2026-11-20T00:00:00Z")));

    Rollout d = healthyCanary();
    d.workload = WorkloadKind::Deployment;
    const OperationPlan bare = planFor(ask(Verb::Restart), d);
    QVERIFY(bare.steps.first().changes.first().value.isObject());
    QVERIFY(warns(bare, WarningCode::RestartNewRevision));
    d.podTemplate.insert(QStringLiteral("metadata"), QJsonObject {{QStringLiteral("annotations"), QJsonObject {}}});
    QCOMPARE(planFor(ask(Verb::Restart), d).steps.first().changes.first().value, QJsonValue(QStringLiteral("2026-11-21T09:02:00Z")));
    d.podTemplate = {}; // what is watched has no template, what is planned has
    RolloutSnapshot watched;
    watched.rollout = d;
    QVERIFY(allowedNow(Verb::Restart, watched, {FreshnessState::Live, 0}).allowed);
    QCOMPARE(int(planFor(ask(Verb::Restart), d).allowed.code), int(RefusalCode::TemplateUnknown));
}

void TestPlanners::scale()
{
    Rollout r = canaryAtGate();
    r.specReplicas = 3;
    r.received.insert(QStringLiteral("/spec/replicas"), 3);
    r.received.insert(QStringLiteral("/metadata/uid"), r.meta.uid);
    OperationRequest five = ask(Verb::Scale);
    const OperationPlan preset = planFor(five, r);
    QCOMPARE(preset.steps.first().target, PatchTarget::Main);
    QCOMPARE(preset.steps.first().changes, QList<Change>({{ChangeKind::SetReplicas, 5}}));
    QCOMPARE(guardOf(preset.steps.first(), GuardField::Replicas), std::optional<QJsonValue>(3));
    QVERIFY(guardOf(preset.steps.first(), GuardField::Uid).has_value());
    QVERIFY(warns(preset, WarningCode::AutoscalerMayRevert) && !warns(preset, WarningCode::FewerPods));
    QCOMPARE(preset.effect.replicas, std::optional(5));
    five.replicas = 2;
    QVERIFY(warns(planFor(five, r), WarningCode::FewerPods));
    for (const auto &[count, code] : {std::pair(3, RefusalCode::SameReplicas), std::pair(0, RefusalCode::ReplicasOutOfRange), std::pair(-1, RefusalCode::ReplicasOutOfRange), std::pair(101, RefusalCode::ReplicasOutOfRange)}) {
        five.replicas = count;
        const OperationPlan refused = planFor(five, r);
        QVERIFY(!refused.allowed.allowed && refused.steps.isEmpty());
        QCOMPARE(int(refused.allowed.code), int(code));
    }
    r.received.remove(QStringLiteral("/spec/replicas")); // absent: 1
    r.specReplicas = 1;
    QCOMPARE(guardOf(planFor(ask(Verb::Scale), r).steps.first(), GuardField::Replicas), std::optional<QJsonValue>(absent));
    r.workload = WorkloadKind::Deployment;
    QVERIFY(planFor(ask(Verb::Scale), r).allowed.allowed);
}

void TestPlanners::expectations_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<QString>("hash");
    QTest::addColumn<int>("step");
    QTest::addColumn<QStringList>("moved");
    QTest::newRow("all as expected") << 2 << QStringLiteral("bbb") << 1 << QStringList();
    QTest::newRow("revision") << 3 << QStringLiteral("bbb") << 1 << QStringList({QStringLiteral("/metadata/annotations/rollout.argoproj.io~1revision"), QStringLiteral("3"), QStringLiteral("2")});
    QTest::newRow("hash") << 2 << QStringLiteral("ccc") << 1 << QStringList({QStringLiteral("/status/currentPodHash"), QStringLiteral("ccc"), QStringLiteral("bbb")});
    QTest::newRow("step") << 2 << QStringLiteral("bbb") << 0 << QStringList({QStringLiteral("/status/currentStepIndex"), QStringLiteral("0"), QStringLiteral("1")});
}

void TestPlanners::expectations()
{
    QFETCH(int, revision);
    QFETCH(QString, hash);
    QFETCH(int, step);
    QFETCH(QStringList, moved);
    OperationRequest request = ask(Verb::Abort);
    request.expectRevision = revision;
    request.expectHash = hash;
    request.expectStep = step;
    const OperationPlan plan = planFor(request, canaryAtGate());
    QCOMPARE(plan.allowed.allowed, moved.isEmpty());
    QCOMPARE(plan.allowed.arguments, moved);
    if (!moved.isEmpty())
        return;
    QCOMPARE(guardOf(plan.steps.first(), GuardField::RevisionAnnotation), std::optional<QJsonValue>(QStringLiteral("2")));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::StepIndex), std::optional<QJsonValue>(1));
    QCOMPARE(plan.steps.first().guards.size(), 5); // no guard twice
}

void TestPlanners::replacedObject()
{
    OperationRequest request = ask(Verb::Abort);
    request.uid = QStringLiteral("uid-before");
    QCOMPARE(int(planFor(request, canaryAtGate()).allowed.code), int(RefusalCode::ObjectReplaced));
}

void TestPlanners::refusedPlansAreEmpty()
{
    for (const Verb verb : {Verb::Promote, Verb::PromoteFull, Verb::SkipStep, Verb::Abort, Verb::Retry, Verb::Resume}) {
        const OperationPlan plan = planFor(ask(verb), healthyCanary());
        QVERIFY(!plan.allowed.allowed);
        QVERIFY(plan.steps.isEmpty() && plan.warnings.isEmpty());
    }
    QVERIFY(!planOperation(ask(Verb::Abort), nullptr, {}, nullptr, {}).allowed.allowed);
}

void TestPlanners::receivedValuesAreGuarded()
{
    Rollout r = canaryAtGate(); // an explicit false is not an absent field
    r.received = {{QStringLiteral("/status/abort"), false}, {QStringLiteral("/spec/paused"), false}, {QStringLiteral("/status/currentStepIndex"), 1}};
    const OperationPlan plan = planFor(ask(Verb::Promote), r);
    QCOMPARE(guardOf(plan.steps.first(), GuardField::Abort), std::optional<QJsonValue>(false));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::SpecPaused), std::optional<QJsonValue>(false));
    QCOMPARE(guardOf(plan.steps.first(), GuardField::PromoteFull), std::optional<QJsonValue>(absent));
}

void TestPlanners::digestChangesWithEverything()
{
    OperationPlan plan = planFor(ask(Verb::Abort), canaryAtGate());
    plan.requests = {{QStringLiteral("PATCH"), QStringLiteral("/a"), QStringLiteral("t"), "b"}};
    const QString first = planDigest(plan);
    QCOMPARE(first.size(), 64);
    QCOMPARE(planDigest(plan), first);
    QSet<QString> seen {first};
    plan.requests[0].body = "c";
    seen.insert(planDigest(plan));
    plan.requests[0].path = QStringLiteral("/ac");
    plan.requests[0].body.clear();
    seen.insert(planDigest(plan));
    plan.request.verb = Verb::Retry;
    seen.insert(planDigest(plan));
    plan.server = QStringLiteral("https://elsewhere");
    seen.insert(planDigest(plan));
    plan.requests.append(plan.requests.first());
    seen.insert(planDigest(plan));
    QCOMPARE(seen.size(), 6);
}

QTEST_GUILESS_MAIN(TestPlanners)
#include "tst_domain_planners.moc"
