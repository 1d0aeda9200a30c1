// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/accessreview.h"
#include "kube/api/credentials.h"
#include "kube/api/kubeclient.h"
#include "kube/api/resourcepath.h"
#include "support/kubetest.h"

#include <QFile>

using namespace maestro;

Q_DECLARE_METATYPE(maestro::WriteVerdict)
Q_DECLARE_METATYPE(maestro::ErrorKind)
Q_DECLARE_METATYPE(maestro::Access)

namespace {

QByteArray statusBody(int code, const char *reason)
{
    return "{\"kind\":\"Status\",\"reason\":\"" + QByteArray(reason) + "\",\"code\":" + QByteArray::number(code) + ",\"message\":\"because\"}";
}

class TrustAll : public PluginTrust
{
public:
    bool isTrusted(const PluginIdentity &) const override { return true; }
};

} // namespace

class TestKubeClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readErrors_data();
    void readErrors();
    void verdicts_data();
    void verdicts();
    void credentialsOnTheWire();
    void whatIsToldOfAnAnswer();
    void impersonation();
    void tokenFileIsReadAgain();
    void refusedPluginTokenIsRenewedForReads();
    void refusedMutationIsNotRepeated();
    void clientCertificateOfPluginReplacesConnections();
    void accessAnswers_data();
    void accessAnswers();
    void whoAmIOnOldServers();
    void onlySelfReviewsMayBePosted();
    void paths_data();
    void paths();
    void proxyCarriesMutationsAndReads();
    void mayBeDestroyedFromInsideACallback_data();
    void mayBeDestroyedFromInsideACallback();

private:
    Result<QByteArray> get(KubeClient &client, const QString &path = QStringLiteral("/apis"));
    MutationResult patch(KubeClient &client);

    SteadyClock m_clock;
    TrustAll m_trust;
};

Result<QByteArray> TestKubeClient::get(KubeClient &client, const QString &path)
{
    Await<Result<QByteArray>> result;
    client.get(path, result.callback());
    return result.get();
}

MutationResult TestKubeClient::patch(KubeClient &client)
{
    Await<MutationResult> result;
    client.mutate({QStringLiteral("PATCH"), QStringLiteral("/apis/x"), QStringLiteral("application/json-patch+json"), "[]"}, QStringLiteral("id-1"), result.callback());
    return result.get();
}

void TestKubeClient::readErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](int status, const char *reason, ErrorKind kind, const char *code) {
        QTest::newRow(code) << status << statusBody(status, reason) << kind << QString::fromLatin1(code);
    };
    row(401, "Unauthorized", ErrorKind::NotPermitted, "unauthorized");
    row(403, "Forbidden", ErrorKind::NotPermitted, "forbidden");
    row(404, "NotFound", ErrorKind::NotFound, "notFound");
    row(409, "Conflict", ErrorKind::Refused, "conflict");
    row(410, "Expired", ErrorKind::Unreachable, "expired");
    row(422, "Invalid", ErrorKind::Refused, "invalid");
    row(429, "TooManyRequests", ErrorKind::Unreachable, "tooManyRequests");
    row(500, "InternalError", ErrorKind::Unreachable, "serverError");
    row(504, "Timeout", ErrorKind::Unreachable, "timeout");
    QTest::newRow("html 502") << 502 << QByteArray("<html>\x1b[31mBad gateway</html>") << ErrorKind::Unreachable << "notKubernetes";
    QTest::newRow("html 404") << 404 << QByteArray("<html>no</html>") << ErrorKind::Unreachable << "notKubernetes";
    QTest::newRow("html 410") << 410 << QByteArray("<html>gone</html>") << ErrorKind::Unreachable << "expired";
    QTest::newRow("html 200") << 200 << QByteArray("<html>log in</html>") << ErrorKind::Unreachable << "notKubernetes";
    QTest::newRow("cut 200") << 200 << QByteArray("{\"kind\":\"Rollout\",\"meta") << ErrorKind::Unreachable << "notKubernetes";
    QTest::newRow("status 200") << 200 << statusBody(403, "Forbidden") << ErrorKind::Unreachable << "notKubernetes";
    QTest::newRow("redirect") << 302 << QByteArray("{}") << ErrorKind::Unreachable << "redirect";
}

void TestKubeClient::readErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, code);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(status, body, "Location: https://elsewhere.example/\r\n"); });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    const Result<QByteArray> result = get(client);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, kind);
    QCOMPARE(result.error().code, code);
    QVERIFY(result.error().message.contains(u"test (http://127.0.0.1"));
    QVERIFY(!result.error().message.contains(u'\x1b'));
    if (code == u"redirect")
        QVERIFY(result.error().message.contains(u"elsewhere.example"));
}

void TestKubeClient::verdicts_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<WriteVerdict>("verdict");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char *name, int status, const QByteArray &body, WriteVerdict verdict, ErrorKind kind) {
        QTest::newRow(name) << status << body << verdict << kind;
    };
    row("ok", 200, "{\"kind\":\"Rollout\",\"metadata\":{\"uid\":\"u\"}}", WriteVerdict::Accepted, ErrorKind::Internal);
    row("ok of something else", 200, "{\"kind\":\"Rollout\",\"metadata\":{\"name\":\"other\"}}", WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("ok that failed", 200, statusBody(500, "InternalError"), WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("ok html", 200, "<html>", WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("ok empty", 200, "", WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("400", 400, statusBody(400, "BadRequest"), WriteVerdict::Refused, ErrorKind::Refused);
    row("401", 401, statusBody(401, "Unauthorized"), WriteVerdict::Refused, ErrorKind::NotPermitted);
    row("403", 403, statusBody(403, "Forbidden"), WriteVerdict::Refused, ErrorKind::NotPermitted);
    row("404", 404, statusBody(404, "NotFound"), WriteVerdict::Refused, ErrorKind::NotFound);
    row("409", 409, statusBody(409, "Conflict"), WriteVerdict::Refused, ErrorKind::Refused);
    row("422", 422, statusBody(422, "Invalid"), WriteVerdict::Refused, ErrorKind::Refused);
    row("429", 429, statusBody(429, "TooManyRequests"), WriteVerdict::Refused, ErrorKind::Refused);
    row("307", 307, "{}", WriteVerdict::Refused, ErrorKind::Refused);
    row("303", 303, "{}", WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("408", 408, "{}", WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("500", 500, statusBody(500, "InternalError"), WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("502", 502, "<html>", WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("503", 503, statusBody(503, "ServiceUnavailable"), WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
    row("504", 504, statusBody(504, "Timeout"), WriteVerdict::Unknown, ErrorKind::UnknownOutcome);
}

void TestKubeClient::verdicts()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(WriteVerdict, verdict);
    QFETCH(ErrorKind, kind);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(status, body, "Retry-After: 1\r\nAudit-ID: id-1\r\nWarning: 299 - \"old \\\"api\\\"\"\r\nWarning: 299 - \"old \\\"api\\\"\"\r\n");
    });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    const MutationResult result = patch(client);
    QCOMPARE(result.verdict, verdict);
    QCOMPARE(result.error.has_value(), verdict != WriteVerdict::Accepted);
    if (result.error)
        QCOMPARE(result.error->kind, kind);
    QCOMPARE(*result.httpStatus, status);
    QCOMPARE(result.warnings, QStringList{QStringLiteral("old \"api\"")});
    QTest::qWait(50);
    QCOMPARE(server.arrivals("PATCH"), 1);
    QCOMPARE(server.requests.first().header("audit-id"), QByteArray("id-1"));
}

void TestKubeClient::credentialsOnTheWire()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); });
    ContextConfig context = contextFor(server);
    context.user.token = QStringLiteral("secret");
    KubeClient bearer(context, &m_clock, nullptr);
    QVERIFY(get(bearer).ok());
    QCOMPARE(server.requests.last().header("authorization"), QByteArray("Bearer secret"));
    patch(bearer);
    QCOMPARE(server.requests.last().header("authorization"), QByteArray("Bearer secret"));
    QVERIFY(server.requests.last().header("user-agent").startsWith("maestro-console/"));
    QVERIFY(!bearer.identityDescription().contains(u"secret"));
    context.user.token.clear();
    context.user.username = QStringLiteral("a");
    context.user.password = QStringLiteral("b");
    KubeClient basic(context, &m_clock, nullptr);
    QVERIFY(get(basic).ok());
    QCOMPARE(server.requests.last().header("authorization"), QByteArray("Basic YTpi"));
    context.user.username = QStringLiteral("x\r\nX-Evil: 1");
    context.user.password.clear();
    context.user.token = QStringLiteral("a\r\nX-Evil: 1");
    KubeClient evil(context, &m_clock, nullptr);
    const qsizetype before = server.requests.size();
    QCOMPARE(get(evil).error().code, QStringLiteral("credentialUnusable"));
    QCOMPARE(patch(evil).verdict, WriteVerdict::NotSent);
    QVERIFY(!get(evil).error().message.contains(u"X-Evil"));
    QCOMPARE(server.requests.size(), before);
}

void TestKubeClient::whatIsToldOfAnAnswer()
{
    AuthMaterial basic;
    basic.headers = {{"Authorization", "Basic " + QByteArray("ann:frontend").toBase64()}};
    AuthMaterial bearer;
    bearer.headers = {{"Authorization", "Bearer 4f1c9a0e7d554f1c9a0e7d55"}};
    const auto told = [](const AuthMaterial &auth, int status, const QByteArray &body) {
        HttpResponse answer;
        answer.status = status;
        answer.body = body;
        return auth.told(answer).body;
    };
    QCOMPARE(told(basic, 200, R"({"name":"frontend"})"), R"({"name":"frontend"})"); // a write may be made of it
    QCOMPARE(told(basic, 403, "who is ann:frontend?"), "who is ann:[redacted]?");
    QCOMPARE(told(bearer, 200, R"({"echo":"4f1c9a0e7d554f1c9a0e7d55"})"), R"({"echo":"[redacted]"})");
    QCOMPARE(told(bearer, 500, "4f1c9a0e7d554f1c9a0e7d55"), "[redacted]");
}

void TestKubeClient::impersonation()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); });
    ContextConfig context = contextFor(server);
    context.user.impersonate = {QStringLiteral("jane"), QStringLiteral("1"), {QStringLiteral("dev"), QStringLiteral("ops")},
                                {{QStringLiteral("Scopes.example/ü"), {QStringLiteral("v")}}}};
    KubeClient client(context, &m_clock, nullptr);
    QVERIFY(get(client).ok());
    patch(client);
    for (const ScriptedRequest &request : std::as_const(server.requests)) {
        QCOMPARE(request.header("impersonate-user"), QByteArray("jane"));
        QCOMPARE(request.header("impersonate-uid"), QByteArray("1"));
        QCOMPARE(request.headerValues("impersonate-group"), (QList<QByteArray>{"dev", "ops"}));
        QCOMPARE(request.header("impersonate-extra-scopes.example%2f%c3%bc"), QByteArray("v"));
    }
    QVERIFY(client.identityDescription().contains(u"jane"));
}

void TestKubeClient::tokenFileIsReadAgain()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); });
    const QTemporaryDir dir;
    ContextConfig context = contextFor(server);
    context.user.tokenFile = dir.filePath(QStringLiteral("token"));
    const auto write = [&context](const QByteArray &text) {
        QFile file(context.user.tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    };
    const auto sent = [&] { return get(*std::make_unique<KubeClient>(context, &m_clock, nullptr)).ok() ? server.requests.last().header("authorization") : QByteArray(); };
    QCOMPARE(sent(), QByteArray());
    write(" one\n");
    KubeClient client(context, &m_clock, nullptr);
    const auto now = [&] { return get(client).ok() ? server.requests.last().header("authorization") : QByteArray("failed"); };
    QCOMPARE(now(), QByteArray("Bearer one"));
    write("two");
    QCOMPARE(now(), QByteArray("Bearer two")); // the next request
    write("");
    m_clock.ahead += 51'000;
    QCOMPARE(now(), QByteArray("Bearer two"));
    QFile::remove(context.user.tokenFile);
    m_clock.ahead += 51'000;
    QCOMPARE(now(), QByteArray("Bearer two"));
    write("three");
    server.setScript([](const ScriptedRequest &r, ScriptedConnection *c) { c->reply(r.header("authorization") == "Bearer three" ? 200 : 401, "{}"); });
    QCOMPARE(now(), QByteArray("Bearer three")); // a 401 reads it again before its time
}

void TestKubeClient::refusedPluginTokenIsRenewedForReads()
{
    const QTemporaryDir dir;
    ScriptedServer server([](const ScriptedRequest &r, ScriptedConnection *c) {
        const bool renewed = r.header("authorization") == "Bearer t2";
        c->reply(renewed ? 200 : 401, renewed ? QByteArray("{}") : statusBody(401, "Unauthorized"));
    });
    QFile plugin(dir.filePath(QStringLiteral("plug")));
    QVERIFY(plugin.open(QIODevice::WriteOnly));
    plugin.write("#!/bin/sh\ncd '" + dir.path().toUtf8() + "'\necho x >> n\n"
                 "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"t'$(wc -l < n)'\"}}'\n");
    plugin.close();
    plugin.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    ContextConfig context = contextFor(server);
    context.user.exec = ExecConfig{QStringLiteral("client.authentication.k8s.io/v1"), plugin.fileName(), {}, {}, {}, false, ExecConfig::Interactive::Never};
    KubeClient client(context, &m_clock, &m_trust);
    QVERIFY(get(client).ok());
    QCOMPARE(server.requests.size(), 2);
    server.setScript([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(401, statusBody(401, "Unauthorized")); });
    QCOMPARE(get(client).error().code, QStringLiteral("unauthorized"));
    QCOMPARE(server.requests.size(), 4); // once more with a new token, then the refusal stands
}

void TestKubeClient::refusedMutationIsNotRepeated()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(401, statusBody(401, "Unauthorized")); });
    ContextConfig context = contextFor(server);
    context.user.token = QStringLiteral("t");
    KubeClient client(context, &m_clock, nullptr);
    QCOMPARE(patch(client).error->kind, ErrorKind::NotPermitted);
    QTest::qWait(100);
    QCOMPARE(server.requests.size(), 1);
}

void TestKubeClient::clientCertificateOfPluginReplacesConnections()
{
    const TestPki pki;
    const QTemporaryDir dir;
    ScriptedServer server([](const ScriptedRequest &r, ScriptedConnection *c) {
        if (!r.target.contains("watch"))
            return c->reply(200, "{}");
        c->sendHead(200, "Transfer-Encoding: chunked\r\n");
    }, pki.issue(QStringLiteral("x"), QStringLiteral("IP:127.0.0.1")), pki.caPem());
    ContextConfig context = contextFor(server);
    context.cluster.caPem = pki.caPem();
    context.user.clientCertFile = dir.filePath(QStringLiteral("c.pem"));
    context.user.clientKeyFile = dir.filePath(QStringLiteral("k.pem"));
    const auto install = [&](const QString &name) {
        const TestCertificate own = pki.issue(name, QString());
        for (const auto &[path, pem] : {std::pair(context.user.clientCertFile, own.certPem), std::pair(context.user.clientKeyFile, own.keyPem)}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(pem);
        }
        context.user.clientCertPem = own.certPem;
        context.user.clientKeyPem = own.keyPem;
    };
    install(QStringLiteral("alice"));
    KubeClient client(context, &m_clock, nullptr);
    QVERIFY(get(client).ok());
    QCOMPARE(server.requests.last().clientName, QStringLiteral("alice"));
    std::unique_ptr<WatchStream> watch = client.watch(QStringLiteral("/apis?watch=1"));
    bool ended = false;
    connect(watch.get(), &WatchStream::ended, this, [&ended] { ended = true; });
    QTRY_VERIFY(server.requests.last().target.contains("watch"));
    install(QStringLiteral("bob"));
    m_clock.ahead += 301'000;
    QVERIFY(get(client).ok());
    QCOMPARE(server.requests.last().clientName, QStringLiteral("bob"));
    std::unique_ptr<WatchStream> second = client.watch(QStringLiteral("/apis?watch=1"));
    QTRY_VERIFY(ended);
    QTRY_VERIFY(server.requests.last().target.contains("watch"));
    QCOMPARE(server.requests.last().clientName, QStringLiteral("bob"));
}

void TestKubeClient::accessAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Access>("access");
    QTest::newRow("allowed") << 201 << QByteArray(R"({"status":{"allowed":true}})") << Access::Allowed;
    QTest::newRow("denied") << 201 << QByteArray(R"({"status":{"allowed":false,"denied":true}})") << Access::Denied;
    QTest::newRow("not allowed") << 201 << QByteArray(R"({"status":{"allowed":false}})") << Access::Denied;
    QTest::newRow("evaluation failed") << 201 << QByteArray(R"({"status":{"allowed":false,"evaluationError":"webhook"}})") << Access::Unknown;
    QTest::newRow("wrong type") << 201 << QByteArray(R"({"status":{"allowed":"true"}})") << Access::Unknown;
    QTest::newRow("nothing") << 201 << QByteArray("{}") << Access::Unknown;
    QTest::newRow("forbidden") << 403 << statusBody(403, "Forbidden") << Access::Unknown;
}

void TestKubeClient::accessAnswers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Access, access);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(status, body); });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    Await<AccessAnswer> answer;
    canI(&client, {QStringLiteral("patch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts"), QStringLiteral("status"), QStringLiteral("shop"), QStringLiteral("web")}, answer.callback());
    QCOMPARE(answer.get().access, access);
    QVERIFY(server.requests.first().body.contains("\"name\":\"web\""));
    QVERIFY(server.requests.first().body.contains("\"subresource\":\"status\""));
}

void TestKubeClient::whoAmIOnOldServers()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(404, statusBody(404, "NotFound")); });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    Await<Result<WhoAmI>> who;
    whoAmI(&client, who.callback());
    QVERIFY(who.get().ok() && !who.get()->confirmed);
    Await<Result<ArgoPresence>> argo;
    argoPresent(&client, argo.callback());
    QVERIFY(argo.get().ok() && !argo.get()->crdPresent);
}

void TestKubeClient::onlySelfReviewsMayBePosted()
{
    ScriptedServer server;
    KubeClient client(contextFor(server), &m_clock, nullptr);
    Await<Result<QByteArray>> result;
    client.post(QStringLiteral("/api/v1/namespaces/x/pods"), "{}", result.callback());
    QCOMPARE(result.get().error().code, QStringLiteral("unsafeMethod"));
    QCOMPARE(server.connections.size(), 0);
}

void TestKubeClient::paths_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("ok");
    for (const char *good : {"web", "web-1.example", "9", "a.b"})
        QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const char *bad : {".", "..", "a/b", "a%2fb", "A", "a b", "-a", "a-", "\u00e9", "a\n", "a?b", "a#b"})
        QTest::newRow(bad) << QString::fromUtf8(bad) << false;
}

void TestKubeClient::paths()
{
    QFETCH(QString, name);
    QFETCH(bool, ok);
    const Result<QString> path = resourcePath(ResourceType::rollouts(), QStringLiteral("ns"), name, QStringLiteral("status"));
    QCOMPARE(path.ok(), ok);
    if (ok)
        QCOMPARE(path->count(u'/'), 8);
    QCOMPARE(resourcePath(ResourceType::pods(), name).ok(), ok);
}

void TestKubeClient::proxyCarriesMutationsAndReads()
{
    const TestPki pki;
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{\"metadata\":{\"uid\":\"u\"}}"); }, pki.issue(QStringLiteral("x"), QStringLiteral("IP:127.0.0.1")));
    ScriptedServer proxy([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(403, "no"); });
    ContextConfig context = contextFor(server);
    context.cluster.caPem = pki.caPem();
    context.cluster.proxyUrl = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
    context.user.token = QStringLiteral("secret");
    KubeClient client(context, &m_clock, nullptr);
    QVERIFY(!get(client).ok());
    QCOMPARE(patch(client).verdict, WriteVerdict::NotSent);
    QCOMPARE(server.connections.size(), 0);
    QVERIFY(proxy.arrivals("CONNECT") >= 2);
    for (const ScriptedRequest &request : std::as_const(proxy.requests)) {
        QCOMPARE(request.method, QByteArray("CONNECT"));
        QVERIFY(request.header("authorization").isEmpty());
    }
}

void TestKubeClient::mayBeDestroyedFromInsideACallback_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("read") << 0;
    QTest::newRow("mutation") << 1;
    QTest::newRow("watch data") << 2;
    QTest::newRow("watch end") << 3;
    QTest::newRow("deadline") << 4;
}

void TestKubeClient::mayBeDestroyedFromInsideACallback()
{
    QFETCH(int, way);
    ScriptedServer server([](const ScriptedRequest &r, ScriptedConnection *c) {
        if (r.target.contains("hang"))
            return;
        if (!r.target.contains("watch"))
            return c->reply(200, "{\"metadata\":{\"uid\":\"u\"}}");
        c->sendHead(200, "Transfer-Encoding: chunked\r\n");
        c->sendChunk("{}");
        c->endChunks();
    });
    auto client = std::make_unique<KubeClient>(contextFor(server), &m_clock, nullptr);
    std::unique_ptr<WatchStream> watch;
    const auto destroy = [&] { client.reset(); };
    client->get(QStringLiteral("/hang"), [](const Result<QByteArray> &) { qFatal("called after destruction"); });
    if (way == 0)
        client->get(QStringLiteral("/a"), [&](const Result<QByteArray> &) { destroy(); });
    else if (way == 1)
        client->mutate({QStringLiteral("PATCH"), QStringLiteral("/a"), QStringLiteral("text/plain"), "[]"}, QStringLiteral("x"), [&](const MutationResult &) { destroy(); });
    else if (way == 4)
        client->get(QStringLiteral("/hang"), [&](const Result<QByteArray> &) { destroy(); }, 100);
    else
        watch = client->watch(QStringLiteral("/watch"));
    if (way == 2)
        connect(watch.get(), &WatchStream::data, this, destroy);
    if (way == 3)
        connect(watch.get(), &WatchStream::ended, this, destroy);
    QTRY_VERIFY(!client);
    QTest::qWait(50);
}

QTEST_GUILESS_MAIN(TestKubeClient)
#include "tst_kube_client.moc"
