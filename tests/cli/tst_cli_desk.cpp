// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The rollback desk as a command line against a simulated cluster: what is offered, and that each way is taken once or not at all.
class tst_cli_desk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)}; }

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

    Said run(const QStringList &arguments) { return runProgram(program(), globals() + arguments, home(), 60'000); }

    QStringList rollback(const QString &via, const QStringList &more = {}) const
    {
        return QStringList {u"rollback"_s, u"--service"_s, u"web"_s, u"--via"_s, via, u"--yes"_s, u"--reason"_s, u"checking what is promised; $(touch x)"_s,
                            u"--observe-timeout"_s, u"20s"_s, u"--evidence-dir"_s, m_dir.filePath(u"evidence"_s)} + more;
    }

    QJsonObject option(const QString &provider)
    {
        for (const QJsonValue &value : run({u"options"_s, u"--service"_s, u"web"_s}).json()[u"options"].toArray())
            if (value[u"provider"].toString() == provider)
                return value.toObject();
        return {};
    }

    QJsonObject evidence() const
    {
        const QDir folder(m_dir.filePath(u"evidence/rollbacks"_s));
        return QJsonDocument::fromJson(read(u"evidence/rollbacks/"_s + folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name).value(0))).object();
    }

    QStringList records(const QString &type)
    {
        QStringList states;
        for (const QJsonValue &value : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (value[u"type"].toString() == type)
                states.append(value[u"state"].toString());
        return states;
    }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ROLLBACK_REASON", "EVIDENCE_DIR", "DEPLOYMENT_LOG_URL"})
            qunsetenv(name);
        sandbox::RolloutPlan web = test::canary(u"default"_s, u"web"_s, {QJsonObject {{u"setWeight"_s, 50}}});
        web.replicas = 2;
        web.versions = {u"v1"_s, u"v2"_s};
        sandbox::ClusterPlan cluster;
        cluster.name = u"box"_s;
        cluster.namespaces = {u"default"_s};
        cluster.contexts = {{u"box"_s, u"admin"_s}, {u"looking"_s, u"viewer"_s}};
        cluster.rollouts = {web};
        cluster.deployments = {{u"default"_s, u"docs"_s, 2, u"docs"_s, u"v1"_s}};
        cluster.helmReleases = {{u"default"_s, u"web"_s, u"shop"_s, u"1.4.1"_s, u"v1"_s, u"superseded"_s, 6}, {u"default"_s, u"web"_s, u"shop"_s, u"1.4.2"_s, u"v2"_s, u"deployed"_s, 7}};
        m_world = test::served({u"test"_s, {}, {cluster}}, QDateTime::fromSecsSinceEpoch(1'900'000'000, Qt::UTC), m_dir.filePath(u"kc"_s), 5);
        QVERIFY(m_world);
        for (const QString &folder : {u"home"_s, u"evidence"_s})
            QDir(m_dir.filePath(folder)).removeRecursively();
        for (const QString &file : {u"count"_s, u"go"_s})
            QFile::remove(m_dir.filePath(file));
        QByteArray policy =
            "apiVersion: maestro.console/v1\n"
            "kind: ReleasePolicy\n"
            "metadata: {name: desk}\n"
            "environments: [{name: prod, connection: box}, {name: look, connection: looking}]\n"
            "services:\n"
            "  - {name: web, workload: {kind: Rollout, namespace: default, name: web}, helm: {release: web, namespace: default}, log_url: \"https://logs.example.com/{{name}}\"}\n"
            "rollback:\n"
            "  order: {prod: [script, argo]}\n"
            "  providers:\n"
            "    - {name: argo, type: argo}\n"
            "    - {name: script, type: tool, argv: [./rb.sh, \"{{good_tag}}\", --reason, \"{{reason}}\"], env: {LOG: \"{{log_url}}\", EVIDENCE_DIR: \"{{evidence_dir}}\", DIR: \"@DIR@\"}, reads_record: true, timeout: 20s}\n"
            "    - {name: flow, type: github-actions, repo: \"{{repo}}\", workflow: x.yml, ref: main}\n"
            "    - {name: B-helm, type: tool, argv: [/nonexistent/helm, rollback, web, \"{{revision}}\", -n, default, --cleanup-on-fail]}\n";
        write(u"policy.yaml"_s, policy.replace("@DIR@", m_dir.path().toUtf8()));
        write(u"rb.sh"_s, "#!/bin/sh\necho run >> \"$DIR/count\"\necho \"args $*\"\necho \"log $LOG\"\necho '{}' > \"$EVIDENCE_DIR/own.json\"\n"
                          "printf 'token=ghp_0123456789abcdefghij0123 \\033[31m\\n'\nexit ${CODE:-0}\n", true);
    }

    void everyWaySideBySide()
    {
        const Said said = run({u"options"_s, u"--service"_s, u"web"_s});
        QCOMPARE(said.code, 0);
        QVERIFY(said.isOneDocument());
        const QJsonObject document = said.json();
        QCOMPARE(document[u"kind"].toString(), u"RollbackOptions"_s);
        QStringList names;
        for (const QJsonValue &value : document[u"options"].toArray())
            names.append(value[u"provider"].toString());
        QCOMPARE(names, (QStringList {u"script"_s, u"argo"_s, u"flow"_s, u"B-helm"_s}));
        QCOMPARE(document[u"lastKnownGood"][0][u"ref"].toString(), u"1"_s);
        QCOMPARE(document[u"lastKnownGood"][0][u"source"].toString(), u"replicaSets"_s);
        QCOMPARE(document[u"lastKnownGood"][1][u"source"].toString(), u"helm"_s);
        QCOMPARE(document[u"lastKnownGood"][1][u"ref"].toString(), u"6"_s);
        const QJsonObject argo = option(u"argo"_s);
        QVERIFY(argo[u"usable"].toBool());
        QCOMPARE(argo[u"requests"][0][u"method"].toString(), u"PATCH"_s);
        QVERIFY(argo[u"command"].isNull());
        QVERIFY(argo[u"estimateSeconds"].isNull());
        const QJsonObject script = option(u"script"_s);
        QCOMPARE(script[u"command"].toArray(), (QJsonArray {m_dir.filePath(u"rb.sh"_s), u"v1"_s, u"--reason"_s, u"{{reason}}"_s}));
        const QJsonObject helm = option(u"B-helm"_s);
        QVERIFY(!helm[u"usable"].toBool());
        QVERIFY(helm[u"reason"].toString().contains(u"does not exist"_s));
        QVERIFY(!option(u"flow"_s)[u"usable"].toBool());
        QVERIFY(records(u"intent"_s).isEmpty());
        QCOMPARE(run({u"options"_s, u"--service"_s, u"nobody"_s}).code, 1);
    }

    /// What the policy wants of the revision stands with the way, before it is taken; what is not known is said to be so. The others say nothing of it.
    void whatThePolicyWantsOfTheRevision()
    {
        const QByteArray before = read(u"policy.yaml"_s);
        for (const auto &[wish, text] : std::initializer_list<std::pair<QByteArray, QString>> {{"pick", u"wants a person to pick the revision"_s}, {"newest", u"says \"newest\" of the revision, which this program does not know"_s}}) {
            write(u"policy.yaml"_s, QByteArray(before).replace("{name: argo, type: argo}", QByteArray("{name: argo, type: argo, to_revision: " + wish + "}")));
            const QJsonObject argo = option(u"argo"_s);
            QVERIFY(argo[u"usable"].toBool());
            QVERIFY2(argo[u"reason"].toString().contains(text), qPrintable(argo[u"reason"].toString()));
            QVERIFY(!option(u"script"_s)[u"reason"].toString().contains(u"revision"_s));
        }
        write(u"policy.yaml"_s, before);
        QVERIFY(!option(u"argo"_s)[u"reason"].toString().contains(u"policy"_s));
    }

    void whoMayOnlyLookCanUseNothing()
    {
        const QJsonObject document = run({u"--context"_s, u"looking"_s, u"options"_s, u"rollout/web"_s}).json();
        for (const QJsonValue &value : document[u"options"].toArray())
            if (value[u"provider"].toString() == u"argo"_s) {
                QVERIFY(!value[u"usable"].toBool());
                QVERIFY(value[u"permission"].toString().startsWith(u"missing"_s));
            }
    }

    void viaArgoGoesToTheLastKnownGood()
    {
        const Said said = run(rollback(u"argo"_s));
        QCOMPARE(said.code, 0);
        QCOMPARE(said.json()[u"state"].toString(), u"applied"_s);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"revisions"][0][u"images"][0].toString().section(u':', -1), u"v1"_s, 30'000);
        QVERIFY(!option(u"argo"_s)[u"estimateSeconds"].isNull()); // its own history
    }

    void viaArgoToANamedRevision()
    {
        QCOMPARE(run(rollback(u"argo"_s, {u"--to"_s, u"99"_s})).code, 3);
        QCOMPARE(run(rollback(u"argo"_s, {u"--to"_s, u"v1"_s})).code, 3);
        QCOMPARE(run(rollback(u"deployment"_s)).code, 2); // no such way for a Rollout
        QCOMPARE(run(rollback(u"argo"_s, {u"--to"_s, u"1"_s})).code, 0);
    }

    void aScriptRunsOnceAndIsEvidence()
    {
        const Said said = run(rollback(u"script"_s));
        QCOMPARE(said.code, 0);
        QCOMPARE(read(u"count"_s), QByteArray("run\n"));
        QVERIFY(!QFile::exists(m_dir.filePath(u"x"_s)));
        const QJsonObject kept = evidence()[u"run"].toObject();
        QCOMPARE(kept[u"exitCode"].toInt(-1), 0);
        QCOMPARE(kept[u"output"][0].toString(), u"args v1 --reason checking what is promised; $(touch x)"_s);
        QCOMPARE(kept[u"output"][1].toString(), u"log https://logs.example.com/web"_s);
        QVERIFY(!QJsonDocument(kept).toJson().contains("ghp_"));
        QVERIFY(!QJsonDocument(kept).toJson().contains("\\u001b"));
        QVERIFY(kept[u"records"][0][u"file"].toString().endsWith(u"/own.json"_s));
        QCOMPARE(records(u"sent"_s).size(), 1);
        QCOMPARE(records(u"outcome"_s), QStringList {u"applied"_s});
        QVERIFY(!read(u"home/journal/segment-000001.jsonl"_s).contains("ghp_"));
    }

    void aScriptThatFailsIsNotApplied()
    {
        write(u"rb.sh"_s, "#!/bin/sh\necho run >> \"$DIR/count\"\necho 'no such deployment'\nexit 9\n", true);
        const Said said = run(rollback(u"script"_s));
        QCOMPARE(said.code, 1);
        QCOMPARE(said.json()[u"state"].toString(), u"failed"_s);
        QVERIFY(said.json()[u"message"].toString().contains(u"exit code 9. It said: no such deployment"_s));
        QCOMPARE(read(u"count"_s), QByteArray("run\n"));
    }

    void hostileValuesAreRefused()
    {
        QCOMPARE(run(rollback(u"script"_s, {u"--to"_s, u"--force"_s})).code, 2);
        QCOMPARE(run(rollback(u"script"_s, {u"--to=--force"_s})).code, 3);
        QCOMPARE(run(rollback(u"script"_s, {u"--to"_s, u"v1; reboot"_s})).code, 3);
        QCOMPARE(read(u"count"_s), QByteArray());
    }

    void whatOthersMayWriteIsNotRun()
    {
        QFile::setPermissions(m_dir.filePath(u"rb.sh"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::WriteOther);
        QVERIFY(option(u"script"_s)[u"reason"].toString().contains(u"may change it"_s));
        QCOMPARE(run(rollback(u"script"_s)).code, 3);
        QCOMPARE(read(u"count"_s), QByteArray());
    }

    /// Two people, one object: the second one is refused while the first one's script runs.
    void twoOperators()
    {
        write(u"rb.sh"_s, "#!/bin/sh\necho run >> \"$DIR/count\"\nwhile [ ! -e \"$DIR/go\" ]; do sleep 0.05; done\n", true);
        QProcess first;
        start(first);
        QTRY_COMPARE_WITH_TIMEOUT(read(u"count"_s), QByteArray("run\n"), 30'000);
        const Said second = run(rollback(u"script"_s));
        QCOMPARE(second.code, 3);
        QCOMPARE(run(rollback(u"argo"_s)).code, 3);
        write(u"go"_s, "x");
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(first.exitCode(), 0);
        QCOMPARE(read(u"count"_s), QByteArray("run\n"));
    }

    /// kill -9 while the script runs: it goes on, is found by reading, and never started again.
    void killedInTheMiddle()
    {
        write(u"rb.sh"_s, "#!/bin/sh\necho run >> \"$DIR/count\"\nwhile [ ! -e \"$DIR/go\" ]; do sleep 0.05; done\necho end\nexit 0\n", true);
        QProcess first;
        start(first);
        QTRY_COMPARE_WITH_TIMEOUT(records(u"sent"_s).size(), 1, 30'000);
        first.kill();
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, 30'000);
        const QJsonObject open = run({u"journal"_s, u"reconcile"_s}).json();
        QCOMPARE(open[u"items"][0][u"state"].toString(), u"unknown"_s);
        QVERIFY(open[u"items"][0][u"message"].toString().contains(u"is running"_s));
        QVERIFY(records(u"reconcile"_s).isEmpty());
        QCOMPARE(run(rollback(u"argo"_s)).code, 3); // the object is still being worked on
        write(u"go"_s, "x");
        QString settled; // an action is settled once, so it is asked once
        QTRY_VERIFY_WITH_TIMEOUT(settled == u"applied"_s || (settled = run({u"journal"_s, u"reconcile"_s}).json()[u"items"][0][u"state"].toString()) == u"applied"_s, 30'000);
        QCOMPARE(read(u"count"_s), QByteArray("run\n"));
        QVERIFY(QDir(m_dir.filePath(u"home/state/runs"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() == 1);
        QVERIFY(!QFile::exists(m_dir.filePath(u"home/state/runs/%1/output"_s.arg(QDir(m_dir.filePath(u"home/state/runs"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0)))));
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"openIntents"].toArray().size(), 0);
    }

    void withoutAPlaceForItsOutputNothingStarts()
    {
        QDir().mkpath(m_dir.filePath(u"home/state"_s));
        for (const QString &folder : {u"home"_s, u"home/state"_s})
            QFile::setPermissions(m_dir.filePath(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(u"home/state/runs"_s, "a file, where a folder is needed");
        QCOMPARE(run(rollback(u"script"_s)).code, 3);
        QCOMPARE(read(u"count"_s), QByteArray());
    }

private:
    void start(QProcess &process)
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        const QMap<QString, QString> more = home();
        for (auto it = more.begin(); it != more.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(program(), globals() + rollback(u"script"_s));
    }
};

QTEST_GUILESS_MAIN(tst_cli_desk)
#include "tst_cli_desk.moc"
