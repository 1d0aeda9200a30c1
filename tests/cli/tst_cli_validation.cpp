// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// From an abort to verified, by the program, on a simulated cluster.
class tst_cli_validation : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    sandbox::Cluster &cluster() { return *m_world->clusters().first(); }

    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s)}; }
    Said run(const QStringList &arguments) { return runProgram(program(), globals() + arguments, home(), 60'000); }

    static QString stateOf(const QJsonObject &validation, const QString &id)
    {
        for (const QJsonValue &item : validation[u"items"].toArray())
            if (item[u"id"].toString() == id)
                return item[u"state"].toString();
        return {};
    }
    /// Records of the validation of one action, by state.
    QStringList recorded(const QString &id)
    {
        QStringList states;
        for (const QJsonValue &record : run({u"journal"_s, u"show"_s, id}).json()[u"records"].toArray())
            if (record[u"verb"].toString() == u"validate")
                states.append(record[u"state"].toString());
        return states;
    }

    QString policy(const QByteArray &checks, const QByteArray &service = {})
    {
        QFile file(m_dir.filePath(u"policy.yaml"_s));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\n"
                   "services:\n  - {name: web-shop, workload: {kind: Rollout, namespace: default, name: web}" + service + "}\n"
                   "channels: [{name: incident, handle: '#incident'}]\nvalidation:\n" + checks);
        return file.fileName();
    }

private Q_SLOTS:
    void init()
    {
        sandbox::RolloutPlan web = test::canary(u"default"_s, u"web"_s, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        web.replicas = 4;
        web.versions = {u"v1"_s, u"v2"_s};
        sandbox::ClusterPlan plan = test::box(u"default"_s, {web});
        plan.script = {test::newVersion(web, u"v3"_s, 60'000)};
        m_world = test::served({u"test"_s, {}, {plan}}, QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
    }
    void cleanup() { m_world.reset(); }

    /// Nobody could look: that is no effect that was not observed.
    void unreachableIsSaid()
    {
        const QString file = policy("  - {name: ready, type: pods}\n");
        m_world.reset();
        const Said said = run({u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s});
        QVERIFY2(said.code == 5 && said.isOneDocument() && said.json()[u"kind"].toString() == u"Error"_s, said.both().constData());
        const Said waited = run({u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s, u"--wait"_s, u"2s"_s});
        QVERIFY2(waited.code == 5, waited.both().constData());
    }

    void abortUntilVerified()
    {
        const Said said = run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency doubled"_s, u"--validate"_s, u"--wait"_s, u"30s"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QVERIFY2(said.isOneDocument(), said.out.constData());
        const QJsonObject validation = said.json()[u"validation"].toObject();
        QCOMPARE(said.json()[u"kind"].toString(), u"Outcome"_s);
        QCOMPARE(validation[u"kind"].toString(), u"Validation"_s);
        QVERIFY(validation[u"verified"].toBool());
        for (const QString &id : {u"pods"_s, u"traffic"_s, u"events"_s})
            QCOMPARE(stateOf(validation, id), u"ok"_s);
        const QString id = said.json()[u"id"].toString();
        QCOMPARE(recorded(id).constLast(), u"verified"_s);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
        // What was aborted is not promoted: the way back says what it is now.
        const QJsonArray ways = run({u"options"_s, u"web"_s}).json()[u"options"].toArray();
        QVERIFY2(!ways.isEmpty() && ways[0][u"reason"].toString().contains(u"aborted"_s), qPrintable(ways[0][u"reason"].toString()));
        // The object before and after is kept without being asked for.
        const QString pack = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"packs"_s)}).json()[u"path"].toString();
        for (const QString &name : {u"/action.json"_s, u"/before.json"_s, u"/after.json"_s, u"/validation.json"_s, u"/note.md"_s})
            QVERIFY2(QFile::exists(pack + name), qPrintable(pack + name));
        // What is recorded is told again, and the stopwatch stands.
        const Said again = run({u"validate"_s, u"--service"_s, u"web"_s});
        QCOMPARE(again.code, 0);
        QCOMPARE(again.json()[u"id"].toString(), id);
        QCOMPARE(again.json()[u"seconds"], validation[u"seconds"]);
        QCOMPARE(recorded(id).count(u"verified"_s), 1);
    }

    /// VAL-05, EVD-13: a file beside the record, unless the messages of the policy say otherwise.
    void theNote_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("left");
        QTest::newRow("wanted") << QByteArray("  - {name: tell, type: message, channel: incident, note: true}\n") << true;
        QTest::newRow("not said") << QByteArray("  - {name: tell, type: message, channel: incident}\n") << true;
        QTest::newRow("no message") << QByteArray() << true;
        QTest::newRow("not wanted") << QByteArray("  - {name: tell, type: message, channel: incident, note: false}\n") << false;
    }
    void theNote()
    {
        QFETCH(QByteArray, message);
        QFETCH(bool, left);
        const Said said = run({u"--policy"_s, policy("  - {name: ready, type: pods}\n" + message), u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency doubled"_s, u"--validate"_s, u"--wait"_s, u"30s"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        const QStringList notes = QDir(m_dir.filePath(u"home/state/evidence/rollbacks"_s)).entryList({u"*_note.md"_s});
        QVERIFY2(notes.isEmpty() != left, qPrintable(notes.join(u' ')));
    }

    void withoutAnAction()
    {
        const Said said = run({u"validate"_s, u"--service"_s, u"web"_s});
        QCOMPARE(said.code, 7); // an update is under way
        QVERIFY(!said.json()[u"verified"].toBool(true));
        QVERIFY(said.json()[u"id"].isNull());
        QCOMPARE(stateOf(said.json(), u"traffic"_s), u"waiting"_s);
        QVERIFY(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().isEmpty());
        QCOMPARE(run({u"validate"_s, u"--service"_s, u"nothing"_s}).json()[u"code"].toString(), u"notFound"_s);
        QCOMPARE(run({u"validate"_s}).code, 2);
    }

    /// A Warning about what serves is bad for good; what cannot be read is unknown.
    void notVerified()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QJsonObject body = cluster().store().find(sandbox::typeOf(u"Rollout"_s), u"default"_s, u"web"_s)->body();
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        (void)cluster().writer().create(sandbox::typeOf(u"Event"_s), u"default"_s,
                                        {{u"metadata"_s, QJsonObject{{u"name"_s, u"web.1"_s}}}, {u"type"_s, u"Warning"_s}, {u"reason"_s, u"FailedMount"_s}, {u"firstTimestamp"_s, now}, {u"lastTimestamp"_s, now},
                                         {u"involvedObject"_s, QJsonObject{{u"kind"_s, u"Rollout"_s}, {u"name"_s, u"web"_s}, {u"namespace"_s, u"default"_s}, {u"uid"_s, body[u"metadata"][u"uid"]}}}}, {});
        const QString file = policy("  - {name: ready, type: pods}\n  - {name: quiet, type: events, log_error_patterns: [ERROR]}\n  - {name: probe, type: tool, argv: [./check.sh]}\n"
                                    "  - {name: tell, type: message, channel: incident}\n");
        const Said said = run({u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s, u"--wait"_s, u"3s"_s});
        QVERIFY2(said.code == 7, said.both().constData());
        QCOMPARE(said.json()[u"service"].toString(), u"web-shop"_s);
        QCOMPARE(stateOf(said.json(), u"ready"_s), u"ok"_s);
        QCOMPARE(stateOf(said.json(), u"quiet"_s), u"bad"_s);
        QCOMPARE(stateOf(said.json(), u"probe"_s), u"waiting"_s);
    }

    /// A person says how a script ended; a message may be told after the end. What is read cannot be said.
    void saidByAPerson()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QString file = policy("  - {name: ready, type: pods}\n  - {name: script, type: tool, argv: [./check.sh]}\n  - {name: tell, type: message, channel: incident}\n");
        const QStringList validate{u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s};
        QCOMPARE(run(validate + QStringList{u"--done"_s, u"ready"_s}).code, 2);
        QCOMPARE(run(validate + QStringList{u"--done"_s, u"nothing"_s}).code, 2);
        const Said done = run(validate + QStringList{u"--done"_s, u"script"_s, u"--note"_s, u"all three rows green"_s, u"--wait"_s, u"20s"_s});
        QVERIFY2(done.code == 0, done.both().constData());
        QVERIFY(done.json()[u"verified"].toBool());
        QCOMPARE(stateOf(done.json(), u"tell"_s), u"waiting"_s);
        const Said sent = run(validate + QStringList{u"--done"_s, u"tell"_s});
        QCOMPARE(sent.code, 0);
        QCOMPARE(stateOf(sent.json(), u"tell"_s), u"ok"_s);
    }

    /// VAL-05: a message that does not name what the policy wants named is no message; the error says what is missing, before and after the end.
    void aMessageNamesWhatThePolicyWants()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QString file = policy("  - {name: ready, type: pods}\n  - {name: script, type: tool, argv: [./check.sh]}\n"
                                    "  - {name: tell, type: message, channel: incident, must_name: [image_tag, revision]}\n");
        const QStringList validate{u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s};
        const auto refused = [&](const Said &said, const QByteArray &names, const QByteArray &not_) {
            return said.code == 2 && said.json()[u"code"].toString() == u"unnamed"_s && said.both().contains(names) && !said.json()[u"message"].toString().toUtf8().contains(not_);
        };
        const Said bare = run(validate + QStringList{u"--done"_s, u"tell"_s});
        QVERIFY2(refused(bare, "image_tag v2, revision ", "v1"), bare.both().constData());
        QVERIFY2(bare.json()[u"hint"].toString().contains(u"--note"_s), bare.both().constData());
        QCOMPARE(run(validate + QStringList{u"--done"_s, u"script"_s, u"--wait"_s, u"20s"_s}).code, 0);
        const Said half = run(validate + QStringList{u"--done"_s, u"tell"_s, u"--note"_s, u"web is back on v2"_s});
        QVERIFY2(refused(half, "revision ", "image_tag"), half.both().constData());
        QCOMPARE(stateOf(run(validate).json(), u"tell"_s), u"waiting"_s);
        const QString number = half.json()[u"message"].toString().section(u"revision "_s, 1).section(u',', 0, 0);
        const Said sent = run(validate + QStringList{u"--done"_s, u"tell"_s, u"--note"_s, u"web is back on v2, revision %1"_s.arg(number)});
        QVERIFY2(sent.code == 0, sent.both().constData());
        QCOMPARE(stateOf(sent.json(), u"tell"_s), u"ok"_s);
    }

    bool script(const QByteArray &text)
    {
        QFile file(m_dir.filePath(u"check.sh"_s));
        return file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + text) > 0 && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    int started() const
    {
        QFile file(m_dir.filePath(u"started"_s));
        return file.open(QIODevice::ReadOnly) ? int(file.readAll().count('\n')) : 0;
    }

    /// VAL-07: the policy's script is run here, its output told, its end recorded; a failure may be tried again.
    void scripts()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QString file = policy("  - {name: ready, type: pods}\n  - {name: script, type: tool, argv: [./check.sh, \"{{service}}\", \"$(id)\"], env: {WHERE: \"{{namespace}}\"}, timeout: 20s}\n");
        const QStringList validate{u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s};
        const QString line = u"echo \"$1 $2 $WHERE [$LEAK]\" >> \"%1/started\"\n"_s.arg(m_dir.path());
        QVERIFY(script(line.toUtf8() + "echo data integrity: 3 rows differ token=abcdefgh12345678; exit 3\n"));
        QCOMPARE(run(validate + QStringList{u"--run"_s, u"nothing"_s, u"--yes"_s}).code, 2);
        QCOMPARE(run(validate + QStringList{u"--run"_s, u"ready"_s, u"--yes"_s}).code, 2);
        QCOMPARE(run(validate + QStringList{u"--run"_s, u"script"_s}).code, 2); // nobody confirmed it
        QCOMPARE(started(), 0);
        const Said bad = run(validate + QStringList{u"--run"_s, u"script"_s, u"--yes"_s});
        QVERIFY2(bad.code == 7 && bad.isOneDocument(), bad.both().constData());
        QCOMPARE(stateOf(bad.json(), u"script"_s), u"bad"_s);
        QVERIFY2(bad.err.contains("data integrity: 3 rows differ") && bad.err.contains("exit code 3") && !bad.both().contains("abcdefgh12345678"), bad.err.constData());
        QCOMPARE(started(), 1);
        QVERIFY(script(line.toUtf8() + "echo all well\n"));
        const Said good = run(validate + QStringList{u"--run"_s, u"script"_s, u"--yes"_s});
        QVERIFY2(good.code == 0 || good.code == 7, good.both().constData());
        QCOMPARE(stateOf(good.json(), u"script"_s), u"ok"_s);
        QFile ran(m_dir.filePath(u"started"_s));
        QVERIFY(ran.open(QIODevice::ReadOnly));
        QCOMPARE(ran.readAll(), QByteArray("web-shop $(id) default []\nweb-shop $(id) default []\n")); // no shell, no environment of ours
        QCOMPARE(run(validate + QStringList{u"--wait"_s, u"20s"_s}).code, 0);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
        QFile::remove(ran.fileName());
    }

    /// Killed while the script runs: the script goes on, runs once, and the next call records its end.
    void killedWhileAScriptRuns()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QString file = policy("  - {name: ready, type: pods}\n  - {name: script, type: tool, argv: [./check.sh]}\n");
        QVERIFY(script(u"echo once >> \"%1/started\"\nwhile [ ! -e \"%1/go\" ]; do sleep 0.1; done\necho went on\n"_s.arg(m_dir.path()).toUtf8()));
        const QStringList arguments{u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s, u"--run"_s, u"script"_s, u"--yes"_s};
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QMap<QString, QString> own = home();
        for (auto it = own.begin(); it != own.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(program(), globals() + arguments);
        QTRY_COMPARE_WITH_TIMEOUT(started(), 1, 30'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        QFile go(m_dir.filePath(u"go"_s));
        QVERIFY(go.open(QIODevice::WriteOnly));
        const Said after = run(arguments);
        QVERIFY2(after.err.contains("looked after, not started again") && after.err.contains("went on"), after.err.constData());
        QCOMPARE(stateOf(after.json(), u"script"_s), u"ok"_s);
        QCOMPARE(started(), 1);
        QFile::remove(m_dir.filePath(u"started"_s));
        QVERIFY(go.remove());
    }

    /// VAL-02: 200 with the wrong body is bad; the right one has to come three times in a row.
    void health()
    {
        QByteArray body = "{\"status\":\"degraded\"}";
        ScriptedServer server([&body](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, body); });
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QString file = policy("  - {name: ok, type: health, probe: public, times: 3}\n", QByteArray(", health: [{name: public, url: \"").append(server.url().toEncoded()).append("/health\", expect: {status: 200, json: {status: ok}}}]"));
        const QStringList validate{u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s};
        const Said bad = run(validate);
        QVERIFY2(bad.code == 7, bad.both().constData());
        QCOMPARE(stateOf(bad.json(), u"ok"_s), u"bad"_s);
        body = "{\"status\":\"ok\"}";
        const Said once = run(validate);
        QCOMPARE(stateOf(once.json(), u"ok"_s), u"waiting"_s);
        server.requests.clear();
        const Said good = run(validate + QStringList{u"--wait"_s, u"30s"_s});
        QVERIFY2(good.code == 0, good.both().constData());
        QVERIFY(server.requests.size() >= 3);
    }

    /// Killed in the middle; the next call takes the validation up where it was: one stopwatch, one end.
    void killed()
    {
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency"_s}).code, 0);
        const QString file = policy("  - {name: ready, type: pods}\n  - {name: script, type: tool, argv: [./check.sh]}\n");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QMap<QString, QString> own = home();
        for (auto it = own.begin(); it != own.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(program(), globals() + QStringList{u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s, u"--wait"_s, u"10m"_s});
        QString id;
        for (const QJsonValue &record : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            id = record[u"id"].toString();
        QTRY_VERIFY_WITH_TIMEOUT(recorded(id).contains(u"validating"_s), 30'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        const QString since = run({u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s}).json()[u"since"].toString();
        const Said said = run({u"--policy"_s, file, u"validate"_s, u"--service"_s, u"web-shop"_s, u"--done"_s, u"script"_s, u"--wait"_s, u"20s"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(said.json()[u"since"].toString(), since);
        QCOMPARE(said.json()[u"id"].toString(), id);
        QCOMPARE(recorded(id).count(u"verified"_s), 1);
    }
};

QTEST_GUILESS_MAIN(tst_cli_validation)
#include "tst_cli_validation.moc"
