// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/patch/rolloutpatches.h"
#include "support/domainsamples.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// The exact bytes of each request.
class TestPatches : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bodies_data();
    void bodies();
    void paths_data();
    void paths();
    void names_data();
    void names();
    void badPlans_data();
    void badPlans();
    void largeNumbersSurvive();
};

namespace {

OperationPlan plan(const QList<PatchStep> &steps, WorkloadKind workload = WorkloadKind::Rollout)
{
    Rollout r = canaryAtGate();
    r.workload = workload;
    r.workloadRef = WorkloadRef {QStringLiteral("apps/v1"), QStringLiteral("Deployment"), QStringLiteral("web-app")};
    OperationPlan p;
    p.before = snapshotOf(r);
    p.allowed.allowed = true;
    p.steps = steps;
    return p;
}

const QList<Guard> uidGuard {{GuardField::Uid, QStringLiteral("uid-web")}};

} // namespace

void TestPatches::bodies_data()
{
    QTest::addColumn<QList<Guard>>("guards");
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray uid = R"([{"op":"test","path":"/metadata/uid","value":"uid-web"},)";
    const auto row = [&](const char *name, const QList<Change> &changes, const QByteArray &rest) {
        QTest::newRow(name) << uidGuard << changes << QByteArray(uid + rest + ']');
    };
    row("promote", {{ChangeKind::ClearPause}}, R"({"op":"remove","path":"/status/pauseConditions"})");
    row("skip", {{ChangeKind::ClearPause}, {ChangeKind::ClearControllerPause, false}, {ChangeKind::SetStepIndex, 2}},
        R"({"op":"remove","path":"/status/pauseConditions"},{"op":"add","path":"/status/controllerPause","value":false},{"op":"add","path":"/status/currentStepIndex","value":2})");
    row("abort", {{ChangeKind::ClearPromoteFull, false}, {ChangeKind::SetAbort, true}},
        R"({"op":"add","path":"/status/promoteFull","value":false},{"op":"add","path":"/status/abort","value":true})");
    row("set-image", {{ChangeKind::SetImage, QJsonObject {{QStringLiteral("index"), 1}, {QStringLiteral("name"), QStringLiteral("web")}, {QStringLiteral("from"), QStringLiteral("a:1")}, {QStringLiteral("image"), QStringLiteral("a:2")}}}},
        R"({"op":"test","path":"/spec/template/spec/containers/1/name","value":"web"},{"op":"test","path":"/spec/template/spec/containers/1/image","value":"a:1"},{"op":"replace","path":"/spec/template/spec/containers/1/image","value":"a:2"})");
    row("retry", {{ChangeKind::ClearAbort}}, R"({"op":"remove","path":"/status/abort"})");
    row("full", {{ChangeKind::SetPromoteFull, true}}, R"({"op":"add","path":"/status/promoteFull","value":true})");
    row("pause", {{ChangeKind::SetPaused, true}}, R"({"op":"add","path":"/spec/paused","value":true})");
    row("scale", {{ChangeKind::SetReplicas, 5}}, R"({"op":"add","path":"/spec/replicas","value":5})");
    row("restart", {{ChangeKind::SetRestartAt, QStringLiteral("2026-11-21T09:02:00Z")}}, R"({"op":"add","path":"/spec/restartAt","value":"2026-11-21T09:02:00Z"})");
    row("undo", {{ChangeKind::ReplaceTemplate, QJsonObject {{QStringLiteral("a"), 1}}}}, R"({"op":"replace","path":"/spec/template","value":{"a":1}})");
    row("deployment restart", {{ChangeKind::SetTemplateRestartedAt, QStringLiteral("T")}},
        R"({"op":"add","path":"/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt","value":"T"})");
    row("deployment restart without annotations", {{ChangeKind::SetTemplateRestartedAt, QJsonObject {{QStringLiteral("kubectl.kubernetes.io/restartedAt"), QStringLiteral("T")}}}},
        R"({"op":"add","path":"/spec/template/metadata/annotations","value":{"kubectl.kubernetes.io/restartedAt":"T"}})");
    const QList<Guard> many {{GuardField::Generation, qint64(12)}, {GuardField::StepIndex, QJsonValue::Null}, {GuardField::SpecPaused, false},
                             {GuardField::PauseConditions, QJsonArray {QJsonObject {{QStringLiteral("reason"), QStringLiteral("X")}}}},
                             {GuardField::RevisionAnnotation, QStringLiteral("2")}};
    QTest::newRow("guards") << many << QList<Change> {{ChangeKind::SetAbort}}
                            << QByteArray(R"([{"op":"test","path":"/metadata/generation","value":12},{"op":"test","path":"/status/currentStepIndex","value":null},)"
                                          R"({"op":"test","path":"/spec/paused","value":false},{"op":"test","path":"/status/pauseConditions","value":[{"reason":"X"}]},)"
                                          R"({"op":"test","path":"/metadata/annotations/rollout.argoproj.io~1revision","value":"2"},{"op":"add","path":"/status/abort","value":true}])");
}

void TestPatches::bodies()
{
    QFETCH(QList<Guard>, guards);
    QFETCH(QList<Change>, changes);
    QFETCH(QByteArray, expected);
    const auto requests = patchRequests(plan({{PatchTarget::Status, guards, changes}}));
    QVERIFY(requests.ok());
    QCOMPARE(requests->size(), 1);
    QCOMPARE(requests->first().body, expected);
    QCOMPARE(requests->first().method, QStringLiteral("PATCH"));
    QCOMPARE(requests->first().contentType, QStringLiteral("application/json-patch+json"));
}

void TestPatches::paths_data()
{
    QTest::addColumn<WorkloadKind>("workload");
    QTest::addColumn<PatchTarget>("target");
    QTest::addColumn<QString>("path");
    const QString query = QStringLiteral("?fieldManager=maestro-console&fieldValidation=Strict");
    QTest::newRow("status") << WorkloadKind::Rollout << PatchTarget::Status << QString(QStringLiteral("/apis/argoproj.io/v1alpha1/namespaces/default/rollouts/web/status") + query);
    QTest::newRow("main") << WorkloadKind::Rollout << PatchTarget::Main << QString(QStringLiteral("/apis/argoproj.io/v1alpha1/namespaces/default/rollouts/web") + query);
    QTest::newRow("referenced") << WorkloadKind::Rollout << PatchTarget::Workload << QString(QStringLiteral("/apis/apps/v1/namespaces/default/deployments/web-app") + query);
    QTest::newRow("deployment") << WorkloadKind::Deployment << PatchTarget::Main << QString(QStringLiteral("/apis/apps/v1/namespaces/default/deployments/web") + query);
}

void TestPatches::paths()
{
    QFETCH(WorkloadKind, workload);
    QFETCH(PatchTarget, target);
    QFETCH(QString, path);
    const auto requests = patchRequests(plan({{target, uidGuard, {{ChangeKind::SetPaused, true}}}}, workload));
    QVERIFY(requests.ok());
    QCOMPARE(requests->first().path, path);
}

void TestPatches::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    const auto row = [](const QString &name, bool good) { QTest::newRow(qPrintable(name.left(40))) << name << good; };
    row(QStringLiteral("web"), true);
    row(QStringLiteral("web-1.example"), true);
    row(QString(253, u'a'), true);
    row(QString(254, u'a'), false);
    row(QString(), false);
    row(QStringLiteral(".."), false);
    row(QStringLiteral("a..b"), false);
    row(QStringLiteral("a/status"), false);
    row(QStringLiteral("a?dryRun=All"), false);
    row(QStringLiteral("a%2fb"), false);
    row(QStringLiteral("a#b"), false);
    row(QStringLiteral("a b"), false);
    row(QStringLiteral("a\r\nHost: x"), false);
    row(QStringLiteral("-a"), false);
    row(QStringLiteral("Web"), false);
    row(QStringLiteral("wéb"), false);
}

void TestPatches::names()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(isPathSegment(name), good);
    for (const bool inNamespace : {true, false}) {
        Rollout r = canaryAtGate();
        (inNamespace ? r.meta.ns : r.meta.name) = name;
        OperationPlan p = plan({{PatchTarget::Status, uidGuard, {{ChangeKind::SetAbort}}}});
        p.before = snapshotOf(r);
        const auto requests = patchRequests(p);
        QCOMPARE(requests.ok(), good);
        if (!good)
            QCOMPARE(requests.error().code, QStringLiteral("invalidName"));
    }
}

void TestPatches::badPlans_data()
{
    QTest::addColumn<PatchStep>("step");
    QTest::newRow("no guard") << PatchStep {PatchTarget::Status, {}, {{ChangeKind::SetAbort}}};
    QTest::newRow("no change") << PatchStep {PatchTarget::Status, uidGuard, {}};
    QTest::newRow("no index") << PatchStep {PatchTarget::Status, uidGuard, {{ChangeKind::SetStepIndex}}};
    QTest::newRow("negative index") << PatchStep {PatchTarget::Status, uidGuard, {{ChangeKind::SetStepIndex, -1}}};
    QTest::newRow("no image") << PatchStep {PatchTarget::Main, uidGuard, {{ChangeKind::SetImage, QJsonObject {{QStringLiteral("index"), 0}}}}};
    QTest::newRow("empty template") << PatchStep {PatchTarget::Main, uidGuard, {{ChangeKind::ReplaceTemplate, QJsonObject {}}}};
    QTest::newRow("pause without saying which") << PatchStep {PatchTarget::Main, uidGuard, {{ChangeKind::SetPaused}}};
}

void TestPatches::badPlans()
{
    QFETCH(PatchStep, step);
    const auto requests = patchRequests(plan({step}));
    QVERIFY(!requests.ok());
    QCOMPARE(requests.error().code, QStringLiteral("badPlan"));
    OperationPlan refused = plan({{PatchTarget::Status, uidGuard, {{ChangeKind::SetAbort}}}});
    refused.allowed.allowed = false;
    QVERIFY(!patchRequests(refused).ok());
}

void TestPatches::largeNumbersSurvive()
{
    const auto requests = patchRequests(plan({{PatchTarget::Main, {{GuardField::Generation, qint64(9007199254740993)}}, {{ChangeKind::SetPaused, true}}}}));
    QVERIFY(requests->first().body.contains("9007199254740993"));
}

QTEST_GUILESS_MAIN(TestPatches)
#include "tst_kube_patches.moc"
