// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/store/json.h"
#include "sandbox/world/cluster.h"
#include "sandbox/world/seeder.h"

#include <QTest>

using namespace maestro;
using namespace maestro::sandbox;
using namespace Qt::StringLiterals;

namespace {

/// Every object of a cluster after its past and `ms` more, as one text.
QByteArray played(const ClusterPlan &plan, quint64 seedValue, qint64 ms)
{
    const qint64 past = pastOf(plan) / 1000 * 1000 + 1000;
    Cluster cluster(plan.name, QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC), seedValue);
    sandbox::seed(cluster, plan, past);
    cluster.run(past + ms);
    QByteArray all;
    for (const ResourceType &type : resourceTypes()) {
        for (const ObjectPtr &object : cluster.store().list(type))
            all += object->json() + '\n';
    }
    return all;
}

} // namespace

class TestSandboxScenario : public QObject
{
    Q_OBJECT

private slots:
    void builtIns();
    void faults_data();
    void faults();
    void missingFile();
    void fleetCount();
    void sameSeedSameWorld();
    void fleetOfTheMockUp();
};

void TestSandboxScenario::builtIns()
{
    const QStringList names = builtInScenarios();
    for (const QString &wanted : {u"healthy-canary"_s, u"latency-regression"_s, u"error-regression"_s, u"crash-loop"_s, u"stuck-rollout"_s, u"blue-green"_s,
                                  u"fleet"_s, u"fleet-5000"_s, u"empty"_s})
        QVERIFY2(names.contains(wanted), qPrintable(wanted));
    for (const QString &name : names) {
        const auto scenario = loadScenario(name);
        QVERIFY2(scenario.ok(), scenario ? "" : qPrintable(scenario.error().message));
        QCOMPARE(scenario->name, name);
        QVERIFY(!scenario->description.isEmpty());
    }
}

void TestSandboxScenario::faults_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("field");
    const QByteArray head = "name: x\nclusters:\n- name: c\n  namespaces: [a]\n";
    const QByteArray rollout = head + "  rollouts:\n  - name: r\n    namespace: a\n    strategy: canary\n    versions: [v1]\n";
    const auto row = [](const char *name, const QByteArray &yaml, int line, int column, const char *field) {
        QTest::newRow(name) << yaml << line << column << QString::fromLatin1(field);
    };
    row("unknown key", "name: x\ncolour: red\nclusters:\n- name: c\n", 2, 1, "colour");
    row("unknown key inside", head + "  size: 3\n", 5, 3, "clusters[0].size");
    row("twice", "name: x\nname: y\nclusters:\n- name: c\n", 2, 1, "name");
    row("no name", "clusters:\n- name: c\n", 1, 1, "name");
    row("no clusters", "name: x\n", 1, 1, "clusters");
    row("clusters is a word", "name: x\nclusters: c\n", 2, 11, "clusters");
    row("cluster is a word", "name: x\nclusters:\n- c\n", 3, 3, "clusters[0]");
    row("bad cluster name", "name: x\nclusters:\n- name: C_1\n", 3, 9, "clusters[0].name");
    row("same cluster twice", "name: x\nclusters:\n- name: c\n- name: c\n", 4, 3, "clusters");
    row("replicas a word", rollout + "    replicas: many\n", 10, 15, "clusters[0].rollouts[0].replicas");
    row("replicas quoted", rollout + "    replicas: \"3\"\n", 10, 15, "clusters[0].rollouts[0].replicas");
    row("replicas a fraction", rollout + "    replicas: 1.5\n", 10, 15, "clusters[0].rollouts[0].replicas");
    row("replicas too many", rollout + "    replicas: 100000\n", 10, 15, "clusters[0].rollouts[0].replicas");
    row("bare duration", rollout + "    since: 30\n", 10, 12, "clusters[0].rollouts[0].since");
    row("bool as word", rollout + "    workloadRef: yes\n", 10, 18, "clusters[0].rollouts[0].workloadRef");
    row("step of no kind", rollout + "    steps:\n    - wait: 3\n", 11, 7, "clusters[0].rollouts[0].steps[0]");
    row("step of two kinds", rollout + "    steps:\n    - {setWeight: 3, pause: {}}\n", 11, 7, "clusters[0].rollouts[0].steps[0]");
    row("strategy unknown", head + "  rollouts:\n  - {name: r, namespace: a, strategy: rolling, versions: [v1]}\n", 6, 39, "clusters[0].rollouts[0].strategy");
    row("other namespace", head + "  rollouts:\n  - {name: r, namespace: b, strategy: canary, versions: [v1]}\n", 3, 3, "clusters[0].rollouts");
    row("no versions", head + "  rollouts:\n  - {name: r, namespace: a, strategy: canary}\n", 6, 5, "clusters[0].rollouts[0].versions");
    row("script without time", rollout + "  script:\n  - {do: abort, rollout: a/r}\n", 11, 5, "clusters[0].script[0].at");
    row("script of unknown rollout", rollout + "  script:\n  - {at: 1s, do: abort, rollout: a/x}\n", 3, 3, "clusters[0].script");
    row("script target", rollout + "  script:\n  - {at: 1s, do: abort, rollout: r}\n", 11, 5, "clusters[0].script[0].rollout");
    row("error rate above one", head + "  behaviours:\n  - {version: v1, errorRate: 6}\n", 6, 30, "clusters[0].behaviours[0].errorRate");
    row("not YAML", "name: [x\n", 2, 1, "");
    row("tab", "name: x\n\tclusters: 1\n", 2, 1, "");
    row("a list", "- a\n", 1, 1, "");
}

void TestSandboxScenario::faults()
{
    QFETCH(QByteArray, yaml);
    const auto scenario = parseScenario(yaml, u"s.yaml"_s);
    QVERIFY(!scenario.ok());
    const Error error = scenario.error();
    QCOMPARE(error.kind, ErrorKind::BadInput);
    QVERIFY(error.where.has_value());
    QCOMPARE(error.where->file, u"s.yaml"_s);
    QTEST(error.where->field, "field");
    QTEST(error.where->line, "line");
    QTEST(error.where->column, "column");
    QVERIFY(error.message.startsWith(u"s.yaml:%1:%2: "_s.arg(error.where->line).arg(error.where->column)));
}

void TestSandboxScenario::missingFile()
{
    const auto scenario = loadScenario(u"/nonexistent/scenario.yaml"_s);
    QVERIFY(!scenario.ok());
    QCOMPARE(exitCode(scenario.error().kind), 2);
    QVERIFY(scenario.error().hint.contains(u"healthy-canary"_s));
}

void TestSandboxScenario::fleetCount()
{
    QCOMPARE(loadScenario(u"fleet-5000"_s)->clusters.first().rollouts.size(), 5000);
    QCOMPARE(loadScenario(u"fleet-5000"_s, 40)->clusters.first().rollouts.size(), 40);
}

void TestSandboxScenario::sameSeedSameWorld()
{
    const auto scenario = loadScenario(u"latency-regression"_s);
    const ClusterPlan plan = scenario->clusters.first();
    const QByteArray once = played(plan, 3, 120'000);
    QCOMPARE(played(plan, 3, 120'000), once);
    QVERIFY(played(plan, 4, 120'000) != once);
}

void TestSandboxScenario::fleetOfTheMockUp()
{
    const auto scenario = loadScenario(u"fleet"_s);
    QCOMPARE(scenario->clusters.size(), 4);
    QMap<QString, int> phases;
    int rollouts = 0;
    for (const ClusterPlan &plan : scenario->clusters) {
        const qint64 past = pastOf(plan) / 1000 * 1000 + 1000;
        Cluster cluster(plan.name, QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC), 1);
        sandbox::seed(cluster, plan, past);
        cluster.run(past);
        for (const ObjectPtr &rollout : cluster.store().list(typeOf(u"Rollout"_s))) {
            ++rollouts;
            ++phases[text(rollout->body(), u"status.phase")];
        }
    }
    QCOMPARE(rollouts, 27);
    QCOMPARE(phases.value(u"Degraded"_s), 1);
    QVERIFY(phases.value(u"Paused"_s) >= 4);
    QVERIFY(phases.value(u"Progressing"_s) >= 2);
    QVERIFY(phases.value(u"Healthy"_s) >= 17);
}

QTEST_GUILESS_MAIN(TestSandboxScenario)
#include "tst_sandbox_scenario.moc"
