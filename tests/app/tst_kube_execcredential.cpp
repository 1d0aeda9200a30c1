// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/execcredential.h"
#include "support/kubetest.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>

using namespace maestro;

namespace {

class Trust : public PluginTrust
{
public:
    bool isTrusted(const PluginIdentity &plugin) const override
    {
        asked.append(plugin);
        return allow && (!only || *only == plugin);
    }
    bool allow = true;
    std::optional<PluginIdentity> only;
    mutable QList<PluginIdentity> asked;
};

const QByteArray good = R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"tok"}})";

} // namespace

class TestExecCredential : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void answers_data();
    void answers();
    void untrustedNeverRuns();
    void everyChangeAsksAgain();
    void oneRunForManyCallers();
    void refusedCredentialIsRenewedOnce();
    void expiry();
    void expiryWhateverTheWallClockSays();
    void timeoutKillsTheGroup();
    void floodIsCut();
    void neverFromTheWorkingDirectory();
    void alwaysInteractiveDoesNotRun();
    void execInfoSaysTheCluster();
    void failureIsNotRepeatedAtOnce();

private:
    QString script(const QString &name, const QByteArray &body);
    Result<PluginCredential> ask(ExecCredential &exec);
    int runs() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    ContextConfig m_context;
    SteadyClock m_clock;
    Trust m_trust;
    QByteArray m_path;
};

void TestExecCredential::init()
{
    m_path = qgetenv("PATH");
    m_dir = std::make_unique<QTemporaryDir>();
    m_trust = Trust();
    m_context = ContextConfig();
    m_context.name = QStringLiteral("c");
    m_context.user.name = QStringLiteral("u");
    m_context.user.exec = ExecConfig{QStringLiteral("client.authentication.k8s.io/v1"), script(QStringLiteral("plug"), "echo '" + good + "'"), {}, {}, {}, false,
                                     ExecConfig::Interactive::Never};
}

void TestExecCredential::cleanup()
{
    qputenv("PATH", m_path);
}

QString TestExecCredential::script(const QString &name, const QByteArray &body)
{
    QFile file(m_dir->filePath(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qFatal("cannot write a script");
    file.write("#!/bin/sh\necho run >> " + m_dir->filePath(QStringLiteral("runs")).toUtf8() + "\n" + body + "\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

int TestExecCredential::runs() const
{
    QFile file(m_dir->filePath(QStringLiteral("runs")));
    return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('\n')) : 0;
}

Result<PluginCredential> TestExecCredential::ask(ExecCredential &exec)
{
    Await<Result<PluginCredential>> result;
    exec.credential(result.callback());
    return result.get();
}

void TestExecCredential::answers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("ok");
    const auto row = [](const char *name, const QByteArray &json, bool ok) { QTest::newRow(name) << QByteArray("cat <<'X'\n" + json + "\nX") << ok; };
    row("good", good, true);
    row("other version", QByteArray(good).replace("/v1\"", "/v1beta1\""), false);
    row("other kind", QByteArray(good).replace("ExecCredential", "Secret"), false);
    row("no status", R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"})", false);
    row("empty status", R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}})", false);
    row("certificate alone", R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"x"}})", false);
    row("bad pem", R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"x","clientKeyData":"y"}})", false);
    row("expired", QByteArray(good).replace("\"tok\"", "\"tok\",\"expirationTimestamp\":\"2020-01-01T00:00:00Z\""), false);
    row("expiry is no time", QByteArray(good).replace("\"tok\"", "\"tok\",\"expirationTimestamp\":\"soon\""), false);
    row("not json", "hello", false);
    QTest::newRow("exit code") << QByteArray("echo secret-in-output; printf 'bad \\033[31mred' >&2; exit 3") << false;
    QTest::newRow("killed") << QByteArray("kill -9 $$") << false;
    QTest::newRow("reads its input") << QByteArray("cat; echo '" + good + "'") << true;
}

void TestExecCredential::answers()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, ok);
    script(QStringLiteral("plug"), body);
    ExecCredential exec(m_context, &m_clock, &m_trust);
    const Result<PluginCredential> result = ask(exec);
    QVERIFY2(result.ok() == ok, result.ok() ? "was accepted" : qPrintable(result.error().message));
    if (result.ok()) {
        QCOMPARE(result->token, QStringLiteral("tok"));
        return;
    }
    QCOMPARE(result.error().code, QStringLiteral("pluginFailed"));
    QVERIFY(!result.error().message.contains(u'\x1b'));
    QVERIFY(!result.error().message.contains(u"secret-in-output"));
}

void TestExecCredential::untrustedNeverRuns()
{
    m_trust.allow = false;
    ExecCredential exec(m_context, &m_clock, &m_trust);
    const Error error = ask(exec).error();
    QCOMPARE(error.kind, ErrorKind::Refused);
    QCOMPARE(error.code, QStringLiteral("pluginNotTrusted"));
    QVERIFY(error.message.contains(m_context.user.exec->command) && error.hint.contains(u"maestro trust add u"));
    QCOMPARE(runs(), 0);
    m_trust.allow = true;
    QVERIFY(ask(exec).ok()); // at once, without a waiting time
    ExecCredential nobody(m_context, &m_clock, nullptr);
    QCOMPARE(ask(nobody).error().code, QStringLiteral("pluginNotTrusted"));
}

void TestExecCredential::everyChangeAsksAgain()
{
    m_trust.only = *ExecCredential::identify(m_context);
    const auto trusted = [this](const ContextConfig &context) {
        ExecCredential exec(context, &m_clock, &m_trust);
        return ask(exec).ok();
    };
    QVERIFY(trusted(m_context));
    ContextConfig changed = m_context;
    changed.user.exec->arguments = {QStringLiteral("x")};
    QVERIFY(!trusted(changed));
    changed = m_context;
    changed.user.exec->environment = {{QStringLiteral("A"), QStringLiteral("b")}};
    QVERIFY(!trusted(changed));
    changed = m_context;
    changed.user.exec->command = script(QStringLiteral("other"), "echo '" + good + "'");
    QVERIFY(!trusted(changed));
    script(QStringLiteral("plug"), "echo '" + good + "' # changed");
    QVERIFY(!trusted(m_context));
    QCOMPARE(runs(), 1);
}

void TestExecCredential::oneRunForManyCallers()
{
    script(QStringLiteral("plug"), "sleep 0.2; echo '" + good + "'");
    ExecCredential exec(m_context, &m_clock, &m_trust);
    int answered = 0;
    for (int i = 0; i < 20; ++i)
        exec.credential([&answered](const Result<PluginCredential> &r) { answered += r.ok() ? 1 : 0; });
    QTRY_COMPARE(answered, 20);
    QVERIFY(ask(exec).ok());
    QCOMPARE(runs(), 1);
}

void TestExecCredential::refusedCredentialIsRenewedOnce()
{
    ExecCredential exec(m_context, &m_clock, &m_trust);
    const PluginCredential first = *ask(exec);
    script(QStringLiteral("plug"), "echo '" + QByteArray(good).replace("\"tok\"", "\"new\"") + "'");
    exec.refused(first);
    const Result<PluginCredential> second = ask(exec);
    QVERIFY2(second.ok(), second.ok() ? "" : qPrintable(second.error().message));
    QCOMPARE(second->token, QStringLiteral("new"));
    exec.refused(first); // an old refusal that arrives late
    QCOMPARE(ask(exec)->token, QStringLiteral("new"));
    QCOMPARE(runs(), 2);
}

void TestExecCredential::expiry()
{
    const QByteArray until = m_clock.utcNow().addSecs(1000).toString(Qt::ISODate).toLatin1();
    script(QStringLiteral("plug"), "echo '" + QByteArray(good).replace("\"tok\"", QByteArray("\"tok\",\"expirationTimestamp\":\"" + until + "\"")) + "'");
    ExecCredential exec(m_context, &m_clock, &m_trust);
    QVERIFY(ask(exec).ok());
    m_clock.ahead += 900'000;
    QVERIFY(ask(exec).ok());
    QCOMPARE(runs(), 1);
    script(QStringLiteral("plug"), "echo '" + QByteArray(good).replace("\"tok\"", "\"new\"") + "'");
    m_clock.ahead += 70'000; // 30 s left: renewed in the background
    QCOMPARE(ask(exec)->token, QStringLiteral("tok"));
    QTRY_COMPARE(ask(exec)->token, QStringLiteral("new"));
    QCOMPARE(runs(), 2);
}

/// A credential for a thousand seconds lives no longer where the clock is set back meanwhile, and ends at once where it is set forward.
void TestExecCredential::expiryWhateverTheWallClockSays()
{
    const QByteArray until = m_clock.utcNow().addSecs(1000).toString(Qt::ISODate).toLatin1();
    script(QStringLiteral("plug"), "echo '" + QByteArray(good).replace("\"tok\"", QByteArray("\"tok\",\"expirationTimestamp\":\"" + until + "\"")) + "'");
    ExecCredential exec(m_context, &m_clock, &m_trust);
    QCOMPARE(ask(exec)->token, QStringLiteral("tok"));
    script(QStringLiteral("plug"), "echo '" + QByteArray(good).replace("\"tok\"", "\"new\"") + "'");
    m_clock.wallSetMs = -3'600'000;
    m_clock.ahead += 1'001'000;
    QCOMPARE(ask(exec)->token, QStringLiteral("new"));
}

void TestExecCredential::timeoutKillsTheGroup()
{
    const QString pidFile = m_dir->filePath(QStringLiteral("child"));
    script(QStringLiteral("plug"), "sleep 60 & echo $! > " + pidFile.toUtf8() + "; wait");
    ExecCredential exec(m_context, &m_clock, &m_trust);
    exec.setTimeout(400);
    QCOMPARE(ask(exec).error().code, QStringLiteral("pluginTimeout"));
    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const pid_t child = file.readAll().trimmed().toInt();
    QVERIFY(child > 1);
    const auto isGone = [child] {
        QFile state(QStringLiteral("/proc/%1/stat").arg(child));
        return !state.open(QIODevice::ReadOnly) || state.readAll().contains(") Z ");
    };
    QTRY_VERIFY(isGone());
}

void TestExecCredential::floodIsCut()
{
    script(QStringLiteral("plug"), "exec yes");
    ExecCredential exec(m_context, &m_clock, &m_trust);
    const Error error = ask(exec).error();
    QCOMPARE(error.code, QStringLiteral("pluginFailed"));
    QVERIFY(error.message.contains(u"1 MiB"));
}

void TestExecCredential::neverFromTheWorkingDirectory()
{
    const QString before = QDir::currentPath();
    QDir::setCurrent(m_dir->path());
    m_context.user.exec->command = QStringLiteral("plug");
    for (const QByteArray &path : {QByteArray(".:/nowhere"), QByteArray(":/nowhere"), QByteArray("./:../x:")}) {
        qputenv("PATH", path);
        QCOMPARE(ExecCredential::identify(m_context).error().code, QStringLiteral("pluginMissing"));
    }
    m_context.user.exec->installHint = QStringLiteral("install it");
    QCOMPARE(ExecCredential::identify(m_context).error().hint, QStringLiteral("install it"));
    qputenv("PATH", m_dir->path().toUtf8());
    QCOMPARE(ExecCredential::identify(m_context)->command, QFileInfo(m_dir->filePath(QStringLiteral("plug"))).canonicalFilePath());
    m_context.user.exec->command = QStringLiteral("./plug");
    QVERIFY(!ExecCredential::identify(m_context).ok());
    QDir::setCurrent(before);
    QFile::setPermissions(m_dir->filePath(QStringLiteral("plug")), QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOther | QFile::ExeOther | QFile::ReadOther);
    m_context.user.exec->command = QStringLiteral("plug");
    QCOMPARE(ExecCredential::identify(m_context).error().code, QStringLiteral("pluginUnsafe"));
}

void TestExecCredential::alwaysInteractiveDoesNotRun()
{
    m_context.user.exec->interactive = ExecConfig::Interactive::Always;
    ExecCredential exec(m_context, &m_clock, &m_trust);
    QCOMPARE(ask(exec).error().code, QStringLiteral("pluginNeedsTerminal"));
    QCOMPARE(runs(), 0);
}

void TestExecCredential::execInfoSaysTheCluster()
{
    const QString dump = m_dir->filePath(QStringLiteral("dump"));
    script(QStringLiteral("plug"), "printf '%s' \"$KUBERNETES_EXEC_INFO\" > " + dump.toUtf8() + "; pwd > " + dump.toUtf8() + ".pwd; echo '" + good + "'");
    m_context.cluster.server = QUrl(QStringLiteral("https://k.example:6443"));
    m_context.cluster.caPem = "PEM";
    m_context.cluster.execConfig = QJsonObject{{QStringLiteral("a"), 1}};
    m_context.user.exec->provideClusterInfo = true;
    ExecCredential exec(m_context, &m_clock, &m_trust);
    QVERIFY(ask(exec).ok());
    QFile file(dump);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray wanted = R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false,
        "cluster":{"server":"https://k.example:6443","certificate-authority-data":"UEVN","config":{"a":1}}}})";
    QCOMPARE(QJsonDocument::fromJson(file.readAll()), QJsonDocument::fromJson(wanted));
    QFile where(dump + u".pwd");
    QVERIFY(where.open(QIODevice::ReadOnly));
    QCOMPARE(where.readAll().trimmed(), QByteArray("/"));
}

void TestExecCredential::failureIsNotRepeatedAtOnce()
{
    script(QStringLiteral("plug"), "exit 1");
    ExecCredential exec(m_context, &m_clock, &m_trust);
    for (int i = 0; i < 5; ++i)
        QVERIFY(!ask(exec).ok());
    QCOMPARE(runs(), 1);
    m_clock.ahead += 11'000;
    QVERIFY(!ask(exec).ok());
    QCOMPARE(runs(), 2);
}

QTEST_GUILESS_MAIN(TestExecCredential)
#include "tst_kube_execcredential.moc"
