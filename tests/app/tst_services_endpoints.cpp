// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alertmanager/alertmanagerclient.h"
#include "prometheus/promclient.h"
#include "services/endpoints/endpointsender.h"
#include "services/endpoints/proxysender.h"
#include "support/kubetest.h"

#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secretText = "s3cr3t-of-the-keychain";

} // namespace

/// Services beside the cluster on real sockets: whom they believe, as whom they come, and that nobody ever reads a secret.
class tst_services_endpoints : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    std::unique_ptr<TestPki> m_pki;
    QTemporaryDir m_dir;
    QMap<QString, QByteArray> m_keychain;
    int m_reads = 0;
    std::unique_ptr<SecretStore> m_secrets;

    QString file(const QString &name, const QByteArray &content)
    {
        const QString path = m_dir.filePath(name);
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size() || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("cannot write");
        return path;
    }

    HttpResponse ask(HttpSender &sender)
    {
        Await<HttpResponse> got;
        sender.send({"GET", "/api/v1/query?query=up", {}, {}, 3'000, 1024 * 1024}, got.callback());
        return got.get();
    }

    HttpResponse ask(const Endpoint &endpoint)
    {
        EndpointSender sender(endpoint, m_secrets.get(), &m_clock);
        return ask(sender);
    }

    static ScriptedServer::Script answering(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return [=](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(status, body, headers); };
    }

    TestCertificate serverCertificate() const { return m_pki->issue(u"prometheus"_s, u"IP:127.0.0.1"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(TestPki::available(), "openssl is missing");
        m_pki = std::make_unique<TestPki>();
        QProcessEnvironment environment;
        environment.insert(u"PROM_TOKEN"_s, u"from-the-environment"_s);
        m_secrets = std::make_unique<SecretStore>(environment, SecretStore::Keychain {[this](const QString &name, const SecretStore::Callback &done) {
            ++m_reads;
            const QByteArray found = m_keychain.value(name);
            QMetaObject::invokeMethod(this, [done, found, name] {
                done(found.isEmpty() ? Result<QByteArray>(Error{ErrorKind::Refused, u"secretMissing"_s, u"There is no %1."_s.arg(name)}) : Result<QByteArray>(found));
            }, Qt::QueuedConnection);
        }, {}});
    }

    void init()
    {
        m_keychain = {{u"prom"_s, secretText}};
        m_reads = 0;
    }

    void credentials_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("bearer of the keychain") << u"keychain"_s << QByteArray("authorization") << "Bearer " + secretText;
        QTest::newRow("bearer of the environment") << u"env"_s << QByteArray("authorization") << QByteArray("Bearer from-the-environment");
        QTest::newRow("bearer of a file") << u"file"_s << QByteArray("authorization") << QByteArray("Bearer from-a-file");
        QTest::newRow("basic") << u"basic"_s << QByteArray("authorization") << "Basic " + QByteArray("ops:" + secretText).toBase64();
        QTest::newRow("header") << u"header"_s << QByteArray("x-scope-orgid") << secretText;
        QTest::newRow("none") << u"none"_s << QByteArray("authorization") << QByteArray();
    }
    void credentials()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, header);
        ScriptedServer server(answering(200, "{}"), serverCertificate());
        Endpoint endpoint;
        endpoint.url = server.url().toString();
        endpoint.caFile = file(u"ca.pem"_s, m_pki->caPem());
        if (kind == u"keychain")
            endpoint.token = u"keychain:prom"_s;
        else if (kind == u"env")
            endpoint.token = u"env:PROM_TOKEN"_s;
        else if (kind == u"file")
            endpoint.token = u"file:"_s + file(u"token"_s, "from-a-file\n");
        else if (kind == u"basic")
            endpoint.username = u"ops"_s, endpoint.password = u"keychain:prom"_s;
        else if (kind == u"header")
            endpoint.headers.insert(u"X-Scope-OrgID"_s, u"keychain:prom"_s);
        const HttpResponse response = ask(endpoint);
        QVERIFY2(response.status == 200, response.error ? qPrintable(response.error->message) : "");
        QCOMPARE(server.requests.size(), 1);
        QTEST(server.requests.first().header(header), "value");
        QVERIFY(server.requests.first().headerValues("authorization").size() <= 1);
    }

    void mutualTls()
    {
        ScriptedServer server(answering(200, "{}"), serverCertificate(), m_pki->caPem());
        const TestCertificate client = m_pki->issue(u"the-console"_s, {});
        m_keychain.insert(u"key"_s, client.keyPem);
        Endpoint endpoint;
        endpoint.url = server.url().toString();
        endpoint.caFile = file(u"ca.pem"_s, m_pki->caPem());
        QVERIFY(ask(endpoint).error.has_value());
        QCOMPARE(server.requests.size(), 0);
        endpoint.clientCertificate = u"file:"_s + file(u"client.pem"_s, client.certPem);
        endpoint.clientKey = u"keychain:key"_s;
        const HttpResponse response = ask(endpoint);
        QVERIFY2(response.status == 200, response.error ? qPrintable(response.error->message) : "");
        QCOMPARE(server.requests.first().clientName, u"the-console"_s);
    }

    void nobodyElseIsBelieved()
    {
        const TestPki other;
        ScriptedServer server(answering(200, "{}"), other.issue(u"prometheus"_s, u"IP:127.0.0.1"_s));
        Endpoint endpoint;
        endpoint.url = server.url().toString();
        endpoint.caFile = file(u"ca.pem"_s, m_pki->caPem());
        endpoint.token = u"keychain:prom"_s;
        const HttpResponse response = ask(endpoint);
        QVERIFY(response.error.has_value());
        QCOMPARE(server.requests.size(), 0);
        QVERIFY(!response.error->message.contains(QString::fromLatin1(secretText)));
    }

    void redirectsTakeNoCredentialAlong()
    {
        ScriptedServer elsewhere(answering(200, "{}"));
        ScriptedServer server(answering(302, {}, "Location: " + elsewhere.url().toString().toUtf8() + "/\r\n"), serverCertificate());
        Endpoint endpoint;
        endpoint.url = server.url().toString();
        endpoint.caFile = file(u"ca.pem"_s, m_pki->caPem());
        endpoint.token = u"keychain:prom"_s;
        PromClient client(std::make_unique<EndpointSender>(endpoint, m_secrets.get(), &m_clock), &m_clock);
        Await<PromAnswer> got;
        client.instant(u"up"_s, {}, got.callback());
        QVERIFY(got.get().provenance.error.has_value());
        QCOMPARE(elsewhere.requests.size(), 0);
    }

    void refusedBeforeAnybodyIsAsked_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("code");
        QTest::newRow("a token without TLS") << u"http://192.0.2.99:9090"_s << u"keychain:prom"_s << u"plainHttp"_s;
        QTest::newRow("no such secret") << u"https://127.0.0.1:1"_s << u"keychain:nobody"_s << u"secretMissing"_s;
        QTest::newRow("no such variable") << u"https://127.0.0.1:1"_s << u"env:NOBODY"_s << u"secretMissing"_s;
        QTest::newRow("a secret of two lines") << u"https://127.0.0.1:1"_s << u"keychain:lines"_s << u"unsafeHeader"_s;
    }
    void refusedBeforeAnybodyIsAsked()
    {
        QFETCH(QString, url);
        QFETCH(QString, token);
        m_keychain.insert(u"lines"_s, secretText + "\r\nX-Injected: yes");
        Endpoint endpoint;
        endpoint.url = url;
        endpoint.token = token;
        const HttpResponse response = ask(endpoint);
        QVERIFY(response.error.has_value() && !response.status.has_value());
        QTEST(response.error->code, "code");
        QVERIFY2(!response.error->message.contains(QString::fromLatin1(secretText)), qPrintable(response.error->message));
    }

    /// A changed secret is taken after a 401, and after a minute; not read for every request.
    void secretsAreReadAgain()
    {
        ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *c) { c->reply(request.header("authorization") == "Bearer new" ? 200 : 401, "{}"); });
        Endpoint endpoint;
        endpoint.url = server.url().toString();
        endpoint.token = u"keychain:prom"_s;
        EndpointSender sender(endpoint, m_secrets.get(), &m_clock);
        QCOMPARE(ask(sender).status, 401);
        m_keychain.insert(u"prom"_s, "new");
        QCOMPARE(ask(sender).status, 200);
        QCOMPARE(m_reads, 2);
        QCOMPARE(ask(sender).status, 200);
        QCOMPARE(m_reads, 2);
        m_clock.ahead += 61'000;
        QCOMPARE(ask(sender).status, 200);
        QCOMPARE(m_reads, 3);
    }

    void serversThatSayItBack_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray pair = QByteArray("ops:" + secretText).toBase64();
        QTest::newRow("unauthorized") << 401 << "no: Basic " + pair;
        QTest::newRow("server error") << 500 << "{\"status\":\"error\",\"error\":\"bad password " + secretText + "\"}";
        QTest::newRow("unavailable") << 503 << "try again, " + secretText;
        QTest::newRow("a success that reports a failure") << 200 << "{\"status\":\"error\",\"errorType\":\"" + secretText + "\",\"error\":\"" + secretText + "\"}";
        QTest::newRow("a page") << 200 << "<html>ops / " + secretText + "</html>";
    }
    void serversThatSayItBack()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        ScriptedServer server(answering(status, body));
        Endpoint endpoint;
        endpoint.url = server.url().toString();
        endpoint.username = u"ops"_s;
        endpoint.password = u"keychain:prom"_s;
        const QString pair = QString::fromLatin1(QByteArray("ops:" + secretText).toBase64());
        const auto clean = [&](const QString &message) { return !message.contains(QString::fromLatin1(secretText)) && !message.contains(pair); };
        PromClient prometheus(std::make_unique<EndpointSender>(endpoint, m_secrets.get(), &m_clock), &m_clock);
        Await<PromAnswer> answer;
        prometheus.instant(u"up"_s, {}, answer.callback());
        const std::optional<Error> error = answer.get().provenance.error;
        QVERIFY(error.has_value());
        QVERIFY2(clean(error->message), qPrintable(error->message));
        std::vector<std::unique_ptr<HttpSender>> peers;
        peers.push_back(std::make_unique<EndpointSender>(endpoint, m_secrets.get(), &m_clock));
        AlertmanagerClient alertmanager(std::move(peers));
        Await<PeerAnswers<AlertReading>> alerts;
        alertmanager.alerts(alerts.callback());
        const QList<Error> problems = alerts.get().problems;
        QCOMPARE(problems.size(), 1);
        QVERIFY2(clean(problems.first().message), qPrintable(problems.first().message));
    }

    void throughTheServiceProxy()
    {
        ScriptedServer api(answering(200, R"({"status":"success","data":{"resultType":"vector","result":[]}})"));
        auto access = std::make_unique<ClusterAccess>(contextFor(api), &m_clock, nullptr);
        Endpoint endpoint;
        endpoint.viaServiceProxy = true;
        endpoint.ns = u"monitoring"_s;
        endpoint.service = u"prometheus"_s;
        endpoint.port = u"9090"_s;
        endpoint.scheme = u"https"_s;
        PromClient client(std::make_unique<ProxySender>(endpoint, u"test"_s, [&access] { return access.get(); }), &m_clock);
        QCOMPARE(client.source(), u"test/api/v1/namespaces/monitoring/services/https:prometheus:9090/proxy"_s);
        Await<PromAnswer> answer;
        client.instant(u"up{job=\"a b\"}"_s, {}, answer.callback());
        const PromAnswer got = answer.get();
        QVERIFY2(got.ok(), got.ok() ? "" : qPrintable(got.provenance.error->message));
        QVERIFY2(api.requests.constLast().target.startsWith("/api/v1/namespaces/monitoring/services/https:prometheus:9090/proxy/api/v1/query?"),
                 api.requests.constLast().target.constData());
        QCOMPARE(api.arrivals("POST"), 0);

        api.setScript(answering(503, R"({"kind":"Status","status":"Failure","message":"no endpoints available for service prometheus","code":503})"));
        Await<PromAnswer> none;
        client.instant(u"up"_s, {}, none.callback());
        const std::optional<Error> error = none.get().provenance.error;
        QCOMPARE(error->code, u"unavailable"_s);
        QVERIFY2(error->message.contains(u"no endpoints available"), qPrintable(error->message));

        api.setScript([](const ScriptedRequest &, ScriptedConnection *) {});
        Await<PromAnswer> hanging;
        client.instant(u"up"_s, {}, hanging.callback());
        QVERIFY(QTest::qWaitFor([&api] { return api.requests.size() == 3; }, 5'000));
        access.reset();
        QCOMPARE(hanging.get().provenance.error->code, u"connectionClosed"_s);
        QTest::qWait(50);
        QCOMPARE(hanging.calls, 1);
        Await<PromAnswer> gone;
        client.instant(u"up"_s, {}, gone.callback());
        QCOMPARE(gone.get().provenance.error->code, u"noConnection"_s);
    }
};

QTEST_GUILESS_MAIN(tst_services_endpoints)
#include "tst_services_endpoints.moc"
