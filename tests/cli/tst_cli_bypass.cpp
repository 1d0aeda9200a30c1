// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What ships past the gates, against a simulated cluster: exactly one write that says what it saw, what was taken out comes back as it
/// was, and somebody owes it until then.
class tst_cli_bypass : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    const QJsonArray m_steps {QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}, QJsonObject {{u"setWeight"_s, 50}}, QJsonObject {{u"pause"_s, QJsonObject {{u"duration"_s, u"1h"_s}}}}};
    const QJsonObject m_analysis {{u"templates"_s, QJsonArray {QJsonObject {{u"templateName"_s, u"success"_s}}}}, {u"startingStep"_s, 2},
                                  {u"args"_s, QJsonArray {QJsonObject {{u"name"_s, u"query"_s}, {u"value"_s, u"sum(rate(http_requests_total{code=~\"5..\"}[5m])) – ü"_s}}}}};

    sandbox::Cluster &cluster() { return *m_world->clusters().first(); }
    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s)} + arguments,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}, 60'000);
    }
    Said act(const QStringList &arguments) { return run(arguments + QStringList {u"--yes"_s, u"--reason"_s, u"the fix must reach everybody"_s, u"--observe-timeout"_s, u"20s"_s}); }
    QJsonObject canary() { return cluster().store().find(sandbox::typeOf(u"Rollout"_s), u"default"_s, u"web"_s)->body()[u"spec"][u"strategy"][u"canary"].toObject(); }
    void set(const QString &key, const QJsonValue &value)
    {
        const sandbox::ResourceType &type = sandbox::typeOf(u"Rollout"_s);
        QJsonObject body = cluster().store().find(type, u"default"_s, u"web"_s)->body();
        QJsonObject spec = body[u"spec"].toObject();
        QJsonObject part = spec[u"strategy"][u"canary"].toObject();
        part.insert(key, value);
        spec.insert(u"strategy"_s, QJsonObject {{u"canary"_s, part}});
        body.insert(u"spec"_s, spec);
        QVERIFY(std::holds_alternative<QJsonObject>(cluster().writer().update(type, u"default"_s, u"web"_s, body, {})));
    }
    QList<QJsonArray> patches()
    {
        QList<QJsonArray> bodies;
        for (const sandbox::Arrival &one : std::as_const(cluster().faults().arrivals))
            if (one.method == "PATCH" && !one.query.contains(u"dryRun=All"_s) && one.path.endsWith(u"/rollouts/web"_s))
                bodies.append(QJsonDocument::fromJson(one.body).array());
        return bodies;
    }
    QJsonValue allowed(const QString &verb) { return run({u"get"_s, u"web"_s}).json()[u"allowed"][verb][u"allowed"]; }
    QJsonArray owed(const QStringList &more = {}) { return run(QStringList {u"duty"_s, u"list"_s} + more).json()[u"items"].toArray(); }

private Q_SLOTS:
    void init()
    {
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
        test::Steps steps;
        for (const QJsonValue &step : m_steps)
            steps.append(step.toObject());
        m_world = test::served(test::canaryUnderWay(steps), QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s), 20);
        QVERIFY(m_world);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Paused"_s, 30'000);
        cluster().faults().arrivals.clear();
    }

    /// What `get` and `list --wide` say is possible is what a plan says.
    void nothingToPutBackIsNotPossible()
    {
        QCOMPARE(run({u"list"_s, u"--wide"_s}).json()[u"items"][0][u"allowed"][u"restore-steps"_s][u"allowed"], QJsonValue(false));
        QCOMPARE(allowed(u"restore-steps"_s), QJsonValue(false));
        QVERIFY(!QDir(m_dir.filePath(u"home/journal"_s)).exists()); // looking leaves nothing behind
        for (const QString &verb : {u"restore-steps"_s, u"restore-analysis"_s}) {
            QCOMPARE(allowed(verb), QJsonValue(false));
            const QJsonObject plan = run({u"plan"_s, verb, u"web"_s}).json();
            QVERIFY(!plan[u"allowed"].toBool());
            QCOMPARE(run({u"get"_s, u"web"_s}).json()[u"allowed"][verb][u"reason"], plan[u"reason"]);
            QCOMPARE(run({u"list"_s, u"--wide"_s}).json()[u"items"][0][u"allowed"][verb][u"reason"], plan[u"reason"]);
        }
    }

    void analysisOffAndOn()
    {
        QCOMPARE(act({u"disable-analysis"_s, u"web"_s}).code, 3); // there is none
        set(u"analysis"_s, m_analysis);
        const QJsonObject plan = run({u"plan"_s, u"disable-analysis"_s, u"web"_s, u"--within"_s, u"2h"_s}).json();
        QVERIFY2(plan[u"allowed"].toBool(), qPrintable(plan[u"reason"].toString()));
        QCOMPARE(plan[u"duty"][u"kind"].toString(), u"restore-analysis"_s);
        QVERIFY(owed().isEmpty());
        const Said off = act({u"disable-analysis"_s, u"web"_s, u"--within"_s, u"2h"_s});
        QVERIFY2(off.code == 0 && off.isOneDocument(), off.both().constData());
        QCOMPARE(patches().size(), 1);
        const QJsonArray sent = patches().first();
        QCOMPARE(sent.size(), 3);
        QCOMPARE(sent[0][u"path"].toString(), u"/metadata/uid"_s);
        QCOMPARE(sent[1].toObject(), (QJsonObject {{u"op"_s, u"test"_s}, {u"path"_s, u"/spec/strategy/canary/analysis"_s}, {u"value"_s, m_analysis}}));
        QCOMPARE(sent[2].toObject(), (QJsonObject {{u"op"_s, u"remove"_s}, {u"path"_s, u"/spec/strategy/canary/analysis"_s}}));
        QVERIFY(!canary().contains(u"analysis"_s));
        QCOMPARE(owed().size(), 1);
        QVERIFY(allowed(u"restore-analysis"_s).toBool());
        QCOMPARE(allowed(u"restore-steps"_s), QJsonValue(false));
        const QJsonObject duty = owed().first().toObject();
        QCOMPARE(duty[u"id"].toString(), off.json()[u"id"].toString());
        QCOMPARE(duty[u"name"].toString(), u"web"_s);
        QVERIFY(!duty[u"overdue"].toBool());
        const QDateTime due = QDateTime::fromString(duty[u"due"].toString(), Qt::ISODateWithMs);
        QVERIFY(std::abs(QDateTime::currentDateTimeUtc().secsTo(due) - 7200) < 300);
        const Said on = act({u"restore-analysis"_s, u"web"_s});
        QVERIFY2(on.code == 0, on.both().constData());
        QCOMPARE(canary()[u"analysis"].toObject(), m_analysis);
        QVERIFY(owed().isEmpty());
        QCOMPARE(owed({u"--all"_s}).first()[u"state"].toString(), u"closed"_s);
        QCOMPARE(act({u"restore-analysis"_s, u"web"_s}).code, 3); // nothing is kept any more
        QCOMPARE(patches().size(), 2);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    /// Somebody put another analysis there meanwhile: nothing is put over it, and it stays owed until a person says that it is done.
    void changedSince()
    {
        set(u"analysis"_s, m_analysis);
        QCOMPARE(act({u"disable-analysis"_s, u"web"_s}).code, 0);
        set(u"analysis"_s, QJsonObject {{u"templates"_s, QJsonArray {QJsonObject {{u"templateName"_s, u"other"_s}}}}});
        const Said refused = act({u"restore-analysis"_s, u"web"_s});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.json()[u"message"].toString().contains(u"/spec/strategy/canary/analysis"_s), refused.both().constData());
        QCOMPARE(run({u"get"_s, u"web"_s}).json()[u"allowed"][u"restore-analysis"_s][u"reason"], refused.json()[u"message"]);
        QCOMPARE(canary()[u"analysis"][u"templates"][0][u"templateName"].toString(), u"other"_s);
        QCOMPARE(owed().size(), 1);
        QCOMPARE(run({u"duty"_s, u"close"_s, owed().first()[u"id"].toString(), u"--reason"_s, u"applied from Git again"_s}).code, 0);
        QVERIFY(owed().isEmpty());
    }

    /// What the Journal would not keep whole is not taken out.
    void aSecretIsNotTakenOut()
    {
        set(u"analysis"_s, QJsonObject {{u"templates"_s, QJsonArray {QJsonObject {{u"templateName"_s, u"success"_s}}}},
                                        {u"args"_s, QJsonArray {QJsonObject {{u"name"_s, u"x"_s}, {u"value"_s, u"ghp_0123456789abcdefghij0123"_s}}}}});
        const Said refused = act({u"disable-analysis"_s, u"web"_s});
        QCOMPARE(refused.code, 3);
        QVERIFY(canary().contains(u"analysis"_s));
        QVERIFY(patches().isEmpty());
        QVERIFY(owed().isEmpty());
    }

    /// An answer that got lost: read back, sent once, owed all the same.
    void anAnswerThatGotLost()
    {
        set(u"analysis"_s, m_analysis);
        cluster().faults().loseReply(1, sandbox::Faults::Lose::AfterCommit);
        const Said lost = act({u"disable-analysis"_s, u"web"_s});
        QVERIFY2(lost.code == 0 || lost.code == 6, lost.both().constData());
        QCOMPARE(patches().size(), 1);
        QCOMPARE(owed().size(), 1);
    }

    void weight100AndStepsBack()
    {
        const QJsonObject plan = run({u"plan"_s, u"set-weight-100"_s, u"web"_s}).json();
        QVERIFY2(plan[u"allowed"].toBool(), qPrintable(plan[u"reason"].toString()));
        QVERIFY(plan[u"effect"].toString().contains(u"v2"_s)); // the version that everybody would get
        const Said all = act({u"set-weight-100"_s, u"web"_s});
        QVERIFY2(all.code == 0, all.both().constData());
        QCOMPARE(patches().size(), 1);
        const QJsonArray sent = patches().first();
        QCOMPARE(sent.last().toObject(), (QJsonObject {{u"op"_s, u"add"_s}, {u"path"_s, u"/spec/strategy/canary/steps"_s}, {u"value"_s, QJsonArray {QJsonObject {{u"setWeight"_s, 100}}}}}));
        QVERIFY(sent.contains(QJsonObject {{u"op"_s, u"test"_s}, {u"path"_s, u"/spec/strategy/canary/steps"_s}, {u"value"_s, m_steps}}));
        QCOMPARE(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Healthy"_s);
        QCOMPARE(owed().size(), 1);
        QCOMPARE(act({u"set-weight-100"_s, u"web"_s}).code, 3); // everybody has it
        const Said back = act({u"restore-steps"_s, u"web"_s});
        QVERIFY2(back.code == 0, back.both().constData());
        QCOMPARE(canary()[u"steps"].toArray(), m_steps);
        QVERIFY(owed().isEmpty());
    }

    /// ACT-13 is no way around a no-go, nor an abort a version to ship.
    void notForEverything()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"errors"_s}).code, 0);
        QCOMPARE(act({u"set-weight-100"_s, u"web"_s}).code, 3);
        QCOMPARE(patches().size(), 0);
    }

    void aReviewIsOwedAfterTheBypass()
    {
        const Said full = act({u"promote-full"_s, u"web"_s, u"--bypass"_s});
        QVERIFY2(full.code == 0, full.both().constData());
        QCOMPARE(owed().size(), 1);
        QVERIFY(owed().first()[u"title"].toString().contains(u"Review"_s));
    }
};

QTEST_GUILESS_MAIN(tst_cli_bypass)
#include "tst_cli_bypass.moc"
