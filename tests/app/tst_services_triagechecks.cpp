// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "net/read/directsender.h"
#include "services/triage/readingbuilder.h"
#include "support/domainsamples.h"
#include "support/fakeprometheus.h"
#include "support/kubetest.h"

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

private Q_SLOTS:
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
    }
};

QTEST_GUILESS_MAIN(tst_services_triagechecks)
#include "tst_services_triagechecks.moc"
