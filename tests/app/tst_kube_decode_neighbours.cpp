// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/analysisrundecoder.h"
#include "kube/decode/eventdecoder.h"
#include "kube/decode/poddecoder.h"
#include "kube/decode/replicasetdecoder.h"
#include "kube/decode/servicedecoder.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs);
}

/// A pod of container `app` and perhaps others; `status` and `metadata` are members of those objects.
QByteArray pod(const QByteArray &status, const QByteArray &spec = R"("containers":[{"name":"app","image":"app:1"}])", const QByteArray &metadata = "")
{
    return R"({"metadata":{"name":"p","uid":"u")" + metadata + "},\"spec\":{" + spec + "},\"status\":{" + status + "}}";
}

} // namespace

class TestNeighbourDecoders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void podStatusWord_data();
    void podStatusWord();
    void podDetails();
    void replicaSet();
    void analysisRun();
    void analysisLimits_data();
    void analysisLimits();
    void events_data();
    void events();
    void serviceAndIngress();
    void wrongTypesAreNamed();
};

void TestNeighbourDecoders::podStatusWord_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("ready");
    QTest::addColumn<int>("restarts");
    const auto add = [](const char *word, const char *ready, int restarts, const QByteArray &json) {
        QTest::addRow("%s %s %d", word, ready, restarts) << json << QString::fromLatin1(word) << QString::fromLatin1(ready) << restarts;
    };
    const QByteArray two = R"("containers":[{"name":"app"},{"name":"proxy"}])";
    const QByteArray init = R"("initContainers":[{"name":"i0"},{"name":"i1"}],"containers":[{"name":"app"}])";
    const QByteArray sidecar = R"("initContainers":[{"name":"mesh","restartPolicy":"Always"},{"name":"i1"}],"containers":[{"name":"app"}])";
    const QByteArray deleted = R"(,"deletionTimestamp":"2026-01-01T00:00:00Z")";
    add("Pending", "0/1", 0, pod(R"("phase":"Pending")"));
    add("Running", "1/1", 2, pod(R"("phase":"Running","containerStatuses":[{"name":"app","ready":true,"restartCount":2,"state":{"running":{}}}])"));
    add("CrashLoopBackOff", "0/1", 5, pod(R"("phase":"Running","containerStatuses":[{"name":"app","restartCount":5,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}])"));
    add("ImagePullBackOff", "0/1", 0, pod(R"("phase":"Pending","containerStatuses":[{"name":"app","state":{"waiting":{"reason":"ImagePullBackOff"}}}])"));
    add("Evicted", "0/1", 0, pod(R"("phase":"Failed","reason":"Evicted")"));
    add("OOMKilled", "0/1", 0, pod(R"("phase":"Running","containerStatuses":[{"name":"app","state":{"terminated":{"reason":"OOMKilled","exitCode":137}}}])"));
    add("ExitCode:3", "0/1", 0, pod(R"("phase":"Running","containerStatuses":[{"name":"app","state":{"terminated":{"exitCode":3}}}])"));
    add("Signal:9", "0/1", 0, pod(R"("phase":"Running","containerStatuses":[{"name":"app","state":{"terminated":{"exitCode":137,"signal":9}}}])"));
    // The first container with something to say wins.
    add("First", "0/2", 3, pod(R"("phase":"Running","containerStatuses":[{"name":"app","restartCount":1,"state":{"waiting":{"reason":"First"}}},{"name":"proxy","restartCount":2,"state":{"waiting":{"reason":"Second"}}}])", two));
    add("Running", "1/2", 0, pod(R"("phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"app","state":{"terminated":{"reason":"Completed"}}},{"name":"proxy","ready":true,"state":{"running":{}}}])", two));
    add("NotReady", "1/2", 0, pod(R"("phase":"Running","conditions":[{"type":"Ready","status":"False"}],"containerStatuses":[{"name":"app","state":{"terminated":{"reason":"Completed"}}},{"name":"proxy","ready":true,"state":{"running":{}}}])", two));
    add("Completed", "0/1", 0, pod(R"("phase":"Succeeded","containerStatuses":[{"name":"app","state":{"terminated":{"reason":"Completed"}}}])"));
    add("Init:0/2", "0/1", 0, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"i0","state":{"running":{}}},{"name":"i1","state":{"waiting":{"reason":"PodInitializing"}}}])", init));
    add("Init:1/2", "0/1", 1, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"i0","restartCount":1,"state":{"terminated":{"exitCode":0}}},{"name":"i1","state":{"waiting":{"reason":"PodInitializing"}}}])", init));
    add("Init:ErrImagePull", "0/1", 0, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"i0","state":{"waiting":{"reason":"ErrImagePull"}}}])", init));
    add("Init:Error", "0/1", 0, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"i0","state":{"terminated":{"exitCode":1,"reason":"Error"}}}])", init));
    add("Init:ExitCode:7", "0/1", 0, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"i0","state":{"terminated":{"exitCode":7}}}])", init));
    add("Init:Signal:15", "0/1", 0, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"i0","state":{"terminated":{"exitCode":1,"signal":15}}}])", init));
    // A sidecar counts as a container once it is ready, and its restarts stay.
    add("Init:1/2", "1/2", 4, pod(R"("phase":"Pending","initContainerStatuses":[{"name":"mesh","started":true,"ready":true,"restartCount":4,"state":{"running":{}}},{"name":"i1","state":{"running":{}}}])", sidecar));
    add("Running", "2/2", 5, pod(R"("phase":"Running","initContainerStatuses":[{"name":"mesh","started":true,"ready":true,"restartCount":4,"state":{"running":{}}},{"name":"i1","restartCount":2,"state":{"terminated":{"exitCode":0}}}],"containerStatuses":[{"name":"app","ready":true,"restartCount":1,"state":{"running":{}}}])", sidecar));
    add("SchedulingGated", "0/1", 0, pod(R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}])"));
    const QByteArray app = R"("containers":[{"name":"app"}])";
    add("Terminating", "0/1", 0, pod(R"("phase":"Running")", app, deleted));
    add("Unknown", "0/1", 0, pod(R"("phase":"Running","reason":"NodeLost")", app, deleted));
    add("Succeeded", "0/1", 0, pod(R"("phase":"Succeeded")", app, deleted));
}

void TestNeighbourDecoders::podStatusWord()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, word);
    QFETCH(QString, ready);
    QFETCH(int, restarts);
    const Result<Pod> p = decodePod(json);
    QVERIFY2(p, p ? "" : qPrintable(p.error().message));
    QCOMPARE(p->status, word);
    QCOMPARE(u"%1/%2"_s.arg(p->readyContainers).arg(p->containers), ready);
    QCOMPARE(p->restarts, restarts);
    QCOMPARE(p->unreadable, QStringList());
}

void TestNeighbourDecoders::podDetails()
{
    const Result<Pod> p = decodePod(pod(R"("phase":"Running","podIP":"10.1.2.3","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[
        {"name":"a","lastState":{"terminated":{"reason":"Error","exitCode":1,"finishedAt":"2026-01-01T00:00:00Z"}}},
        {"name":"b","lastState":{"terminated":{"reason":"OOMKilled","exitCode":137,"signal":9,"finishedAt":"2026-01-02T00:00:00Z"}}}])",
        R"("nodeName":"node-1","containers":[{"name":"a","image":"a:1"},{"name":"b","image":"b:2"}])"));
    QVERIFY(p);
    QCOMPARE(p->ip, u"10.1.2.3");
    QCOMPARE(p->node, u"node-1");
    QCOMPARE(p->images, QStringList({u"a:1"_s, u"b:2"_s}));
    QVERIFY(p->ready);
    QCOMPARE(p->lastTermination, u"OOMKilled, signal 9");
}

void TestNeighbourDecoders::replicaSet()
{
    const QByteArray json = R"({"metadata":{"name":"checkout-6d5f","uid":"rs","labels":{"rollouts-pod-template-hash":"6d5f"},
        "annotations":{"rollout.argoproj.io/revision":"7","rollout.argoproj.io/revision-history":"2,4","scale-down-deadline":"2026-01-01T00:00:00Z"}},
        "spec":{"replicas":3,"template":{"spec":{"containers":[{"image":"a:1"}]}}},
        "status":{"replicas":3,"readyReplicas":2,"availableReplicas":1,"observedGeneration":5,"conditions":[{"type":"ReplicaFailure","status":"True"}]}})";
    const Result<ReplicaSet> whole = decodeReplicaSet(json);
    QVERIFY(whole);
    QCOMPARE(whole->hash(), u"6d5f");
    QCOMPARE(whole->revision(), 7);
    QCOMPARE(whole->formerRevisions(), QList<int>({2, 4}));
    QCOMPARE(whole->scaleDownDeadline(), u"2026-01-01T00:00:00Z");
    QCOMPARE(QList<int>({whole->desired, whole->replicas, whole->ready, whole->available}), QList<int>({3, 3, 2, 1}));
    QCOMPARE(whole->observedGeneration, 5);
    QVERIFY(whole->replicaFailure);
    QCOMPARE(whole->images, QStringList{u"a:1"_s});
    QVERIFY(!whole->podTemplate.isEmpty());
    QVERIFY(decodeReplicaSet(json, DecodeDepth::Row)->podTemplate.isEmpty());
    QCOMPARE(decodeReplicaSet(json, DecodeDepth::Row)->images, whole->images);
}

void TestNeighbourDecoders::analysisRun()
{
    const Result<AnalysisRun> run = decodeAnalysisRun(R"json({
        "metadata":{"name":"checkout-6d5f-7-2","labels":{"rollout-type":"Step","step-index":"2"}},
        "spec":{"metrics":[{"name":"latency","failureLimit":3,"provider":{"job":{"spec":{}}}},
          {"name":"errors","failureLimit":"2","inconclusiveLimit":1,"consecutiveErrorLimit":"x","successCondition":"result[0] < {{args.limit}}",
           "provider":{"prometheus":{"address":"http://prom:9090","query":"rate(e{app=\"{{ args.app }}\",k=\"{{args.key}}\"}[1m])"}}}],
          "args":[{"name":"app","value":"check{{args.key}}out"},{"name":"limit","value":"0.05"},{"name":"key","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]},
        "status":{"phase":"Failed","message":"too many","startedAt":"2026-01-01T00:00:00Z","completedAt":"2026-01-01T00:05:00Z","metricResults":[
          {"name":"errors","phase":"Failed","message":"m","count":3,"successful":1,"failed":2,"inconclusive":0,"error":1,"consecutiveError":1,"dryRun":true,
           "measurements":[{"phase":"Successful","value":"[NaN]","startedAt":"2026-01-01T00:00:00Z","finishedAt":"2026-01-01T00:00:01Z"},{"phase":"Error","message":"no data"}]},
          {"name":"latency","phase":"Successful"}, {"name":"ghost"}]}})json");
    QVERIFY(run);
    QCOMPARE(run->unreadable, QStringList());
    QCOMPARE(run->kind, u"step");
    QCOMPARE(run->stepIndex, std::optional(2));
    QCOMPARE(run->phase, u"Failed");
    QCOMPARE(run->completedAt, utc("2026-01-01T00:05:00Z"));
    QCOMPARE(run->metrics.size(), 3);
    const MetricResult &errors = run->metrics.at(0);
    QCOMPARE(QList<int>({errors.count, errors.successful, errors.failed, errors.inconclusive, errors.error, errors.consecutiveError}),
             QList<int>({3, 1, 2, 0, 1, 1}));
    QVERIFY(errors.dryRun);
    QCOMPARE(errors.measurements.at(0).value, u"[NaN]");
    QCOMPARE(errors.measurements.at(1).message, u"no data");
    QCOMPARE(errors.failureLimit, std::optional(2));
    QCOMPARE(errors.inconclusiveLimit, std::optional(1));
    QVERIFY(!errors.consecutiveErrorLimit.has_value());
    QCOMPARE(run->metrics.at(1).failureLimit, std::optional(3));
    QCOMPARE(run->metrics.at(1).inconclusiveLimit, std::optional(0));
    QCOMPARE(run->metrics.at(1).consecutiveErrorLimit, std::optional(4));
    QVERIFY(!run->metrics.at(2).failureLimit.has_value());
    QCOMPARE(errors.successCondition, u"result[0] < 0.05");
    QCOMPARE(errors.provider, u"prometheus");
    QCOMPARE(errors.address, u"http://prom:9090");
    // a value is not looked into again, and a secret one stays a place
    QCOMPARE(errors.query, u"rate(e{app=\"check{{args.key}}out\",k=\"{{args.key}}\"}[1m])");
    QCOMPARE(run->metrics.at(1).provider, u"job");
    QVERIFY(run->metrics.at(1).query.isEmpty());
}

void TestNeighbourDecoders::analysisLimits_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("limit");
    QTest::addRow("number") << QByteArray("5") << 5;
    QTest::addRow("off") << QByteArray("-1") << -1;
    QTest::addRow("text") << QByteArray("\"7\"") << 7;
    QTest::addRow("null") << QByteArray("null") << 0;
    QTest::addRow("argument") << QByteArray("\"{{args.limit}}\"") << -99;
    QTest::addRow("fraction") << QByteArray("1.5") << -99;
    QTest::addRow("object") << QByteArray("{}") << -99;
}

void TestNeighbourDecoders::analysisLimits()
{
    QFETCH(QByteArray, json);
    QFETCH(int, limit);
    const Result<AnalysisRun> run = decodeAnalysisRun(QByteArray(R"({"metadata":{"name":"a"},"status":{"metricResults":[{"name":"m"}]},"spec":{"metrics":[{"name":"m","failureLimit":)" + json + "}]}}"));
    QVERIFY(run);
    QCOMPARE(run->metrics.first().failureLimit.value_or(-99), limit);
}

void TestNeighbourDecoders::events_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("count");
    QTest::addColumn<QDateTime>("first");
    QTest::addColumn<QDateTime>("last");
    QTest::addRow("core") << QByteArray(R"("involvedObject":{"kind":"Rollout","name":"checkout","uid":"u1"},"message":"words","source":{"component":"rollouts-controller"},
        "count":4,"firstTimestamp":"2026-01-01T00:00:00Z","lastTimestamp":"2026-01-01T00:10:00Z","eventTime":null)")
        << 4 << utc("2026-01-01T00:00:00Z") << utc("2026-01-01T00:10:00Z");
    QTest::addRow("core series") << QByteArray(R"("involvedObject":{"kind":"Rollout","name":"checkout","uid":"u1"},"message":"words","source":{},"reportingComponent":"rollouts-controller",
        "firstTimestamp":null,"lastTimestamp":null,"eventTime":"2026-01-01T00:00:00.250000Z","series":{"count":9,"lastObservedTime":"2026-01-01T00:20:00.000000Z"})")
        << 9 << utc("2026-01-01T00:00:00.250Z") << utc("2026-01-01T00:20:00Z");
    QTest::addRow("events.k8s.io") << QByteArray(R"("regarding":{"kind":"Rollout","name":"checkout","uid":"u1"},"note":"words","reportingController":"rollouts-controller",
        "deprecatedCount":2,"deprecatedFirstTimestamp":"2026-01-01T02:00:00+02:00","deprecatedLastTimestamp":"2026-01-01T00:30:00Z")")
        << 2 << utc("2026-01-01T00:00:00Z") << utc("2026-01-01T00:30:00Z");
    QTest::addRow("bare") << QByteArray(R"("regarding":{"kind":"Rollout","name":"checkout","uid":"u1"},"note":"words","reportingController":"rollouts-controller")")
        << 1 << utc("2025-12-31T00:00:00Z") << utc("2025-12-31T00:00:00Z");
}

void TestNeighbourDecoders::events()
{
    QFETCH(QByteArray, members);
    QFETCH(int, count);
    QFETCH(QDateTime, first);
    QFETCH(QDateTime, last);
    const Result<KubeEvent> event = decodeEvent(QByteArray(R"({"metadata":{"name":"e","creationTimestamp":"2025-12-31T00:00:00Z"},"type":"Warning","reason":"RolloutAborted",)" + members + "}"));
    QVERIFY(event);
    QCOMPARE(event->unreadable, QStringList());
    QCOMPARE(event->type, u"Warning");
    QCOMPARE(event->reason, u"RolloutAborted");
    QCOMPARE(event->message, u"words");
    QCOMPARE(event->source, u"rollouts-controller");
    QCOMPARE(event->regardingKind, u"Rollout");
    QCOMPARE(event->regardingName, u"checkout");
    QCOMPARE(event->regardingUid, u"u1");
    QCOMPARE(event->count, count);
    QCOMPARE(event->firstAt, first);
    QCOMPARE(event->lastAt, last);
}

void TestNeighbourDecoders::serviceAndIngress()
{
    const Result<Service> service = decodeService(R"({"metadata":{"name":"s"},"spec":{"selector":{"app":"a","rollouts-pod-template-hash":"6d5f"}}})");
    QVERIFY(service);
    QCOMPARE(service->selector.value(u"rollouts-pod-template-hash"_s), u"6d5f");
    const Result<Ingress> ingress = decodeIngress(R"({"metadata":{"name":"i","annotations":{"nginx.ingress.kubernetes.io/canary-weight":"10"}},"spec":{}})");
    QVERIFY(ingress);
    QCOMPARE(ingress->meta.annotations.value(u"nginx.ingress.kubernetes.io/canary-weight"_s), u"10");
}

void TestNeighbourDecoders::wrongTypesAreNamed()
{
    QCOMPARE(decodePod(pod(R"("phase":7,"containerStatuses":[{"restartCount":"5"}])"))->unreadable,
             QStringList({u"/status/phase"_s, u"/status/containerStatuses/0/restartCount"_s}));
    QCOMPARE(decodeService(R"({"metadata":{"name":"s"},"spec":{"selector":{"app":1}}})")->unreadable, QStringList{u"/spec/selector/app"_s});
    QCOMPARE(decodeIngress(R"({"metadata":{"name":"s","annotations":[]}})")->unreadable, QStringList{u"/metadata/annotations"_s});
    QCOMPARE(decodeReplicaSet(R"({"metadata":{"name":"s"},"status":{"readyReplicas":-3}})")->unreadable, QStringList{u"/status/readyReplicas"_s});
    QCOMPARE(decodeEvent(R"({"metadata":{"name":"s"},"count":"3","lastTimestamp":"x"})")->unreadable, QStringList({u"/count"_s, u"/lastTimestamp"_s}));
    QCOMPARE(decodeAnalysisRun(R"({"metadata":{"name":"s"},"status":{"metricResults":[{"measurements":[{"value":0.5}]}]}})")->unreadable,
             QStringList{u"/status/metricResults/0/measurements/0/value"_s});
}

QTEST_GUILESS_MAIN(TestNeighbourDecoders)
#include "tst_kube_decode_neighbours.moc"
