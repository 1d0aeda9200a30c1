// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QJsonArray>
#include <QProcess>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <csignal>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The program against a simulated cluster whose own log of arrivals says what really happened.
class tst_cli_sandbox : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QString kubeconfig() const { return m_dir.filePath(u"kc"_s); }
    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }

    static sandbox::RolloutPlan plan(const QString &name)
    {
        sandbox::RolloutPlan r = test::canary(u"default"_s, name, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}, QJsonObject{{u"setWeight"_s, 50}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        r.replicas = 4;
        r.versions = {u"v1"_s, u"v2"_s};
        return r;
    }

    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, kubeconfig()}; }

    Said run(const QStringList &arguments, QMap<QString, QString> more = {})
    {
        more.insert(home());
        return runProgram(program(), globals() + arguments, more);
    }

    Said act(const QString &verb, const QString &name, const QStringList &more = {}, const QString &observe = u"5s"_s)
    {
        return run(QStringList{verb, name, u"--yes"_s, u"--reason"_s, u"checking what is promised"_s, u"--observe-timeout"_s, observe} + more);
    }

    /// Mutations of workloads that reached the server since the last question.
    int writes()
    {
        int count = 0;
        for (const sandbox::Arrival &a : std::as_const(faults().arrivals))
            count += a.method == "PATCH" && (a.path.contains(u"/rollouts/"_s) || a.path.contains(u"/deployments/"_s)) && !a.query.contains(u"dryRun"_s);
        faults().arrivals.clear();
        return count;
    }

    bool atGate(const QString &name, int index = 1)
    {
        for (int i = 0; i < 40; ++i) {
            const QJsonObject d = run({u"get"_s, name}).json();
            if (d[u"phase"].toString() == u"Paused" && d[u"step"][u"index"].toInt(-1) == index)
                return true;
            QTest::qWait(100);
        }
        return false;
    }

private Q_SLOTS:
    void init()
    {
        qunsetenv("ROLLBACK_REASON");
        sandbox::ClusterPlan cluster;
        cluster.name = u"box"_s;
        cluster.namespaces = {u"default"_s, u"other"_s};
        cluster.contexts = {{u"box"_s, u"captain"_s}, {u"looking"_s, u"viewer"_s}};
        cluster.rollouts = {plan(u"web"_s), plan(u"api"_s)};
        cluster.deployments = {{u"default"_s, u"docs"_s, 2, u"docs"_s, u"v1"_s}};
        cluster.statefulSets = {{u"default"_s, u"web"_s, 3, u"db"_s, u"16"_s}};
        cluster.helmReleases = {{u"default"_s, u"web"_s, u"shop"_s, u"1.4.1"_s, u"v1"_s, u"superseded"_s, 6}, {u"default"_s, u"web"_s, u"shop"_s, u"1.4.2"_s, u"v2"_s, u"deployed"_s, 7},
                                {u"default"_s, u"web"_s, u"shop"_s, u"1.4.3"_s, u"v3"_s, u"failed"_s, 8}};
        sandbox::ScriptEntry update;
        update.atMs = -60'000;
        update.ns = u"default"_s;
        update.name = u"web"_s;
        update.version = u"v3"_s;
        cluster.script = {update};
        m_world = test::served({u"test"_s, {}, {cluster}}, QDateTime::fromSecsSinceEpoch(1'900'000'000, Qt::UTC), kubeconfig(), 5);
        QVERIFY(m_world);
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
        faults().arrivals.clear();
    }
    void cleanup() { m_world.reset(); }

    void reads()
    {
        const QJsonObject list = run({u"list"_s, u"-A"_s, u"--deployments"_s}).json();
        QCOMPARE(list[u"items"].toArray().size(), 3);
        QVERIFY(list[u"items"][0][u"allowed"].isNull());
        const QJsonObject wide = run({u"list"_s, u"--wide"_s}).json();
        QCOMPARE(wide[u"items"].toArray().size(), 2);
        QVERIFY(wide[u"items"][0][u"allowed"].isObject());
        const QJsonObject web = run({u"get"_s, u"web"_s}).json();
        QCOMPARE(web[u"phase"].toString(), u"Paused"_s);
        QCOMPARE(web[u"weight"][u"observed"].toInt(), 25);
        QVERIFY(web[u"weight"][u"recorded"].isNull());
        QVERIFY(web[u"allowed"][u"promote"][u"allowed"].toBool());
        QCOMPARE(run({u"get"_s, u"docs"_s}).json()[u"workload"].toString(), u"Deployment"_s);
        QCOMPARE(run({u"get"_s, u"rollout/docs"_s}).code, 1);
        const Said none = run({u"get"_s, u"nothing"_s});
        QCOMPARE(none.code, 1);
        QCOMPARE(none.json()[u"code"].toString(), u"notFound"_s);
        QVERIFY(run({u"timeline"_s, u"web"_s}).json()[u"entries"].toArray().size() > 1);
        QVERIFY(run({u"list"_s, u"-n"_s, u"other"_s}).json()[u"items"].toArray().isEmpty());
        QVERIFY(run({u"list"_s}, {{u"NAMESPACE"_s, u"other"_s}}).json()[u"items"].toArray().isEmpty());
        QCOMPARE(run({u"list"_s, u"-n"_s, u"default"_s}, {{u"NAMESPACE"_s, u"other"_s}}).json()[u"items"].toArray().size(), 2);
        QCOMPARE(writes(), 0);
    }

    /// FLT-18: three objects of one name, two of them shown only; no Secret's content is on the wire outwards.
    void otherKinds()
    {
        const Said said = run({u"list"_s, u"--statefulsets"_s, u"--helm"_s});
        QCOMPARE(said.code, 0);
        QMap<QString, QJsonObject> web;
        for (const QJsonValue &item : said.json()[u"items"].toArray())
            if (item[u"name"].toString() == u"web"_s)
                web.insert(item[u"workload"].toString(), item.toObject());
        QCOMPARE(web.keys(), QStringList({u"HelmRelease"_s, u"Rollout"_s, u"StatefulSet"_s}));
        QCOMPARE(web[u"StatefulSet"_s][u"phase"].toString(), u"Healthy"_s);
        QCOMPARE(web[u"StatefulSet"_s][u"replicas"][u"ready"].toInt(), 3);
        const QJsonObject helm = web[u"HelmRelease"_s];
        QCOMPARE(helm[u"phase"].toString(), u"Degraded"_s);
        QCOMPARE(helm[u"revision"].toInt(), 8);
        QCOMPARE(helm[u"chart"][u"version"].toString(), u"1.4.3"_s);
        QVERIFY(helm[u"replicas"][u"desired"].isNull() && helm[u"strategy"].isNull());
        QVERIFY(!said.out.contains("password"));
        const Said table = runProgram(program(), {u"--kubeconfig"_s, kubeconfig(), u"list"_s, u"--helm"_s}, home());
        QVERIFY2(table.out.contains("HelmRelease") && !table.out.contains("password"), table.out.constData());
        QCOMPARE(run({u"list"_s}).json()[u"items"].toArray().size(), 2); // the plain list is as it was
        for (const sandbox::Arrival &a : std::as_const(faults().arrivals))
            if (a.path.endsWith(u"/secrets"_s))
                QVERIFY2(a.query.contains(u"fieldSelector=type%3Dhelm.sh%2Frelease.v1"_s), qPrintable(a.query));
    }

    /// FLT-10: the runs of every rollout, with what was measured.
    void analysisRuns()
    {
        sandbox::Cluster &cluster = *m_world->clusters().first();
        const QJsonObject measured {{u"phase"_s, u"Failed"_s}, {u"value"_s, u"[0.4]"_s}, {u"startedAt"_s, u"2026-01-01T00:00:00Z"_s}, {u"finishedAt"_s, u"2026-01-01T00:00:01Z"_s}};
        const QJsonObject metric {{u"name"_s, u"success"_s}, {u"phase"_s, u"Failed"_s}, {u"failed"_s, 1}, {u"count"_s, 1}, {u"measurements"_s, QJsonArray {measured}}};
        const auto create = [&](const QString &ns, const QString &name, const QJsonArray &owners) {
            (void)cluster.writer().create(sandbox::typeOf(u"AnalysisRun"_s), ns,
                                          {{u"metadata"_s, QJsonObject {{u"name"_s, name}, {u"ownerReferences"_s, owners}, {u"labels"_s, QJsonObject {{u"rollout-type"_s, u"Step"_s}}}}},
                                           {u"spec"_s, QJsonObject {{u"metrics"_s, QJsonArray {QJsonObject {{u"name"_s, u"success"_s}, {u"failureLimit"_s, 2}}}}}},
                                           {u"status"_s, QJsonObject {{u"phase"_s, u"Failed"_s}, {u"message"_s, u"bad"_s}, {u"metricResults"_s, QJsonArray {metric}}}}},
                                          {});
        };
        create(u"default"_s, u"run-1"_s, {QJsonObject {{u"apiVersion"_s, u"argoproj.io/v1alpha1"_s}, {u"kind"_s, u"Rollout"_s}, {u"name"_s, u"web"_s}, {u"uid"_s, u"u"_s}, {u"controller"_s, true}}});
        create(u"other"_s, u"run-2"_s, {});
        const QJsonObject one = run({u"analysisruns"_s}).json();
        QCOMPARE(one[u"kind"].toString(), u"AnalysisRunList"_s);
        QCOMPARE(one[u"items"].toArray().size(), 1);
        const QJsonValue item = one[u"items"][0];
        QCOMPARE(item[u"rollout"].toString(), u"web"_s);
        QCOMPARE(item[u"analysisKind"].toString(), u"step"_s);
        QCOMPARE(item[u"metrics"][0][u"failed"].toInt(), 1);
        QCOMPARE(item[u"metrics"][0][u"failureLimit"].toInt(), 2);
        QCOMPARE(item[u"metrics"][0][u"measurements"][0][u"value"].toString(), u"[0.4]"_s);
        QCOMPARE(item[u"metrics"][0][u"measurements"][0][u"finishedAt"].toString(), u"2026-01-01T00:00:01Z"_s);
        const QJsonArray all = run({u"analysisruns"_s, u"-A"_s}).json()[u"items"].toArray();
        QCOMPARE(all.size(), 2);
        QVERIFY(std::any_of(all.begin(), all.end(), [](const QJsonValue &v) { return v[u"name"].toString() == u"run-2"_s && v[u"rollout"].isNull(); }));

        QProcess watching;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QMap<QString, QString> own = home();
        for (auto it = own.begin(); it != own.end(); ++it)
            environment.insert(it.key(), it.value());
        watching.setProcessEnvironment(environment);
        watching.start(program(), globals() + QStringList {u"analysisruns"_s, u"-A"_s, u"--watch"_s});
        QTRY_VERIFY_WITH_TIMEOUT(watching.canReadLine(), 10'000);
        QCOMPARE(QJsonDocument::fromJson(watching.readLine())[u"items"].toArray().size(), 2);
        create(u"other"_s, u"run-3"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(watching.canReadLine(), 10'000);
        const QJsonDocument change = QJsonDocument::fromJson(watching.readLine());
        QCOMPARE(change[u"kind"].toString() + change[u"name"].toString(), u"AnalysisRunrun-3"_s);
        (void)cluster.writer().remove(sandbox::typeOf(u"AnalysisRun"_s), u"other"_s, u"run-2"_s, {}, false);
        QTRY_VERIFY_WITH_TIMEOUT(watching.canReadLine(), 10'000);
        QCOMPARE(QJsonDocument::fromJson(watching.readLine())[u"kind"].toString(), u"Removed"_s);
        watching.terminate();
        QVERIFY(watching.waitForFinished());
    }

    void withoutStatusNothingIsCounted()
    {
        faults().controllerDelayMs = 3'600'000;
        sandbox::Cluster &cluster = *m_world->clusters().first();
        QJsonObject body = cluster.store().find(sandbox::typeOf(u"Rollout"_s), u"default"_s, u"api"_s)->body();
        const QJsonObject fresh {{u"metadata"_s, QJsonObject {{u"name"_s, u"fresh"_s}}}, {u"spec"_s, body[u"spec"_s]}};
        (void)cluster.writer().create(sandbox::typeOf(u"Rollout"_s), u"default"_s, fresh, {});
        const QJsonObject replicas = run({u"get"_s, u"fresh"_s}).json()[u"replicas"].toObject();
        QCOMPARE(replicas[u"desired"].toInt(), 4);
        for (const QString &count : {u"updated"_s, u"ready"_s, u"available"_s})
            QVERIFY2(replicas[count].isNull(), qPrintable(count));
    }

    void planChangesNothing()
    {
        const Said said = run({u"plan"_s, u"promote"_s, u"web"_s});
        QCOMPARE(said.code, 0);
        QVERIFY(said.json()[u"allowed"].toBool());
        QCOMPARE(said.json()[u"requests"][0][u"body"][0][u"op"].toString(), u"test"_s);
        QCOMPARE(run({u"plan"_s, u"retry"_s, u"web"_s}).json()[u"allowed"].toBool(true), false);
        QCOMPARE(writes(), 0);
        QVERIFY(run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().isEmpty());
    }

    void promoteAndSecondClick()
    {
        const Said first = act(u"promote"_s, u"web"_s, {u"--evidence-dir"_s, m_dir.filePath(u"evidence"_s), u"--ticket"_s, u"INC-7"_s});
        QCOMPARE(first.code, 0);
        QVERIFY2(first.isOneDocument(), first.out.constData());
        QCOMPARE(first.json()[u"state"].toString(), u"applied"_s);
        QCOMPARE(first.json()[u"http"][u"status"].toInt(), 200);
        const QString evidence = first.json()[u"evidence"].toString();
        QVERIFY(QFile::exists(evidence));
        const Said checked = run({u"evidence"_s, u"verify"_s, evidence});
        QVERIFY2(checked.code == 0 && checked.json()[u"state"].toString() == u"valid"_s, checked.both().constData());
        QCOMPARE(run({u"evidence"_s, u"verify"_s, QFileInfo(evidence).path()}).json()[u"packs"].toArray().size(), 1);
        QFile changed(m_dir.filePath(u"20261121T090000Z_changed.json"_s));
        QFile original(evidence);
        QVERIFY(original.open(QIODevice::ReadOnly) && changed.open(QIODevice::WriteOnly) && changed.write(original.readAll().replace("\"reason\"", "\"words\"")) > 0);
        changed.close();
        const Said broken = run({u"evidence"_s, u"verify"_s, changed.fileName()});
        QCOMPARE(broken.code, 1);
        QVERIFY2(broken.json()[u"packs"][0][u"problems"][0].toString().contains(u"reason"_s), broken.both().constData());
        QCOMPARE(writes(), 1);
        QVERIFY(atGate(u"web"_s, 3));
        const Said late = act(u"promote"_s, u"web"_s, {u"--expect-step"_s, u"1"_s});
        QCOMPARE(late.code, 3);
        QCOMPARE(late.json()[u"kind"].toString(), u"Outcome"_s);
        const Said nothing = act(u"promote"_s, u"api"_s);
        QCOMPARE(nothing.code, 3);
        QCOMPARE(writes(), 0);
        const QJsonArray records = run({u"journal"_s, u"show"_s, first.json()[u"id"].toString()}).json()[u"records"].toArray();
        QVERIFY(records.size() >= 2);
        QCOMPARE(records[0][u"ticket"].toString(), u"INC-7"_s);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    void controllerDoesNotReact()
    {
        faults().controllerDelayMs = 3'600'000;
        const Said said = act(u"promote"_s, u"web"_s, {}, u"700ms"_s);
        QCOMPARE(said.code, 7);
        QCOMPARE(said.json()[u"state"].toString(), u"notObserved"_s);
        QCOMPARE(writes(), 1);
    }

    void answerLost()
    {
        faults().loseReply(1, sandbox::Faults::Lose::BeforeCommit);
        const Said said = act(u"abort"_s, u"web"_s);
        QVERIFY2(said.code == 6, said.out.constData());
        QCOMPARE(said.json()[u"state"].toString(), u"unknown"_s);
        QCOMPARE(writes(), 1); // never sent again
        QCOMPARE(run({u"journal"_s, u"verify"_s}).code, 0);
    }

    void notPermitted()
    {
        QFile file(kubeconfig());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        text.replace("captain", "nobody-known");
        file.resize(0);
        file.seek(0);
        file.write(text);
        file.close();
        for (const QStringList &line : {QStringList{u"list"_s}, QStringList{u"get"_s, u"web"_s}, QStringList{u"plan"_s, u"abort"_s, u"web"_s}})
            QCOMPARE(run(line).code, 4);
        QCOMPARE(act(u"abort"_s, u"web"_s).code, 4);
        QCOMPARE(writes(), 0);
    }

    void rollbackOfAService()
    {
        const Said said = run({u"rollback"_s, u"--service"_s, u"api"_s, u"--yes"_s}, {{u"ROLLBACK_REASON"_s, u"latency of v2 over budget"_s}});
        QVERIFY2(said.code == 0, said.out.constData());
        QCOMPARE(said.json()[u"verb"].toString(), u"rollback"_s);
        QCOMPARE(said.json()[u"target"][u"name"].toString(), u"api"_s);
        QCOMPARE(run({u"rollback"_s, u"--service"_s, u"nothing"_s, u"--yes"_s, u"--reason"_s, u"latency over budget"_s}).code, 1);
    }

    void watchFollows()
    {
        QProcess process;
        QProcessEnvironment environment;
        const QMap<QString, QString> variables = home();
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(program(), globals() + QStringList{u"get"_s, u"web"_s, u"--watch"_s});
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 5000);
        QJsonObject d = QJsonDocument::fromJson(process.readLine()).object();
        QCOMPARE(d[u"step"][u"index"].toInt(), 1);
        QCOMPARE(act(u"promote"_s, u"web"_s).code, 0);
        bool moved = false;
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
            while (process.canReadLine()) {
                const QByteArray line = process.readLine();
                const QJsonObject now = QJsonDocument::fromJson(line).object();
                moved = moved || (now[u"kind"].toString() == u"Rollout" && now[u"step"][u"index"].toInt() == 3);
            }
            return moved;
        }()), 8000);
        QVERIFY(m_world->setReachable(u"box"_s, false).ok());
        process.kill();
        process.waitForFinished();
    }

    /// `... --watch | head -1`: nothing more to say, and nobody who would hear it.
    void watchEndsWithItsReader()
    {
        for (const QStringList &line : {QStringList{u"get"_s, u"web"_s, u"--watch"_s}, QStringList{u"list"_s, u"--watch"_s}}) {
            const QString code = m_dir.filePath(u"code"_s);
            const QString pipe = u"{ \"$@\"; echo $? > '%1'; } | head -n 1"_s.arg(code);
            const Said said = runProgram(u"/bin/sh"_s, QStringList{u"-c"_s, pipe, u"sh"_s, program()} + globals() + line, home(), 15'000);
            QVERIFY2(said.isOneDocument(), said.both().constData());
            QFile file(code);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), QByteArray("0\n"));
        }
    }

    void getTellsWhatIsNotPermitted()
    {
        const QJsonObject captain = run({u"get"_s, u"web"_s}).json();
        QVERIFY(captain[u"allowed"][u"abort"][u"allowed"].toBool());
        const QJsonObject viewer = run({u"--context"_s, u"looking"_s, u"get"_s, u"web"_s}).json();
        QCOMPARE(viewer[u"phase"].toString(), u"Paused"_s);
        for (const QString &verb : {u"promote"_s, u"abort"_s, u"pause"_s, u"rollback"_s}) {
            QVERIFY2(!viewer[u"allowed"][verb][u"allowed"].toBool(true), qPrintable(verb));
            QVERIFY2(viewer[u"allowed"][verb][u"reason"].toString().contains(u"patch rollouts"_s), qPrintable(verb));
        }
        QCOMPARE(writes(), 0);
    }

    void watchEndsWithItsObject()
    {
        QProcess process;
        QProcessEnvironment environment;
        const QMap<QString, QString> variables = home();
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(program(), globals() + QStringList{u"get"_s, u"web"_s, u"--watch"_s});
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 5000);
        QTest::qWait(800);
        sandbox::ObjectStore &store = m_world->clusters().first()->store();
        store.erase(store.find(*sandbox::findType(u"argoproj.io"_s, u"v1alpha1"_s, u"rollouts"_s), u"default"_s, u"web"_s));
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 8000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(QJsonDocument::fromJson(lines.constLast()).object()[u"code"].toString(), u"notFound"_s);
    }

    /// On a terminal the consequence must be typed; anything else sends nothing.
    void terminal_data()
    {
        QTest::addColumn<bool>("right");
        QTest::newRow("typed as asked") << true;
        QTest::newRow("something else") << false;
    }
    void terminal()
    {
        int fd = -1;
        const pid_t pid = ::forkpty(&fd, nullptr, nullptr, nullptr);
        if (pid == 0) {
            ::setenv("MAESTRO_HOME", QFile::encodeName(m_dir.filePath(u"home"_s)).constData(), 1);
            ::execl(program().toLocal8Bit().constData(), "maestro", "--kubeconfig", QFile::encodeName(kubeconfig()).constData(), "promote", "web", "--reason", "checking what is promised",
                    "--observe-timeout", "5s", nullptr);
            ::_exit(127);
        }
        QByteArray seen;
        QSocketNotifier notifier(fd, QSocketNotifier::Read);
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            char block[4096];
            const ssize_t n = ::read(fd, block, sizeof block);
            if (n > 0)
                seen.append(block, n);
            else
                notifier.setEnabled(false);
        });
        QTRY_VERIFY_WITH_TIMEOUT(seen.contains("to confirm"), 10'000);
        QFETCH(bool, right);
        const qsizetype from = seen.lastIndexOf("Type \"") + 6;
        const QByteArray token = seen.mid(from, seen.indexOf('"', from) - from);
        QVERIFY(!token.isEmpty());
        const QByteArray typed = (right ? token : QByteArray("yes")) + '\n';
        QCOMPARE(::write(fd, typed.constData(), size_t(typed.size())), ssize_t(typed.size()));
        int status = -1;
        bool ended = false;
        QTRY_VERIFY_WITH_TIMEOUT(ended || (ended = ::waitpid(pid, &status, WNOHANG) == pid), 10'000);
        ::close(fd);
        QCOMPARE(WEXITSTATUS(status), right ? 0 : 3);
        QCOMPARE(writes(), right ? 1 : 0);
    }

    /// Interrupted while it waits for the effect: what is known is recorded, and the exit code says it.
    void interruptedWhileObserving()
    {
        faults().controllerDelayMs = 3'600'000;
        QProcess process;
        QProcessEnvironment environment;
        const QMap<QString, QString> variables = home();
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(program(), globals() + QStringList{u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"checking what is promised"_s, u"--observe-timeout"_s, u"10m"_s});
        QByteArray prose;
        QTRY_VERIFY_WITH_TIMEOUT((prose += process.readAllStandardError(), prose.contains("Waiting")), 10'000);
        ::kill(pid_t(process.processId()), SIGINT);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 10'000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 7);
        QVERIFY(run({u"journal"_s, u"verify"_s}).json()[u"openIntents"].toArray().isEmpty());
        QCOMPARE(writes(), 1);
    }

    /// Scripts read it: nothing that is said changes with the language of the machine. Ages pass, so every number looks like every other.
    void theLanguageOfTheMachineChangesNothing()
    {
        QVERIFY(atGate(u"web"_s));
        QCOMPARE(act(u"promote"_s, u"web"_s).code, 0);
        QVERIFY(atGate(u"web"_s, 3));
        const QMap<QString, QString> german {{u"LANG"_s, u"de_DE.UTF-8"_s}, {u"LC_ALL"_s, u"de_DE.UTF-8"_s}, {u"LANGUAGE"_s, u"de"_s}};
        const QMap<QString, QString> plain {{u"LC_ALL"_s, u"C"_s}};
        for (const QStringList &line : {QStringList {u"list"_s, u"-A"_s}, QStringList {u"get"_s, u"web"_s}, QStringList {u"plan"_s, u"abort"_s, u"web"_s},
                                        QStringList {u"journal"_s, u"list"_s}, QStringList {u"journal"_s, u"verify"_s}, QStringList {u"get"_s, u"nothing"_s}}) {
            for (const QStringList &form : {QStringList {u"--json"_s}, QStringList()}) {
                const auto said = [&](QMap<QString, QString> language) {
                    language.insert(home());
                    const Said s = runProgram(program(), form + QStringList {u"--kubeconfig"_s, kubeconfig()} + line, language);
                    static const QRegularExpression numbers(u"[0-9a-f]{32,}|[0-9]+"_s);
                    return QString::fromUtf8(s.both()).replace(numbers, u"#"_s);
                };
                QVERIFY(said(plain).size() > 20);
                QCOMPARE(said(german), said(plain));
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_cli_sandbox)
#include "tst_cli_sandbox.moc"
