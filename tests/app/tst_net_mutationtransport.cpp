// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/mutationtransport.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace maestro;

Q_DECLARE_METATYPE(maestro::Delivery)

namespace {

ServerIdentity identityOf(const ScriptedServer &server, const QByteArray &ca = {})
{
    ServerIdentity identity;
    identity.server = server.url();
    identity.caPem = ca;
    return identity;
}

/// Sends one PATCH and waits for its end.
MutationReply patch(const ServerIdentity &identity, const QByteArray &body = "{}", int deadlineMs = 5000, const HttpHeaders &headers = {})
{
    MutationTransport transport(identity);
    std::optional<MutationReply> result;
    QObject::connect(&transport, &MutationTransport::finished, &transport, [&result](const MutationReply &reply) { result = reply; });
    transport.send("PATCH", "/apis/x?dryRun=All", headers, body, deadlineMs);
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, deadlineMs + 3000))
        qFatal("the mutation never ended");
    return *result;
}

} // namespace

class TestMutationTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void arrivesOnceWhenTheServerClosesWithoutAnswer_data();
    void arrivesOnceWhenTheServerClosesWithoutAnswer();
    void answers_data();
    void answers();
    void connectionRefusedIsNotSent();
    void stuckMidBodyIsPartlySent_data();
    void stuckMidBodyIsPartlySent();
    void earlyRefusalStopsTheBody();
    void dripMeetsTheDeadline();
    void certificates_data();
    void certificates();
    void clientCertificate();
    void sendsWhatWasPlanned();
    void refusesUnsafeInput();
    void refusesClearTextToOthers();
};

void TestMutationTransport::arrivesOnceWhenTheServerClosesWithoutAnswer_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reset");
    QTest::newRow("plain, close") << false << false;
    QTest::newRow("plain, reset") << false << true;
    QTest::newRow("tls, close") << true << false;
    QTest::newRow("tls, reset") << true << true;
}

void TestMutationTransport::arrivesOnceWhenTheServerClosesWithoutAnswer()
{
    QFETCH(bool, tls);
    QFETCH(bool, reset);
    const TestPki pki;
    ScriptedServer server([reset](const ScriptedRequest &, ScriptedConnection *c) { reset ? c->reset() : c->close(); },
                          tls ? std::optional(pki.issue(QStringLiteral("x"), QStringLiteral("IP:127.0.0.1"))) : std::nullopt);
    const MutationReply reply = patch(identityOf(server, tls ? pki.caPem() : QByteArray()));
    QCOMPARE(reply.delivery, Delivery::Lost);
    QCOMPARE(reply.error->kind, ErrorKind::UnknownOutcome);
    QTest::qWait(300);
    QCOMPARE(server.arrivals("PATCH"), 1);
    QCOMPARE(server.connections.size(), 1);
}

void TestMutationTransport::answers_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<int>("status");
    QTest::newRow("ok") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") << Delivery::Answered << 200;
    QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n") << Delivery::Answered << 200;
    QTest::newRow("conflict") << QByteArray("HTTP/1.1 409 C\r\nContent-Length: 2\r\n\r\n{}") << Delivery::Answered << 409;
    QTest::newRow("redirect is an answer") << QByteArray("HTTP/1.1 307 T\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n") << Delivery::Answered << 307;
    QTest::newRow("ok without length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{}") << Delivery::Lost << 200;
    QTest::newRow("ok cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}") << Delivery::Lost << 200;
    QTest::newRow("garbage") << QByteArray("hello\r\n\r\n") << Delivery::Lost << 0;
    QTest::newRow("contradiction") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}") << Delivery::Lost << 200;
}

void TestMutationTransport::answers()
{
    QFETCH(QByteArray, wire);
    QFETCH(Delivery, delivery);
    QFETCH(int, status);
    ScriptedServer server([wire](const ScriptedRequest &, ScriptedConnection *c) {
        c->send(wire);
        c->close();
    });
    const MutationReply reply = patch(identityOf(server));
    QCOMPARE(reply.delivery, delivery);
    QCOMPARE(reply.status.value_or(0), status);
    QCOMPARE(reply.error.has_value(), delivery != Delivery::Answered);
    QCOMPARE(server.arrivals("PATCH"), 1);
}

void TestMutationTransport::connectionRefusedIsNotSent()
{
    ServerIdentity identity;
    {
        ScriptedServer closed;
        identity = identityOf(closed);
    }
    const MutationReply reply = patch(identity);
    QCOMPARE(reply.delivery, Delivery::NotSent);
    QCOMPARE(reply.error->kind, ErrorKind::Unreachable);
}

void TestMutationTransport::stuckMidBodyIsPartlySent_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

void TestMutationTransport::stuckMidBodyIsPartlySent()
{
    QFETCH(bool, tls);
    const TestPki pki;
    ScriptedServer server({}, tls ? std::optional(pki.issue(QStringLiteral("x"), QStringLiteral("IP:127.0.0.1"))) : std::nullopt);
    server.setReadLimit(4096);
    const MutationReply reply = patch(identityOf(server, tls ? pki.caPem() : QByteArray()), QByteArray(40 * 1024 * 1024, 'x'), 1500);
    QCOMPARE(reply.delivery, Delivery::PartlySent);
    QCOMPARE(reply.error->code, QStringLiteral("timeout"));
    QCOMPARE(server.arrivals("PATCH"), 0);
}

void TestMutationTransport::earlyRefusalStopsTheBody()
{
    ScriptedServer server;
    server.setReadLimit(4096);
    server.setOnConnected([](ScriptedConnection *c) { c->send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}"); });
    const MutationReply reply = patch(identityOf(server), QByteArray(40 * 1024 * 1024, 'x'), 3000);
    QCOMPARE(reply.delivery, Delivery::Answered);
    QCOMPARE(*reply.status, 413);
}

void TestMutationTransport::dripMeetsTheDeadline()
{
    QTimer drip;
    ScriptedServer server([&drip](const ScriptedRequest &, ScriptedConnection *c) {
        c->sendHead(200, "Content-Length: 100000\r\n");
        connect(&drip, &QTimer::timeout, c, [c] { c->send("x"); });
        drip.start(50);
    });
    const MutationReply reply = patch(identityOf(server), "{}", 700);
    QCOMPARE(reply.delivery, Delivery::Lost);
    QCOMPARE(reply.error->code, QStringLiteral("timeout"));
}

void TestMutationTransport::certificates_data()
{
    certificateCases();
}

void TestMutationTransport::certificates()
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
    const MutationReply reply = patch(identity);
    QCOMPARE(reply.delivery, accepted ? Delivery::Answered : Delivery::NotSent);
    QCOMPARE(server.arrivals("PATCH"), accepted ? 1 : 0);
    if (!accepted)
        QCOMPARE(reply.error->code, QStringLiteral("tlsFailed"));
    const TestPki other;
    ServerIdentity stranger = identity;
    stranger.caPem = other.caPem();
    QCOMPARE(patch(stranger).delivery, Delivery::NotSent);
}

void TestMutationTransport::clientCertificate()
{
    const TestPki pki;
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); },
                          pki.issue(QStringLiteral("x"), QStringLiteral("IP:127.0.0.1")), pki.caPem());
    for (const QString &name : {QStringLiteral("alice"), QStringLiteral("bob")}) {
        const TestCertificate client = pki.issue(name, QString());
        ServerIdentity identity = identityOf(server, pki.caPem());
        identity.clientCertPem = client.certPem;
        identity.clientKeyPem = client.keyPem;
        QCOMPARE(patch(identity).delivery, Delivery::Answered);
        QCOMPARE(server.requests.last().clientName, name);
    }
}

void TestMutationTransport::sendsWhatWasPlanned()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{\"a\":1}", "Warning: 299 - \"w\"\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"); });
    ServerIdentity identity = identityOf(server);
    identity.server.setPath(QStringLiteral("/prefix/"));
    const QByteArray body = QByteArrayLiteral("[{\"op\":\"test\",\"value\":1.10}]");
    const MutationReply reply = patch(identity, body, 5000, {{"Audit-ID", "id-1"}, {"Impersonate-Group", "a"}, {"Impersonate-Group", "b"}});
    QCOMPARE(reply.delivery, Delivery::Answered);
    QCOMPARE(reply.headerValues("warning"), QList<QByteArray>{"299 - \"w\""});
    QCOMPARE(reply.serverDate.toSecsSinceEpoch(), 784111777);
    const ScriptedRequest &request = server.requests.first();
    QCOMPARE(request.target, QByteArray("/prefix/apis/x?dryRun=All"));
    QCOMPARE(request.body, body);
    QCOMPARE(request.header("audit-id"), QByteArray("id-1"));
    QCOMPARE(request.headerValues("impersonate-group"), (QList<QByteArray>{"a", "b"}));
    QCOMPARE(request.headerValues("content-length").size(), 1);
}

void TestMutationTransport::refusesUnsafeInput()
{
    ScriptedServer server;
    const MutationReply reply = patch(identityOf(server), "{}", 2000, {{"Audit-ID", "x\r\nX-Evil: 1"}});
    QCOMPARE(reply.delivery, Delivery::NotSent);
    QCOMPARE(reply.error->code, QStringLiteral("unsafeHeader"));
    QTest::qWait(100);
    QCOMPARE(server.connections.size(), 0);
}

void TestMutationTransport::refusesClearTextToOthers()
{
    ServerIdentity identity;
    identity.server = QUrl(QStringLiteral("http://192.0.2.1:6443"));
    const MutationReply reply = patch(identity);
    QCOMPARE(reply.delivery, Delivery::NotSent);
    QCOMPARE(reply.error->kind, ErrorKind::Refused);
}

QTEST_GUILESS_MAIN(TestMutationTransport)
#include "tst_net_mutationtransport.moc"
