// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cputime.h"
#include "support/kubectl.h"
#include "support/testpki.h"
#include "kube/config/kubeconfig.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace maestro;

namespace {

const QByteArray cluster = "clusters:\n- name: k\n  cluster:\n    server: https://k.example:6443\n";
const QByteArray user = "users:\n- name: u\n  user:\n    token: abc\n";
const QByteArray context = "contexts:\n- name: c\n  context: {cluster: k, user: u, namespace: shop}\n";
const QByteArray head = "apiVersion: v1\nkind: Config\ncurrent-context: c\n";

QByteArray withCluster(const QByteArray &lines)
{
    return head + "clusters:\n- name: k\n  cluster:\n" + lines + user + context;
}

QByteArray withUser(const QByteArray &lines)
{
    return head + cluster + "users:\n- name: u\n  user:\n" + lines + context;
}

} // namespace

class TestKubeconfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loads_data();
    void loads();
    void contexts_data();
    void contexts();
    void allProblemsAtOnce();
    void relativePathsAndMerging();
    void searchRules();
    void credentials();
    void hangsAndBombs_data();
    void hangsAndBombs();
    void sameAsKubectl_data();
    void sameAsKubectl();

private:
    QString write(const QString &name, const QByteArray &text);
    Result<Kubeconfig> load(const QByteArray &text) { return Kubeconfig::load({write(QStringLiteral("config"), text), {}, {}}); }

    QTemporaryDir m_dir;
};

QString TestKubeconfig::write(const QString &name, const QByteArray &text)
{
    const QString path = m_dir.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void TestKubeconfig::loads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line"); // 0: loads
    const auto row = [](const char *name, const QByteArray &text, int line) { QTest::newRow(name) << text << line; };
    row("fine", head + cluster + user + context, 0);
    row("empty file", QByteArray(), 0);
    row("comment only", QByteArray("# nothing\n"), 0);
    row("leading marker", "---\n" + head + cluster, 0);
    row("json", QByteArray(R"({"apiVersion":"v1","kind":"Config","clusters":[],"current-context":"c"})"), 0);
    row("aliases", head + "clusters:\n- name: k\n  cluster: &x {server: https://a}\n- name: l\n  cluster: *x\n", 0);
    row("block scalar with dashes", QByteArray("kind: Config\npreferences:\n  x: |\n    -----BEGIN\n    ---\n"), 0);
    row("two documents", head + "---\nkind: Config\n", 4);
    row("document after end", head + "...\n---\nkind: Config\n", 5);
    row("duplicate key", head + "current-context: d\n", 4);
    row("duplicate key by quotes", QByteArray("current-context: a\n\"current-context\": b\n"), 2);
    row("duplicate name", "clusters:\n- name: k\n  cluster: {}\n- name: k\n  cluster: {}\n", 4);
    row("merge key", QByteArray("preferences: &p {a: b}\nextensions:\n  <<: *p\n"), 3);
    row("cycle", QByteArray("a: &x [*x]\n"), 1);
    row("unknown alias", QByteArray("a: *x\n"), 1);
    row("tag", QByteArray("a: !!python/object x\n"), 1);
    row("directive", QByteArray("%YAML 1.1\n---\na: b\n"), 1);
    row("not utf-8", QByteArray("a: \xff\xfe\n"), 1);
    row("nul", QByteArray("a: b\0c\n", 7), 1);
    row("tabs", QByteArray("clusters:\n\t- name: k\n"), 2);
    row("list at the root", QByteArray("- a\n"), 1);
    row("clusters is a map", QByteArray("clusters: {k: {}}\n"), 1);
    row("other kind", QByteArray("apiVersion: v1\nkind: Secret\n"), 2);
    row("other version", QByteArray("apiVersion: v2\n"), 1);
    row("current-context is a flag", QByteArray("current-context: yes\n"), 1);
    row("unclosed", QByteArray("a: [b\n"), 2);
}

void TestKubeconfig::loads()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const Result<Kubeconfig> config = load(text);
    QVERIFY2(config.ok() == (line == 0), config.ok() ? "was accepted" : qPrintable(config.error().message));
    if (config.ok())
        return;
    QCOMPARE(config.error().kind, ErrorKind::BadInput);
    QVERIFY(config.error().where.has_value());
    QCOMPARE(config.error().where->line, line);
    QCOMPARE(config.error().where->file, m_dir.filePath(QStringLiteral("config")));
}

void TestKubeconfig::contexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("field"); // empty: fine
    const auto row = [](const char *name, const QByteArray &text, const char *field) { QTest::newRow(name) << text << QString::fromLatin1(field); };
    row("fine", head + cluster + user + context, "");
    row("integer token", withUser("    token: 12345\n"), "users[u].user.token");
    row("quoted number", withUser("    token: \"012\"\n"), "");
    row("octal looking token", withUser("    token: 012\n"), "users[u].user.token");
    row("float looking token", withUser("    token: 1e5\n"), "users[u].user.token");
    row("flag looking token", withUser("    token: y\n"), "users[u].user.token");
    row("dangling cluster", head + user + context, "contexts[c].context.cluster");
    row("dangling user", head + cluster + context, "contexts[c].context.user");
    row("no user named", head + cluster + "contexts:\n- name: c\n  context: {cluster: k}\n", "contexts[c].context.user");
    row("bad namespace", head + cluster + user + "contexts:\n- name: c\n  context: {cluster: k, user: u, namespace: A/b}\n", "contexts[c].context.namespace");
    row("namespace with newline", head + cluster + user + "contexts:\n- name: c\n  context: {cluster: k, user: u, namespace: \"a\\n\"}\n", "contexts[c].context.namespace");
    row("no server", withCluster("    insecure-skip-tls-verify: true\n"), "clusters[k].cluster.server");
    row("no scheme", withCluster("    server: k.example:6443\n"), "clusters[k].cluster.server");
    row("clear text", withCluster("    server: http://k.example\n"), "clusters[k].cluster.server");
    row("clear text on loopback", withCluster("    server: http://127.0.0.1:8080\n"), "");
    row("loopback look-alike", withCluster("    server: http://127.0.0.1.evil.example\n"), "clusters[k].cluster.server");
    row("user in server", withCluster("    server: https://a:b@k.example\n"), "clusters[k].cluster.server");
    row("insecure", withCluster("    server: https://k\n    insecure-skip-tls-verify: true\n"), "");
    row("insecure in quotes", withCluster("    server: https://k\n    insecure-skip-tls-verify: \"true\"\n"), "clusters[k].cluster.insecure-skip-tls-verify");
    row("insecure yes", withCluster("    server: https://k\n    insecure-skip-tls-verify: yes\n"), "clusters[k].cluster.insecure-skip-tls-verify");
    row("insecure with ca", withCluster("    server: https://k\n    insecure-skip-tls-verify: true\n    certificate-authority-data: eA==\n"), "clusters[k].cluster.certificate-authority-data");
    row("ca is no pem", withCluster("    server: https://k\n    certificate-authority-data: eA==\n"), "clusters[k].cluster.certificate-authority-data");
    row("ca is no base64", withCluster("    server: https://k\n    certificate-authority-data: \"***\"\n"), "clusters[k].cluster.certificate-authority-data");
    row("ca twice", withCluster("    server: https://k\n    certificate-authority: a\n    certificate-authority-data: eA==\n"), "clusters[k].cluster.certificate-authority");
    row("ca missing", withCluster("    server: https://k\n    certificate-authority: absent.pem\n"), "clusters[k].cluster.certificate-authority");
    row("proxy scheme", withCluster("    server: https://k\n    proxy-url: https://p:1\n"), "clusters[k].cluster.proxy-url");
    row("proxy", withCluster("    server: https://k\n    proxy-url: socks5://p:1\n"), "");
    row("token and password", withUser("    token: a\n    username: b\n    password: c\n"), "users[u].user.username");
    row("certificate without key", withUser("    client-certificate-data: LS0tLS1CRUdJTiA=\n"), "users[u].user.client-key");
    row("groups without user", withUser("    as-groups: [a]\n"), "users[u].user.as");
    row("auth-provider", withUser("    auth-provider: {name: gcp}\n"), "users[u].user.auth-provider");
    const QByteArray exec = "    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: plug\n";
    row("exec", withUser(exec + "      interactiveMode: Never\n"), "");
    row("exec without mode", withUser(exec), "users[u].user.exec.interactiveMode");
    row("exec beta without mode", withUser("    exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: plug}\n"), "");
    row("exec alpha", withUser("    exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plug}\n"), "users[u].user.exec.apiVersion");
    row("exec without command", withUser("    exec: {apiVersion: client.authentication.k8s.io/v1beta1}\n"), "users[u].user.exec.command");
}

void TestKubeconfig::contexts()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, field);
    const Result<Kubeconfig> config = load(text);
    QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().message));
    const Result<ContextConfig> chosen = config->context(config->currentContext());
    QVERIFY2(chosen.ok() == field.isEmpty(), chosen.ok() ? "was accepted" : qPrintable(chosen.error().message));
    if (chosen.ok())
        return;
    QCOMPARE(chosen.error().kind, ErrorKind::BadInput);
    QVERIFY2(chosen.error().message.contains(field), qPrintable(chosen.error().message));
    QVERIFY(chosen.error().where->line > 0);
}

void TestKubeconfig::allProblemsAtOnce()
{
    const Result<Kubeconfig> config = load(head + "clusters:\n- name: k\n  cluster: {server: http://x.example, proxy-url: ftp://p}\n"
                                                 "users:\n- name: u\n  user: {as-uid: a, token: x, username: y}\n"
                                                 "contexts:\n- name: c\n  context: {cluster: k, user: u, namespace: _}\n");
    const Error error = config->context(QStringLiteral("c")).error();
    for (const char *field : {".server", ".proxy-url", ".as:", ".username", ".namespace"})
        QVERIFY2(error.message.contains(QLatin1StringView(field)), field);
    QCOMPARE(config->context(QStringLiteral("absent")).error().code, QStringLiteral("contextMissing"));
    QCOMPARE(config->context(QString()).error().code, QStringLiteral("noCurrentContext"));
    QVERIFY(!error.message.contains(u"token: x"));
}

void TestKubeconfig::relativePathsAndMerging()
{
    const TestPki pki;
    const TestCertificate own = pki.issue(QStringLiteral("alice"), QString());
    write(QStringLiteral("two/ca.pem"), pki.caPem());
    write(QStringLiteral("two/own.pem"), own.certPem);
    write(QStringLiteral("two/own.key"), own.keyPem);
    const QString one = write(QStringLiteral("one/config"), "current-context: c\nclusters:\n- name: x\n  cluster: {server: https://first}\n" + context);
    const QString two = write(QStringLiteral("two/config"),
                              "current-context: d\nclusters:\n- name: x\n  cluster: {server: https://second, tls-server-name: mixed}\n"
                              "- name: k\n  cluster: {server: https://k, certificate-authority: ca.pem}\n"
                              "users:\n- name: u\n  user: {client-certificate: own.pem, client-key: ./own.key, tokenFile: ../t}\n"
                              "- name: p\n  user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./plug}}\n"
                              "- name: q\n  user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: plug}}\n"
                              "contexts:\n- name: d\n  context: {cluster: x, user: p}\n- name: e\n  context: {cluster: k, user: q}\n");
    const Result<Kubeconfig> config = Kubeconfig::load({{}, one + u"::" + m_dir.filePath(QStringLiteral("absent")) + u':' + two + u':' + one, {}});
    QVERIFY(config.ok());
    QCOMPARE(config->files(), (QStringList{one, two}));
    QCOMPARE(config->currentContext(), QStringLiteral("c"));
    QCOMPARE(config->contextNames(), (QStringList{QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")}));
    const Result<ContextConfig> c = config->context(QStringLiteral("c"));
    QVERIFY2(c.ok(), c.ok() ? "" : qPrintable(c.error().message));
    QCOMPARE(c->cluster.caPem, pki.caPem());
    QCOMPARE(c->user.clientKeyPem, own.keyPem);
    QCOMPARE(c->user.tokenFile, m_dir.filePath(QStringLiteral("t")));
    const Result<ContextConfig> d = config->context(QStringLiteral("d"));
    QCOMPARE(d->cluster.server, QUrl(QStringLiteral("https://first")));
    QCOMPARE(d->cluster.tlsServerName, QString());
    QCOMPARE(d->user.exec->command, m_dir.filePath(QStringLiteral("two/plug")));
    QCOMPARE(config->context(QStringLiteral("e"))->user.exec->command, QStringLiteral("plug"));
}

void TestKubeconfig::searchRules()
{
    const QString home = m_dir.filePath(QStringLiteral("home"));
    QCOMPARE(Kubeconfig::load({{}, {}, home}).error().code, QStringLiteral("kubeconfigMissing"));
    write(QStringLiteral("home/.kube/config"), head + cluster + user + context);
    QVERIFY(Kubeconfig::load({{}, {}, home}).ok());
    QVERIFY(!Kubeconfig::load({m_dir.filePath(QStringLiteral("absent")), {}, home}).ok());
    QVERIFY(!Kubeconfig::load({{}, m_dir.filePath(QStringLiteral("absent")), home}).ok());
    QCOMPARE(Kubeconfig::load({m_dir.path(), {}, {}}).error().code, QStringLiteral("fileUnreadable"));
    QCOMPARE(Kubeconfig::load({QStringLiteral("/dev/zero"), {}, {}}).error().code, QStringLiteral("fileUnreadable"));
    QCOMPARE(Kubeconfig::load({write(QStringLiteral("large"), QByteArray(9 * 1024 * 1024, '#')), {}, {}}).error().code, QStringLiteral("fileUnreadable"));
}

void TestKubeconfig::credentials()
{
    const Result<Kubeconfig> config = load(withUser("    token: \"abc \"\n    exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: plug}\n"
                                                    "    as: bob\n    as-groups: [a, \"1\"]\n    as-user-extra: {K/x: [v]}\n    surprise: 1\n"));
    const Result<ContextConfig> c = config->context(QStringLiteral("c"));
    QVERIFY2(c.ok(), c.ok() ? "" : qPrintable(c.error().message));
    QCOMPARE(c->user.token, QStringLiteral("abc"));
    QVERIFY(!c->user.exec);
    QCOMPARE(c->user.impersonate.groups, (QStringList{QStringLiteral("a"), QStringLiteral("1")}));
    QCOMPARE(c->user.impersonate.extra.value(QStringLiteral("K/x")), QStringList{QStringLiteral("v")});
    QCOMPARE(c->warnings.size(), 2);
    QVERIFY(c->warnings.join(u' ').contains(u"surprise"));
}

void TestKubeconfig::hangsAndBombs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a few bytes") << QByteArray(",b: \": \",: {\n");
    QByteArray bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 9; ++i) {
        const QByteArray last = "*a" + QByteArray::number(i - 1);
        bomb += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + QByteArrayList(10, last).join(',') + "]\n";
    }
    QTest::newRow("alias bomb") << bomb;
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("deep maps") << QByteArray("a: " + QByteArray(2000, '{') + QByteArray(2000, '}'));
    QTest::newRow("map as key") << QByteArray("? {a: b}\n: c\n");
}

void TestKubeconfig::hangsAndBombs()
{
    QFETCH(QByteArray, text);
    const qint64 before = test::cpuMs();
    const Result<Kubeconfig> config = load(text);
    QVERIFY(test::cpuMs() - before < 5000);
    QCOMPARE(config.ok(), text.startsWith(',')); // odd, but one small document; nothing in it is used
}

void TestKubeconfig::sameAsKubectl_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("two");
    const auto row = [](const char *name, const QByteArray &one, const QByteArray &two) { QTest::newRow(name) << one << two; };
    const QByteArray whole = head + cluster + user + context;
    row("one file", whole, QByteArray());
    row("first wins whole", head + "clusters:\n- name: k\n  cluster: {server: https://first}\n", whole);
    row("scalar from second", cluster, head + user + context);
    row("alias", head + "clusters:\n- name: k\n  cluster: &x {server: https://a}\n- name: l\n  cluster: *x\n" + user + context, QByteArray());
    row("null", head + cluster + "users: null\ncontexts: ~\n", QByteArray());
    row("folded", withUser("    token: >-\n      abc\n      def\n"), QByteArray());
    row("escapes", withUser("    token: \"a\\u00e9\\x41\"\n"), QByteArray());
}

void TestKubeconfig::sameAsKubectl()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, two);
    const QString kubectl = builtKubectl();
    if (kubectl.isEmpty()) {
        QVERIFY2(qEnvironmentVariable("CI") != u"true", "kubectl is missing: build the control plane or install it");
        QSKIP("kubectl is neither built nor in PATH");
    }
    const QString list = write(QStringLiteral("d1"), one) + u':' + write(QStringLiteral("d2"), two);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KUBECONFIG"), list);
    process.setProcessEnvironment(environment);
    process.start(kubectl, {QStringLiteral("config"), QStringLiteral("view"), QStringLiteral("--raw"), QStringLiteral("-o"), QStringLiteral("json")});
    QVERIFY(process.waitForFinished());
    const QJsonObject theirs = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QVERIFY2(!theirs.isEmpty(), process.readAllStandardError().constData());
    const Result<Kubeconfig> ours = Kubeconfig::load({{}, list, {}});
    QVERIFY2(ours.ok(), ours.ok() ? "" : qPrintable(ours.error().message));
    QCOMPARE(ours->currentContext(), theirs.value(u"current-context").toString());
    QStringList names;
    const QJsonArray contextList = theirs.value(u"contexts").toArray();
    for (const QJsonValue &value : contextList)
        names.append(value[u"name"].toString());
    QStringList ourNames = ours->contextNames();
    ourNames.sort();
    QCOMPARE(ourNames, names);
    for (const QString &name : std::as_const(names)) {
        const Result<ContextConfig> c = ours->context(name);
        QVERIFY2(c.ok(), c.ok() ? "" : qPrintable(c.error().message));
        const auto stanza = [&theirs](const char *list2, const char *inner, const QString &wanted) {
            const QJsonArray array = theirs.value(QLatin1StringView(list2)).toArray();
            for (const QJsonValue &value : array) {
                if (value[u"name"].toString() == wanted)
                    return value[QLatin1StringView(inner)].toObject();
            }
            return QJsonObject();
        };
        QCOMPARE(c->cluster.server.toString(), stanza("clusters", "cluster", c->cluster.name).value(u"server").toString());
        QCOMPARE(c->user.token, stanza("users", "user", c->user.name).value(u"token").toString());
        QCOMPARE(c->ns, stanza("contexts", "context", name).value(u"namespace").toString());
    }
}

QTEST_GUILESS_MAIN(TestKubeconfig)
#include "tst_kube_config.moc"
