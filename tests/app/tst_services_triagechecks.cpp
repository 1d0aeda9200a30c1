// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "net/read/directsender.h"
#include "services/triage/readingbuilder.h"
#include "support/domainsamples.h"
#include "support/fakeprometheus.h"
#include "support/kubetest.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QUrlQuery>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

/// Checks of a triage that are drawn as fine only where everything they rest on was read.
class tst_services_triagechecks : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    ScriptedServer m_server {[this](const ScriptedRequest &request, ScriptedConnection *c) { m_answer(request, c); }};
    ScriptedServer::Script m_answer;
    ClusterAccess m_access {contextFor(m_server), &m_clock, nullptr};

    std::shared_ptr<TriageScene> scene()
    {
        const auto made = std::make_shared<TriageScene>();
        made->access = &m_access;
        made->clock = &m_clock;
        made->ref = {u"test"_s, u"default"_s, u"web"_s};
        made->service = u"web"_s;
        made->snapshot.rollout = healthyCanary();
        made->snapshot.rollout.hasStatus = true;
        made->snapshot.rollout.selector = {{u"app"_s, u"web"_s}};
        made->snapshot.phase.phase = RolloutPhase::Healthy;
        made->snapshot.partsComplete = true;
        return made;
    }

    static Pod pod(const QString &name, const QString &status = u"Running"_s)
    {
        Pod pod;
        pod.meta.ns = u"default"_s;
        pod.meta.name = name;
        pod.status = status;
        pod.ready = status == u"Running"_s;
        pod.containers = pod.readyContainers = 1;
        pod.containerNames = {u"app"_s};
        return pod;
    }

    template<typename Read> CheckReading seen(const std::shared_ptr<TriageScene> &scene, Read read, const QString &subject = {})
    {
        Await<CheckReading> done;
        PlaybookCheck check;
        check.id = u"check"_s;
        check.subject = subject;
        check.count = 200;
        read(std::make_shared<ReadingBuilder>(scene, check, done.callback()));
        return done.get();
    }

    PolicyPtr policy(const QByteArray &rest)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"p.yaml"_s));
        if (!file.open(QIODevice::WriteOnly))
            return nullptr;
        file.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\n" + rest);
        file.close();
        return loadPolicy(file.fileName()).policy;
    }

    static AnalysisRun failedRun(const QString &hash)
    {
        AnalysisRun run;
        run.meta.name = u"web-2"_s;
        run.meta.labels.insert(u"rollouts-pod-template-hash"_s, hash);
        run.phase = u"Failed"_s;
        return run;
    }

    static QJsonObject ingress(const QString &name, const QString &share = {}, const QString &header = {})
    {
        QJsonObject annotations;
        for (const auto &[key, value] : {std::pair(u"canary"_s, share.isEmpty() ? QString() : u"true"_s), std::pair(u"canary-weight"_s, share), std::pair(u"canary-by-header"_s, header)})
            if (!value.isEmpty())
                annotations.insert(u"nginx.ingress.kubernetes.io/"_s + key, value);
        return {{u"metadata"_s, QJsonObject{{u"name"_s, name}, {u"annotations"_s, annotations}}}};
    }

private Q_SLOTS:
    /// ledger TRI-11, TRI-10: an update that goes on is no fault until its analysis failed.
    void anUpdateThatGoesOn()
    {
        const auto now = scene();
        QCOMPARE(seen(now, readControllerAbort).state, ItemState::Ok);
        QCOMPARE(seen(now, readAbortNeed).state, ItemState::Skipped);
        now->snapshot.rollout = canaryAtGate();
        now->snapshot.rollout.hasStatus = true;
        now->snapshot.analysisRuns = {failedRun(u"aaa"_s)}; // of the version before
        QCOMPARE(seen(now, readControllerAbort).state, ItemState::Open);
        const CheckReading needed = seen(now, readAbortNeed);
        QCOMPARE(needed.state, ItemState::Open);
        QCOMPARE(needed.command, u"maestro --context test -n default abort web --reason WHY"_s);
        now->snapshot.analysisRuns = {failedRun(u"bbb"_s)};
        for (const auto &read : {readControllerAbort, readAbortNeed}) {
            const CheckReading told = seen(now, read);
            QCOMPARE(told.state, ItemState::Bad);
            QVERIFY2(told.finding.contains(u"web-2"_s), qPrintable(told.finding));
        }
        now->snapshot.rollout = abortedCanary();
        now->snapshot.rollout.hasStatus = true;
        QVERIFY(seen(now, readAbortNeed).finding.contains(u"already"_s));
    }

    /// ledger TRI-12: the annotation beside what the controller recorded tells who is to blame.
    void whatTheIngressSays_data()
    {
        QTest::addColumn<QJsonArray>("ingresses");
        QTest::addColumn<QString>("named"); // of the policy
        QTest::addColumn<int>("recorded");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QJsonArray &items, int recorded, ItemState state, const QString &words, const QString &named = {}) { QTest::newRow(name) << items << named << recorded << int(state) << words; };
        const QJsonObject stable = ingress(u"main"_s);
        row("as recorded", {stable, ingress(u"web-main-canary"_s, u"25"_s)}, 25, ItemState::Ok, u"no header leads"_s);
        row("by header", {stable, ingress(u"web-main-canary"_s, u"25"_s, u"X-Canary"_s)}, 25, ItemState::Ok, u"header X-Canary leads"_s);
        row("frozen annotation", {stable, ingress(u"web-main-canary"_s, u"10"_s)}, 25, ItemState::Bad, u"canary-weight of web-main-canary is 10"_s);
        row("controller behind", {stable, ingress(u"web-main-canary"_s, u"10"_s)}, 10, ItemState::Bad, u"the controller has not set it yet"_s);
        row("not made", {stable}, 25, ItemState::Bad, u"there is no Ingress web-main-canary"_s);
        row("no stable", {ingress(u"web-main-canary"_s, u"25"_s)}, 25, ItemState::Bad, u"there is no Ingress main"_s);
        row("discovered", {stable, ingress(u"web-main-canary"_s, u"25"_s)}, 25, ItemState::Ok, u"web-canary, as the policy calls it, is web-main-canary here"_s, u"name: \"{{service}}-canary\", discover: true"_s);
        row("named, not there", {stable, ingress(u"web-main-canary"_s, u"25"_s)}, 25, ItemState::Bad, u"there is no Ingress web-canary, which the policy names"_s, u"name: \"{{service}}-canary\""_s);
    }
    void whatTheIngressSays()
    {
        QFETCH(QJsonArray, ingresses);
        QFETCH(QString, named);
        QFETCH(int, recorded);
        QFETCH(int, state);
        QFETCH(QString, words);
        m_answer = [ingresses](const ScriptedRequest &request, ScriptedConnection *c) {
            c->reply(request.target.startsWith("/apis/networking.k8s.io/v1/namespaces/default/ingresses") ? 200 : 404, QJsonDocument(QJsonObject{{u"metadata"_s, QJsonObject()}, {u"items"_s, ingresses}}).toJson());
        };
        const auto now = scene();
        now->snapshot.rollout = canaryAtGate();
        now->snapshot.rollout.hasStatus = true;
        now->snapshot.rollout.traffic.present = true;
        now->snapshot.rollout.traffic.routers = QStringList{u"nginx"_s};
        now->snapshot.rollout.traffic.nginxStableIngresses = QStringList{u"main"_s};
        Weight weight;
        weight.wanted = 25;
        weight.recorded = recorded;
        weight.observed = 25;
        weight.max = 100;
        now->snapshot.weight = weight;
        if (!named.isEmpty())
            QVERIFY(now->policy = policy("services: [{name: web, workload: {kind: Rollout, namespace: default, name: web}, ingress: {" + named.toUtf8() + "}}]\n"));
        const CheckReading told = seen(now, [this](const BuilderPtr &builder) { readTraffic(this, builder); });
        QVERIFY2(int(told.state) == state, qPrintable(told.finding));
        QVERIFY2(told.finding.contains(words), qPrintable(told.finding));
        QVERIFY(told.output.contains(u"web-main-canary"_s) && told.command.startsWith(u"kubectl -n default get ingress web-"_s));
    }
    void ingressesThatNobodyMayRead()
    {
        m_answer = [](const ScriptedRequest &, ScriptedConnection *c) { c->reply(403, "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":403,\"message\":\"no\"}"); };
        const auto now = scene();
        now->snapshot.rollout.traffic.routers = QStringList{u"nginx"_s};
        now->snapshot.rollout.traffic.nginxStableIngresses = QStringList{u"main"_s};
        QCOMPARE(seen(now, [this](const BuilderPtr &builder) { readTraffic(this, builder); }).state, ItemState::Unknown);
    }

    /// ledger TRI-13: two fine answers of one version are not fine while an update is under way.
    void withTheHeaderAndWithout()
    {
        bool routed = true;
        ScriptedServer page([&routed](const ScriptedRequest &request, ScriptedConnection *c) {
            c->reply(200, request.header("x-canary") == "true" && routed ? R"({"status":"ok","version":"v2"})" : R"({"status":"ok","version":"v1"})", "Content-Type: application/json\r\n");
        });
        HealthProber prober(&m_clock);
        const auto now = scene();
        now->prober = &prober;
        now->snapshot.rollout = canaryAtGate();
        now->policy = policy("services: [{name: web, workload: {kind: Rollout, namespace: default, name: web}, health: [{name: plain, url: \"" + page.url().toEncoded() + "/h\"}, {name: canary, url: \"" + page.url().toEncoded() + "/h\", headers: {X-Canary: \"true\"}}]}]\n");
        QVERIFY(now->policy);
        const auto both = [this](const BuilderPtr &builder) { readProbe(this, builder, true); };
        for (const QString &subject : {QString(), u"canary"_s}) {
            routed = true;
            const CheckReading fine = seen(now, both, subject);
            QVERIFY2(fine.state == ItemState::Ok && fine.finding.contains(u"v1"_s) && fine.finding.contains(u"v2"_s), qPrintable(fine.finding));
            QVERIFY2(fine.command.contains(u"; "_s) && fine.command.count(u"X-Canary"_s) == 1, qPrintable(fine.command));
            routed = false;
            const CheckReading same = seen(now, both, subject);
            QVERIFY2(same.state == ItemState::Unknown && same.finding.contains(u"same version both ways"_s), qPrintable(same.finding));
        }
        QCOMPARE(seen(now, both, u"plain"_s).state, ItemState::Ok); // one request, as the policy has it
    }

    void workloadOfAnOlderSpec()
    {
        const auto now = scene();
        QCOMPARE(seen(now, readWorkload).state, ItemState::Ok);
        now->snapshot.rollout.meta.generation = 4; // the controller has looked at 3
        QCOMPARE(seen(now, readWorkload).state, ItemState::Unknown);
        now->snapshot.rollout.meta.generation = 3;
        now->snapshot.phase.phase = RolloutPhase::Unknown;
        QCOMPARE(seen(now, readWorkload).state, ItemState::Unknown);
    }

    void podsThatAreNotThere()
    {
        const auto pods = [](const BuilderPtr &builder) { readPods(builder, false); };
        const auto now = scene();
        now->snapshot.pods = {pod(u"a"_s), pod(u"b"_s), pod(u"c"_s), pod(u"d"_s), pod(u"job"_s, u"Completed"_s)};
        QCOMPARE(seen(now, pods).finding, u"all 4 ready"_s); // what ran to its end is not missing
        now->snapshot.pods = now->snapshot.pods.mid(0, 3);
        const CheckReading fewer = seen(now, pods);
        QCOMPARE(fewer.state, ItemState::Bad);
        QVERIFY2(fewer.finding.contains(u"not there"_s), qPrintable(fewer.finding));
    }

    void logsOfSidecarsAndOfMany()
    {
        m_answer = [](const ScriptedRequest &request, ScriptedConnection *c) {
            const QString container = QUrlQuery(QUrl::fromEncoded(request.target)).queryItemValue(u"container"_s);
            c->reply(container == u"main"_s ? 200 : 400, container == u"main"_s ? "fine\n" : "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":400,\"message\":\"a container name must be specified\"}");
        };
        const auto logs = [this](const BuilderPtr &builder) { readWorkloadLogs(this, builder, false); };
        const auto now = scene();
        for (const char *name : {"a", "b", "c", "d", "e"}) {
            Pod one = pod(QString::fromLatin1(name));
            one.containers = 2;
            one.containerNames = {u"proxy"_s, u"main"_s};
            one.meta.annotations.insert(u"kubectl.kubernetes.io/default-container"_s, u"main"_s);
            now->snapshot.pods.append(one);
        }
        const CheckReading many = seen(now, logs);
        QCOMPARE(many.state, ItemState::Ok);
        QVERIFY2(many.finding.endsWith(u"of 3 of 5 pods"_s), qPrintable(many.finding));
        QVERIFY2(many.command.contains(u"-l app=web"_s), qPrintable(many.command)); // nothing is under way: all of them
        m_answer = [](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, QByteArray(1024 * 1024, 'x')); };
        QCOMPARE(seen(now, logs).state, ItemState::Unknown); // cut by the server: the newest lines are not in it
    }

    void aMetricNobodyCanHoldToALimit_data()
    {
        QTest::addColumn<QString>("fail");
        QTest::addColumn<int>("ageMs");
        QTest::addColumn<int>("state");
        QTest::newRow("within") << u"> 50"_s << 1'000 << int(ItemState::Ok);
        QTest::newRow("beyond") << u"> 40"_s << 1'000 << int(ItemState::Bad);
        QTest::newRow("old sample") << u"> 50"_s << 200'000 << int(ItemState::Unknown);
        QTest::newRow("no limit set") << u"> $most"_s << 1'000 << int(ItemState::Unknown);
    }
    void aMetricNobodyCanHoldToALimit()
    {
        QFETCH(QString, fail);
        QFETCH(int, ageMs);
        QFETCH(int, state);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"p.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\nlimits: {most: null}\nservices: [{name: web, workload: {kind: Rollout, namespace: default, name: web}}]\n"
                   "metrics: [{name: depth, unit: none, better: lower, query: 'depth'}]\ngates: [{name: queue, metric: depth, fail: '" + fail.toUtf8() + "'}]\n");
        file.close();
        const PolicyReading policy = loadPolicy(file.fileName());
        QVERIFY(policy.ok());
        FakePrometheus prometheus(&m_clock, [](const QString &, qint64) { return std::optional(41.0); });
        prometheus.scrapedAgoMs = ageMs;
        ServerIdentity identity;
        identity.server = prometheus.server.url();
        PromClient client(std::make_unique<DirectSender>(identity), &m_clock);
        const auto now = scene();
        now->policy = policy.policy;
        now->prometheus = &client;
        const CheckReading told = seen(now, [this](const BuilderPtr &builder) { readMetric(this, builder); }, u"depth"_s);
        QVERIFY2(int(told.state) == state, qPrintable(told.finding));
        const CheckReading sources = seen(now, [this](const BuilderPtr &builder) { readMetricSources(this, builder); });
        const bool old = ageMs > 120'000;
        QVERIFY2(sources.state == (old ? ItemState::Bad : ItemState::Ok), qPrintable(sources.finding));
        QVERIFY2(!old || sources.finding.contains(u"too old: depth (3 min 20 s)"_s), qPrintable(sources.finding));
        QVERIFY2(sources.output.contains(u"newest sample "_s), qPrintable(sources.output));
        QVERIFY2(sources.reads.size() == 1 && sources.reads.constFirst().value.contains(u"old, 2 of 2 targets up"_s), qPrintable(sources.reads.constFirst().value));
    }
};

QTEST_GUILESS_MAIN(tst_services_triagechecks)
#include "tst_services_triagechecks.moc"
