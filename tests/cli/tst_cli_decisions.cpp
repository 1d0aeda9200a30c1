// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/cluster.h"
#include "support/program.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace maestro;
using namespace Qt::StringLiterals;

/// `maestro decisions` and `maestro signal` against a simulated cluster and a health page that the test speaks for.
class tst_cli_decisions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    ScriptedServer m_page;
    int m_status = 200;

    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)}; }
    Said run(const QStringList &arguments) { return runProgram(program(), globals() + arguments, home()); }
    QJsonObject board()
    {
        const Said said = run({u"decisions"_s, u"--service"_s, u"cart"_s});
        return said.code == 0 && said.isOneDocument() ? said.json() : QJsonObject{{u"error"_s, QString::fromUtf8(said.err + said.out)}};
    }
    Said signal(const QString &verb, const QString &name, const QStringList &more = {})
    {
        return run(QStringList{u"signal"_s, verb, name, u"--service"_s, u"cart"_s, u"--reason"_s, u"as was agreed in the call"_s} + more);
    }
    static QJsonObject condition(const QJsonObject &board, const QString &id)
    {
        for (const QJsonValue &one : board[u"conditions"].toArray())
            if (one[u"id"].toString() == id)
                return one.toObject();
        return {};
    }
    static QJsonValue read(const QJsonObject &condition, const QString &what)
    {
        for (const QJsonValue &one : condition[u"reads"].toArray())
            if (one[u"what"].toString() == what)
                return one;
        return {};
    }

    bool write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_page.setScript([this](const ScriptedRequest &, ScriptedConnection *connection) {
            connection->reply(m_status, R"({"status":"up","version":"v1"})", "Content-Type: application/json\r\n");
        });
        QVERIFY(write(u"policy.yaml"_s, R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
services:
  - name: cart
    workload: {kind: Rollout, namespace: shop, name: cart}
    health: [{name: public, url: "URL/{{namespace}}/health", expect: {status: 200, json: {status: up}}, timeout: 5s}]
    depends_on: [db, cache]
dependencies:
  - {name: db, workload: {kind: StatefulSet, namespace: shop, name: db}}
  - {name: cache, workload: {kind: StatefulSet, namespace: shop, name: cache}}
signals:
  - {name: complaints, kind: counter}
  - {name: breach, kind: flag}
gates:
  - {name: complaints, signal: complaints, fail: ">= 3", on_fail: rollback}
decisions:
  change_window: 30m
  immediate_any:
    - {id: breach, when: {signal: breach}}
  rollback_any:
    - {id: health-bad, when: {health: public, failing_for: ">4s", unless_flag: mitigation_in_progress}}
    - {id: health-after, when: {health: public, failing_for: ">4s", after_change: true}}
    - {id: pods-bad, when: {any: [{builtin: crash-loop}, {builtin: readiness-failing}]}}
    - {id: deps-fine, when: {all: [{dependencies: healthy}, {health: public}]}}
  hold_any:
    - {id: deps-degraded, when: {dependency_flag: known-degraded}}
    - {id: older, when: {regression_started: before-change}}
  conflict: ask
)"_ba.replace("URL", m_page.url().toEncoded())));
        sandbox::ClusterPlan cluster = test::box(u"shop"_s, {});
        sandbox::RolloutPlan plan = test::canary(u"shop"_s, u"cart"_s, {QJsonObject{{u"setWeight"_s, 34}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        plan.replicas = 3;
        cluster.rollouts = {plan};
        cluster.statefulSets = {{u"shop"_s, u"db"_s, 2, u"pg"_s, u"16"_s}, {u"shop"_s, u"cache"_s, 1, u"redis"_s, u"7"_s}};
        m_world = test::served({u"test"_s, {}, {cluster}}, QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }

    void calm()
    {
        const QJsonObject calm = board();
        QVERIFY2(calm[u"kind"].toString() == u"DecisionBoard"_s, qPrintable(calm[u"error"].toString()));
        QCOMPARE(calm[u"service"].toString(), u"cart"_s);
        QCOMPARE(calm[u"verdict"].toString(), u"none"_s);
        QVERIFY(calm[u"rule"].isNull());
        QStringList columns;
        for (const QJsonValue &one : calm[u"conditions"].toArray()) {
            columns.append(one[u"column"].toString());
            QVERIFY2(one[u"state"].isBool() && !one[u"state"].toBool(), qPrintable(one[u"id"].toString()));
        }
        QCOMPARE(columns, (QStringList{u"immediate"_s, u"rollback"_s, u"rollback"_s, u"rollback"_s, u"rollback"_s, u"hold"_s, u"hold"_s}));
        const QJsonObject health = condition(calm, u"health-bad"_s);
        QCOMPARE(health[u"neededSeconds"].toDouble(), 4);
        QCOMPARE(read(health, u"health:public"_s)[u"value"].toDouble(), 1);
        QVERIFY(read(health, u"health:public"_s)[u"text"].toString().contains(u"version v1"_s));
        QVERIFY(health[u"source"].toString().contains(u"/shop/health"_s));
        QCOMPARE(read(condition(calm, u"deps-fine"_s), u"dependency:db"_s)[u"value"].toDouble(), 1);
    }

    void theTimerGoesOnFromCallToCall()
    {
        m_status = 503;
        QElapsedTimer since;
        since.start();
        const QJsonObject first = condition(board(), u"health-bad"_s);
        const bool early = since.elapsed() < 4'000;
        if (early)
            QCOMPARE(first[u"state"].toBool(true), false);
        QJsonObject seen;
        QTRY_VERIFY_WITH_TIMEOUT((seen = board(), condition(seen, u"health-bad"_s)[u"state"].toBool()), 30'000);
        QCOMPARE(seen[u"verdict"].toString(), u"rollback"_s);
        QVERIFY(since.elapsed() > 4'000); // not a moment before
        QCOMPARE(seen[u"rule"].toString(), u"health-bad"_s);
        const QJsonObject health = condition(seen, u"health-bad"_s);
        QVERIFY(health[u"elapsedSeconds"].toDouble() > 4 && health[u"elapsedSeconds"].toDouble() * 1000 <= double(since.elapsed()));
        QVERIFY(read(health, u"health:public"_s)[u"text"].toString().contains(u"503"_s));
        QCOMPARE(condition(seen, u"health-after"_s)[u"state"].toBool(true), false); // nothing changed lately
        QCOMPARE(condition(seen, u"deps-fine"_s)[u"state"].toBool(), true);
    }

    void aMitigationHoldsItBack()
    {
        QCOMPARE(signal(u"set"_s, u"mitigation_in_progress"_s, {u"--owner"_s, u"bea"_s, u"--expires"_s, u"1h"_s}).code, 0);
        QJsonObject seen = board();
        QCOMPARE(condition(seen, u"health-bad"_s)[u"state"].toBool(true), false);
        QCOMPARE(seen[u"rule"].toString(), u"deps-fine"_s);
        QCOMPARE(signal(u"clear"_s, u"mitigation_in_progress"_s).code, 0);
        seen = board();
        QCOMPARE(condition(seen, u"health-bad"_s)[u"state"].toBool(), true);
    }

    void aConflictIsAPersons()
    {
        QCOMPARE(signal(u"set"_s, u"known-degraded"_s).code, 0);
        const QJsonObject seen = board();
        QCOMPARE(seen[u"verdict"].toString(), u"conflict"_s);
        QCOMPARE(seen[u"rule"].toString(), u"health-bad / deps-degraded"_s);
        QVERIFY(condition(seen, u"deps-degraded"_s)[u"since"].isString());
    }

    void immediateBeatsAll()
    {
        QCOMPARE(signal(u"set"_s, u"breach"_s, {u"--link"_s, u"https://tickets.example/1"_s}).code, 0);
        const QJsonObject seen = board();
        QCOMPARE(seen[u"verdict"].toString(), u"immediate"_s);
        QCOMPARE(seen[u"rule"].toString(), u"breach"_s);
        for (const QString &name : {u"breach"_s, u"known-degraded"_s})
            QCOMPARE(signal(u"clear"_s, name).code, 0);
    }

    void theThirdComplaint()
    {
        m_status = 200;
        for (int i = 1; i <= 3; ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(board()[u"verdict"].toString() == u"none"_s, 20'000);
            QCOMPARE(signal(u"set"_s, u"complaints"_s).code, 0);
        }
        const QJsonObject seen = board();
        QCOMPARE(seen[u"verdict"].toString(), u"rollback"_s);
        QCOMPARE(seen[u"rule"].toString(), u"complaints"_s);
        const Said list = run({u"signal"_s, u"list"_s, u"--service"_s, u"cart"_s});
        QCOMPARE(list.json()[u"items"][0][u"value"].toDouble(), 3);
        QCOMPARE(list.json()[u"items"][0][u"by"].toString(), u"captain"_s);
        QCOMPARE(signal(u"clear"_s, u"complaints"_s).code, 0);
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("line");
        QTest::addColumn<int>("code");
        const QString words = u"as was agreed"_s;
        QTest::newRow("no service") << QStringList{u"decisions"_s} << 2;
        QTest::newRow("no such service") << QStringList{u"decisions"_s, u"--service"_s, u"nobody"_s} << 1;
        QTest::newRow("no reason") << QStringList{u"signal"_s, u"set"_s, u"breach"_s, u"--service"_s, u"cart"_s} << 2;
        QTest::newRow("short reason") << QStringList{u"signal"_s, u"set"_s, u"breach"_s, u"--service"_s, u"cart"_s, u"--reason"_s, u"because  "_s} << 2;
        QTest::newRow("unknown signal") << QStringList{u"signal"_s, u"set"_s, u"x"_s, u"--service"_s, u"cart"_s, u"--reason"_s, words} << 2;
        QTest::newRow("value of a flag") << QStringList{u"signal"_s, u"set"_s, u"breach"_s, u"--service"_s, u"cart"_s, u"--reason"_s, words, u"--value"_s, u"3"_s} << 2;
        QTest::newRow("no number") << QStringList{u"signal"_s, u"set"_s, u"complaints"_s, u"--service"_s, u"cart"_s, u"--reason"_s, words, u"--value"_s, u"-1"_s} << 2;
    }
    void refusals()
    {
        QFETCH(QStringList, line);
        QFETCH(int, code);
        const Said before = run({u"journal"_s, u"list"_s});
        QCOMPARE(run(line).code, code);
        QCOMPARE(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().size(), before.json()[u"records"].toArray().size());
    }

    void killedAfterwards()
    {
        QProcess process;
        QProcessEnvironment environment;
        const auto variables = home();
        for (auto one = variables.begin(); one != variables.end(); ++one)
            environment.insert(one.key(), one.value());
        process.setProcessEnvironment(environment);
        process.start(program(), globals() + QStringList{u"signal"_s, u"set"_s, u"breach"_s, u"--service"_s, u"cart"_s, u"--reason"_s, u"as was agreed"_s});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardOutput()).contains("SignalList"), 30'000);
        if (process.state() == QProcess::Running)
            ::kill(pid_t(process.processId()), SIGKILL); // what was answered is on disk
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(board()[u"verdict"].toString(), u"immediate"_s);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
        QCOMPARE(signal(u"clear"_s, u"breach"_s).code, 0);
    }

    void crashingPods()
    {
        sandbox::Behaviour bad;
        bad.health = sandbox::Behaviour::Health::CrashLoop;
        sandbox::Cluster *cluster = m_world->cluster(u"box"_s);
        cluster->setBehaviour(u"cart"_s, u"v1"_s, bad);
        QCOMPARE(run({u"restart"_s, u"cart"_s, u"--yes"_s, u"--reason"_s, u"see them crash"_s, u"--observe-timeout"_s, u"1s"_s}).code >= 0, true);
        QJsonObject seen;
        QTRY_VERIFY_WITH_TIMEOUT((m_world->run(5'000), seen = board(), condition(seen, u"pods-bad"_s)[u"state"].toBool()), 60'000);
        QCOMPARE(seen[u"verdict"].toString(), u"rollback"_s);
        QVERIFY(read(condition(seen, u"pods-bad"_s), u"builtin:crash-loop"_s)[u"source"].toString().contains(u"shop/cart"_s));
    }

    void withoutTheCluster()
    {
        QVERIFY(m_world->setReachable(u"box"_s, false));
        const Said said = signal(u"set"_s, u"breach"_s, {u"--request-timeout"_s, u"3s"_s});
        QVERIFY2(said.code == 0, said.err.constData());
        QVERIFY(m_world->setReachable(u"box"_s, true));
        QTRY_COMPARE_WITH_TIMEOUT(board()[u"verdict"].toString(), u"immediate"_s, 20'000);
    }
};

QTEST_GUILESS_MAIN(tst_cli_decisions)
#include "tst_cli_decisions.moc"
