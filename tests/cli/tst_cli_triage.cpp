// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scenario/scenarioloader.h"
#include "services/systemclock.h"
#include "support/fakeprometheus.h"
#include "support/program.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Two workloads whose new version crashes; the image tag of one looks like a secret, and its pods write it into their logs.
constexpr const char *scenario = R"(name: triage
clusters:
- name: sandbox
  namespaces: [shop, ops]
  rollouts:
  - {name: cart, namespace: shop, strategy: canary, replicas: 5, versions: [v1], since: 1d, steps: [{setWeight: 20}, {pause: {}}]}
  - {name: leaky, namespace: shop, strategy: canary, replicas: 2, versions: [v1], since: 1d, steps: [{setWeight: 50}, {pause: {}}]}
  - {name: split, namespace: shop, strategy: nginx, replicas: 2, versions: [v1], since: 1d, steps: [{setWeight: 50}, {pause: {}}]}
  deployments:
  - {name: argo-rollouts, namespace: ops, replicas: 1, version: v1.8.3}
  statefulSets:
  - {name: cache, namespace: shop, replicas: 2, version: "7"}
  behaviours:
  - {service: cart, version: v2, health: crashLoop}
  - {service: leaky, version: ghp_0123456789abcdefABCDEF, health: crashLoop}
  script:
  - {at: 1s, do: setImage, rollout: shop/cart, version: v2}
  - {at: 1s, do: setImage, rollout: shop/leaky, version: ghp_0123456789abcdefABCDEF}
)";

constexpr const char *policy = R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
environments: [{name: test, connection: sandbox, namespaces: {apps: shop, controller: ops}}]
services:
  - {name: basket, workload: {kind: Rollout, namespace: shop, name: cart}, depends_on: [db, cache],
     health: [{name: public, url: "URL/health", expect: {status: 200, json: {status: ok}}}],
     log_url: "WEBlogs.example/{{service}}?id={{deployment_id}}&from={{from}}", links: {traces: "WEBtraces.example/?q={{nobody-knows}}", wiki: "file:/etc/passwd"},
     dashboards: [{title: "Queue depth", url: "WEBgrafana.example/d/q?var-service={{service}}&from={{from}}&to={{to}}"}]}
  - {name: split, like: basket, workload: {kind: Rollout, namespace: shop, name: split}}
dependencies: [{name: db, workload: {kind: StatefulSet, namespace: shop, name: absent}}, {name: cache, workload: {kind: StatefulSet, namespace: shop, name: cache}}]
triage:
  - name: stuck
    title: Ours
    budget: 5m
    steps: [{do: workload-health, log_tail: 20}, {do: ingress-and-health, health: public}, {do: dependencies}, {do: header-probe}, {do: tell, title: Tell the team}, {do: endpoints}, {do: manual, tool: [psql, -c, select 1]}, {do: root-cause}]
)";

class tst_cli_triage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    ScriptedServer m_page;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"-n"_s, u"shop"_s}; }
    Said run(const QStringList &arguments) { return runProgram(program(), globals() + arguments, home()); }
    Said triage(const QStringList &arguments) { return run(QStringList{u"triage"_s} + arguments); }

    static QJsonObject item(const QJsonObject &run, const QString &id)
    {
        for (const QJsonValue &one : run[u"items"].toArray())
            if (one[u"id"].toString() == id)
                return one.toObject();
        return {};
    }

    bool write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    QString begin(const QString &service = u"cart"_s)
    {
        return triage({u"start"_s, u"ten-minute"_s, u"--service"_s, service}).json()[u"id"].toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(write(u"scenario.yaml"_s, scenario));
        m_page.setScript([](const ScriptedRequest &request, ScriptedConnection *connection) {
            const bool canary = request.header("x-canary") == "true";
            connection->reply(canary ? 503 : 200, canary ? R"({"status":"degraded"})" : R"({"status":"ok","version":"v1"})", "Content-Type: application/json\r\n");
        });
        QVERIFY(write(u"policy.yaml"_s, QByteArray(policy).replace("URL", m_page.url().toEncoded()).replace("WEB", "https://")));
        const auto loaded = sandbox::loadScenario(m_dir.filePath(u"scenario.yaml"_s));
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        m_world = test::served(*loaded, QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        for (const QString &name : {u"cart"_s, u"leaky"_s})
            QTRY_VERIFY_WITH_TIMEOUT(item(triage({u"start"_s, u"ten-minute"_s, u"--service"_s, name}).json(), u"logs"_s)[u"state"] == u"bad"_s, 30'000);
    }

    void playbooks()
    {
        const Said said = triage({u"playbooks"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.err.constData());
        QStringList names;
        for (const QJsonValue &one : said.json()[u"items"].toArray())
            names.append(one[u"name"].toString());
        QCOMPARE(names, (QStringList{u"ten-minute"_s, u"stuck"_s, u"failed-analysis"_s, u"slo-breach"_s, u"traffic-split"_s}));
        for (const QString &name : std::as_const(names))
            QCOMPARE(triage({u"start"_s, name, u"--service"_s, u"cart"_s}).code, 0);
    }

    void startReadsAndKeeps()
    {
        Said said;
        // Between two pauses a crashing container runs for a moment.
        QTRY_VERIFY_WITH_TIMEOUT(item((said = triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"cart"_s, u"--alert"_s, u"CartDown"_s})).json(), u"pods"_s)[u"finding"].toString().contains(u"crash-looping"_s), 90'000);
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.err.constData());
        const QJsonObject run = said.json();
        QCOMPARE(run[u"kind"].toString(), u"TriageRun"_s);
        QCOMPARE(run[u"budget"].toDouble(), 600);
        QCOMPARE(run[u"alert"].toString(), u"CartDown"_s);
        QCOMPARE(run[u"by"].toArray().size(), 1);
        QCOMPARE(item(run, u"pods"_s)[u"state"].toString(), u"bad"_s);
        QCOMPARE(item(run, u"pods"_s)[u"mode"].toString(), u"auto"_s);
        QVERIFY(item(run, u"pods"_s)[u"reads"][0][u"source"].toString().startsWith(u"http"_s));
        QVERIFY(item(run, u"logs"_s)[u"finding"].toString().contains(u"errors"_s));
        QCOMPARE(item(run, u"health"_s)[u"state"].toString(), u"unknown"_s);
        QCOMPARE(item(run, u"ingress.pods"_s)[u"state"].toString(), u"unknown"_s);
        QCOMPARE(item(run, u"decide"_s)[u"state"].toString(), u"open"_s);
        QCOMPARE(run[u"suggestion"].toString(), u"rollback"_s);
        QCOMPARE(run[u"decision"], QJsonValue());
        const QString sha256 = item(run, u"pods"_s)[u"evidence"][0].toString();
        QFile kept(m_dir.filePath(u"home/state/evidence/"_s + sha256 + u".txt"_s));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray bytes = kept.readAll();
        QVERIFY(bytes.contains("CrashLoopBackOff"));
        QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()), sha256);
        QCOMPARE(kept.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void secretsInLogsAreNotKept()
    {
        const Said said = triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"leaky"_s});
        QCOMPARE(said.code, 0);
        QVERIFY(!said.out.contains("ghp_0123456789abcdef"));
        int looked = 0;
        QDirIterator files(m_dir.filePath(u"home"_s), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("ghp_0123456789abcdef"), qPrintable(file.fileName()));
            ++looked;
        }
        QVERIFY(looked > 5);
    }

    void aTickTurnsRedWhenTheWorldMoves()
    {
        const QString id = begin();
        const QJsonObject ticked = triage({u"tick"_s, id, u"pods"_s, u"--note"_s, u"one crashes"_s}).json();
        QCOMPARE(item(ticked, u"pods"_s)[u"note"].toString(), u"one crashes"_s);
        QCOMPARE(item(ticked, u"pods"_s)[u"changedSinceTick"].toBool(true), false);
        QCOMPARE(item(triage({u"tick"_s, id, u"decide"_s, u"--skip"_s}).json(), u"decide"_s)[u"state"].toString(), u"skipped"_s);
        QCOMPARE(item(triage({u"untick"_s, id, u"decide"_s}).json(), u"decide"_s)[u"state"].toString(), u"open"_s);
        QCOMPARE(run({u"abort"_s, u"cart"_s, u"--yes"_s, u"--reason"_s, u"crash loop"_s}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(item(triage({u"show"_s, id}).json(), u"pods"_s)[u"changedSinceTick"].toBool(), true, 20'000);
        QCOMPARE(item(triage({u"show"_s, id}).json(), u"pods"_s)[u"state"].toString(), u"bad"_s);
        QCOMPARE(run({u"retry"_s, u"cart"_s, u"--yes"_s, u"--reason"_s, u"the next test needs it"_s}).code, 0);
    }

    void oneDecision()
    {
        const QString id = begin();
        QCOMPARE(triage({u"take"_s, id}).code, 0);
        QCOMPARE(triage({u"decide"_s, id, u"rollback"_s, u"--reason"_s, u"short"_s}).code, 2);
        QCOMPARE(triage({u"decide"_s, id, u"maybe"_s, u"--reason"_s, u"long enough a reason"_s}).code, 2);
        const QJsonObject decided = triage({u"decide"_s, id, u"hold"_s, u"--reason"_s, u"a fix is on its way"_s}).json();
        QCOMPARE(decided[u"decision"][u"verdict"].toString(), u"hold"_s);
        QVERIFY(!decided[u"decision"][u"evidence"].toArray().isEmpty());
        QCOMPARE(triage({u"decide"_s, id, u"rollback"_s, u"--reason"_s, u"a second opinion"_s}).code, 3);
        // A pack of the run: records of a triage name the workload, though not its kind.
        const Said pack = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"packs"_s)});
        QVERIFY2(pack.code == 0 && !pack.both().contains("not of one workload"), pack.both().constData());
        for (const QString &name : {u"/now.json"_s, u"/events.json"_s, u"/decision.json"_s})
            QVERIFY2(QFile::exists(pack.json()[u"path"].toString() + name), qPrintable(name));
        QCOMPARE(triage({u"tick"_s, id, u"pods"_s}).code, 3);
        QCOMPARE(triage({u"show"_s, id}).json()[u"decision"][u"verdict"].toString(), u"hold"_s);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    /// Several decide in the same moment: one decision is recorded, and nothing of the run after it.
    void decidedOnce()
    {
        const QString id = begin();
        std::vector<std::unique_ptr<QProcess>> people;
        for (int i = 0; i < 5; ++i) {
            people.push_back(std::make_unique<QProcess>());
            QProcessEnvironment environment;
            const auto variables = home();
            for (auto it = variables.cbegin(); it != variables.cend(); ++it)
                environment.insert(it.key(), it.value());
            people.back()->setProcessEnvironment(environment);
            people.back()->start(program(), globals() + QStringList{u"triage"_s, u"decide"_s, id, i % 2 ? u"hold"_s : u"rollback"_s, u"--reason"_s, u"all of us have the same reason"_s});
        }
        QList<int> codes;
        for (const auto &one : people) {
            QTRY_COMPARE_WITH_TIMEOUT(one->state(), QProcess::NotRunning, 60'000);
            codes.append(one->exitCode());
        }
        std::sort(codes.begin(), codes.end());
        QCOMPARE(codes, (QList<int>{0, 3, 3, 3, 3}));
        QCOMPARE(triage({u"take"_s, id}).code, 3);
        QStringList states;
        for (const QJsonValue &one : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (one[u"id"] == id)
                states.append(one[u"state"].toString());
        if (states.first() == u"decided")
            std::reverse(states.begin(), states.end());
        QCOMPARE(states.count(u"decided"_s), 1);
        QCOMPARE(states.last(), u"decided"_s);
    }

    void mistakes()
    {
        QCOMPARE(triage({u"start"_s, u"ten-minute"_s}).json()[u"hint"].toString(), u"See `maestro triage start --help`."_s);
        QVERIFY(triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"nobody"_s}).json()[u"hint"].toString().contains(u"maestro list"_s));
        QVERIFY(run({u"evidence"_s, u"export"_s, u"nothing"_s, m_dir.filePath(u"packs"_s)}).json()[u"hint"].toString().contains(u"journal list"_s));
        const Said alone = run({u"validate"_s, u"--service"_s, u"cart"_s, u"--note"_s, u"of nothing"_s});
        QVERIFY2(alone.code == 2 && alone.err.contains("--done"), alone.both().constData());
        const Said waits = run({u"rollback"_s, u"cart"_s, u"--wait"_s, u"1m"_s, u"--yes"_s, u"--reason"_s, u"a wait without a validation"_s});
        QVERIFY2(waits.code == 2 && waits.err.contains("--validate"), waits.both().constData());
        QCOMPARE(triage({u"start"_s, u"no-such"_s, u"--service"_s, u"cart"_s}).code, 2);
        QCOMPARE(triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"nobody"_s}).code, 1);
        QCOMPARE(triage({u"start"_s, u"ten-minute"_s}).code, 2);
        QCOMPARE(triage({u"show"_s, u"nothing"_s}).json()[u"code"].toString(), u"notFound"_s);
        QCOMPARE(triage({u"tick"_s, begin(), u"podz"_s}).code, 2);
    }

    void aPolicyOwnsItsPlaybooks()
    {
        const QStringList own{u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)};
        const Said said = run(own + QStringList{u"triage"_s, u"start"_s, u"stuck"_s, u"--service"_s, u"basket"_s});
        QVERIFY2(said.code == 0, said.err.constData());
        QCOMPARE(said.json()[u"service"].toString(), u"basket"_s);
        QCOMPARE(said.json()[u"name"].toString(), u"cart"_s);
        QCOMPARE(said.json()[u"budget"].toDouble(), 300);
        QCOMPARE(said.json()[u"policyHash"].toString().size(), 64);
        QCOMPARE(item(said.json(), u"db"_s)[u"state"].toString(), u"bad"_s); // what does not exist serves nobody
        QCOMPARE(item(said.json(), u"cache"_s)[u"state"].toString(), u"ok"_s);
        QVERIFY2(item(said.json(), u"cache"_s)[u"finding"].toString().contains(u"2 of 2 ready"_s), qPrintable(item(said.json(), u"cache"_s)[u"finding"].toString()));
        QCOMPARE(item(said.json(), u"cache.logs"_s)[u"state"].toString(), u"ok"_s);
        QCOMPARE(item(said.json(), u"cache.logs"_s)[u"reads"].toArray().size(), 2);
        QCOMPARE(item(said.json(), u"health"_s)[u"state"].toString(), u"ok"_s);
        QVERIFY(item(said.json(), u"health"_s)[u"finding"].toString().contains(u"v1"_s));
        // The canary answers otherwise than the rest.
        QCOMPARE(item(said.json(), u"probe.both"_s)[u"state"].toString(), u"bad"_s);
        QCOMPARE(item(said.json(), u"probe.both"_s)[u"reads"].toArray().size(), 2);
        QCOMPARE(item(said.json(), u"tell"_s)[u"title"].toString(), u"Tell the team"_s);
        QVERIFY(write(u"typo.yaml"_s, QByteArray(policy).replace("URL", "http://127.0.0.1").replace("WEB", "https://").replace("workload-health", "workload-healt")));
        const QJsonObject checked = run({u"policy"_s, u"check"_s, m_dir.filePath(u"typo.yaml"_s)}).json();
        QCOMPARE(checked[u"ok"].toBool(true), false);
        QVERIFY(checked[u"errors"][0][u"line"].toInt() > 10);
    }

    /// CON-20: what an earlier look found stays, so a later one tells since when.
    void aFailingEndpointTellsSinceWhen()
    {
        ScriptedServer down([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(503, "{}"); });
        QVERIFY(write(u"down.yaml"_s, QByteArray(policy).replace("URL", down.url().toEncoded()).replace("WEB", "https://") + "decisions: {rollback_any: [{id: h, when: {health: public}}]}\n"));
        const QStringList start{u"--policy"_s, m_dir.filePath(u"down.yaml"_s), u"triage"_s, u"start"_s, u"stuck"_s, u"--service"_s, u"split"_s};
        const QString first = item(run(start).json(), u"health"_s)[u"finding"].toString();
        static const QRegularExpression since(u", failing since ([0-9:TZ. -]+)"_s);
        const QString told = since.match(first).captured(1);
        QVERIFY2(!told.isEmpty(), qPrintable(first));
        const QString second = item(run(start).json(), u"health"_s)[u"finding"].toString();
        QCOMPARE(since.match(second).captured(1), told);
    }

    void whatElseAPlaybookReads()
    {
        const Said said = run(QStringList{u"--policy"_s, m_dir.filePath(u"policy.yaml"_s), u"triage"_s, u"start"_s, u"stuck"_s, u"--service"_s, u"split"_s});
        QVERIFY2(said.code == 0, said.err.constData());
        // EndpointSlices of both Services.
        const QJsonObject endpoints = item(said.json(), u"endpoints"_s);
        QCOMPARE(endpoints[u"finding"].toString(), u"split-stable: 2 ready, 0 not ready; split-canary: 2 ready, 0 not ready"_s);
        QCOMPARE(endpoints[u"state"].toString(), u"ok"_s);
        // A tool is a command for a person, word for word; nothing ran.
        const QJsonObject tool = item(said.json(), u"manual"_s);
        QCOMPARE(tool[u"command"].toString(), u"psql -c 'select 1'"_s);
        QCOMPARE(tool[u"state"].toString(), u"open"_s);
        // The controller, where the policy says it runs.
        QCOMPARE(item(said.json(), u"controller.pods"_s)[u"state"].toString(), u"ok"_s);
        QVERIFY(item(said.json(), u"controller.pods"_s)[u"command"].toString().contains(u"-n ops"_s));
        QCOMPARE(item(said.json(), u"controller.logs"_s)[u"state"].toString(), u"ok"_s);
        QCOMPARE(item(said.json(), u"root-cause"_s)[u"state"].toString(), u"open"_s);
        // Links with all names filled in, and only to the web.
        const QJsonArray links = said.json()[u"links"].toArray();
        QCOMPARE(links.size(), 2);
        QVERIFY(QRegularExpression(u"^https://logs\\.example/split\\?id=[0-9a-f-]{36}&from=[0-9]{13}$"_s).match(links[0][u"url"].toString()).hasMatch());
        QVERIFY(links[1][u"url"].toString().startsWith(u"https://grafana.example/d/q?var-service=split&from="_s));
        // For people: where to look further, and the commands to go on with.
        const Said words = runProgram(program(), globals().mid(1) + QStringList{u"--policy"_s, m_dir.filePath(u"policy.yaml"_s), u"triage"_s, u"show"_s, said.json()[u"id"].toString()}, home());
        QVERIFY2(words.code == 0, words.err.constData());
        for (const QByteArray &part : QByteArrayList{QByteArray("Look further, logs: https://logs.example/split?id="), "Decide: maestro --context sandbox -n shop triage decide " + said.json()[u"id"].toString().toUtf8() + " rollback|hold|escalate --reason WHY",
                                       QByteArray("The ways back: maestro --context sandbox -n shop options --service split")})
            QVERIFY2(words.out.contains(part), words.out.constData());
    }

    /// TRI-07: a metric of the checklist comes with its last hour, its limits and the age of its newest sample, or with why it is not measured.
    void aMetricStandsWithItsHour()
    {
        const SystemClock clock;
        const qint64 nowMs = clock.utcNow().toMSecsSinceEpoch();
        FakePrometheus prometheus(&clock, [nowMs](const QString &, qint64 ms) { return std::optional(41.0 - double(nowMs - ms) / 3'600'000 * 29); });
        prometheus.scrapedAgoMs = 12'000;
        QVERIFY(write(u"queue.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: queue, version: 1}\nenvironments: [{name: test, connection: sandbox}]\n"
                                       "services: [{name: basket, workload: {kind: Rollout, namespace: shop, name: cart}, dashboards: [{title: Queues, url: 'https://grafana.example/d/q?from={{from}}'}]}]\n"
                                       "metrics: [{name: queue_depth, unit: none, better: lower, query: 'maestro_queue_depth', panel: 'Maestro queue depth'}]\n"
                                       "gates: [{name: queue, metric: queue_depth, fail: '> 40'}]\n"
                                       "triage: [{name: queue, steps: [{do: dependencies, items: [], metrics: [queue_depth]}]}]\n"));
        const QStringList start{u"triage"_s, u"start"_s, u"queue"_s, u"--service"_s, u"cart"_s};
        const auto metric = [&](const QStringList &globals) { return item(run(QStringList{u"--policy"_s, m_dir.filePath(u"queue.yaml"_s)} + globals + start).json(), u"metric.queue_depth"_s); };
        const QJsonObject seen = metric({u"--prometheus"_s, prometheus.server.url().toString()});
        QVERIFY2(seen[u"finding"].toString().contains(u"↑ from 1"_s) && seen[u"state"] == u"bad"_s, qPrintable(seen[u"finding"].toString()));
        const QJsonObject history = seen[u"history"].toObject();
        const QJsonArray points = history[u"points"].toArray();
        QVERIFY2(points.size() >= 100, qPrintable(QString::number(points.size())));
        QVERIFY(points.first()[0].toDouble() < points.last()[0].toDouble() && points.first()[1].toDouble() < 13 && points.last()[1].toDouble() > 40);
        const qint64 age = QDateTime::fromString(history[u"newestSampleAt"].toString(), Qt::ISODateWithMs).secsTo(clock.utcNow());
        QVERIFY2(age >= 10 && age < 60, qPrintable(history[u"newestSampleAt"].toString()));
        QCOMPARE(history[u"gate"].toString(), u"queue"_s);
        QCOMPARE(history[u"fail"].toDouble(), 40.0);
        QVERIFY(history[u"notMeasured"].isNull());
        const QJsonArray links = history[u"links"].toArray();
        QCOMPARE(links.size(), 2);
        QVERIFY(links[0][u"url"].toString().contains(u"/graph?g0.tab=0&g0.range_input=1h&g0.expr=maestro_queue_depth"_s));
        QCOMPARE(links[1][u"title"].toString(), u"Grafana: Queues"_s);
        const QJsonObject silent = metric({});
        QCOMPARE(silent[u"state"].toString(), u"unknown"_s);
        QVERIFY2(silent[u"history"][u"notMeasured"].toString().contains(u"no Prometheus"_s), qPrintable(silent[u"finding"].toString()));
        QVERIFY(silent[u"history"][u"points"].toArray().isEmpty());
    }

    void killedInTheMiddleItGoesOn()
    {
        QProcess process;
        QProcessEnvironment environment;
        for (const auto &[key, value] : home().toStdMap())
            environment.insert(key, value);
        process.setProcessEnvironment(environment);
        const auto written = [this] {
            qint64 bytes = 0;
            for (const QFileInfo &file : QDir(m_dir.filePath(u"home/journal"_s)).entryInfoList(QDir::Files))
                bytes += file.size();
            return bytes;
        };
        const qsizetype before = triage({u"list"_s}).json()[u"items"].toArray().size();
        const qint64 was = written();
        process.start(program(), globals() + QStringList{u"triage"_s, u"start"_s, u"ten-minute"_s, u"--service"_s, u"cart"_s});
        // As soon as it is begun on disk.
        QVERIFY(QTest::qWaitFor([&] { return written() != was; }, 20'000));
        process.kill();
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).code, 0);
        const QJsonArray runs = triage({u"list"_s}).json()[u"items"].toArray();
        QVERIFY(runs.size() >= before);
        for (const QJsonValue &one : runs)
            QCOMPARE(triage({u"show"_s, one[u"id"].toString()}).code, 0);
    }

    void exported()
    {
        const QString id = begin();
        const Said said = triage({u"export"_s, id, m_dir.filePath(u"out"_s)});
        QVERIFY2(said.code == 0, said.err.constData());
        const QString folder = said.json()[u"path"].toString();
        QFile manifest(folder + u"/manifest.json"_s);
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        int files = 0;
        for (const QJsonValue &one : QJsonDocument::fromJson(manifest.readAll()).object()[u"files"].toArray()) {
            QFile file(folder + u'/' + one[u"file"].toString());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex()), one[u"sha256"].toString());
            ++files;
        }
        QVERIFY(files >= 5);
        // A changed output is not handed on.
        const QString first = QDir(folder + u"/evidence"_s).entryList(QDir::Files).constFirst();
        QFile kept(m_dir.filePath(u"home/state/evidence/"_s + first));
        QVERIFY(kept.open(QIODevice::Append) && kept.write("x") == 1);
        kept.close();
        QCOMPARE(triage({u"export"_s, id, m_dir.filePath(u"out2"_s)}).code, 3);
        QVERIFY(QDir(m_dir.filePath(u"out2"_s)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_cli_triage)
#include "tst_cli_triage.moc"
