// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/kubectl.h"
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/store/json.h"
#include "sandbox/world/sandbox.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace maestro;
using namespace maestro::sandbox;
using namespace Qt::StringLiterals;

namespace {

struct Ran
{
    int code = -1;
    QString out;
    QString err;
};

} // namespace

/// The real kubectl, unmodified, against the sandbox over TLS.
class TestSandboxKubectl : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void reads_data();
    void reads();
    void identities();
    void guardedPatch();
    void forbidden();
    void watchFollows();
    void createsAndDeletes();

private:
    Ran run(const QStringList &arguments, const QByteArray &input = {});

    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
};

void TestSandboxKubectl::initTestCase()
{
    if (builtKubectl().isEmpty()) {
        if (qEnvironmentVariable("CI") == u"true")
            QFAIL("kubectl is missing: build the control plane or install it");
        QSKIP("kubectl is neither built nor in PATH");
    }
    SandboxOptions options;
    options.scenario = *loadScenario(u"healthy-canary"_s);
    options.now = QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC);
    options.speed = 20;
    options.kubeconfig = m_folder.filePath(u"kubeconfig"_s);
    m_sandbox = std::make_unique<Sandbox>(options);
    QSignalSpy ready(m_sandbox.get(), &Sandbox::ready);
    QSignalSpy failed(m_sandbox.get(), &Sandbox::failed);
    m_sandbox->start();
    QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() || !failed.isEmpty(), 15'000);
    QVERIFY(failed.isEmpty());
    QCOMPARE(QFile::permissions(options.kubeconfig) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    Cluster *cluster = m_sandbox->clusters().first();
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const ObjectPtr web = cluster->store().find(typeOf(u"Rollout"_s), u"default"_s, u"web"_s);
            return text(web->body(), u"status.phase") == u"Paused";
        }(),
        15'000);
}

Ran TestSandboxKubectl::run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KUBECONFIG"_s, m_folder.filePath(u"kubeconfig"_s));
    environment.insert(u"HOME"_s, m_folder.path());
    environment.remove(u"HTTPS_PROXY"_s);
    environment.remove(u"https_proxy"_s);
    process.setProcessEnvironment(environment);
    process.start(builtKubectl(), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool over = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 20'000);
    if (!over)
        process.kill();
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

void TestSandboxKubectl::reads_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("holds");
    QTest::newRow("table") << u"get rollouts"_s << u"NAME   DESIRED   CURRENT   UP-TO-DATE   AVAILABLE   AGE"_s;
    QTest::newRow("short name, wide") << u"get rs -o wide"_s << u"registry.example/web:v2"_s;
    QTest::newRow("yaml") << u"get ro web -o yaml"_s << u"currentStepIndex: 1"_s;
    QTest::newRow("path") << u"get ro web -o jsonpath={.status.phase}"_s << u"Paused"_s;
    QTest::newRow("selector") << u"get pods -l app=web"_s << u"web-"_s;
    QTest::newRow("field selector") << u"get ro --field-selector metadata.name=web -o name"_s << u"rollout.argoproj.io/web"_s;
    QTest::newRow("chunks") << u"get events --chunk-size=3"_s << u"RolloutPaused"_s;
    QTest::newRow("describe rollout") << u"describe ro web"_s << u"Rollout step 1/4 completed (setWeight: 20)"_s;
    QTest::newRow("describe pod") << u"describe pods -l app=docs"_s << u"registry.example/docs:v1"_s;
    QTest::newRow("describe deployment") << u"describe deploy docs"_s << u"MinimumReplicasAvailable"_s;
    QTest::newRow("events") << u"events --for rollout/web"_s << u"NewReplicaSetCreated"_s;
    QTest::newRow("logs") << u"logs deploy/docs --tail=2"_s << u"request served"_s;
    QTest::newRow("version") << u"version"_s << u"maestro-sandbox"_s;
    QTest::newRow("resources") << u"api-resources"_s << u"analysisruns"_s;
    QTest::newRow("explain") << u"explain rollouts"_s << u"KIND:       Rollout"_s;
}

void TestSandboxKubectl::reads()
{
    QFETCH(QString, command);
    QFETCH(QString, holds);
    const Ran ran = run(command.split(u' '));
    QVERIFY2(ran.code == 0, qPrintable(ran.err));
    QVERIFY2(ran.out.contains(holds), qPrintable(ran.out));
}

void TestSandboxKubectl::identities()
{
    QVERIFY(run({u"auth"_s, u"whoami"_s}).out.contains(u"captain"_s));
    const auto may = [this](const QString &user, const QString &verb, const QString &what, const QString &part) {
        return run({u"--user"_s, user, u"auth"_s, u"can-i"_s, verb, what, u"--subresource="_s + part}).out.trimmed();
    };
    QCOMPARE(may(u"captain"_s, u"patch"_s, u"rollouts"_s, u"status"_s), u"yes"_s);
    QCOMPARE(may(u"viewer"_s, u"patch"_s, u"rollouts"_s, u"status"_s), u"no"_s);
    QCOMPARE(may(u"viewer"_s, u"get"_s, u"rollouts"_s, {}), u"yes"_s);
    QCOMPARE(may(u"captain"_s, u"delete"_s, u"pods"_s, {}), u"no"_s);
    QVERIFY(run({u"--token"_s, u"wrong"_s, u"--user"_s, u""_s, u"get"_s, u"ro"_s}).code != 0);
}

void TestSandboxKubectl::guardedPatch()
{
    const auto patch = [this](const QString &body, const QStringList &more) {
        return run(QStringList{u"patch"_s, u"ro"_s, u"web"_s, u"--type=json"_s, u"-p"_s, body} + more);
    };
    const Ran refused = patch(uR"([{"op":"test","path":"/metadata/uid","value":"x"},{"op":"remove","path":"/status/pauseConditions"}])"_s, {u"--subresource=status"_s});
    QVERIFY(refused.code != 0);
    QVERIFY2(refused.err.contains(u"the server rejected our request due to an error in our request"_s), qPrintable(refused.err));
    const Ran dry = patch(uR"([{"op":"test","path":"/spec/paused","value":null},{"op":"add","path":"/spec/paused","value":true}])"_s,
                          {u"--dry-run=server"_s, u"-o"_s, u"jsonpath={.spec.paused}"_s});
    QCOMPARE(dry.out, u"true"_s);
    QCOMPARE(run({u"get"_s, u"ro"_s, u"web"_s, u"-o"_s, u"jsonpath={.spec.paused}"_s}).out, QString());
}

void TestSandboxKubectl::forbidden()
{
    const Ran ran = run({u"--user"_s, u"viewer"_s, u"patch"_s, u"ro"_s, u"web"_s, u"--type=merge"_s, u"-p"_s, uR"({"spec":{"paused":true}})"_s});
    QVERIFY(ran.code != 0);
    QVERIFY2(ran.err.contains(u"User \"viewer\" cannot patch resource \"rollouts\" in API group \"argoproj.io\""_s), qPrintable(ran.err));
}

void TestSandboxKubectl::watchFollows()
{
    QProcess watch;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KUBECONFIG"_s, m_folder.filePath(u"kubeconfig"_s));
    watch.setProcessEnvironment(environment);
    watch.start(builtKubectl(), {u"get"_s, u"ro"_s, u"web"_s, u"-w"_s, u"-o"_s, u"jsonpath={.metadata.labels.seen}{\"\\n\"}"_s});
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT((seen += watch.readAllStandardOutput()).contains('\n'), 10'000);
    QCOMPARE(run({u"--user"_s, u"admin"_s, u"label"_s, u"ro"_s, u"web"_s, u"seen=yes"_s}).code, 0);
    QTRY_VERIFY_WITH_TIMEOUT((seen += watch.readAllStandardOutput()).contains("yes"), 10'000);
    watch.kill();
    QTRY_COMPARE(watch.state(), QProcess::NotRunning);
}

void TestSandboxKubectl::createsAndDeletes()
{
    const QByteArray list = R"({"apiVersion":"v1","kind":"List","items":[
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"extra"},"spec":{"ports":[{"port":80}]}},
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"extra"},"data":{"a":"b"}}]})";
    const QStringList admin{u"--user"_s, u"admin"_s};
    const Ran made = run(admin + QStringList{u"create"_s, u"-f"_s, u"-"_s}, list);
    QVERIFY2(made.code == 0, qPrintable(made.err));
    QVERIFY(run(admin + QStringList{u"create"_s, u"-f"_s, u"-"_s}, list).err.contains(u"already exists"_s));
    QCOMPARE(run(admin + QStringList{u"create"_s, u"namespace"_s, u"another"_s}).code, 0);
    QCOMPARE(run(admin + QStringList{u"delete"_s, u"svc"_s, u"extra"_s}).code, 0);
    QVERIFY(run({u"get"_s, u"svc"_s, u"extra"_s}).err.contains(u"services \"extra\" not found"_s));
}

QTEST_GUILESS_MAIN(TestSandboxKubectl)
#include "tst_sandbox_kubectl.moc"
