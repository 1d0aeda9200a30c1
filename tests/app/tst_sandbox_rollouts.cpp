// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/mutation.h"
#include "sandbox/controller/analysiscontroller.h"
#include "sandbox/controller/replicacounts.h"
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/store/json.h"
#include "sandbox/world/cluster.h"
#include "sandbox/world/seeder.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace maestro::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray pauses = R"(steps: [{setWeight: 25}, {pause: {}}, {pause: {}}, {setWeight: 50}, {pause: {}}])";

/// One cluster with one rollout "web" in namespace "a" at version v1, as its YAML says, and its simulated time.
class Stage
{
public:
    explicit Stage(const QByteArray &rollout, const QByteArray &more = {})
    {
        const QByteArray yaml = "name: x\nclusters:\n- name: c\n  namespaces: [a]\n" + more + "  rollouts:\n  - name: web\n    namespace: a\n    versions: [v1]\n    "
            + rollout + '\n';
        const auto scenario = parseScenario(yaml, u"test"_s);
        if (!scenario)
            qFatal("%s", qPrintable(scenario.error().message));
        const ClusterPlan plan = scenario->clusters.first();
        const qint64 past = pastOf(plan) / 1000 * 1000 + 1000;
        cluster = std::make_unique<Cluster>(plan.name, QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC), 1);
        seed(*cluster, plan, past);
        cluster->run(past);
    }
    QJsonObject get(const QString &kind = u"Rollout"_s, const QString &name = u"web"_s) const
    {
        const ObjectPtr object = cluster->store().find(typeOf(kind), u"a"_s, name);
        return object ? object->body() : QJsonObject();
    }
    QJsonValue status(QStringView path) const { return at(get().value("status"_L1), path); }
    QString phase() const { return status(u"phase").toString(); }
    int step() const { return status(u"currentStepIndex").toInt(-1); }
    int patch(const QByteArray &body, const QString &sub = u"status"_s, const QString &kind = u"Rollout"_s)
    {
        HttpRequest request;
        request.method = "PATCH";
        request.body = body;
        request.headers.insert("content-type", body.startsWith('[') ? "application/json-patch+json" : "application/merge-patch+json");
        const ResourceType &type = typeOf(kind);
        const auto answer = mutate(cluster->writer(), request, {type.group, type.version, type.plural, u"a"_s, u"web"_s, sub, &type});
        return refusal(answer) ? refusal(answer)->code : 200;
    }
    void image(const QByteArray &version, const QString &kind = u"Rollout"_s)
    {
        const QByteArray value = "\"registry.example/web:" + version + '"';
        QCOMPARE(patch("[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":" + value + "}]", {}, kind), 200);
    }
    /// The template of the set that runs this version becomes the wanted one again.
    void undo(const QString &version)
    {
        QJsonObject podTemplate = at(setOf(version), u"spec.template").toObject();
        setLabel(podTemplate, u"rollouts-pod-template-hash"_s, {});
        const QJsonObject operation{{u"op"_s, u"replace"_s}, {u"path"_s, u"/spec/template"_s}, {u"value"_s, podTemplate}};
        QCOMPARE(patch(QJsonDocument(QJsonArray{operation}).toJson(), {}), 200);
    }
    QJsonObject setOf(const QString &version) const
    {
        for (const ObjectPtr &set : cluster->store().list(typeOf(u"ReplicaSet"_s), u"a"_s)) {
            if (text(set->body(), u"spec.template.spec.containers.0.image").endsWith(u':' + version))
                return set->body();
        }
        return {};
    }
    qint64 pods(const QString &version) const { return number(setOf(version), u"status.replicas"); }
    bool until(const std::function<bool()> &look, int seconds = 120)
    {
        for (int i = 0; i < seconds * 20 && !look(); ++i)
            cluster->step();
        return look();
    }
    bool healthy() { return until([this] { return phase() == u"Healthy" && status(u"observedGeneration").toString().toLongLong() == number(get(), u"metadata.generation"); }); }
    bool gate(int index) { return until([this, index] { return phase() == u"Paused" && step() == index && !status(u"pauseConditions").toArray().isEmpty(); }); }
    bool said(const QString &reason) const
    {
        const auto events = cluster->store().list(typeOf(u"Event"_s), u"a"_s);
        return std::any_of(events.begin(), events.end(), [&](const ObjectPtr &event) {
            return text(event->body(), u"reason") == reason && text(event->body(), u"involvedObject.kind") == u"Rollout";
        });
    }

    std::unique_ptr<Cluster> cluster;
};

const QByteArray removePause = R"([{"op":"remove","path":"/status/pauseConditions"}])";

} // namespace

class TestSandboxRollouts : public QObject
{
    Q_OBJECT

private slots:
    void canaryWalksItsSteps();
    void twoClicksPassTwoGates();
    void secondRemoveIsRefused();
    void abortAfterPromoteFull();
    void abortWhilePaused();
    void halfAPromoteIsLost();
    void retryStartsAgain();
    void undoWithoutWindowWalks();
    void undoInsideWindowIsFast();
    void undoToStableSkipsSteps();
    void nginxWeightsFollow();
    void blueGreenSwitches();
    void blueGreenUndoIsASwitch();
    void workloadRef();
    void backgroundAnalysisAborts();
    void crashLoopHidesBehindPause();
    void deadline();
    void restart();
    void revisionsAreRenumbered();
    void deployment();
    void eventsLiveAnHour();
    void basicCounts_data();
    void basicCounts();
    void judgement_data();
    void judgement();
};

void TestSandboxRollouts::canaryWalksItsSteps()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    QCOMPARE(stage.phase(), u"Healthy"_s);
    QCOMPARE(stage.step(), 5);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.pods(u"v2"_s), 1);
    for (const QString &reason : {u"RolloutUpdated"_s, u"NewReplicaSetCreated"_s, u"ScalingReplicaSet"_s, u"RolloutStepCompleted"_s, u"RolloutPaused"_s})
        QVERIFY2(stage.said(reason), qPrintable(reason));
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.gate(2));
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.gate(4));
    QCOMPARE(stage.pods(u"v2"_s), 2);
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.healthy());
    QCOMPARE(stage.pods(u"v1"_s), 0);
    QCOMPARE(stage.status(u"stableRS"), stage.status(u"currentPodHash"));
    QVERIFY(stage.said(u"RolloutCompleted"_s));
}

void TestSandboxRollouts::twoClicksPassTwoGates()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    stage.cluster->faults().controllerDelayMs = 2000;
    // What the plugin sends on a first and on a second click before the controller has looked (O11).
    QCOMPARE(stage.patch(R"({"status":{"pauseConditions":null}})"), 200);
    QCOMPARE(stage.patch(R"({"status":{"pauseConditions":null,"currentStepIndex":2}})"), 200);
    QVERIFY(stage.gate(4));
}

void TestSandboxRollouts::secondRemoveIsRefused()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.patch(removePause), 200);
    QCOMPARE(stage.patch(removePause), 422);
    QVERIFY(stage.gate(2));
}

void TestSandboxRollouts::abortAfterPromoteFull()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses, "  behaviours:\n  - {version: v2, health: neverReady}\n");
    stage.image("v2");
    QVERIFY(stage.until([&] { return stage.pods(u"v2"_s) > 0; }));
    QCOMPARE(stage.patch(R"({"status":{"promoteFull":true}})"), 200);
    stage.cluster->run(2000);
    QCOMPARE(stage.patch(R"({"status":{"abort":true}})"), 200);
    stage.cluster->run(2000);
    QVERIFY(!stage.status(u"abort").toBool());
    QCOMPARE(stage.patch(R"({"status":{"promoteFull":false,"abort":true}})"), 200);
    stage.cluster->run(2000);
    QVERIFY(stage.status(u"abort").toBool());
    QCOMPARE(stage.phase(), u"Degraded"_s);
}

void TestSandboxRollouts::abortWhilePaused()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.patch(R"({"spec":{"paused":true}})", {}), 200);
    stage.cluster->run(2000);
    QCOMPARE(stage.patch(R"({"status":{"abort":true}})"), 200);
    stage.cluster->run(30'000);
    QCOMPARE(stage.phase(), u"Degraded"_s);
    QVERIFY(stage.status(u"abortedAt").isString());
    QCOMPARE(stage.pods(u"v2"_s), 1);
    QCOMPARE(stage.patch(R"({"spec":{"paused":false}})", {}), 200);
    QVERIFY(stage.until([&] { return stage.pods(u"v2"_s) == 0 && stage.pods(u"v1"_s) == 4; }));
}

void TestSandboxRollouts::halfAPromoteIsLost()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.patch(R"({"spec":{"paused":true}})", {}), 200);
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.until([&] { return !stage.status(u"controllerPause").toBool(); }));
    QCOMPARE(stage.patch(R"({"spec":{"paused":false}})", {}), 200);
    QVERIFY(stage.gate(1));
}

void TestSandboxRollouts::retryStartsAgain()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.patch(R"({"status":{"abort":true}})"), 200);
    QVERIFY(stage.until([&] { return stage.phase() == u"Degraded" && stage.pods(u"v2"_s) == 0; }));
    QCOMPARE(stage.step(), 0);
    QVERIFY(stage.status(u"message").toString().startsWith(u"RolloutAborted: Rollout aborted update to revision 2"_s));
    QCOMPARE(stage.patch(R"({"status":{"abort":false}})"), 200);
    QVERIFY(stage.gate(1));
}

void TestSandboxRollouts::undoWithoutWindowWalks()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.patch(R"({"status":{"promoteFull":true}})"), 200);
    QVERIFY(stage.healthy());
    stage.undo(u"v1"_s);
    QVERIFY(stage.gate(1));
}

void TestSandboxRollouts::undoInsideWindowIsFast()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses + "\n    spec: {rollbackWindow: {revisions: 3}}");
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.patch(R"({"status":{"promoteFull":true}})"), 200);
    QVERIFY(stage.healthy());
    stage.undo(u"v1"_s);
    QVERIFY(stage.healthy());
    QCOMPARE(stage.step(), 5);
    QCOMPARE(stage.pods(u"v1"_s), 4);
}

void TestSandboxRollouts::undoToStableSkipsSteps()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    stage.undo(u"v1"_s);
    QVERIFY(stage.healthy());
    QVERIFY(stage.said(u"SkipSteps"_s));
    QCOMPARE(stage.pods(u"v2"_s), 0);
}

void TestSandboxRollouts::nginxWeightsFollow()
{
    Stage stage("strategy: nginx\n    replicas: 4\n    steps: [{setWeight: 10}, {pause: {}}, {setWeight: 60}, {pause: {}}]");
    const auto weight = [&] { return annotation(stage.get(u"Ingress"_s, u"web-web-canary"_s), u"nginx.ingress.kubernetes.io/canary-weight"_s); };
    stage.image("v2");
    QVERIFY(stage.gate(1));
    QCOMPARE(weight(), u"10"_s);
    QCOMPARE(stage.status(u"canary.weights.canary.weight").toInt(), 10);
    QCOMPARE(stage.status(u"canary.weights.stable.weight").toInt(), 90);
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.gate(3));
    QCOMPARE(weight(), u"60"_s);
    QCOMPARE(stage.pods(u"v1"_s), 4);
    QCOMPARE(stage.patch(R"({"status":{"abort":true}})"), 200);
    stage.cluster->run(1000);
    QCOMPARE(weight(), u"0"_s);
    QVERIFY(stage.pods(u"v2"_s) > 0);
    stage.cluster->run(40'000);
    QCOMPARE(stage.pods(u"v2"_s), 0);
}

void TestSandboxRollouts::blueGreenSwitches()
{
    Stage stage("strategy: blueGreen\n    replicas: 2\n    strategySpec: {autoPromotionEnabled: false, scaleDownDelaySeconds: 20}");
    const auto behind = [&](const QString &service) {
        return at(stage.get(u"Service"_s, service), u"spec.selector").toObject().value(u"rollouts-pod-template-hash"_s).toString();
    };
    const QString v1 = stage.status(u"stableRS").toString();
    QCOMPARE(behind(u"web-active"_s), v1);
    stage.image("v2");
    QVERIFY(stage.until([&] { return stage.phase() == u"Paused"; }));
    QCOMPARE(stage.status(u"message").toString(), u"BlueGreenPause"_s);
    QCOMPARE(behind(u"web-active"_s), v1);
    QVERIFY(behind(u"web-preview"_s) != v1);
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.healthy());
    QVERIFY(behind(u"web-active"_s) != v1);
    QVERIFY(stage.said(u"SwitchService"_s));
    stage.cluster->run(500);
    QCOMPARE(stage.pods(u"v1"_s), 2);
    QVERIFY(!annotation(stage.setOf(u"v1"_s), u"scale-down-deadline"_s).isEmpty());
    stage.cluster->run(25'000);
    QCOMPARE(stage.pods(u"v1"_s), 0);
}

void TestSandboxRollouts::blueGreenUndoIsASwitch()
{
    Stage stage("strategy: blueGreen\n    replicas: 2\n    strategySpec: {autoPromotionEnabled: false, scaleDownDelaySeconds: 300}");
    stage.image("v2");
    QVERIFY(stage.until([&] { return stage.phase() == u"Paused"; }));
    QCOMPARE(stage.patch(removePause), 200);
    QVERIFY(stage.healthy());
    stage.cluster->run(5000);
    stage.undo(u"v1"_s);
    stage.cluster->run(2000);
    QCOMPARE(stage.status(u"blueGreen.activeSelector").toString(), label(stage.setOf(u"v1"_s), u"rollouts-pod-template-hash"_s));
    QVERIFY(stage.healthy());
}

void TestSandboxRollouts::workloadRef()
{
    Stage stage("strategy: canary\n    replicas: 3\n    workloadRef: true\n    steps: [{setWeight: 34}, {pause: {}}]");
    QVERIFY2(stage.phase() == u"Healthy", qPrintable(stage.status(u"message").toString()));
    QVERIFY(stage.get().value("spec"_L1).toObject().value("template"_L1).isUndefined());
    stage.image("v2", u"Deployment"_s);
    QVERIFY(stage.gate(1));
    QCOMPARE(stage.status(u"workloadObservedGeneration").toString(), annotation(stage.get(), u"rollout.argoproj.io/workload-generation"_s));
    stage.image("v1", u"Deployment"_s);
    QVERIFY(stage.healthy());
    QCOMPARE(stage.step(), 2);
}

void TestSandboxRollouts::backgroundAnalysisAborts()
{
    Stage stage("strategy: nginx\n    replicas: 3\n    steps: [{setWeight: 20}, {pause: {}}]\n    strategySpec: {analysis: {templates: [{templateName: errors}]}}",
                "  templates:\n  - {name: errors, namespace: a, metrics: [{name: error-rate, interval: 2s, successCondition: \"result[0] < 0.02\", failureLimit: 2}]}\n"
                "  behaviours:\n  - {version: v2, errorRate: 0.2}\n");
    stage.image("v2");
    QVERIFY(stage.until([&] { return stage.phase() == u"Degraded"; }));
    QCOMPARE(stage.status(u"message").toString(),
             u"RolloutAborted: Rollout aborted update to revision 2: Background analysis phase error/failed: Metric \"error-rate\" assessed Failed due to failed (3) > failureLimit (2)"_s);
    const auto runs = stage.cluster->store().list(typeOf(u"AnalysisRun"_s), u"a"_s);
    QCOMPARE(runs.size(), 1);
    QCOMPARE(text(runs.first()->body(), u"status.phase"), u"Failed"_s);
    QCOMPARE(label(runs.first()->body(), u"rollout-type"_s), u"Background"_s);
    QVERIFY(stage.said(u"AnalysisRunFailed"_s));
    QVERIFY(stage.said(u"RolloutAborted"_s));
}

void TestSandboxRollouts::crashLoopHidesBehindPause()
{
    Stage stage("strategy: canary\n    replicas: 4\n    " + pauses);
    stage.image("v2");
    QVERIFY(stage.gate(1));
    Behaviour broken;
    broken.health = Behaviour::Health::CrashLoop;
    stage.cluster->setBehaviour({}, u"v2"_s, broken);
    stage.cluster->run(60'000);
    QCOMPARE(stage.phase(), u"Paused"_s);
    const auto pods = stage.cluster->store().ownedBy(typeOf(u"Pod"_s), uidOf(stage.setOf(u"v2"_s)));
    QCOMPARE(pods.size(), 1);
    QVERIFY(number(pods.first()->body(), u"status.containerStatuses.0.restartCount") > 0);
}

void TestSandboxRollouts::deadline()
{
    Stage stage("strategy: canary\n    replicas: 4\n    spec: {progressDeadlineSeconds: 30}", "  behaviours:\n  - {version: v2, health: neverReady}\n");
    stage.image("v2");
    stage.cluster->run(20'000);
    QCOMPARE(stage.phase(), u"Progressing"_s);
    QVERIFY(stage.until([&] { return stage.phase() == u"Degraded"; }));
    QVERIFY(stage.status(u"message").toString().startsWith(u"ProgressDeadlineExceeded: ReplicaSet \"web-"_s));
    QVERIFY(!stage.status(u"abort").toBool());
}

void TestSandboxRollouts::restart()
{
    Stage stage("strategy: canary\n    replicas: 4");
    const QString when = stage.cluster->clock().stamp();
    QCOMPARE(stage.patch("{\"spec\":{\"restartAt\":\"" + when.toLatin1() + "\"}}", {}), 200);
    QVERIFY(stage.until([&] { return stage.status(u"restartedAt").toString() == when; }, 300));
    QVERIFY(stage.healthy());
    for (const ObjectPtr &pod : stage.cluster->store().list(typeOf(u"Pod"_s), u"a"_s))
        QVERIFY(text(pod->body(), u"metadata.creationTimestamp") >= when);
}

void TestSandboxRollouts::revisionsAreRenumbered()
{
    Stage stage("strategy: canary\n    replicas: 2");
    stage.image("v2");
    QVERIFY(stage.healthy());
    stage.undo(u"v1"_s);
    QVERIFY(stage.healthy());
    QCOMPARE(annotation(stage.setOf(u"v1"_s), u"rollout.argoproj.io/revision"_s), u"3"_s);
    QCOMPARE(annotation(stage.setOf(u"v1"_s), u"rollout.argoproj.io/revision-history"_s), u"1"_s);
    QCOMPARE(annotation(stage.get(), u"rollout.argoproj.io/revision"_s), u"3"_s);
}

void TestSandboxRollouts::deployment()
{
    Stage stage("strategy: canary\n    replicas: 1\n  deployments:\n  - {name: docs, namespace: a, replicas: 4, version: v1}");
    const auto docs = [&] { return stage.get(u"Deployment"_s, u"docs"_s); };
    QCOMPARE(number(docs(), u"status.availableReplicas"), 4);
    QJsonObject body = docs();
    put(body, u"spec.template.metadata.annotations", QJsonObject{{u"x"_s, u"y"_s}});
    (void)stage.cluster->writer().update(typeOf(u"Deployment"_s), u"a"_s, u"docs"_s, body, {u"test"_s});
    QVERIFY(stage.until([&] {
        return number(docs(), u"status.observedGeneration") == 2 && text(docs(), u"status.conditions.1.reason") == u"NewReplicaSetAvailable";
    }));
    QCOMPARE(annotation(docs(), u"deployment.kubernetes.io/revision"_s), u"2"_s);
    QCOMPARE(number(docs(), u"status.updatedReplicas"), 4);
    QCOMPARE(number(docs(), u"status.replicas"), 4);
}

void TestSandboxRollouts::eventsLiveAnHour()
{
    Stage stage("strategy: canary\n    replicas: 1");
    QVERIFY(stage.said(u"RolloutUpdated"_s));
    stage.cluster->run(3'500'000);
    QVERIFY(stage.said(u"RolloutUpdated"_s));
    stage.cluster->run(300'000);
    QVERIFY(!stage.said(u"RolloutUpdated"_s));
}

void TestSandboxRollouts::basicCounts_data()
{
    QTest::addColumn<CountInput>("input");
    QTest::addColumn<CanaryCounts>("expected");
    const auto row = [](const char *name, int replicas, int weight, int surge, int unavailable, SetSize canary, SetSize stable, CanaryCounts expected) {
        QTest::newRow(name) << CountInput{replicas, weight, 100, surge, unavailable, canary, stable} << expected;
    };
    row("10 at 10%", 10, 10, 1, 1, {true, 0, 0}, {true, 10, 10}, {1, 9});
    row("10 at 30%, none may be missing", 10, 30, 3, 0, {true, 0, 0}, {true, 10, 10}, {3, 10});
    row("10 at 30%, no surge", 10, 30, 0, 5, {true, 0, 0}, {true, 10, 10}, {0, 7});
    row("10 at 5% surges by one", 10, 5, 1, 1, {true, 0, 0}, {true, 10, 10}, {1, 10});
    row("1 at 5%", 1, 5, 1, 0, {true, 0, 0}, {true, 1, 1}, {1, 1});
    row("1 at 95%", 1, 95, 1, 0, {true, 0, 0}, {true, 1, 1}, {1, 1});
    row("first deploy", 5, 0, 1, 0, {true, 0, 0}, {false, 0, 0}, {5, 0});
    row("abort gives back", 4, 0, 1, 0, {true, 2, 2}, {true, 2, 2}, {2, 3});
}

void TestSandboxRollouts::basicCounts()
{
    QFETCH(CountInput, input);
    QFETCH(CanaryCounts, expected);
    const CanaryCounts counts = basicCanaryCounts(input);
    QCOMPARE(counts.canary, expected.canary);
    QCOMPARE(counts.stable, expected.stable);
}

void TestSandboxRollouts::judgement_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("success");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("phase");
    QTest::newRow("no condition") << 1.0 << QString() << QString() << u"Successful"_s;
    QTest::newRow("success") << 0.99 << u"result[0] >= 0.95"_s << QString() << u"Successful"_s;
    QTest::newRow("no success") << 0.9 << u"result[0] >= 0.95"_s << QString() << u"Failed"_s;
    QTest::newRow("failure") << 9.0 << QString() << u"result > 5"_s << u"Failed"_s;
    QTest::newRow("no failure") << 4.0 << QString() << u"result > 5"_s << u"Successful"_s;
    QTest::newRow("both true") << 6.0 << u"result > 1"_s << u"result > 5"_s << u"Failed"_s;
    QTest::newRow("neither") << 0.5 << u"result > 1"_s << u"result > 5"_s << u"Inconclusive"_s;
    QTest::newRow("not a number") << std::nan("") << u"result[0] >= 0.95"_s << QString() << u"Failed"_s;
    QTest::newRow("passes without data") << std::nan("") << u"isNaN(result[0]) || result[0] >= 0.95"_s << QString() << u"Successful"_s;
    QTest::newRow("unreadable") << 1.0 << u"len(result) > 1"_s << QString() << u"Error"_s;
}

void TestSandboxRollouts::judgement()
{
    QFETCH(double, value);
    QFETCH(QString, success);
    QFETCH(QString, failure);
    QTEST(judge(value, success, failure), "phase");
}

QTEST_GUILESS_MAIN(TestSandboxRollouts)
#include "tst_sandbox_rollouts.moc"
