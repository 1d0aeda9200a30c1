// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"
#include "support/scriptedserver.h"

#include <QTest>

using namespace maestro;

namespace {

ServerIdentity identityOf(const ScriptedServer &server, const QByteArray &ca = {})
{
    ServerIdentity identity;
    identity.server = server.url();
    identity.caPem = ca;
    return identity;
}

HttpResponse fetch(HttpClient &client, const HttpRequest &request)
{
    std::optional<HttpResponse> result;
    client.send(request, [&result](const HttpResponse &response) { result = response; });
    if (result.has_value())
        qFatal("called back from inside send()");
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, request.deadlineMs + 3000))
        qFatal("the request never ended");
    return *result;
}

HttpRequest get(const QByteArray &path, int deadlineMs = 5000)
{
    HttpRequest request;
    request.path = path;
    request.deadlineMs = deadlineMs;
    return request;
}

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void redirectsAreNeverFollowed_data();
    void redirectsAreNeverFollowed();
    void moreThanSixStreamsAndARead();
    void hangMeetsTheDeadlineAndTheNextRequestGetsThrough();
    void dripMeetsTheDeadline();
    void certificates_data();
    void certificates();
    void identitiesDoNotMix();
    void brokenBodies_data();
    void brokenBodies();
    void whatIsInNoBodyHasAnEnd_data();
    void whatIsInNoBodyHasAnEnd();
    void aSlowHeadBesideALargeBody();
    void errorBodiesAreKept_data();
    void errorBodiesAreKept();
    void noCookiesNoInjectionNoPathChange();
    void repeatedHeadersArriveApart();
    void streamIdleAndAbandoned();
    void destroyedClientStaysSilent();
};

void TestHttpClient::redirectsAreNeverFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void TestHttpClient::redirectsAreNeverFollowed()
{
    QFETCH(int, status);
    ScriptedServer second([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); });
    ScriptedServer first([&](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(status, "{}", "Location: " + second.url().toEncoded() + "/stolen\r\n");
    });
    HttpClient client(identityOf(first));
    HttpRequest request = get("/apis");
    request.headers = {{"Authorization", "Bearer secret"}};
    const HttpResponse response = fetch(client, request);
    QCOMPARE(response.status.value_or(0), status);
    QVERIFY(response.header("location").contains("/stolen"));
    QTest::qWait(100);
    QCOMPARE(second.connections.size(), 0);
    QCOMPARE(first.requests.size(), 1);
}

void TestHttpClient::moreThanSixStreamsAndARead()
{
    ScriptedServer server([](const ScriptedRequest &r, ScriptedConnection *c) {
        if (!r.target.contains("watch"))
            return c->reply(200, "{}");
        c->sendHead(200, "Transfer-Encoding: chunked\r\n");
    });
    HttpClient client(identityOf(server));
    int opened = 0;
    std::vector<std::unique_ptr<HttpStream>> streams;
    for (int i = 0; i < 14; ++i) {
        streams.push_back(client.open(get("/watch" + QByteArray::number(i))));
        connect(streams.back().get(), &HttpStream::opened, this, [&opened] { ++opened; });
    }
    QTRY_COMPARE(opened, 14);
    const HttpResponse response = fetch(client, get("/list", 1000));
    QVERIFY(!response.error);
    streams.clear();
    QTRY_VERIFY(std::none_of(server.connections.cbegin(), server.connections.cend() - 1, [](const auto &c) { return c->isOpen(); }));
}

void TestHttpClient::hangMeetsTheDeadlineAndTheNextRequestGetsThrough()
{
    ScriptedServer server([](const ScriptedRequest &r, ScriptedConnection *c) {
        if (r.target != "/hang")
            c->reply(200, "{}");
    });
    HttpClient client(identityOf(server));
    QVERIFY(!fetch(client, get("/ok")).error);
    const HttpResponse hung = fetch(client, get("/hang", 300));
    QCOMPARE(hung.cancelReason, CancelReason::Deadline);
    QCOMPARE(hung.error->code, QStringLiteral("timeout"));
    QVERIFY(!fetch(client, get("/ok")).error);
    QVERIFY(server.requests.last().connection != server.requests.first().connection);
}

void TestHttpClient::dripMeetsTheDeadline()
{
    QTimer drip;
    ScriptedServer server([&drip](const ScriptedRequest &, ScriptedConnection *c) {
        c->sendHead(200, "Content-Length: 100000\r\n");
        connect(&drip, &QTimer::timeout, c, [c] { c->send("x"); });
        drip.start(50);
    });
    HttpClient client(identityOf(server));
    const HttpResponse response = fetch(client, get("/", 600));
    QCOMPARE(response.cancelReason, CancelReason::Deadline);
    QCOMPARE(*response.status, 200);
}

void TestHttpClient::certificates_data()
{
    certificateCases();
}

void TestHttpClient::certificates()
{
    QFETCH(QString, commonName);
    QFETCH(QString, san);
    QFETCH(QString, serverName);
    QFETCH(int, days);
    QFETCH(bool, accepted);
    const TestPki pki;
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); }, pki.issue(commonName, san, days));
    ServerIdentity identity = identityOf(server, pki.caPem());
    identity.tlsServerName = serverName;
    HttpClient client(identity);
    for (int i = 0; i < 2; ++i) {
        const HttpResponse response = fetch(client, get("/"));
        QCOMPARE(!response.error.has_value(), accepted);
        if (!accepted)
            QCOMPARE(response.error->code, QStringLiteral("tlsFailed"));
        if (days < 0)
            QVERIFY(response.error->message.contains(u"clock"));
    }
    QCOMPARE(server.arrivals("GET"), accepted ? 2 : 0);
    identity.caPem = TestPki().caPem();
    HttpClient stranger(identity);
    QCOMPARE(fetch(stranger, get("/")).error->code, QStringLiteral("tlsFailed"));
}

void TestHttpClient::identitiesDoNotMix()
{
    const TestPki pki;
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); },
                          pki.issue(QStringLiteral("x"), QStringLiteral("IP:127.0.0.1")), pki.caPem());
    std::vector<std::unique_ptr<HttpClient>> clients;
    const QStringList names{QStringLiteral("alice"), QStringLiteral("bob")};
    for (const QString &name : names) {
        const TestCertificate own = pki.issue(name, QString());
        ServerIdentity identity = identityOf(server, pki.caPem());
        identity.clientCertPem = own.certPem;
        identity.clientKeyPem = own.keyPem;
        clients.push_back(std::make_unique<HttpClient>(identity));
    }
    for (const int i : {0, 1, 0, 1, 1, 0}) {
        QVERIFY(!fetch(*clients.at(static_cast<size_t>(i)), get("/")).error);
        QCOMPARE(server.requests.last().clientName, names.at(i));
    }
    ServerIdentity insecure = identityOf(server);
    insecure.insecure = true;
    HttpClient careless(insecure);
    fetch(careless, get("/"));
    HttpClient strict(identityOf(server));
    QCOMPARE(fetch(strict, get("/")).error->code, QStringLiteral("tlsFailed"));
}

void TestHttpClient::brokenBodies_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("cut length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}");
    QTest::newRow("cut chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
    QTest::newRow("no framing") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{}");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("junk") << QByteArray("junk\r\n\r\n");
    QTest::newRow("too large") << "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + QByteArray(3'000'000, 'x');
}

void TestHttpClient::brokenBodies()
{
    QFETCH(QByteArray, wire);
    ScriptedServer server([wire](const ScriptedRequest &, ScriptedConnection *c) {
        c->send(wire);
        c->close();
    });
    HttpClient client(identityOf(server));
    QVERIFY(fetch(client, get("/")).error.has_value());
}

void TestHttpClient::whatIsInNoBodyHasAnEnd_data()
{
    QTest::addColumn<QByteArray>("begins");
    QTest::addColumn<QByteArray>("goesOn");
    const QByteArray lines = QByteArray("X-Filling: " + QByteArray(8000, 'a') + "\r\n").repeated(16);
    QTest::newRow("lines of a head") << QByteArray("HTTP/1.1 200 OK\r\n") << lines;
    QTest::newRow("one line of a head") << QByteArray("HTTP/1.1 200 OK\r\nX-Filling: ") << QByteArray(128'000, 'a');
    QTest::newRow("an extension of a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;") << QByteArray(128'000, 'a');
}

void TestHttpClient::whatIsInNoBodyHasAnEnd()
{
    QFETCH(QByteArray, begins);
    QFETCH(QByteArray, goesOn);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) {
        c->send(begins);
        auto *more = new QTimer(c);
        connect(more, &QTimer::timeout, c, [c, &goesOn] {
            if (c->isOpen() && c->socket()->bytesToWrite() < goesOn.size())
                c->send(goesOn);
        });
        more->start(0);
    });
    HttpClient client(identityOf(server));
    HttpRequest request = get("/");
    request.deadlineMs = 100'000;
    const HttpResponse response = fetch(client, request);
    QVERIFY(response.error.has_value());
    QCOMPARE(response.cancelReason, CancelReason::TooLarge);
    QVERIFY2(response.error->message.contains(QLatin1String("does not end")), qPrintable(response.error->message));
}

/// Bytes of other answers are not held against one that is late.
void TestHttpClient::aSlowHeadBesideALargeBody()
{
    ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *c) {
        if (request.target == "/late")
            QTimer::singleShot(1'500, c, [c] { c->reply(200, "{}"); });
        else
            c->reply(200, QByteArray(40'000'000, 'x'));
    });
    HttpClient client(identityOf(server));
    std::optional<HttpResponse> late;
    client.send(get("/late", 60'000), [&late](const HttpResponse &response) { late = response; });
    for (int i = 0; i < 2; ++i) {
        HttpRequest large = get("/large");
        large.bodyLimit = 64'000'000;
        large.deadlineMs = 60'000;
        QCOMPARE(fetch(client, large).body.size(), 40'000'000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(late.has_value(), 60'000);
    QVERIFY2(!late->error, late->error ? qPrintable(late->error->message) : "");
}

void TestHttpClient::errorBodiesAreKept_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 403, 404, 405, 409, 410, 415, 422, 429, 500, 502, 503, 504})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void TestHttpClient::errorBodiesAreKept()
{
    QFETCH(int, status);
    ScriptedServer server([status](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(status, "{\"kind\":\"Status\"}", "WWW-Authenticate: Bearer\r\nRetry-After: 3\r\n");
    });
    HttpClient client(identityOf(server));
    const HttpResponse response = fetch(client, get("/"));
    QVERIFY2(!response.error, response.error ? qPrintable(response.error->message) : "");
    QCOMPARE(*response.status, status);
    QCOMPARE(response.body, QByteArray("{\"kind\":\"Status\"}"));
    QCOMPARE(response.header("retry-after"), QByteArray("3"));
    QCOMPARE(server.requests.size(), 1);
}

void TestHttpClient::noCookiesNoInjectionNoPathChange()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}", "Set-Cookie: a=b\r\n"); });
    HttpClient client(identityOf(server));
    fetch(client, get("/one"));
    fetch(client, get("/two?x=a%2Fb&y=%25"));
    QCOMPARE(server.requests.last().header("cookie"), QByteArray());
    QCOMPARE(server.requests.last().target, QByteArray("/two?x=a%2Fb&y=%25"));
    HttpRequest injected = get("/");
    injected.headers = {{"X-Reason", "abc\r\nX-Evil: 1"}};
    QCOMPARE(fetch(client, injected).error->code, QStringLiteral("unsafeHeader"));
    for (const char *path : {"/ok/a/../b", "/ok/%2e%2e/c", "//other.example/x", "no-slash", "/a b"})
        QCOMPARE(fetch(client, get(path)).error->code, QStringLiteral("unsafePath"));
    HttpRequest change = get("/");
    change.method = "PATCH";
    QCOMPARE(fetch(client, change).error->code, QStringLiteral("unsafeMethod"));
    QCOMPARE(server.requests.size(), 2);
    ServerIdentity clear;
    clear.server = QUrl(QStringLiteral("http://192.0.2.1"));
    HttpClient refused(clear);
    QCOMPARE(fetch(refused, get("/")).error->code, QStringLiteral("insecureServer"));
}

void TestHttpClient::repeatedHeadersArriveApart()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); });
    HttpClient client(identityOf(server));
    HttpRequest request = get("/");
    request.headers = {{"Impersonate-Group", "a"}, {"Impersonate-Group", "b"}, {"Impersonate-Group", "c"}};
    QVERIFY(!fetch(client, request).error);
    QCOMPARE(server.requests.last().headerValues("impersonate-group"), (QList<QByteArray>{"a", "b", "c"}));
}

void TestHttpClient::streamIdleAndAbandoned()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) {
        c->sendHead(200, "Transfer-Encoding: chunked\r\n");
        c->sendChunk("{}");
    });
    HttpClient client(identityOf(server));
    std::unique_ptr<HttpStream> stream = client.open(get("/watch"));
    QByteArray data;
    std::optional<HttpResponse> end;
    int ends = 0;
    connect(stream.get(), &HttpStream::data, this, [&data](const QByteArray &bytes) { data += bytes; });
    connect(stream.get(), &HttpStream::ended, this, [&](const HttpResponse &response) { end = response; ++ends; });
    QTRY_COMPARE(data, QByteArray("{}"));
    stream->setIdleLimit(200);
    QTRY_VERIFY(end.has_value());
    QCOMPARE(end->error->code, QStringLiteral("watchSilent"));
    stream = client.open(get("/watch"));
    connect(stream.get(), &HttpStream::ended, this, [&ends] { ++ends; });
    QTRY_COMPARE(server.requests.size(), 2);
    stream.reset();
    QTRY_VERIFY(!server.connections.last()->isOpen());
    QCOMPARE(ends, 1);
}

void TestHttpClient::destroyedClientStaysSilent()
{
    ScriptedServer server;
    auto client = std::make_unique<HttpClient>(identityOf(server));
    bool called = false;
    client->send(get("/"), [&called](const HttpResponse &) { called = true; });
    std::unique_ptr<HttpStream> stream = client->open(get("/watch"));
    bool ended = false;
    connect(stream.get(), &HttpStream::ended, this, [&ended] { ended = true; });
    QTRY_COMPARE(server.requests.size(), 2);
    client.reset();
    QTest::qWait(50);
    QVERIFY(!called);
    QVERIFY(ended);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_net_httpclient.moc"
