// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clihome.h"
#include "support/rehearsals.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Native steps of drills (ledger DRL-02, DRL-03): the console's own set-image to the bad tag and its own abort, against the simulated controller.
class tst_cli_nativedrill : public QObject
{
    Q_OBJECT

    test::CliHome m_home;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<ScriptedServer> m_health;
    bool m_neverBad = false;

    void policy(const QByteArray &environment = "drill: true", const QByteArray &failing = "1s", const QByteArray &wait = "10s")
    {
        m_home.write(u"policy.yaml"_s, test::rehearsalPolicy(environment, m_health->url(),
                                                             "      - {native: set-image, tag: \"{{bad_tag}}\", timeout: 20s}\n"
                                                             "      - {wait: {health: public, failing_for: \">" + failing + "\"}, timeout: " + wait + "}\n"
                                                             "      - {native: abort, timeout: 20s}\n"
                                                             "      - {assert: [evidence-record, audit-event]}\n"));
    }
    Said run(const QStringList &arguments) { return m_home.run(arguments); }
    static QStringList rehearse() { return test::rehearse(u"v2-bad"_s); }
    void begin(QProcess &process) { m_home.begin(process, rehearse()); }
    QJsonObject rollout() const { return m_world->clusters().first()->store().find(sandbox::typeOf(u"Rollout"_s), u"default"_s, u"web"_s)->body(); }
    QString image() const { return rollout()[u"spec"][u"template"][u"spec"][u"containers"][0][u"image"].toString(); }
    bool aborted() const { return rollout()[u"status"][u"abort"].toBool(); }
    /// Those that reached the server, by any path.
    QList<QByteArray> patches() const
    {
        QList<QByteArray> bodies;
        for (const sandbox::Arrival &one : m_world->clusters().first()->faults().arrivals)
            if (one.method == "PATCH" && !one.query.contains(u"dryRun=All"_s))
                bodies.append(one.path.toUtf8() + ' ' + one.body);
        return bodies;
    }
    void world(const QList<sandbox::ScriptEntry> &script = {})
    {
        const sandbox::RolloutPlan web = test::canary(u"default"_s, u"web"_s, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        sandbox::ClusterPlan plan = test::box(web.ns, {web});
        plan.script = script;
        m_world = test::served({u"test"_s, {}, {plan}}, QDateTime::currentDateTimeUtc(), m_home.filePath(u"kc"_s));
        QVERIFY(m_world);
    }
    static sandbox::ScriptEntry version(const QString &version, qint64 agoMs)
    {
        return test::newVersion(test::canary(u"default"_s, u"web"_s, {}), version, agoMs);
    }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ROLLBACK_REASON", "EVIDENCE_DIR", "DEPLOYMENT_LOG_URL"})
            qunsetenv(name);
        m_home.clear();
        m_neverBad = false;
        world();
        m_health = std::make_unique<ScriptedServer>([this](const ScriptedRequest &, ScriptedConnection *connection) {
            connection->reply(!m_neverBad && m_world && !image().endsWith(u":v1"_s) && !aborted() ? 503 : 200, "{}");
        });
        policy();
    }

    void aWholeDrill()
    {
        const Said said = run(rehearse());
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        const QJsonObject document = said.json();
        QCOMPARE(test::stepStates(document), (QStringList{u"set-image passed"_s, u"wait passed"_s, u"abort passed"_s, u"recover passed"_s, u"assert passed"_s, u"assert passed"_s}));
        QVERIFY(document[u"detectionMs"].isDouble() && document[u"recoveryMs"].isDouble());
        QVERIFY(document[u"decisionMs"].toDouble() >= 1000);
        QCOMPARE(image(), u"app:v2-bad"_s); // an abort leaves the spec
        QVERIFY(aborted());
        const QList<QByteArray> sent = patches();
        QCOMPARE(sent.size(), 2);
        QVERIFY2(sent[0].contains(R"({"op":"test","path":"/metadata/generation")") && sent[0].contains(R"({"op":"test","path":"/spec/template/spec/containers/0/image","value":"app:v1"})")
                     && sent[0].contains(R"({"op":"replace","path":"/spec/template/spec/containers/0/image","value":"app:v2-bad"})"), sent[0].constData());
        QVERIFY2(sent[1].contains("/rollouts/web/status") && sent[1].contains(R"({"op":"add","path":"/status/abort","value":true})"), sent[1].constData());
        QCOMPARE(document[u"records"].toArray().size(), 2);
        for (const QJsonValue &file : document[u"records"].toArray())
            QVERIFY2(file.toString().contains(u"/evidence/drills/rollbacks/"_s), qPrintable(file.toString()));
        QStringList intents;
        for (const QJsonValue &record : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (record[u"type"] == u"intent"_s)
                intents.append(record[u"verb"].toString());
        intents.sort();
        QCOMPARE(intents, (QStringList{u"abort"_s, u"set-image"_s}));
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    /// The request of the set-image to the letter; that of the abort but for the hash that nobody knows beforehand.
    void whatWouldBeSentIsShown()
    {
        const Said shown = run({u"drill"_s, u"show"_s, u"bad-canary"_s, u"--set"_s, u"bad_tag=v2-bad"_s});
        QVERIFY2(shown.code == 0 && shown.isOneDocument(), shown.both().constData());
        const QJsonValue set = shown.json()[u"steps"][0][u"request"];
        QCOMPARE(set[u"method"].toString(), u"PATCH"_s);
        QVERIFY(set[u"path"].toString().startsWith(u"/apis/argoproj.io/v1alpha1/namespaces/default/rollouts/web?"_s));
        const QByteArray body = set[u"body"].toString().toUtf8();
        QVERIFY(shown.json()[u"steps"][1][u"request"].isNull());
        QVERIFY(shown.json()[u"steps"][2][u"request"][u"path"].toString().contains(u"/rollouts/web/status?"_s));
        QVERIFY(patches().isEmpty());
        QCOMPARE(run(rehearse()).code, 0);
        QVERIFY2(patches().first().endsWith(QByteArray(' ' + body)), body.constData());
        const Said unfilled = run({u"drill"_s, u"show"_s, u"bad-canary"_s});
        QVERIFY2(unfilled.code == 3 && unfilled.json()[u"message"].toString().contains(u"bad_tag"_s), unfilled.both().constData());
    }

    void neverInProduction()
    {
        for (const QByteArray environment : {"guard: hold", "drill: false"}) {
            policy(environment);
            const Said said = run(rehearse());
            QCOMPARE(said.code, 3);
            QCOMPARE(said.json()[u"code"].toString(), u"notForDrills"_s);
        }
        QVERIFY(patches().isEmpty());
        QVERIFY(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().isEmpty());
        QCOMPARE(run({u"set-image"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"monthly rehearsal"_s}).code, 2); // no verb of its own
    }

    /// Marked when it began and not any more: the abort does not leave.
    void theMarkGoesInTheMiddle()
    {
        policy("drill: true", "4s");
        QProcess process;
        begin(process);
        QTRY_COMPARE_WITH_TIMEOUT(patches().size(), 1, 30'000);
        policy("drill: false", "4s");
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 90'000);
        const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(test::stepStates(document).mid(0, 3), (QStringList{u"set-image passed"_s, u"wait passed"_s, u"abort failed"_s}));
        QVERIFY2(document[u"steps"][2][u"finding"].toString().contains(u"not marked for drills"_s), qPrintable(document[u"steps"][2][u"finding"].toString()));
        QCOMPARE(patches().size(), 1);
        QVERIFY(!aborted());
    }

    /// An update that is under way is not replaced, and not aborted either.
    void anUpdateUnderWayIsLeftAlone()
    {
        world({version(u"v7"_s, 60'000)});
        const Said said = run(rehearse());
        QCOMPARE(said.code, 3);
        QCOMPARE(said.json()[u"code"].toString(), u"notAllowed"_s);
        QVERIFY(patches().isEmpty());
        QVERIFY(!aborted());
        QVERIFY(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().isEmpty());
    }

    /// Somebody ships a version while the drill waits: that one is not the drill's to abort.
    void somebodyElsesVersionIsNotAborted()
    {
        world({version(u"v9"_s, -9'000)});
        policy("drill: true", "12s", "30s");
        const Said said = run(rehearse());
        QCOMPARE(said.code, 1);
        QCOMPARE(image(), u"app:v9"_s);
        QCOMPARE(test::stepStates(said.json()).mid(0, 3), (QStringList{u"set-image passed"_s, u"wait passed"_s, u"abort failed"_s}));
        QCOMPARE(patches().size(), 1);
        QVERIFY(!aborted());
    }

    /// Nobody sees it fail: the wait is a failure, and the drill's version is aborted all the same.
    void nothingFails()
    {
        m_neverBad = true;
        policy("drill: true", "1s", "3s");
        const Said said = run(rehearse());
        QCOMPARE(said.code, 1);
        QCOMPARE(test::stepStates(said.json()).mid(0, 3), (QStringList{u"set-image passed"_s, u"wait failed"_s, u"abort passed"_s}));
        QVERIFY(aborted());
    }

    /// Killed while it waits: nothing is sent a second time, by nobody, and the next run says what became of it.
    void killedInTheMiddle()
    {
        policy("drill: true", "40s", "60s");
        QProcess process;
        begin(process);
        QTRY_COMPARE_WITH_TIMEOUT(patches().size(), 1, 30'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        const Said again = run(rehearse());
        QCOMPARE(again.code, 3); // its version is still under way
        QCOMPARE(again.json()[u"code"].toString(), u"notAllowed"_s);
        QCOMPARE(patches().size(), 1);
        QCOMPARE(run({u"drill"_s, u"list"_s}).json()[u"items"][0][u"last"][u"state"].toString(), u"interrupted"_s);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }
};

QTEST_GUILESS_MAIN(tst_cli_nativedrill)
#include "tst_cli_nativedrill.moc"
