// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/effect.h"
#include "support/domainsamples.h"

#include <QTest>

#include <functional>

using namespace maestro;
using namespace maestro::test;

/// When an operation counts as done, and which guard moved when it was refused.
class TestEffects : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsDoneAtOnce_data();
    void nothingIsDoneAtOnce();
    void gatePassed();
    void gatePassedIsNotLost();
    void blueGreenSwitched();
    void stepSkipped();
    void fullyPromoted();
    void abortedWhenNobodyIsServed();
    void abortedRouted();
    void abortedBlueGreen();
    void retried();
    void pausedAndResumed();
    void restarted();
    void scaled();
    void templateInForce();
    void pendingUntilVisible();
    void neverPendingOnAnother();
    void otherObject();
    void withoutBefore();
    void preconditionNamed();
    void preconditionOfSecondStep();
};

namespace {

bool done(const OperationPlan &plan, const Rollout &now, const QList<ReplicaSet> &sets = twoSets(3, 1), const QList<Service> &services = {})
{
    return effectVisible(plan, *snapshotOf(now, sets, services));
}

/// As after a crash: only what the intent kept is known.
bool pending(const OperationPlan &plan, const Rollout &now, const QList<ReplicaSet> &sets = twoSets(3, 1))
{
    OperationPlan kept = plan;
    kept.request.uid = plan.before->rollout.meta.uid;
    kept.before.reset();
    return effectPending(kept, *snapshotOf(now, sets));
}

Rollout promotedFrom(Rollout r)
{
    r.stableHash = r.currentPodHash;
    r.currentStepIndex = int(r.steps.size());
    r.pauseConditions.clear();
    r.controllerPause = false;
    return r;
}

} // namespace

void TestEffects::nothingIsDoneAtOnce_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Rollout>("rollout");
    for (const Verb verb : {Verb::Promote, Verb::PromoteFull, Verb::SkipStep, Verb::Abort, Verb::Pause, Verb::Restart, Verb::Rollback, Verb::Scale})
        QTest::newRow(qPrintable(verbWord(verb))) << verb << canaryAtGate();
    QTest::newRow("retry") << Verb::Retry << abortedCanary();
    Rollout paused = canaryAtGate();
    paused.specPaused = true;
    QTest::newRow("resume") << Verb::Resume << paused;
    QTest::newRow("undo") << Verb::Rollback << healthyCanary();
}

void TestEffects::nothingIsDoneAtOnce()
{
    QFETCH(Verb, verb);
    QFETCH(Rollout, rollout);
    const OperationPlan plan = planFor(ask(verb), rollout);
    QVERIFY(plan.allowed.allowed);
    QVERIFY(!effectVisible(plan, *plan.before));
    QVERIFY(!failedPrecondition(plan, *plan.before));
}

void TestEffects::gatePassed()
{
    const OperationPlan plan = planFor(ask(Verb::Promote), canaryAtGate());
    Rollout now = canaryAtGate();
    now.pauseConditions.clear(); // our own write, the controller has not reacted
    QVERIFY(!done(plan, now));
    now.controllerPause = false;
    now.currentStepIndex = 2;
    QVERIFY(done(plan, now));
    now.currentPodHash = QStringLiteral("newer");
    QVERIFY(!done(plan, now));
    QVERIFY(done(plan, promotedFrom(canaryAtGate())));
}

void TestEffects::gatePassedIsNotLost()
{
    // O19: the controller forgot its mark, and will pause again at the same step
    const OperationPlan plan = planFor(ask(Verb::Promote), canaryAtGate());
    Rollout now = canaryAtGate();
    now.pauseConditions.clear();
    now.controllerPause = false;
    QVERIFY(!done(plan, now));
}

void TestEffects::blueGreenSwitched()
{
    const OperationPlan plan = planFor(ask(Verb::Promote), blueGreenAtGate());
    Rollout now = blueGreenAtGate();
    now.pauseConditions.clear();
    now.controllerPause = false;
    QVERIFY(!done(plan, now));
    now.activeHash = now.currentPodHash;
    QVERIFY(done(plan, now));
}

void TestEffects::stepSkipped()
{
    const OperationPlan plan = planFor(ask(Verb::SkipStep), canaryAtGate());
    Rollout now = canaryAtGate();
    now.pauseConditions.clear();
    now.controllerPause = false;
    now.currentStepIndex = 2; // all of this we wrote ourselves
    QVERIFY(!done(plan, now));
    Rollout reacted = now;
    reacted.message = QStringLiteral("more replicas need to be updated");
    QVERIFY(done(plan, reacted));
    Rollout pausedAgain = canaryAtGate(); // in the same second, at the next step
    pausedAgain.currentStepIndex = 2;
    QVERIFY(done(plan, pausedAgain));
    now.currentStepIndex = 3;
    QVERIFY(done(plan, now));
}

void TestEffects::fullyPromoted()
{
    const OperationPlan plan = planFor(ask(Verb::PromoteFull), canaryAtGate());
    Rollout now = canaryAtGate();
    now.promoteFull = true;
    QVERIFY(!done(plan, now));
    QVERIFY(done(plan, promotedFrom(now)));
    Rollout other = promotedFrom(now);
    other.currentPodHash = other.stableHash = QStringLiteral("newer");
    QVERIFY(!done(plan, other));
}

void TestEffects::abortedWhenNobodyIsServed()
{
    const OperationPlan plan = planFor(ask(Verb::Abort), canaryAtGate());
    Rollout now = canaryAtGate();
    now.abort = true;
    QVERIFY(!done(plan, now, twoSets(4, 0))); // asked, not noted by the controller
    now = abortedCanary();
    QVERIFY(!done(plan, now, twoSets(3, 1))); // O13: noted, the canary still serves
    QVERIFY(done(plan, now, twoSets(4, 0)));
    now.promoteFull = true;
    QVERIFY(!done(plan, now, twoSets(4, 0)));
}

void TestEffects::abortedRouted()
{
    Rollout before = canaryAtGate();
    before.traffic.present = true;
    before.traffic.routers = {QStringLiteral("istio")};
    const OperationPlan plan = planFor(ask(Verb::Abort), before);
    Rollout now = abortedCanary();
    now.traffic = before.traffic;
    now.recordedWeights = RecordedWeights {25, 75, {}};
    QVERIFY(!done(plan, now, twoSets(4, 1)));
    now.recordedWeights = RecordedWeights {0, 100, {}};
    QVERIFY(done(plan, now, twoSets(4, 1))); // its pods stay for the abort delay
}

void TestEffects::abortedBlueGreen()
{
    const OperationPlan plan = planFor(ask(Verb::Abort), blueGreenAtGate());
    Rollout now = abortedCanary();
    now.strategy = Strategy::BlueGreen;
    now.steps.clear();
    now.traffic.activeService = QStringLiteral("web-active");
    now.activeHash = QStringLiteral("aaa");
    QVERIFY(!done(plan, now, twoSets(4, 4), {serviceTo(QStringLiteral("web-active"), QStringLiteral("bbb"))}));
    QVERIFY(done(plan, now, twoSets(4, 4), {serviceTo(QStringLiteral("web-active"), QStringLiteral("aaa"))}));
    QVERIFY(done(plan, now, twoSets(4, 4))); // the Service cannot be read: the controller's copy
    now.activeHash = QStringLiteral("bbb");
    QVERIFY(!done(plan, now, twoSets(4, 4)));
}

void TestEffects::retried()
{
    const OperationPlan plan = planFor(ask(Verb::Retry), abortedCanary());
    Rollout now = abortedCanary();
    now.abort = false;
    QVERIFY(!done(plan, now)); // our write alone
    now.abortedAt.clear();
    QVERIFY(done(plan, now));
}

void TestEffects::pausedAndResumed()
{
    const OperationPlan pause = planFor(ask(Verb::Pause), canaryAtGate());
    Rollout now = canaryAtGate();
    now.specPaused = true;
    now.meta.generation = 4;
    QVERIFY(!done(pause, now));
    now.observedGeneration = QStringLiteral("4");
    QVERIFY(done(pause, now));
    const OperationPlan resume = planFor(ask(Verb::Resume), now);
    QVERIFY(!done(resume, now));
    now.specPaused = false;
    QVERIFY(done(resume, now));
}

void TestEffects::restarted()
{
    const OperationPlan plan = planFor(ask(Verb::Restart), canaryAtGate());
    Rollout now = canaryAtGate();
    now.restartAt = QStringLiteral("2026-11-21T09:02:00Z");
    QVERIFY(!done(plan, now));
    now.restartedAt = now.restartAt;
    QVERIFY(done(plan, now));
}

void TestEffects::scaled()
{
    OperationRequest request = ask(Verb::Scale);
    request.replicas = 6;
    const OperationPlan plan = planFor(request, canaryAtGate());
    Rollout now = canaryAtGate();
    now.specReplicas = 6;
    now.meta.generation = 4;
    QVERIFY(!done(plan, now)); // asked for, not seen by the controller
    now.observedGeneration = QStringLiteral("4");
    now.availableReplicas = 5;
    QVERIFY(!done(plan, now));
    now.availableReplicas = 6;
    QVERIFY(done(plan, now));
    now.specReplicas = 4; // somebody took it back
    QVERIFY(!done(plan, now));
}

void TestEffects::templateInForce()
{
    const OperationPlan plan = planFor(ask(Verb::Rollback), healthyCanary(), twoSets(4, 0));
    QCOMPARE(plan.effect.kind, EffectKind::TemplateInForce);
    Rollout now = healthyCanary();
    now.podTemplate = plan.effect.podTemplate;
    now.meta.generation = 4;
    QVERIFY(!done(plan, now)); // in spec, unseen by the controller
    now.observedGeneration = QStringLiteral("4");
    QVERIFY(!done(plan, now));
    now.currentPodHash = QStringLiteral("bbb");
    QVERIFY(done(plan, now));
    now.currentPodHash = QStringLiteral("a hash of its own");
    QVERIFY(done(plan, now));
    now.podTemplate = QJsonObject {{QStringLiteral("image"), QStringLiteral("app:v9")}};
    QVERIFY(!done(plan, now));
}

void TestEffects::pendingUntilVisible()
{
    const OperationPlan abort = planFor(ask(Verb::Abort), canaryAtGate());
    Rollout now = canaryAtGate();
    QVERIFY(!pending(abort, now)); // nothing was asked of it yet
    now.abort = true;
    QVERIFY(pending(abort, now)); // killed here: the abort stands, its pods are still there
    now.abortedAt = QStringLiteral("2026-11-21T09:02:00Z");
    QVERIFY(pending(abort, now));
    now.updatedReplicas = 0;
    QVERIFY(done(abort, now, twoSets(4, 0)));
    QVERIFY(!pending(abort, now, twoSets(4, 0)));

    const OperationPlan promote = planFor(ask(Verb::Promote), canaryAtGate());
    now = canaryAtGate();
    now.pauseConditions.clear();
    now.controllerPause = false;
    QVERIFY(pending(promote, now));
    now.abort = true; // somebody aborted before the controller looked
    QVERIFY(!pending(promote, now));

    const OperationPlan full = planFor(ask(Verb::PromoteFull), canaryAtGate());
    now = canaryAtGate();
    now.promoteFull = true;
    QVERIFY(pending(full, now));
    QVERIFY(!pending(full, promotedFrom(now)));

    const OperationPlan pause = planFor(ask(Verb::Pause), canaryAtGate());
    now = canaryAtGate();
    now.specPaused = true;
    now.meta.generation = 4;
    QVERIFY(pending(pause, now));
    now.specPaused = false;
    QVERIFY(!pending(pause, now));
}

/// What can never come is not waited for.
void TestEffects::neverPendingOnAnother()
{
    const OperationPlan plan = planFor(ask(Verb::Abort), canaryAtGate());
    Rollout now = canaryAtGate();
    now.abort = true;
    QVERIFY(pending(plan, now));
    now.currentPodHash = QStringLiteral("newer");
    QVERIFY(!pending(plan, now));
    now = canaryAtGate();
    now.abort = true;
    now.meta.uid = QStringLiteral("made anew");
    QVERIFY(!pending(plan, now));
    now = canaryAtGate();
    now.abort = true;
    now.promoteFull = true;
    QVERIFY(!pending(plan, now));
}

void TestEffects::otherObject()
{
    const OperationPlan plan = planFor(ask(Verb::PromoteFull), canaryAtGate());
    Rollout now = promotedFrom(canaryAtGate());
    now.meta.uid = QStringLiteral("made anew");
    QVERIFY(!effectVisible(plan, *snapshotOf(now)));
}

void TestEffects::withoutBefore()
{
    for (const Verb verb : {Verb::Promote, Verb::SkipStep, Verb::Abort}) {
        OperationPlan plan = planFor(ask(verb), canaryAtGate());
        plan.request.uid = QStringLiteral("uid-web");
        const RolloutSnapshotPtr before = plan.before;
        plan.before.reset();
        QVERIFY(!effectVisible(plan, *before));
        Rollout now = verb == Verb::Abort ? abortedCanary() : promotedFrom(canaryAtGate());
        QVERIFY(effectVisible(plan, *snapshotOf(now, twoSets(4, 0))));
        plan.request.uid.clear();
        QVERIFY(!effectVisible(plan, *snapshotOf(now, twoSets(4, 0))));
    }
}

void TestEffects::preconditionNamed()
{
    const OperationPlan plan = planFor(ask(Verb::Promote), canaryAtGate());
    Rollout now = canaryAtGate();
    now.currentStepIndex = 3;
    QCOMPARE(failedPrecondition(plan, *snapshotOf(now)), (FailedPrecondition {QStringLiteral("/status/currentStepIndex"), QStringLiteral("1"), QStringLiteral("3")}));
    now = canaryAtGate();
    now.meta.uid = QStringLiteral("other");
    QCOMPARE(failedPrecondition(plan, *snapshotOf(now))->path, QStringLiteral("/metadata/uid"));
    now = canaryAtGate();
    now.pauseConditions.clear();
    now.pauseConditionsRaw = QJsonValue(QJsonValue::Undefined);
    QCOMPARE(failedPrecondition(plan, *snapshotOf(now))->found, QStringLiteral("absent"));
    now = canaryAtGate();
    now.specPaused = true;
    QCOMPARE(failedPrecondition(plan, *snapshotOf(now)), (FailedPrecondition {QStringLiteral("/spec/paused"), QStringLiteral("absent"), QStringLiteral("true")}));

    // A row of the fleet cannot tell absent from false, as an abort leaves promoteFull: that is no change; true is.
    OperationPlan promote = plan;
    for (Guard &guard : promote.steps.first().guards)
        if (guard.field == GuardField::PromoteFull)
            guard.value = false;
    QVERIFY(promote.steps != plan.steps);
    QVERIFY(!failedPrecondition(promote, *snapshotOf(canaryAtGate())));
    now = canaryAtGate();
    now.promoteFull = true;
    QVERIFY(failedPrecondition(promote, *snapshotOf(now)));
}

void TestEffects::preconditionOfSecondStep()
{
    Rollout r = canaryAtGate();
    r.specPaused = true;
    const OperationPlan plan = planFor(ask(Verb::Promote), r);
    Rollout now = r;
    QVERIFY(!failedPrecondition(plan, *snapshotOf(now), 0));
    QCOMPARE(failedPrecondition(plan, *snapshotOf(now), 1)->path, QStringLiteral("/spec/paused"));
    QVERIFY(!failedPrecondition(plan, *snapshotOf(now), 2));
}

QTEST_GUILESS_MAIN(TestEffects)
#include "tst_domain_effects.moc"
