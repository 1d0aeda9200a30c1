// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/domainsamples.h"

#include "domain/rollout/fleet.h"

#include <QTest>

#include <functional>

using namespace maestro;
using namespace maestro::test;

using Edit = std::function<void(Rollout &)>;
Q_DECLARE_METATYPE(Edit)

/// Vectors P1 to P10 of argo-semantics.md, the Deployment rules of kubectl, attention, and members of Rollout.
class TestPhases : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void phase_data();
    void phase();
    void deployment_data();
    void deployment();
    void attention_data();
    void attention();
    void unreadablePaths_data();
    void unreadablePaths();
    void gitOps();
    void indexBeyondSteps();
};

void TestPhases::phase_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("observed");
    const auto row = [](const char *name, const Edit &edit, RolloutPhase phase, const char *message, bool observed = true) {
        QTest::newRow(name) << edit << int(phase) << QString::fromLatin1(message) << observed;
    };
    const auto computed = [](const Edit &edit) {
        return Edit([edit](Rollout &r) {
            r.phaseText.clear();
            r.message.clear();
            edit(r);
        });
    };
    using P = RolloutPhase;
    row("P1", [](Rollout &r) { r.meta.generation = 5; r.observedGeneration = QStringLiteral("4"); }, P::Progressing, "waiting for rollout spec update to be observed", false);
    row("P2", [](Rollout &r) { r.meta.generation = 5; r.observedGeneration = QStringLiteral("6"); }, P::Healthy, "");
    row("P3", [](Rollout &r) { r.observedGeneration = QStringLiteral("abc123"); }, P::Healthy, "");
    row("P4", [](Rollout &r) { r.controllerPause = true; }, P::Progressing, "waiting for rollout to unpause", false);
    row("P5", [](Rollout &r) {
        r.workloadRef = WorkloadRef {QStringLiteral("apps/v1"), QStringLiteral("Deployment"), QStringLiteral("web")};
        r.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/workload-generation"), QStringLiteral("7"));
        r.workloadObservedGeneration = QStringLiteral("6");
    }, P::Progressing, "waiting for rollout spec update to be observed for the reference workload", false);
    row("P6", computed([](Rollout &r) {
        r.specPaused = true;
        r.conditions = {{QStringLiteral("Progressing"), QStringLiteral("False"), QStringLiteral("RolloutAborted"), QStringLiteral("why"), {}}};
    }), P::Degraded, "RolloutAborted: why");
    row("P7", computed([](Rollout &r) { r.specPaused = true; }), P::Paused, "manually paused");
    row("P8", computed([](Rollout &r) { r.pauseConditions = {{QStringLiteral("BlueGreenPause"), {}}}; }), P::Paused, "BlueGreenPause");
    row("P9", computed([](Rollout &r) { r.strategy = Strategy::BlueGreen; r.activeHash = QStringLiteral("old"); }), P::Progressing, "active service cutover pending");
    row("P10", computed([](Rollout &r) { r.specReplicas = 5; r.replicas = 6; r.updatedReplicas = r.availableReplicas = 5; }), P::Progressing, "old replicas are pending termination");
    row("invalid spec", computed([](Rollout &r) { r.conditions = {{QStringLiteral("InvalidSpec"), QStringLiteral("True"), {}, QStringLiteral("no"), {}}}; }), P::Degraded, "InvalidSpec: no");
    row("restarting", computed([](Rollout &r) { r.restartAt = QStringLiteral("2026-11-21T09:00:00Z"); }), P::Progressing, "rollout is restarting");
    row("post promotion", computed([](Rollout &r) {
        r.strategy = Strategy::BlueGreen;
        r.stableHash = QStringLiteral("old");
        r.activeHash = r.currentPodHash;
        r.analysis = {{QStringLiteral("postPromotion"), QStringLiteral("a"), QStringLiteral("Running"), {}}};
    }), P::Progressing, "waiting for analysis to complete");
    row("all steps", computed([](Rollout &r) { r.stableHash = QStringLiteral("old"); }), P::Progressing, "waiting for all steps to complete");
    row("computed healthy", computed([](Rollout &) {}), P::Healthy, "");
    row("never seen by a controller", computed([](Rollout &r) {
        r.observedGeneration.clear();
        r.currentPodHash.clear();
        r.updatedReplicas = 0;
    }), P::Progressing, "more replicas need to be updated", false);
    row("both strategies", computed([](Rollout &r) { r.strategy = Strategy::Unknown; }), P::Unknown, "unknown strategy");
    row("a new word", [](Rollout &r) { r.phaseText = QStringLiteral("Dreaming"); r.message = QStringLiteral("of sheep"); }, P::Unknown, "Dreaming: of sheep");
    row("unreadable", [](Rollout &r) { r.unreadable = {QStringLiteral("/status/phase")}; }, P::Unknown, "/status/phase cannot be read");
}

void TestPhases::phase()
{
    QFETCH(Edit, edit);
    QFETCH(int, phase);
    QFETCH(QString, message);
    QFETCH(bool, observed);
    Rollout r = healthyCanary();
    edit(r);
    const EffectivePhase found = effectivePhase(r);
    QCOMPARE(phaseWord(found.phase), phaseWord(RolloutPhase(phase)));
    QCOMPARE(found.message, message);
    QCOMPARE(found.observed, observed);
}

void TestPhases::deployment_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<int>("phase");
    QTest::newRow("done") << Edit([](Rollout &) {}) << int(RolloutPhase::Healthy);
    QTest::newRow("not seen") << Edit([](Rollout &d) { d.observedGeneration.clear(); }) << int(RolloutPhase::Progressing);
    QTest::newRow("behind") << Edit([](Rollout &d) { d.meta.generation = 4; }) << int(RolloutPhase::Progressing);
    QTest::newRow("updating") << Edit([](Rollout &d) { d.updatedReplicas = 2; }) << int(RolloutPhase::Progressing);
    QTest::newRow("old pods") << Edit([](Rollout &d) { d.replicas = 5; }) << int(RolloutPhase::Progressing);
    QTest::newRow("not available") << Edit([](Rollout &d) { d.availableReplicas = 3; }) << int(RolloutPhase::Progressing);
    QTest::newRow("paused") << Edit([](Rollout &d) { d.specPaused = true; }) << int(RolloutPhase::Paused);
    QTest::newRow("too late") << Edit([](Rollout &d) {
        d.conditions = {{QStringLiteral("Progressing"), QStringLiteral("False"), QStringLiteral("ProgressDeadlineExceeded"), {}, {}}};
    }) << int(RolloutPhase::Degraded);
}

void TestPhases::deployment()
{
    QFETCH(Edit, edit);
    QFETCH(int, phase);
    Rollout d = healthyCanary();
    d.workload = WorkloadKind::Deployment;
    d.strategy = Strategy::RollingUpdate;
    edit(d);
    QCOMPARE(phaseWord(effectivePhase(d).phase), phaseWord(RolloutPhase(phase)));
}

void TestPhases::attention_data()
{
    QTest::addColumn<Rollout>("rollout");
    QTest::addColumn<int>("freshness");
    QTest::addColumn<int>("attention");
    Rollout timed = canaryAtGate();
    timed.steps[1] = pauseStep(600);
    Rollout manual = timed;
    manual.specPaused = true;
    Rollout inconclusive = timed;
    pauseBy(inconclusive, QStringLiteral("InconclusiveAnalysisRun"));
    Rollout automatic = blueGreenAtGate();
    automatic.autoPromotionEnabled.reset();
    Rollout odd = healthyCanary();
    odd.phaseText = QStringLiteral("Odd");
    const int live = int(FreshnessState::Live);
    QTest::newRow("healthy") << healthyCanary() << live << int(Attention::Steady);
    QTest::newRow("gate") << canaryAtGate() << live << int(Attention::NeedsPerson);
    QTest::newRow("timed gate") << timed << live << int(Attention::InProgress);
    QTest::newRow("timed gate, paused by hand") << manual << live << int(Attention::NeedsPerson);
    QTest::newRow("inconclusive") << inconclusive << live << int(Attention::NeedsPerson);
    QTest::newRow("switch by hand") << blueGreenAtGate() << live << int(Attention::NeedsPerson);
    QTest::newRow("switch by itself") << automatic << live << int(Attention::InProgress);
    QTest::newRow("aborted") << abortedCanary() << live << int(Attention::NeedsPerson);
    QTest::newRow("unknown is never fine") << odd << live << int(Attention::NeedsPerson);
    QTest::newRow("stale gate") << canaryAtGate() << int(FreshnessState::Stale) << int(Attention::DataIsOld);
    QTest::newRow("late gate") << canaryAtGate() << int(FreshnessState::Late) << int(Attention::NeedsPerson);
}

void TestPhases::attention()
{
    QFETCH(Rollout, rollout);
    QFETCH(int, freshness);
    QFETCH(int, attention);
    const FleetRowPtr row = makeFleetRow(QStringLiteral("admin"), rollout);
    QCOMPARE(int(attentionOf(*row, {FreshnessState(freshness), 20})), attention);
    QVERIFY(row->rollout().podTemplate.isEmpty());
    QCOMPARE(row->ref.context, QStringLiteral("admin"));
}

void TestPhases::unreadablePaths_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *entry, const char *asked, bool found) { QTest::newRow(entry) << QString::fromLatin1(entry) << QString::fromLatin1(asked) << found; };
    row("/status/abort", "/status/abort", true);
    row(".status.abort", "/status/abort", true);
    row("/spec/strategy/canary/steps/0", "/spec/strategy", true);
    row("spec.strategy.canary.steps[0].setWeight", "/spec/strategy/canary/steps", true);
    row("/status", "/status/abort", true);
    row("/status/aborted", "/status/abort", false);
    row("/status/abortedAt", "/status/abort", false);
}

void TestPhases::unreadablePaths()
{
    QFETCH(QString, entry);
    QFETCH(QString, asked);
    QFETCH(bool, found);
    Rollout r;
    QVERIFY(!r.isUnreadable(asked));
    r.unreadable = {entry};
    QCOMPARE(r.isUnreadable(asked), found);
}

void TestPhases::gitOps()
{
    Rollout r;
    QVERIFY(r.gitOpsOwner().isEmpty());
    r.meta.labels.insert(QStringLiteral("app.kubernetes.io/instance"), QStringLiteral("helm sets this too"));
    QVERIFY(r.gitOpsOwner().isEmpty());
    r.meta.annotations.insert(QStringLiteral("argocd.argoproj.io/tracking-id"), QStringLiteral("x"));
    QCOMPARE(r.gitOpsOwner(), QStringLiteral("Argo CD"));
    Rollout flux;
    flux.meta.labels.insert(QStringLiteral("kustomize.toolkit.fluxcd.io/name"), QStringLiteral("x"));
    QCOMPARE(flux.gitOpsOwner(), QStringLiteral("Flux"));
}

void TestPhases::indexBeyondSteps()
{
    Rollout r = canaryAtGate();
    QCOMPARE(r.currentStep()->kind, StepKind::Pause);
    for (const int index : {4, 99, -1}) {
        r.currentStepIndex = index;
        QVERIFY(!r.currentStep());
    }
    r.currentStepIndex.reset();
    QCOMPARE(r.currentStep()->kind, StepKind::SetWeight);
}

QTEST_GUILESS_MAIN(TestPhases)
#include "tst_domain_phases.moc"
