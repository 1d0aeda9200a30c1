// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/sandbox.h"
#include "support/program.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Two operators with homes of their own share no lock file: a Lease in the cluster keeps the second one from the same way back.
class tst_cli_deskhold : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QMap<QString, QString> home(const QString &who) const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(who)}}; }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)}; }

    void write(const QString &name, const QByteArray &text, bool executable = false)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (executable ? QFile::ExeOwner : QFile::Permissions()));
    }

    QByteArray runs() const
    {
        QFile file(m_dir.filePath(u"count"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QStringList rollback() const
    {
        return {u"rollback"_s, u"rollout/web"_s, u"--via"_s, u"script"_s, u"--yes"_s, u"--reason"_s, u"checking what is promised"_s, u"--observe-timeout"_s, u"20s"_s};
    }

    Said run(const QString &who, const QStringList &arguments, const QStringList &more = {}) { return runProgram(program(), globals() + more + arguments, home(who), 60'000); }

    QJsonObject script(const QString &who, const QStringList &more = {})
    {
        for (const QJsonValue &value : run(who, {u"options"_s, u"rollout/web"_s}, more).json()[u"options"].toArray())
            if (value[u"provider"].toString() == u"script"_s)
                return value.toObject();
        return {};
    }

    void start(QProcess &process, const QString &who)
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        const QMap<QString, QString> more = home(who);
        for (auto it = more.begin(); it != more.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(program(), globals() + rollback());
    }

private Q_SLOTS:
    void init()
    {
        sandbox::RolloutPlan web;
        web.ns = u"default"_s;
        web.name = u"web"_s;
        web.replicas = 2;
        web.image = u"app"_s;
        web.versions = {u"v1"_s, u"v2"_s};
        web.sinceMs = 3'600'000;
        web.steps = {QJsonObject {{u"setWeight"_s, 50}}};
        sandbox::ClusterPlan cluster;
        cluster.name = u"box"_s;
        cluster.namespaces = {u"default"_s};
        cluster.contexts = {{u"box"_s, u"admin"_s}, {u"looking"_s, u"viewer"_s}};
        cluster.rollouts = {web};
        sandbox::SandboxOptions options;
        options.scenario = {u"test"_s, {}, {cluster}};
        options.now = QDateTime::fromSecsSinceEpoch(1'900'000'000, Qt::UTC); // its clock is not ours
        options.speed = 5;
        options.kubeconfig = m_dir.filePath(u"kc"_s);
        m_world = std::make_unique<sandbox::Sandbox>(options);
        QSignalSpy ready(m_world.get(), &sandbox::Sandbox::ready);
        m_world->start();
        QVERIFY(ready.wait(20'000));
        for (const QString &folder : {u"ada"_s, u"bob"_s})
            QDir(m_dir.filePath(folder)).removeRecursively();
        for (const QString &file : {u"count"_s, u"go"_s})
            QFile::remove(m_dir.filePath(file));
        write(u"policy.yaml"_s, QByteArray("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: desk}\n"
                                           "environments: [{name: prod, connection: box}, {name: look, connection: looking}]\n"
                                           "services: [{name: web, workload: {kind: Rollout, namespace: default, name: web}}]\n"
                                           "rollback:\n  providers:\n    - {name: argo, type: argo}\n"
                                           "    - {name: script, type: tool, argv: [./rb.sh], env: {DIR: \"@DIR@\"}, timeout: 60s}\n").replace("@DIR@", m_dir.path().toUtf8()));
        write(u"rb.sh"_s, "#!/bin/sh\necho run >> \"$DIR/count\"\nwhile [ ! -e \"$DIR/go\" ]; do sleep 0.05; done\n", true);
    }

    void theSecondIsToldWhoIsAtIt()
    {
        QProcess first;
        start(first, u"ada"_s);
        QTRY_COMPARE_WITH_TIMEOUT(runs(), QByteArray("run\n"), 30'000);
        const Said second = run(u"bob"_s, rollback());
        QCOMPARE(second.code, 3);
        QVERIFY2(second.both().contains("is taking script here since"), second.both().constData());
        const QJsonObject card = script(u"bob"_s);
        QVERIFY(!card[u"usable"].toBool());
        QVERIFY(card[u"reason"].toString().contains(u"is taking script here since"_s));
        write(u"go"_s, "x");
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(first.exitCode(), 0);
        QCOMPARE(runs(), QByteArray("run\n"));
        QVERIFY(script(u"bob"_s)[u"usable"].toBool()); // given back
        QCOMPARE(run(u"bob"_s, rollback()).code, 0);
        QCOMPARE(runs(), QByteArray("run\nrun\n"));
    }

    /// Neither saw the other when it planned: the cluster decides who of the two it is.
    void ofTwoAtOnceOneRuns()
    {
        QProcess ada;
        QProcess bob;
        start(ada, u"ada"_s);
        start(bob, u"bob"_s);
        QTRY_VERIFY_WITH_TIMEOUT(ada.state() == QProcess::NotRunning || bob.state() == QProcess::NotRunning, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(runs(), QByteArray("run\n"), 30'000);
        QProcess &refused = ada.state() == QProcess::NotRunning ? ada : bob;
        QProcess &running = &refused == &ada ? bob : ada;
        QCOMPARE(refused.exitCode(), 3);
        write(u"go"_s, "x");
        QTRY_COMPARE_WITH_TIMEOUT(running.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(running.exitCode(), 0);
        QCOMPARE(runs(), QByteArray("run\n"));
    }

    /// kill -9: the script goes on, and so does what keeps others from it, until its console has settled it.
    void aKilledConsoleStillKeepsItsScriptAlone()
    {
        QProcess first;
        start(first, u"ada"_s);
        QTRY_COMPARE_WITH_TIMEOUT(runs(), QByteArray("run\n"), 30'000);
        first.kill();
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(run(u"bob"_s, rollback()).code, 3);
        write(u"go"_s, "x");
        QString settled; // an action is settled once, so it is asked once
        QTRY_VERIFY_WITH_TIMEOUT(settled == u"applied"_s || (settled = run(u"ada"_s, {u"journal"_s, u"reconcile"_s}).json()[u"items"][0][u"state"].toString()) == u"applied"_s, 30'000);
        QCOMPARE(runs(), QByteArray("run\n"));
        QCOMPARE(run(u"bob"_s, rollback()).code, 0);
    }

    /// Who may write no Lease is told so before, and may go on.
    void withoutTheRightItIsSaid()
    {
        const QStringList viewer {u"--context"_s, u"looking"_s};
        const QJsonObject card = script(u"ada"_s, viewer);
        QVERIFY(card[u"usable"].toBool());
        QVERIFY2(card[u"sideEffects"].toString().contains(u"Nobody is kept from taking it at the same time"_s), qPrintable(card[u"sideEffects"].toString()));
        QVERIFY(!script(u"ada"_s)[u"sideEffects"].toString().contains(u"Nobody is kept"_s));
        write(u"go"_s, "x");
        QCOMPARE(run(u"ada"_s, rollback(), viewer).code, 0);
        QCOMPARE(runs(), QByteArray("run\n"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_deskhold)
#include "tst_cli_deskhold.moc"
