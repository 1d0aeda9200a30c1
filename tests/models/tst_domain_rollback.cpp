// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/domainsamples.h"

#include <QJsonDocument>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Which way back by state, its target and its warnings. Vectors U1 to U3, B8, B9; O13 to O18, O20, O21.
class TestRollback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void midFlightIsAbort();
    void midFlightToRevision();
    void abortedGoesToStable();
    void fullyPromotedIsUndo();
    void templateLosesOnlyTheHash();
    void injectedAffinityIsLeftOut_data();
    void injectedAffinityIsLeftOut();
    void togglingIsSaid();
    void namedRevision_data();
    void namedRevision();
    void rollbackWindow_data();
    void rollbackWindow();
    void blueGreen_data();
    void blueGreen();
    void pausedByHand();
    void sameTemplate();
    void targetIsPinned();
    void workloadRef();
    void workloadRefUnusable_data();
    void workloadRefUnusable();
    void deployment();
};

namespace {

/// v2 fully promoted.
Rollout promoted()
{
    Rollout r = healthyCanary();
    r.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QStringLiteral("2"));
    r.currentPodHash = r.stableHash = QStringLiteral("bbb");
    r.podTemplate = QJsonObject {{QStringLiteral("image"), QStringLiteral("app:v2")}};
    return r;
}

OperationRequest backTo(int revision)
{
    OperationRequest request = ask(Verb::Rollback);
    request.toRevision = revision;
    return request;
}

ReplicaSet withHistory(ReplicaSet set, const char *history)
{
    set.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision-history"), QString::fromLatin1(history));
    return set;
}

Rollout deploymentAt(int revision)
{
    Rollout d = promoted();
    d.workload = WorkloadKind::Deployment;
    d.strategy = Strategy::RollingUpdate;
    d.currentPodHash.clear();
    d.stableHash.clear();
    d.meta.annotations = {{QStringLiteral("deployment.kubernetes.io/revision"), QString::number(revision)}};
    return d;
}

} // namespace

void TestRollback::midFlightIsAbort()
{
    const OperationPlan plan = planFor(ask(Verb::Rollback), canaryAtGate());
    QCOMPARE(plan.way, RollbackWay::Abort);
    QCOMPARE(plan.effect.kind, EffectKind::Aborted);
    QCOMPARE(plan.steps, planFor(ask(Verb::Abort), canaryAtGate()).steps);
    QVERIFY(!plan.targetRevision);
    QCOMPARE(planFor(ask(Verb::Rollback), blueGreenAtGate()).way, RollbackWay::Abort);
}

void TestRollback::midFlightToRevision()
{
    const OperationPlan plan = planFor(backTo(1), canaryAtGate());
    QCOMPARE(plan.way, RollbackWay::Undo);
    QVERIFY(warns(plan, WarningCode::UndoToStable));
    QVERIFY(!warns(plan, WarningCode::UndoWalksAllSteps));
}

void TestRollback::abortedGoesToStable()
{
    QList<ReplicaSet> sets = twoSets(4, 0);
    sets.append(replicaSet(QStringLiteral("mid"), QStringLiteral("mmm"), 3, 0, QStringLiteral("app:v3"), at("2026-11-21T08:40:00Z")));
    Rollout r = abortedCanary();
    const OperationPlan plan = planFor(ask(Verb::Rollback), r, sets);
    QCOMPARE(plan.way, RollbackWay::Undo);
    QCOMPARE(plan.targetRevision->number, 1); // not the newest other one
}

void TestRollback::fullyPromotedIsUndo()
{
    const OperationPlan plan = planFor(ask(Verb::Rollback), promoted(), twoSets(0, 4)); // U1
    QCOMPARE(plan.way, RollbackWay::Undo);
    QCOMPARE(plan.targetRevision->number, 1);
    QCOMPARE(plan.targetRevision->replicaSetUid, stableUid);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().target, PatchTarget::Main);
    QVERIFY(plan.steps.first().guards.contains({GuardField::Generation, qint64(3)}));
    QVERIFY(plan.steps.first().guards.contains({GuardField::StableHash, QStringLiteral("bbb")}));
    QCOMPARE(plan.effect.hash, QStringLiteral("aaa"));
    QVERIFY(plan.warnings.contains({WarningCode::UndoWalksAllSteps, {QStringLiteral("4")}}));
    Rollout first = healthyCanary();
    const QList<ReplicaSet> only {twoSets(4, 0).first()};
    QCOMPARE(int(planFor(ask(Verb::Rollback), first, only).allowed.code), int(RefusalCode::NoPreviousRevision));
}

void TestRollback::templateLosesOnlyTheHash()
{
    QList<ReplicaSet> sets = twoSets(0, 4);
    QJsonObject labels {{QStringLiteral("app"), QStringLiteral("web")}, {QStringLiteral("pod-template-hash"), QStringLiteral("kept")}};
    QJsonObject expected {{QStringLiteral("metadata"), QJsonObject {{QStringLiteral("labels"), labels}, {QStringLiteral("creationTimestamp"), QJsonValue::Null}}},
                          {QStringLiteral("spec"), QJsonObject {{QStringLiteral("x"), qint64(9007199254740993)}}}};
    QJsonObject meta = expected.value(u"metadata").toObject();
    labels.insert(QStringLiteral("rollouts-pod-template-hash"), QStringLiteral("aaa"));
    meta.insert(QStringLiteral("labels"), labels);
    sets[0].podTemplate = expected;
    sets[0].podTemplate.insert(QStringLiteral("metadata"), meta);
    const OperationPlan plan = planFor(ask(Verb::Rollback), promoted(), sets);
    QCOMPARE(plan.steps.first().changes, QList<Change>({{ChangeKind::ReplaceTemplate, expected}}));
}

void TestRollback::injectedAffinityIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("restored");
    const QByteArray injected = R"({"labelSelector":{"matchExpressions":[{"key":"rollouts-pod-template-hash","operator":"In","values":["ccc"]}]},"topologyKey":"t"})";
    const QByteArray own = R"({"labelSelector":{"matchLabels":{"app":"web"}},"topologyKey":"t"})";
    const QByteArray preferred = R"({"podAffinityTerm":)" + injected + R"(,"weight":1})", ownPreferred = R"({"podAffinityTerm":)" + own + R"(,"weight":5})";
    const auto anti = [](const char *kind, const QByteArray &terms) -> QByteArray { return R"({"podAntiAffinity":{")" + QByteArray(kind) + R"(":[)" + terms + "]}}"; };
    const char *soft = "preferredDuringSchedulingIgnoredDuringExecution", *hard = "requiredDuringSchedulingIgnoredDuringExecution";
    QTest::newRow("preferred alone") << anti(soft, preferred) << QByteArray();
    QTest::newRow("required alone") << anti(hard, injected) << QByteArray();
    QTest::newRow("beside our own") << anti(soft, ownPreferred + ',' + preferred) << anti(soft, ownPreferred);
    QTest::newRow("only our own") << anti(hard, own) << anti(hard, own);
    QTest::newRow("nothing in it") << QByteArray(R"({"podAntiAffinity":{}})") << QByteArray(R"({"podAntiAffinity":{}})");
    QTest::newRow("node affinity stays") << QByteArray(R"({"nodeAffinity":{"x":1},"podAntiAffinity":{")" + QByteArray(hard) + R"(":[)" + injected + "]}}")
                                         << QByteArray(R"({"nodeAffinity":{"x":1}})");
}

void TestRollback::injectedAffinityIsLeftOut()
{
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, restored);
    const auto podTemplate = [](const QByteArray &affinity) {
        QJsonObject spec {{QStringLiteral("x"), 1}};
        if (!affinity.isEmpty())
            spec.insert(QStringLiteral("affinity"), QJsonDocument::fromJson(affinity).object());
        return QJsonObject {{QStringLiteral("spec"), spec}};
    };
    QList<ReplicaSet> sets = twoSets(0, 4);
    sets[0].podTemplate = podTemplate(stored);
    const OperationPlan plan = planFor(ask(Verb::Rollback), promoted(), sets);
    QCOMPARE(plan.steps.first().changes, QList<Change>({{ChangeKind::ReplaceTemplate, podTemplate(restored)}}));
}

void TestRollback::togglingIsSaid()
{
    // U2: 1, 3 and 4, which was 2; the one that was left is 3
    QList<ReplicaSet> sets {twoSets(0, 4).first(), replicaSet(QStringLiteral("bad"), QStringLiteral("ccc"), 3, 0, QStringLiteral("app:v3"), at("2026-11-21T08:40:00Z")),
                            withHistory(replicaSet(canaryUid, QStringLiteral("bbb"), 4, 4, QStringLiteral("app:v2"), at("2026-11-21T08:30:00Z")), "2")};
    Rollout r = promoted();
    const OperationPlan plan = planFor(ask(Verb::Rollback), r, sets);
    QCOMPARE(plan.targetRevision->number, 3);
    QVERIFY(plan.warnings.contains({WarningCode::TogglesBack, {QStringLiteral("3")}}));
    QVERIFY(!warns(planFor(backTo(1), r, sets), WarningCode::TogglesBack));
    QVERIFY(!warns(planFor(ask(Verb::Rollback), promoted(), twoSets(0, 4)), WarningCode::TogglesBack));
}

void TestRollback::namedRevision_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("there") << 1 << int(RefusalCode::None) << QStringList();
    QTest::newRow("U3 renumbered") << 2 << int(RefusalCode::RevisionRenumbered) << QStringList({QStringLiteral("2"), QStringLiteral("4")});
    QTest::newRow("never was") << 7 << int(RefusalCode::RevisionNotFound) << QStringList({QStringLiteral("7"), QStringLiteral("4, 1")});
    QTest::newRow("zero") << 0 << int(RefusalCode::RevisionNotFound) << QStringList({QStringLiteral("0"), QStringLiteral("4, 1")});
    QTest::newRow("the current one") << 4 << int(RefusalCode::SameTemplate) << QStringList({QStringLiteral("4")});
}

void TestRollback::namedRevision()
{
    QFETCH(int, number);
    QFETCH(int, code);
    QFETCH(QStringList, arguments);
    const QList<ReplicaSet> sets {twoSets(0, 4).first(), withHistory(replicaSet(canaryUid, QStringLiteral("bbb"), 4, 4, QStringLiteral("app:v2"), at("2026-11-21T08:30:00Z")), "2")};
    const OperationPlan plan = planFor(backTo(number), promoted(), sets);
    QCOMPARE(int(plan.allowed.code), code);
    QCOMPARE(plan.allowed.arguments, arguments);
    QCOMPARE(plan.steps.isEmpty(), code != 0);
}

void TestRollback::rollbackWindow_data()
{
    QTest::addColumn<int>("window");
    QTest::addColumn<QString>("targetBorn");
    QTest::addColumn<int>("between");
    QTest::addColumn<int>("warning");
    const QString early = QStringLiteral("2026-11-21T08:00:00Z");
    QTest::newRow("O15 inside") << 1 << early << 0 << int(WarningCode::UndoWithinWindow);
    QTest::newRow("outside") << 1 << early << 1 << int(WarningCode::UndoWalksAllSteps);
    QTest::newRow("wide enough") << 2 << early << 1 << int(WarningCode::UndoWithinWindow);
    QTest::newRow("O16 the same second") << 1 << QStringLiteral("2026-11-21T08:30:00Z") << 0 << int(WarningCode::SameSecondRevisions);
    QTest::newRow("born later") << 1 << QStringLiteral("2026-11-21T08:31:00Z") << 0 << int(WarningCode::UndoWalksAllSteps);
    QTest::newRow("O17 none") << 0 << early << 0 << int(WarningCode::UndoWalksAllSteps);
}

void TestRollback::rollbackWindow()
{
    QFETCH(int, window);
    QFETCH(QString, targetBorn);
    QFETCH(int, between);
    QFETCH(int, warning);
    Rollout r = promoted();
    r.rollbackWindowRevisions = window;
    QList<ReplicaSet> sets = twoSets(0, 4);
    sets[0].meta.createdAt = QDateTime::fromString(targetBorn, Qt::ISODate);
    for (int i = 0; i < between; ++i) {
        sets.append(replicaSet(QStringLiteral("between%1").arg(i), QStringLiteral("x%1").arg(i), 1, 0, {}, at("2026-11-21T08:10:00Z")));
        sets.last().meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QStringLiteral("0"));
    }
    const OperationPlan plan = planFor(ask(Verb::Rollback), r, sets);
    QVERIFY(warns(plan, WarningCode(warning)));
    QCOMPARE(warns(plan, WarningCode::UndoWithinWindow), warning == int(WarningCode::UndoWithinWindow));
}

void TestRollback::blueGreen_data()
{
    QTest::addColumn<QString>("deadline");
    QTest::addColumn<int>("available");
    QTest::addColumn<int>("way");
    QTest::newRow("O18 stands by") << QStringLiteral("2026-11-21T09:02:20Z") << 4 << int(RollbackWay::SwitchBack);
    QTest::newRow("deadline passed") << QStringLiteral("2026-11-21T09:01:59Z") << 4 << int(RollbackWay::Undo);
    QTest::newRow("no pods left") << QStringLiteral("2026-11-21T09:02:20Z") << 0 << int(RollbackWay::Undo);
    QTest::newRow("no deadline") << QString() << 4 << int(RollbackWay::Undo);
    QTest::newRow("nonsense") << QStringLiteral("soon") << 4 << int(RollbackWay::Undo);
}

void TestRollback::blueGreen()
{
    QFETCH(QString, deadline);
    QFETCH(int, available);
    QFETCH(int, way);
    Rollout r = promoted();
    r.strategy = Strategy::BlueGreen;
    r.activeHash = r.currentPodHash;
    r.steps.clear();
    QList<ReplicaSet> sets = twoSets(available, 4);
    sets[0].meta.annotations.insert(QStringLiteral("scale-down-deadline"), deadline);
    const OperationPlan plan = planFor(ask(Verb::Rollback), r, sets);
    QCOMPARE(int(plan.way), way);
    QCOMPARE(plan.effect.kind, plan.way == RollbackWay::SwitchBack ? EffectKind::SwitchedBack : EffectKind::TemplateInForce);
    QCOMPARE(warns(plan, WarningCode::ScaleDownPassed), plan.way == RollbackWay::Undo);
}

void TestRollback::pausedByHand()
{
    Rollout r = promoted();
    r.specPaused = true;
    const OperationPlan plan = planFor(ask(Verb::Rollback), r, twoSets(0, 4));
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().changes.size(), 2);
    QCOMPARE(plan.steps.first().changes.last(), (Change {ChangeKind::SetPaused, false}));
    QVERIFY(warns(plan, WarningCode::UndoAlsoUnpauses));
}

void TestRollback::sameTemplate()
{
    QList<ReplicaSet> sets = twoSets(0, 4); // B8
    Rollout r = promoted();
    r.podTemplate = QJsonObject {{QStringLiteral("image"), QStringLiteral("app:v1")}, {QStringLiteral("metadata"), QJsonObject {{QStringLiteral("labels"), QJsonObject {{QStringLiteral("app"), QStringLiteral("web")}}}}}};
    const OperationPlan plan = planFor(ask(Verb::Rollback), r, sets);
    QCOMPARE(int(plan.allowed.code), int(RefusalCode::SameTemplate));
    QVERIFY(plan.steps.isEmpty());
}

void TestRollback::targetIsPinned()
{
    const RolloutSnapshotPtr snapshot = snapshotOf(promoted(), twoSets(0, 4));
    QList<ReplicaSet> other = twoSets(0, 4);
    other[0].meta.uid = QStringLiteral("made anew");
    QCOMPARE(int(planOperation(ask(Verb::Rollback), snapshot, other, nullptr, {}).allowed.code), int(RefusalCode::TemplateUnknown));
    other = twoSets(0, 4);
    other[0].meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QStringLiteral("3"));
    QCOMPARE(int(planOperation(ask(Verb::Rollback), snapshot, other, nullptr, {}).allowed.code), int(RefusalCode::TemplateUnknown));
    other = twoSets(0, 4);
    other[0].podTemplate = {};
    QCOMPARE(int(planOperation(ask(Verb::Rollback), snapshot, other, nullptr, {}).allowed.code), int(RefusalCode::TemplateUnknown));
}

void TestRollback::workloadRef()
{
    Rollout r = promoted(); // B9, O20
    r.workloadRef = WorkloadRef {QStringLiteral("apps/v1"), QStringLiteral("Deployment"), QStringLiteral("web-app")};
    r.specPaused = true;
    Rollout referenced = deploymentAt(5);
    referenced.meta.name = QStringLiteral("web-app");
    referenced.meta.uid = QStringLiteral("uid-deployment");
    referenced.meta.generation = 12;
    const QList<ReplicaSet> sets = twoSets(0, 4);
    const OperationPlan plan = planOperation(ask(Verb::Rollback), snapshotOf(r, sets), sets, &referenced, at("2026-11-21T09:02:00Z"));
    QVERIFY(plan.allowed.allowed);
    QCOMPARE(plan.steps.size(), 2);
    QCOMPARE(plan.steps.at(0).target, PatchTarget::Workload);
    QCOMPARE(plan.steps.at(0).guards, QList<Guard>({{GuardField::Uid, QStringLiteral("uid-deployment")}, {GuardField::Generation, qint64(12)}}));
    QCOMPARE(plan.steps.at(1).target, PatchTarget::Main);
    QVERIFY(warns(plan, WarningCode::PatchesWorkload));
    QVERIFY(!failedPrecondition(plan, *plan.before, 0)); // says nothing about an object it does not know
}

void TestRollback::workloadRefUnusable_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    QTest::newRow("not a deployment") << QStringLiteral("PodTemplate") << QStringLiteral("web-app") << int(RefusalCode::WorkloadRefUnsupported);
    QTest::newRow("another deployment") << QStringLiteral("Deployment") << QStringLiteral("else") << int(RefusalCode::PartsMissing);
}

void TestRollback::workloadRefUnusable()
{
    QFETCH(QString, kind);
    QFETCH(QString, name);
    QFETCH(int, code);
    Rollout r = promoted();
    r.workloadRef = WorkloadRef {QStringLiteral("apps/v1"), kind, name};
    Rollout referenced = deploymentAt(5);
    referenced.meta.name = QStringLiteral("web-app");
    const QList<ReplicaSet> sets = twoSets(0, 4);
    QCOMPARE(int(planOperation(ask(Verb::Rollback), snapshotOf(r, sets), sets, &referenced, {}).allowed.code), code);
    QVERIFY(!planOperation(ask(Verb::Rollback), snapshotOf(r, sets), sets, nullptr, {}).allowed.allowed);
}

void TestRollback::deployment()
{
    QList<ReplicaSet> sets = twoSets(0, 4);
    for (ReplicaSet &set : sets) {
        set.meta.labels = {{QStringLiteral("pod-template-hash"), set.hash()}};
        set.meta.annotations = {{QStringLiteral("deployment.kubernetes.io/revision"), QString::number(set.meta.uid == stableUid ? 1 : 2)}};
        set.podTemplate = QJsonObject {{QStringLiteral("metadata"), QJsonObject {{QStringLiteral("labels"), QJsonObject {{QStringLiteral("pod-template-hash"), set.hash()}, {QStringLiteral("app"), QStringLiteral("web")}}}}}};
    }
    const OperationPlan plan = planFor(ask(Verb::Rollback), deploymentAt(2), sets);
    QCOMPARE(plan.way, RollbackWay::Undo);
    QCOMPARE(plan.targetRevision->number, 1);
    QCOMPARE(plan.steps.size(), 1);
    QCOMPARE(plan.steps.first().guards, QList<Guard>({{GuardField::Uid, QStringLiteral("uid-web")}, {GuardField::Generation, qint64(3)}}));
    const QJsonObject labels = plan.steps.first().changes.first().value[u"metadata"][u"labels"].toObject();
    QCOMPARE(labels.keys(), QStringList {QStringLiteral("app")});
    QVERIFY(!warns(plan, WarningCode::UndoWalksAllSteps));
}

QTEST_GUILESS_MAIN(TestRollback)
#include "tst_domain_rollback.moc"
