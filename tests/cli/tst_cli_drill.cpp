// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clihome.h"
#include "support/rehearsals.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonArray>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Drills of a policy (ledger DRL-01 to DRL-04): scripts that break and mend a health page, a real cluster's answers, and what is on record.
class tst_cli_drill : public QObject
{
    Q_OBJECT

    test::CliHome m_home;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<ScriptedServer> m_health;

    void policy(const QByteArray &environment = "drill: true", const QByteArray &wait = "{health: public, failing_for: \">1s\"}")
    {
        QByteArray text = test::rehearsalPolicy(environment, m_health->url(),
                          "      - {tool: [./do.sh, deploy, \"{{bad_tag}}\"], env: {DIR: \"@\", ROLLBACK_REASON: staging canary drill}}\n"
                          "      - {wait: WAIT, timeout: 8s}\n"
                          "      - {tool: [./do.sh, abort], env: {DIR: \"@\", MAESTRO_HOME: \"@/home\", MAESTRO: \"PROGRAM\"}}\n"
                          "      - {assert: [evidence-record, audit-event]}\n"
                          "      - {append_note: staging-release-notes}\n",
                          "    report_link: https://wiki.example/drills\n");
        text.replace("WAIT", wait);
        text.replace("PROGRAM", MAESTRO_BUILD_DIR "/bin/maestro").replace("@", m_home.path().toUtf8());
        m_home.write(u"policy.yaml"_s, text);
    }
    Said run(const QStringList &arguments) { return m_home.run(arguments, 60'000); }
    QByteArray order() const { return m_home.read(u"order"_s); }
    static QStringList rehearse() { return test::rehearse(u"v1-slow"_s); }
    void begin(QProcess &process) { m_home.begin(process, rehearse()); }
    QJsonObject listed() { return run({u"drill"_s, u"list"_s}).json()[u"items"][0].toObject(); }
    QByteArray notes() const { return m_home.read(u"home/state/notes/staging-release-notes.md"_s); }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ROLLBACK_REASON", "EVIDENCE_DIR", "DEPLOYMENT_LOG_URL"})
            qunsetenv(name);
        m_home.clear({u"order"_s, u"bad"_s, u"go"_s, u"stay"_s});
        m_world = test::served(test::canaryUnderWay({QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}}), QDateTime::currentDateTimeUtc(), m_home.filePath(u"kc"_s));
        QVERIFY(m_world);
        m_health = std::make_unique<ScriptedServer>([this](const ScriptedRequest &, ScriptedConnection *connection) {
            const bool bad = QFile::exists(m_home.filePath(u"bad"_s));
            connection->reply(bad ? 503 : 200, "{}");
        });
        policy();
        m_home.write(u"do.sh"_s,
              "#!/bin/sh\necho \"$*\" >> \"$DIR/order\"\n"
              "if [ \"$1\" = deploy ]; then touch \"$DIR/bad\"; while [ -e \"$DIR/stay\" ] && [ ! -e \"$DIR/go\" ]; do sleep 0.1; done; exit ${CODE:-0}; fi\n"
              "rm -f \"$DIR/bad\"\necho '{\"action\": \"abort\"}' > \"$EVIDENCE_DIR/abort-$MAESTRO_ACTION_ID.json\"\n"
              "\"$MAESTRO\" -n default abort web --yes --reason 'staging canary drill'\n",
              true);
    }

    /// Deployed, seen to fail, aborted, well again, on record: with its times, and due again next month.
    void aWholeDrill()
    {
        QCOMPARE(listed()[u"last"], QJsonValue(QJsonValue::Null));
        QCOMPARE(listed()[u"overdue"].toBool(true), false);
        const Said said = run(rehearse());
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        QCOMPARE(order(), QByteArray("deploy v1-slow\nabort\n"));
        const QJsonObject document = said.json();
        QCOMPARE(document[u"kind"].toString(), u"DrillRun"_s);
        QCOMPARE(document[u"state"].toString(), u"passed"_s);
        QCOMPARE(test::stepStates(document), (QStringList{u"tool passed"_s, u"wait passed"_s, u"tool passed"_s, u"recover passed"_s, u"assert passed"_s, u"assert passed"_s, u"note passed"_s}));
        QVERIFY(document[u"steps"][1][u"finding"].toString().contains(u"503"_s));
        QVERIFY(document[u"detectionMs"].isDouble() && document[u"recoveryMs"].isDouble());
        QVERIFY(document[u"decisionMs"].toDouble() >= 1000); // it had to fail for a second
        QCOMPARE(document[u"records"].toArray().size(), 2); // that of the script, and that of the abort it asked maestro for
        QVERIFY(document[u"records"][0].toString().startsWith(m_home.filePath(u"home/state/evidence/drills/"_s)));
        QVERIFY(notes().contains(QByteArray("bad-canary (staging, web): passed, ").append(document[u"id"].toString().toUtf8())));
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);

        const QJsonObject now = listed();
        QCOMPARE(now[u"last"][u"id"], document[u"id"]);
        QCOMPARE(now[u"last"][u"steps"], document[u"steps"]);
        const QDate today = QDateTime::currentDateTimeUtc().date();
        QCOMPARE(now[u"dueAt"].toString().left(10), QDate(today.year(), today.month(), 1).addMonths(2).addDays(-1).toString(Qt::ISODate));
    }

    void whatWouldBeRunIsShown()
    {
        const Said shown = run({u"drill"_s, u"show"_s, u"bad-canary"_s, u"--set"_s, u"bad_tag=v1-slow"_s});
        QVERIFY2(shown.code == 0 && shown.isOneDocument(), shown.both().constData());
        QVERIFY(shown.json()[u"steps"][0][u"argv"][0].toString().endsWith(u"/do.sh"_s));
        QCOMPARE(shown.json()[u"steps"][0][u"argv"][2].toString(), u"v1-slow"_s);
        QCOMPARE(shown.json()[u"steps"].toArray().size(), 7);
        const Said unfilled = run({u"drill"_s, u"show"_s, u"bad-canary"_s});
        QVERIFY2(unfilled.code == 3 && unfilled.json()[u"message"].toString().contains(u"bad_tag"_s), unfilled.both().constData());
        QVERIFY(order().isEmpty());
        QCOMPARE(run({u"drill"_s, u"show"_s, u"game-day"_s}).code, 1);
        QCOMPARE(run({u"drill"_s, u"run"_s, u"bad-canary"_s, u"--yes"_s}).code, 2); // why?
        QCOMPARE(run({u"drill"_s, u"run"_s, u"bad-canary"_s, u"--reason"_s, u"monthly rehearsal"_s}).code, 2); // nobody confirmed
    }

    /// Where the policy does not say that it is for drills, nothing is started.
    void neverInProduction()
    {
        for (const QByteArray environment : {"guard: hold", "drill: false"}) {
            policy(environment);
            const Said said = run(rehearse());
            QCOMPARE(said.code, 3);
            QCOMPARE(said.json()[u"code"].toString(), u"notForDrills"_s);
        }
        QVERIFY(order().isEmpty());
        QVERIFY(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().isEmpty());
    }

    /// A canary that nobody sees fail is a drill that failed, and is put back all the same.
    void nothingFails()
    {
        m_home.write(u"do.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\n", true);
        const Said said = run(rehearse());
        QCOMPARE(said.code, 1);
        QCOMPARE(order(), QByteArray("deploy\nabort\n"));
        QCOMPARE(test::stepStates(said.json()),
                 (QStringList{u"tool passed"_s, u"wait failed"_s, u"tool passed"_s, u"recover passed"_s, u"assert failed"_s, u"assert failed"_s, u"note passed"_s}));
        QVERIFY(notes().contains(": failed, "));
        QVERIFY(listed()[u"lastPassedAt"].isNull());
    }

    /// Without the record, or without the event, it did not pass.
    void whatIsMissingIsNamed()
    {
        m_home.write(u"do.sh"_s, "#!/bin/sh\n[ \"$1\" = deploy ] && touch \"$DIR/bad\" || rm -f \"$DIR/bad\"\necho 'no object' > \"$EVIDENCE_DIR/a.json\"\n", true);
        const Said said = run(rehearse());
        QCOMPARE(said.code, 1);
        QCOMPARE(test::stepStates(said.json()).mid(3), (QStringList{u"recover passed"_s, u"assert failed"_s, u"assert failed"_s, u"note passed"_s}));
        QVERIFY(said.json()[u"steps"][4][u"finding"].toString().contains(u"no JSON record"_s));
    }

    /// The deploy fails: no wait, and the abort runs.
    void theDeployFails()
    {
        m_home.write(u"do.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\n[ \"$1\" = abort ]\n", true);
        const Said said = run(rehearse());
        QCOMPARE(said.code, 1);
        QCOMPARE(order(), QByteArray("deploy\nabort\n"));
        QCOMPARE(test::stepStates(said.json()).mid(0, 4), (QStringList{u"tool failed"_s, u"wait skipped"_s, u"tool passed"_s, u"recover passed"_s}));
    }

    void whatCannotBeRunIsRefusedBeforehand()
    {
        policy("drill: true", "{health: unheard, failing_for: 1s}");
        const Said unknown = run(rehearse());
        QVERIFY2(unknown.code == 2, unknown.both().constData());
        policy("drill: true", "{builtin: crash-loop}");
        QCOMPARE(run(rehearse()).code, 2);
        policy();
        QVERIFY(QFile::remove(m_home.filePath(u"do.sh"_s)));
        const Said missing = run(rehearse());
        QCOMPARE(missing.code, 3);
        QVERIFY(missing.json()[u"message"].toString().contains(u"step 1"_s));
        QVERIFY(order().isEmpty());
    }

    /// Killed while the deploy runs: nobody else may begin until it ended, nothing is run again, and the next run says what became of it.
    void killedInTheMiddle()
    {
        m_home.write(u"stay"_s, {});
        QProcess process;
        begin(process);
        QTRY_COMPARE_WITH_TIMEOUT(order(), QByteArray("deploy v1-slow\n"), 30'000);
        QCOMPARE(listed()[u"last"][u"state"].toString(), u"running"_s);
        const Said second = run(rehearse());
        QCOMPARE(second.code, 3);
        QCOMPARE(second.json()[u"code"].toString(), u"objectBusy"_s);
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(run(rehearse()).code, 3); // its program still runs
        m_home.write(u"go"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(listed()[u"last"][u"state"].toString(), u"interrupted"_s, 20'000);
        QCOMPARE(listed()[u"last"][u"steps"][0][u"state"].toString(), u"interrupted"_s); // its end is not known
        QCOMPARE(listed()[u"last"][u"steps"][1][u"state"].toString(), u"skipped"_s);
        QCOMPARE(order(), QByteArray("deploy v1-slow\n"));
        const Said again = run(rehearse());
        QVERIFY2(again.code == 0, again.both().constData());
        QStringList ends;
        for (const QJsonValue &value : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (value[u"verb"] == u"drill"_s && value[u"state"] != u"running"_s)
                ends.append(value[u"state"].toString());
        ends.sort();
        QCOMPARE(ends, (QStringList{u"interrupted"_s, u"passed"_s}));
    }

    /// Ctrl+C: the program under way is asked to end, and nothing more is begun.
    void stopped()
    {
        m_home.write(u"stay"_s, {});
        QProcess process;
        begin(process);
        QTRY_COMPARE_WITH_TIMEOUT(order(), QByteArray("deploy v1-slow\n"), 30'000);
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(listed()[u"last"][u"state"].toString(), u"stopped"_s);
        QCOMPARE(order(), QByteArray("deploy v1-slow\n"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_drill)
#include "tst_cli_drill.moc"
