// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>

using namespace maestro;
using namespace Qt::StringLiterals;

/// VAL-08, VAL-09: the suites of a policy as real processes and real requests, run by the program.
class tst_cli_suite : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<ScriptedServer> m_server;
    int m_status = 200;

    void write(const QString &name, const QByteArray &text, bool executable = false)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (executable ? QFile::ExeOwner : QFile::Permissions()));
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)}; }
    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}, {u"SUITE_TOKEN"_s, u"told-nobody-1"_s}}; }
    Said run(const QStringList &arguments) { return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals() + arguments, home(), 60'000); }
    Said runSuite(const QString &name) { return run({u"suite"_s, u"run"_s, name, u"--service"_s, u"web"_s, u"--yes"_s}); }
    std::unique_ptr<QProcess> begun(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        const QMap<QString, QString> variables = home();
        for (auto it = variables.cbegin(); it != variables.cend(); ++it)
            environment.insert(it.key(), it.value());
        process->setProcessEnvironment(environment);
        process->setStandardInputFile(QProcess::nullDevice());
        process->start(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals() + arguments);
        return process;
    }
    static QStringList states(const QJsonObject &run)
    {
        QStringList all;
        for (const QJsonValue &item : run[u"items"].toArray())
            all.append(item[u"state"].toString() + u' ' + QString::number(item[u"attempt"].toInt()));
        return all;
    }
    Said promote() { return run({u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"all looks well here"_s, u"--observe-timeout"_s, u"20s"_s}); }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ROLLBACK_REASON", "EVIDENCE_DIR", "DEPLOYMENT_LOG_URL"})
            qunsetenv(name);
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
        for (const char *name : {"order", "go", "mended"})
            QFile::remove(m_dir.filePath(QString::fromLatin1(name)));
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}, QJsonObject {{u"setWeight"_s, 50}}, QJsonObject {{u"pause"_s, QJsonObject()}}}),
                               QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        m_status = 200;
        m_server = std::make_unique<ScriptedServer>([this](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(m_status, m_status == 200 ? "{\"valid\": true}" : "{\"valid\": false}"); });
        const QByteArray policy = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: suites}\n"
                                  "variables: {TOKEN: {from: \"env:SUITE_TOKEN\", secret: true}}\n"
                                  "services:\n  - {name: web, workload: {kind: Rollout, namespace: default, name: web}, strategy: steps}\n"
                                  "strategies:\n  - {name: steps, kind: canary, phases: [{name: all, ladder: [\"25%\", \"50%\", \"100%\"], validate_each_step: whole}]}\n"
                                  "suites:\n"
                                  "  - name: whole\n    env: {DIR: \"@\"}\n    timeout: 30s\n"
                                  "    run: [[./check.sh, smoke], [./check.sh, integration, \"{{revision}}\"], [./check.sh, security]]\n"
                                  "    http: [{method: POST, url: \"http://127.0.0.1:PORT/v1/validate?of={{service}}\", auth: TOKEN, body_file: customers.json, expect: {status: 200, json: {valid: true}}}]\n"
                                  "  - {name: slow, env: {DIR: \"@\"}, run: [[./slow.sh], [./check.sh, after]]}\n"
                                  "  - {name: broken, run: [[./not-there.sh], [./check.sh, other]], env: {DIR: \"@\"}}\n";
        write(u"policy.yaml"_s, QByteArray(policy).replace("@", m_dir.path().toUtf8()).replace("PORT", QByteArray::number(m_server->serverPort())));
        write(u"customers.json"_s, "{\"customers\": [1, 2]}\n");
        write(u"check.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\necho \"looked at $1 $2 with [$SUITE_TOKEN]\"\n[ \"$1\" != integration ] || [ -e \"$DIR/mended\" ] || exit 3\n", true);
        write(u"slow.sh"_s, "#!/bin/sh\necho slow >> \"$DIR/order\"\necho 'begins to wait'\nwhile [ ! -e \"$DIR/go\" ]; do sleep 0.05; done\n", true);
    }

    /// A mix of ends: each on record with its code and duration, live output without secrets; the one behind a failure runs all the same.
    void aMixOfEnds()
    {
        const Said said = runSuite(u"whole"_s);
        QVERIFY2(said.code == 1 && said.isOneDocument(), said.both().constData());
        QCOMPARE(read(u"order"_s), QByteArray("smoke\nintegration\nsecurity\n"));
        const QJsonObject document = said.json();
        QCOMPARE(document[u"kind"].toString(), u"SuiteRun"_s);
        QCOMPARE(document[u"state"].toString(), u"failed"_s);
        QCOMPARE(states(document), (QStringList {u"passed 1"_s, u"failed 1"_s, u"passed 1"_s, u"passed 1"_s}));
        QCOMPARE(document[u"items"][0][u"id"].toString(), u"1 smoke"_s);
        QCOMPARE(document[u"items"][1][u"code"].toInt(), 3);
        QCOMPARE(document[u"items"][3][u"code"].toInt(), 200);
        QVERIFY(document[u"items"][0][u"seconds"].isDouble() && document[u"seconds"].isDouble());
        QCOMPARE(document[u"step"].toInt(), 1);
        QVERIFY2(said.err.contains("looked at integration 2 with []"), said.err.constData());
    }

    /// The request is what the policy says, to the byte, and leaves once.
    void theRequest()
    {
        QVERIFY(runSuite(u"whole"_s).code == 1);
        const QList<ScriptedRequest> &got = m_server->requests;
        QCOMPARE(got.size(), 1);
        QCOMPARE(got[0].method, QByteArray("POST"));
        QCOMPARE(got[0].target, QByteArray("/v1/validate?of=web"));
        QCOMPARE(got[0].header("authorization"), QByteArray("Bearer told-nobody-1"));
        QCOMPARE(got[0].header("content-type"), QByteArray("application/json"));
        QCOMPARE(got[0].body, QByteArray("{\"customers\": [1, 2]}\n"));
        QVERIFY(!run({u"journal"_s, u"list"_s}).out.contains("told-nobody-1"));
        QDir journal(m_dir.filePath(u"home/journal"_s));
        for (const QString &name : journal.entryList(QDir::Files))
            QVERIFY(!read(u"home/journal/"_s + name).contains("told-nobody-1"));
    }

    void anAnswerThatIsNotWanted()
    {
        m_status = 422;
        const Said said = runSuite(u"whole"_s);
        QCOMPARE(said.code, 1);
        QCOMPARE(said.json()[u"items"][3][u"state"].toString(), u"failed"_s);
        QCOMPARE(said.json()[u"items"][3][u"code"].toInt(), 422);
        QVERIFY2(said.json()[u"items"][3][u"note"].toString().contains(u"422"_s), said.out.constData());
    }

    /// Retried is what did not pass, as another attempt of the same run.
    void aRetry()
    {
        const QString id = runSuite(u"whole"_s).json()[u"id"].toString();
        write(u"mended"_s, "yes");
        const Said said = run({u"suite"_s, u"retry"_s, id, u"--yes"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(states(said.json()), (QStringList {u"passed 1"_s, u"passed 2"_s, u"passed 1"_s, u"passed 1"_s}));
        QCOMPARE(said.json()[u"id"].toString(), id);
        QCOMPARE(read(u"order"_s), QByteArray("smoke\nintegration\nsecurity\nintegration\n"));
        QCOMPARE(run({u"suite"_s, u"retry"_s, id, u"--yes"_s}).code, 3); // nothing is left
        const Said one = run({u"suite"_s, u"retry"_s, id, u"3"_s, u"--yes"_s});
        QCOMPARE(states(one.json()), (QStringList {u"passed 1"_s, u"passed 2"_s, u"passed 2"_s, u"passed 1"_s}));
        QCOMPARE(run({u"suite"_s, u"retry"_s, id, u"9"_s, u"--yes"_s}).code, 2);
        QCOMPARE(m_server->requests.size(), 1);
    }

    /// What each check said is kept without secrets, and part of the pack.
    void whatTheySaid()
    {
        write(u"check.sh"_s, "#!/bin/sh\necho \"first of $1\"\necho 'password=hunter-2-hunter'\necho last\n", true);
        const QJsonObject document = runSuite(u"whole"_s).json();
        const QString id = document[u"id"].toString();
        const Said said = run({u"suite"_s, u"show"_s, id, u"2"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(said.json()[u"lines"].toArray().size(), 3);
        QCOMPARE(said.json()[u"lines"][0].toString(), u"first of integration"_s);
        QVERIFY2(!said.out.contains("hunter"), said.out.constData());
        QCOMPARE(said.json()[u"sha256"], document[u"items"][1][u"output"]);
        QCOMPARE(run({u"suite"_s, u"show"_s, id, u"9"_s}).code, 2);
        const Said pack = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"pack"_s)});
        QVERIFY2(pack.code == 0, pack.both().constData());
        QVERIFY(QFile::exists(pack.json()[u"path"].toString() + u"/evidence/"_s + document[u"items"][1][u"output"].toString() + u".txt"_s));
        QCOMPARE(run({u"evidence"_s, u"verify"_s, pack.json()[u"path"].toString()}).code, 0);
        QDir(m_dir.filePath(u"pack"_s)).removeRecursively();
    }

    /// Ctrl+C ends the check that runs, and starts no other.
    void cancelled()
    {
        const auto process = begun({u"suite"_s, u"run"_s, u"slow"_s, u"--service"_s, u"web"_s, u"--yes"_s});
        QTRY_COMPARE_WITH_TIMEOUT(read(u"order"_s), QByteArray("slow\n"), 20'000);
        const Said other = runSuite(u"slow"_s);
        QCOMPARE(other.code, 3); // one at a time
        QCOMPARE(other.json()[u"code"].toString(), u"underWay"_s);
        QTest::qWait(300);
        ::kill(pid_t(process->processId()), SIGINT);
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
        QCOMPARE(process->exitCode(), 1);
        const QJsonObject document = QJsonDocument::fromJson(process->readAllStandardOutput()).object();
        QCOMPARE(document[u"state"].toString(), u"unfinished"_s);
        QCOMPARE(states(document), (QStringList {u"failed 1"_s, u"waiting 0"_s}));
        QCOMPARE(read(u"order"_s), QByteArray("slow\n"));
    }

    /// Killed in the middle: the check goes on, the next look tells its end, and nothing ran twice.
    void killed()
    {
        const auto process = begun({u"suite"_s, u"run"_s, u"slow"_s, u"--service"_s, u"web"_s, u"--yes"_s});
        QTRY_COMPARE_WITH_TIMEOUT(read(u"order"_s), QByteArray("slow\n"), 20'000);
        process->kill();
        process->waitForFinished();
        const QJsonObject list = run({u"suite"_s, u"list"_s, u"--service"_s, u"web"_s}).json();
        QCOMPARE(list[u"items"][1][u"state"].toString(), u"running"_s);
        const QString id = list[u"items"][1][u"run"][u"id"].toString();
        write(u"go"_s, "go");
        const Said said = run({u"suite"_s, u"retry"_s, id, u"--yes"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(states(said.json()), (QStringList {u"passed 1"_s, u"passed 1"_s}));
        QCOMPARE(read(u"order"_s), QByteArray("slow\nafter\n"));
    }

    /// A check that cannot be started is told beforehand, hinders no other, and never counts as passed.
    void aCheckThatCannotRun()
    {
        const Said said = runSuite(u"broken"_s);
        QCOMPARE(said.code, 1);
        QCOMPARE(states(said.json()), (QStringList {u"waiting 0"_s, u"passed 1"_s}));
        QCOMPARE(said.json()[u"state"].toString(), u"unfinished"_s);
        QVERIFY2(said.err.contains("not-there.sh"), said.err.constData());
    }

    /// `validate_each_step`: Promote waits until the suite has passed on this revision at this step, and again at the next.
    void promoteWaits()
    {
        const Said early = promote();
        QVERIFY2(early.code == 3 && early.json()[u"message"].toString().contains(u"whole"_s), early.both().constData());
        const QJsonObject failed = runSuite(u"whole"_s).json();
        QVERIFY(promote().json()[u"message"].toString().contains(u"suite retry "_s + failed[u"id"].toString()));
        write(u"mended"_s, "yes");
        QCOMPARE(run({u"suite"_s, u"retry"_s, failed[u"id"].toString(), u"--yes"_s}).code, 0);
        const Said passed = promote();
        QVERIFY2(passed.code == 0, passed.both().constData());
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"step"][u"index"].toInt(), 3, 20'000);
        QCOMPARE(promote().code, 3);
        const QJsonObject list = run({u"suite"_s, u"list"_s, u"--service"_s, u"web"_s}).json();
        QCOMPARE(list[u"items"][0][u"state"].toString(), u"passed"_s);
        QCOMPARE(list[u"items"][0][u"ofThis"].toBool(true), false);
        QCOMPARE(list[u"items"][0][u"eachStep"].toBool(), true);
        const Said late = run({u"suite"_s, u"retry"_s, failed[u"id"].toString(), u"1"_s, u"--yes"_s});
        QVERIFY2(late.code == 3 && late.json()[u"code"].toString() == u"changed"_s, late.both().constData());
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"enough"_s, u"--observe-timeout"_s, u"20s"_s}).code, 0); // a way back never waits
    }

    void badInput()
    {
        QCOMPARE(runSuite(u"no-such"_s).code, 2);
        QCOMPARE(run({u"suite"_s, u"run"_s, u"whole"_s, u"--service"_s, u"web"_s}).code, 2); // nobody confirms
        QCOMPARE(run({u"suite"_s, u"list"_s}).code, 2);
        QCOMPARE(run({u"suite"_s, u"show"_s, u"nothing"_s}).code, 1);
        QVERIFY(read(u"order"_s).isEmpty());
        QVERIFY(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().size() <= 1);
        const auto problem = [this](const QByteArray &suites) {
            write(u"bad.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: bad}\nvariables: {PLAIN: {value: x}}\nservices: []\nsuites:\n" + suites);
            return run({u"policy"_s, u"check"_s, m_dir.filePath(u"bad.yaml"_s)});
        };
        QCOMPARE(problem("  - {name: a, run: [[true]]}\n").code, 0);
        const Said none = problem("  - {name: a}\n");
        QVERIFY2(none.code == 2 && none.json()[u"errors"][0][u"line"].toInt() == 7, none.both().constData());
        QCOMPARE(problem("  - {name: a, run: [[true], []]}\n").code, 2);
        QCOMPARE(problem("  - {name: a, http: [{url: \"https://x.example\", auth: PLAIN}]}\n").code, 2);
    }
};

QTEST_GUILESS_MAIN(tst_cli_suite)
#include "tst_cli_suite.moc"
