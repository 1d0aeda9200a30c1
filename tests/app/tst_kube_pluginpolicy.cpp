// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/execcredential.h"
#include "support/kubectl.h"
#include "support/kubetest.h"
#include "support/program.h"

#include <QFile>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

class Everybody : public PluginTrust
{
public:
    bool isTrusted(const PluginIdentity &) const override { return true; }
};

} // namespace

/// What the preferences for kubectl say of exec plugins holds here too: the same plugins run, and no other.
class tst_kube_pluginpolicy : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QByteArray m_path = qgetenv("PATH");

    QString at(const QString &name) const { return m_dir.filePath(name); }

    void write(const QString &name, const QByteArray &text, bool program = false)
    {
        QFile file(at(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        file.setPermissions(program ? QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner : QFile::ReadOwner | QFile::WriteOwner);
    }

    bool ranOnce() { return QFile::remove(at(u"ran"_s)); }

    /// The error's code, or nothing.
    QString ask()
    {
        ContextConfig context;
        context.name = u"c"_s;
        context.user.name = u"u"_s;
        context.user.exec = ExecConfig{u"client.authentication.k8s.io/v1"_s, u"plug"_s, {}, {}, {}, false, ExecConfig::Interactive::Never};
        const SteadyClock clock;
        const Everybody trust;
        ExecCredential exec(context, &clock, &trust);
        Await<Result<PluginCredential>> result;
        exec.credential(result.callback());
        const Result<PluginCredential> said = result.get();
        return said ? QString() : said.error().code;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir(m_dir.path()).mkpath(u"home/.kube"_s));
        write(u"plug"_s, "#!/bin/sh\necho > " + at(u"ran"_s).toUtf8() + "\necho '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"tok\"}}'\n", true);
        write(u"other"_s, "#!/bin/sh\n", true);
        QVERIFY(QFile::link(u"plug"_s, at(u"link"_s)));
        write(u"kc"_s, "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: c, cluster: {server: \"https://127.0.0.1:1\"}}]\n"
                       "users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: plug, interactiveMode: Never}}}]\n"
                       "contexts: [{name: c, context: {cluster: c, user: u}}]\n");
        qputenv("PATH", m_dir.path().toUtf8() + ':' + m_path);
    }

    void cleanup()
    {
        for (const char *name : {"KUBERC", "KUBECTL_KUBERC"})
            qunsetenv(name);
        QFile::remove(at(u"ran"_s));
    }

    void sameAsKubectl_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<bool>("runs");
        const auto row = [](const char *name, const QByteArray &says, bool runs) { QTest::newRow(name) << says << runs; };
        const auto list = [](const QByteArray &entries) { return QByteArray("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [" + entries + "]\n"); };
        const QByteArray folder = m_dir.path().toUtf8();
        row("nothing", "", true);
        row("empty policy", "credentialPluginPolicy: \"\"\n", true);
        row("all", "credentialPluginPolicy: AllowAll\n", true);
        row("none", "credentialPluginPolicy: DenyAll\n", false);
        row("listed", list("{command: plug}"), true);
        row("listed as it was called first", list("{name: plug}"), true);
        row("listed by path", list("{command: " + folder + "/plug}"), true);
        row("listed after another", list("{command: other}, {command: plug}"), true);
        row("another", list("{command: other}"), false);
        row("a link to it", list("{command: " + folder + "/link}"), false);
        row("one that is nowhere", list("{command: nowhere}"), false);
        row("empty list", list(""), false);
        row("no list", "credentialPluginPolicy: Allowlist\n", false);
        row("a list and no policy", "credentialPluginAllowlist: [{command: plug}]\n", false);
        row("a list and another policy", "credentialPluginPolicy: AllowAll\ncredentialPluginAllowlist: [{command: plug}]\n", false);
        row("a policy that is not known", "credentialPluginPolicy: denyall\n", false);
    }

    void sameAsKubectl()
    {
        QFETCH(QByteArray, says);
        QFETCH(bool, runs);
        const QByteArray text = "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n" + says;
        write(u"rc"_s, text);
        qputenv("KUBERC", at(u"rc"_s).toUtf8());
        QCOMPARE(ask(), runs ? QString() : u"pluginForbidden"_s);
        QCOMPARE(ranOnce(), runs);
        const QString kubectl = builtKubectl();
        if (kubectl.isEmpty()) {
            QVERIFY2(qEnvironmentVariable("CI") != u"true", "kubectl is missing: build the control plane or install it");
            QSKIP("kubectl is neither built nor in PATH");
        }
        runProgram(kubectl, {u"--kubeconfig"_s, at(u"kc"_s), u"get"_s, u"--raw"_s, u"/"_s},
                   {{u"HOME"_s, at(u"home"_s)}, {u"KUBERC"_s, at(u"rc"_s)}, {u"PATH"_s, qEnvironmentVariable("PATH")}});
        QCOMPARE(ranOnce(), runs);
    }

    void whereTheyAre()
    {
        const QByteArray home = qgetenv("HOME");
        const auto back = qScopeGuard([&home] { qputenv("HOME", home); });
        qputenv("HOME", at(u"home"_s).toUtf8());
        QCOMPARE(ask(), QString());
        write(u"home/.kube/kuberc"_s, "credentialPluginPolicy: DenyAll\n");
        QCOMPARE(ask(), u"pluginForbidden"_s);
        qputenv("KUBERC", "off");
        QCOMPARE(ask(), QString());
        qputenv("KUBERC", at(u"nowhere"_s).toUtf8());
        QCOMPARE(ask(), u"pluginForbidden"_s);
        qunsetenv("KUBERC");
        qputenv("KUBECTL_KUBERC", "false");
        QCOMPARE(ask(), QString());
    }

    /// What cannot be understood allows nothing.
    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not YAML") << QByteArray("a: [\n");
        QTest::newRow("two documents") << QByteArray("a: b\n---\ncredentialPluginPolicy: DenyAll\n");
        QTest::newRow("a policy twice") << QByteArray("credentialPluginPolicy: AllowAll\ncredentialPluginPolicy: DenyAll\n");
        QTest::newRow("a list of another kind") << QByteArray("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: plug\n");
        QTest::newRow("a policy of another kind") << QByteArray("credentialPluginPolicy: [DenyAll]\n");
        QTest::newRow("a list at the root") << QByteArray("- credentialPluginPolicy: DenyAll\n");
        QTest::newRow("large") << QByteArray("# " + QByteArray(1024 * 1024, 'x') + "\n");
    }

    void unreadable()
    {
        QFETCH(QByteArray, text);
        write(u"rc"_s, text);
        qputenv("KUBERC", at(u"rc"_s).toUtf8());
        QCOMPARE(ask(), u"pluginForbidden"_s);
        QVERIFY(!ranOnce());
    }
};

QTEST_GUILESS_MAIN(tst_kube_pluginpolicy)

#include "tst_kube_pluginpolicy.moc"
