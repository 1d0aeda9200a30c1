// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/world/sandbox.h"
#include "support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What is done in the worst hour: without Prometheus, without a policy, by the cluster alone.
class tst_cli_emergency : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_run = 0;

    Said run(const QStringList &arguments)
    {
        const QStringList globals{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"-n"_s, u"shop"_s, u"--prometheus"_s, u"http://127.0.0.1:9"_s};
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals + m_policy + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home%1"_s.arg(m_run))}}, 60'000);
    }
    QStringList m_policy; ///< --policy FILE; empty: none
    void usePolicy(const QByteArray &more)
    {
        QFile file(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: aivo-delivery}\nenvironments: [{name: test, connection: sandbox, namespaces: {apps: shop}}]\n"
                   "metrics: [{name: errors, query: x, unit: ratio}]\ngates: [{name: errors, metric: errors, pass: \"< 0.01\"}]\n"
                   "strategies:\n  - {name: gated, kind: canary, gates: [errors], phases: [{name: quarter, weight: 25%}]}\n"
                   "services: [{name: web, strategy: gated, workload: {kind: Rollout, namespace: shop, name: web}}]\n" + more);
        m_policy = {u"--policy"_s, file.fileName()};
    }
    Said act(const QStringList &arguments) { return run(arguments + QStringList{u"--yes"_s, u"--reason"_s, u"the service is down"_s}); }
    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }

    QList<QJsonArray> patches(const QString &name)
    {
        QList<QJsonArray> bodies;
        for (const sandbox::Arrival &one : std::as_const(faults().arrivals))
            if (one.method == "PATCH" && !one.query.contains(u"dryRun=All"_s) && one.path.section(u'/', 7, 7) == name)
                bodies.append(QJsonDocument::fromJson(one.body).array());
        return bodies;
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        m_policy.clear();
        m_world.reset();
        const auto loaded = sandbox::parseScenario("name: down\nclusters:\n- name: sandbox\n  namespaces: [shop]\n  rollouts:\n"
                                                   "  - {name: web, namespace: shop, strategy: canary, replicas: 4, versions: [v1, v2], since: 5d, steps: [{setWeight: 25}, {pause: {}}]}\n"
                                                   "  deployments:\n  - {name: help, namespace: shop, replicas: 2, version: v1}\n", u"down.yaml"_s);
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        sandbox::SandboxOptions options;
        options.scenario = *loaded;
        options.now = QDateTime::currentDateTimeUtc();
        options.speed = 20;
        options.kubeconfig = m_dir.filePath(u"kc"_s);
        m_world = std::make_unique<sandbox::Sandbox>(options);
        QSignalSpy ready(m_world.get(), &sandbox::Sandbox::ready);
        m_world->start();
        QVERIFY(ready.wait(20'000));
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Healthy"_s, 30'000);
        faults().arrivals.clear();
    }

    void scaled_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("operand");
        QTest::addColumn<int>("before");
        QTest::newRow("a rollout") << u"web"_s << u"web"_s << 4;
        QTest::newRow("a Deployment") << u"help"_s << u"deployment/help"_s << 2;
    }
    /// One patch that says what it saw; done when the pods serve.
    void scaled()
    {
        QFETCH(QString, name);
        QFETCH(QString, operand);
        QFETCH(int, before);
        const QJsonObject plan = run({u"plan"_s, u"scale"_s, operand}).json();
        QCOMPARE(plan[u"allowed"].toBool(), true);
        QVERIFY(patches(name).isEmpty());
        const Said said = act({u"scale"_s, operand});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        const QList<QJsonArray> sent = patches(name);
        QCOMPARE(sent.size(), 1);
        const QJsonArray &patch = sent.first();
        QCOMPARE(patch, QJsonDocument::fromJson(plan[u"requests"][0][u"body"].isString() ? plan[u"requests"][0][u"body"].toString().toUtf8() : QJsonDocument(plan[u"requests"][0][u"body"].toArray()).toJson()).array());
        QCOMPARE(patch[0][u"op"].toString(), u"test"_s);
        QCOMPARE(patch[0][u"path"].toString(), u"/metadata/uid"_s);
        QCOMPARE(patch[1].toObject(), (QJsonObject{{u"op"_s, u"test"_s}, {u"path"_s, u"/spec/replicas"_s}, {u"value"_s, before}}));
        QCOMPARE(patch[2].toObject(), (QJsonObject{{u"op"_s, u"add"_s}, {u"path"_s, u"/spec/replicas"_s}, {u"value"_s, 5}}));
        QCOMPARE(run({u"get"_s, operand}).json()[u"replicas"][u"available"].toInt(), 5);
        QStringList states;
        for (const QJsonValue &one : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (one[u"verb"] == u"scale"_s)
                states.append(one[u"state"].toString());
        QCOMPARE(states, (QStringList{u"open"_s, u"applied"_s}));
        // The same again is nothing to do; nor is there a number beyond reason.
        QCOMPARE(act({u"scale"_s, operand}).code, 3);
        QCOMPARE(act({u"scale"_s, operand, u"--replicas"_s, u"5000"_s}).code, 3);
        QCOMPARE(patches(name).size(), 1);
        QCOMPARE(act({u"scale"_s, operand, u"--replicas"_s, u"three"_s}).code, 2);
    }

    /// The number of service_down, else the preset; more than the maximum goes nowhere and is never made fewer. Prometheus is not there.
    void asThePolicySays()
    {
        usePolicy("actions: {scale: {preset: 6, max: 8}}\nemergency: {service_down: [undo, {scale: 7}, set-weight-100]}\n");
        const Said tooMany = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"9"_s});
        QVERIFY2(tooMany.code == 3 && tooMany.both().contains("aivo-delivery") && tooMany.both().contains("at most 8"), tooMany.both().constData());
        const QJsonObject plan = run({u"plan"_s, u"scale"_s, u"web"_s, u"--replicas"_s, u"9"_s}).json();
        QCOMPARE(plan[u"allowed"], QJsonValue(false));
        QVERIFY(patches(u"web"_s).isEmpty());
        const Said said = act({u"scale"_s, u"web"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(patches(u"web"_s).size(), 1);
        QCOMPARE(patches(u"web"_s).constFirst()[2][u"value"], QJsonValue(7));
        usePolicy("actions: {scale: {preset: 6, max: 8}}\n");
        QCOMPARE(act({u"scale"_s, u"web"_s}).code, 0);
        QCOMPARE(patches(u"web"_s).size(), 2);
        QCOMPARE(patches(u"web"_s).constLast()[2][u"value"], QJsonValue(6));
    }

    void anAnswerThatGotLost()
    {
        faults().loseReply(1, sandbox::Faults::Lose::AfterCommit);
        const Said lost = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s});
        QVERIFY2(lost.code == 0 || lost.code == 6, lost.both().constData()); // read back, never sent again
        QCOMPARE(patches(u"web"_s).size(), 1);
        QCOMPARE(run({u"get"_s, u"web"_s}).json()[u"replicas"][u"desired"].toInt(), 6);
    }

    /// One service is down after a promotion: undo, then spare it the steps. After an update began: abort.
    void backAtOnce()
    {
        const Said undone = act({u"rollback"_s, u"web"_s});
        QVERIFY2(undone.code == 0, undone.both().constData());
        const Said full = act({u"promote-full"_s, u"web"_s});
        QVERIFY2(full.code == 0, full.both().constData());
        QCOMPARE(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Healthy"_s);
        QCOMPARE(patches(u"web"_s).size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_cli_emergency)
#include "tst_cli_emergency.moc"
