// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/receiverfile.h"
#include "net/receive/webhookserver.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The door for webhooks (ledger AUT-17): whatever comes, one answer, and nothing taken that is not what it says.
class tst_net_webhook : public QObject
{
    Q_OBJECT

    QList<WebhookRequest> m_taken;
    std::unique_ptr<WebhookServer> m_server;
    quint16 m_port = 0;
    QTemporaryDir m_dir;

    void serve(const WebhookServer::Limits &limits = {})
    {
        m_taken.clear();
        m_server = std::make_unique<WebhookServer>("/webhook", "the-right-secret", limits, [this](const WebhookRequest &request) {
            m_taken.append(request);
            return WebhookAnswer{202, "taken"};
        });
        const Result<quint16> port = m_server->listen(QHostAddress::LocalHost, 0);
        QVERIFY(port.ok());
        m_port = *port;
    }
    static QByteArray request(const QByteArray &body = "x", const QByteArray &secret = "the-right-secret", const QByteArray &line = "POST /webhook?a=b HTTP/1.1", const QByteArray &more = {})
    {
        return line + "\r\nHost: here\r\nAuthorization: Bearer " + secret + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n" + body;
    }
    /// All that comes back until the server closes.
    QByteArray told(const QByteArray &bytes, qsizetype pieces = 1, int patienceMs = 10'000)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }, patienceMs))
            return "no connection";
        const qsizetype size = std::max<qsizetype>(1, (bytes.size() + pieces - 1) / pieces);
        for (qsizetype at = 0; at < bytes.size(); at += size) {
            socket.write(bytes.mid(at, size));
            socket.flush();
            if (pieces > 1)
                QTest::qWait(1);
        }
        if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, patienceMs))
            return "still open: " + socket.readAll();
        return socket.readAll();
    }
    static int statusOf(const QByteArray &answer) { return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : -1; }

private Q_SLOTS:
    void requests_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("taken") << request("{\"decision\": \"promote\"}") << 202;
        QTest::newRow("no secret") << QByteArray("POST /webhook HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx") << 401;
        QTest::newRow("wrong secret") << request("x", "the-wrong-secret") << 401;
        QTest::newRow("a part of the secret") << request("x", "the-right") << 401;
        QTest::newRow("too long a secret") << request("x", "the-right-secret1") << 401;
        QTest::newRow("empty secret") << request("x", "") << 401;
        QTest::newRow("basic") << request("x", "x").replace("Bearer", "Basic") << 401;
        QTest::newRow("oversized") << request(QByteArray(1024 * 1024 + 1, 'x')) << 413;
        QTest::newRow("oversized, announced alone") << QByteArray("POST /webhook HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer the-right-secret\r\nContent-Length: 99999999999\r\n\r\n") << 413;
        QTest::newRow("oversized without the secret") << request(QByteArray(1024 * 1024 + 1, 'x'), "guess") << 401;
        QTest::newRow("just as large") << request(QByteArray(1024 * 1024, 'x')) << 202;
        QTest::newRow("another path") << request("x", "the-right-secret", "POST /webhook/ HTTP/1.1") << 404;
        QTest::newRow("above") << request("x", "the-right-secret", "POST /webhook/../webhook HTTP/1.1") << 404;
        QTest::newRow("GET") << request("x", "the-right-secret", "GET /webhook HTTP/1.1") << 405;
        QTest::newRow("post") << request("x", "the-right-secret", "post /webhook HTTP/1.1") << 405;
        QTest::newRow("HTTP/1.0") << request("x", "the-right-secret", "POST /webhook HTTP/1.0") << 505;
        QTest::newRow("no version") << request("x", "the-right-secret", "POST /webhook") << 400;
        QTest::newRow("absolute") << request("x", "the-right-secret", "POST http://here/webhook HTTP/1.1") << 400;
        QTest::newRow("no length") << QByteArray("POST /webhook HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer the-right-secret\r\n\r\n") << 411;
        QTest::newRow("empty body") << request("") << 400;
        QTest::newRow("two lengths") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "Content-Length: 1\r\n") << 400;
        QTest::newRow("two secrets") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "Authorization: Bearer x\r\n") << 400;
        QTest::newRow("no host") << request().replace("Host: here\r\n", "") << 400;
        QTest::newRow("chunked") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "Transfer-Encoding: chunked\r\n") << 501;
        QTest::newRow("negative") << request().replace("Content-Length: 1", "Content-Length: -1") << 400;
        QTest::newRow("a length with a sign") << request().replace("Content-Length: 1", "Content-Length: +1") << 400;
        QTest::newRow("folded") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "X-A: b\r\n c\r\n") << 400;
        QTest::newRow("blank before the colon") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "X-A : b\r\n") << 400;
        QTest::newRow("bare LF") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "X-A: b\nX-B: c\r\n") << 400;
        QTest::newRow("NUL") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", QByteArray("X-A: b\0c\r\n", 10)) << 400;
        QTest::newRow("another expectation") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "Expect: the-unexpected\r\n") << 417;
        QTest::newRow("large head") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", "X-A: " + QByteArray(9000, 'a') + "\r\n") << 431;
        QTest::newRow("endless head") << QByteArray(20'000, 'a') << 431;
        QTest::newRow("many headers") << request("x", "the-right-secret", "POST /webhook HTTP/1.1", QByteArray("X: y\r\n").repeated(70)) << 431;
        QTest::newRow("long target") << request("x", "the-right-secret", "POST /webhook?" + QByteArray(1100, 'a') + " HTTP/1.1") << 414;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15) << 400;
    }

    void requests()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        serve();
        const QByteArray answer = told(bytes);
        QVERIFY2(statusOf(answer) == status, answer.left(300).constData());
        QCOMPARE(m_taken.size(), status == 202 ? 1 : 0);
        QVERIFY(!answer.contains("the-right-secret"));
    }

    void verbatim()
    {
        QByteArray body;
        for (int i = 0; i < 256; ++i)
            body.append(char(i));
        body += "\r\n\r\nPOST /webhook HTTP/1.1";
        serve();
        const QByteArray bytes = request(body, "the-right-secret", "POST /webhook?namespace=shop HTTP/1.1", "Content-Type: application/json\r\n");
        QCOMPARE(statusOf(told(bytes + "and what is no part of it")), 202);
        QCOMPARE(statusOf(told(bytes, bytes.size())), 202); // byte by byte
        QCOMPARE(m_taken.size(), 2);
        for (const WebhookRequest &one : std::as_const(m_taken)) {
            QCOMPARE(one.body, body);
            QCOMPARE(one.query, QByteArray("namespace=shop"));
            QCOMPARE(one.contentType, QByteArray("application/json"));
            QCOMPARE(one.from, u"127.0.0.1"_s);
        }
    }

    void continues()
    {
        serve();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        const QByteArray whole = request("body", "the-right-secret", "POST /webhook HTTP/1.1", "Expect: 100-continue\r\n");
        socket.write(whole.chopped(4));
        QTRY_VERIFY(socket.peek(1000).startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
        socket.write("body");
        QTRY_VERIFY(socket.peek(1000).contains("202 Accepted"));
        QCOMPARE(m_taken.size(), 1);
    }

    void slowOnesAndCrowds()
    {
        WebhookServer::Limits limits;
        limits.timeMs = 300;
        limits.connectionsAtMost = 2;
        serve(limits);
        QCOMPARE(statusOf(told(request("body").chopped(2))), 408);
        QTcpSocket first;
        QTcpSocket second;
        for (QTcpSocket *socket : {&first, &second}) {
            socket->connectToHost(QHostAddress::LocalHost, m_port);
            QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
            socket->write("P");
        }
        QTest::qWait(50);
        QCOMPARE(statusOf(told(request())), 503);
        QTRY_COMPARE(first.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(second.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(statusOf(told(request())), 202); // and is there for the next
    }

    void portInUse()
    {
        serve();
        WebhookServer other("/webhook", "the-right-secret", {}, {});
        const Result<quint16> port = other.listen(QHostAddress::LocalHost, m_port);
        QCOMPARE(port.error().code, u"cannotListen"_s);
    }

    /// Heads of chance and of small changes: never anything but a status or a request that says what the bytes say.
    void anyHead()
    {
        QRandomGenerator chance(20260914);
        const QByteArray seed = request("x", "the-right-secret", "POST /webhook?a=b HTTP/1.1", "Content-Type: a/b\r\nExpect: 100-continue\r\n").chopped(1);
        int readable = 0;
        for (int round = 0; round < 50'000; ++round) {
            QByteArray bytes = seed;
            for (int change = int(chance.bounded(4)); change >= 0; --change) {
                const qsizetype at = qsizetype(chance.bounded(quint32(bytes.size())));
                switch (chance.bounded(4)) {
                case 0: bytes[at] = char(chance.bounded(256)); break;
                case 1: bytes.remove(at, qsizetype(chance.bounded(12))); break;
                case 2: bytes.insert(at, seed.mid(qsizetype(chance.bounded(quint32(seed.size()))), qsizetype(chance.bounded(40)))); break;
                default: bytes.insert(at, QByteArray("\r\n: \t\0", 6).mid(qsizetype(chance.bounded(6)), 1)); break;
                }
                if (bytes.isEmpty())
                    bytes = seed;
            }
            const WebhookHead head = readWebhookHead(bytes);
            if (head.status != 0) {
                QVERIFY2(QList<int>({400, 414, 431, 501, 505}).contains(head.status) && !head.why.isEmpty(), bytes.toPercentEncoding().constData());
                continue;
            }
            ++readable;
            QVERIFY(head.path.startsWith('/') && !head.path.contains('?') && head.length >= -1 && head.length < 1'000'000'000'000);
            QVERIFY(bytes.startsWith(QByteArray(head.method + ' ' + head.path)) && bytes.count("\r\n\r\n") >= 1 && bytes.endsWith("\r\n\r\n") && !bytes.contains('\0'));
            QVERIFY(head.bearer.isEmpty() || bytes.contains(head.bearer));
        }
        QVERIFY2(readable > 500 && readable < 49'000, QByteArray::number(readable).constData());
        QCOMPARE(readWebhookHead({}).status, 400);
        QCOMPARE(readWebhookHead("\r\n\r\n").status, 400);
    }

    void secrets()
    {
        QVERIFY(isSameSecret("abc", "abc"));
        for (const char *other : {"", "ab", "abcd", "ABC", "abd"})
            QVERIFY(!isSameSecret("abc", other));
        QVERIFY(!isSameSecret({}, {}));
    }

    void settings_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("wanted"); ///< ADDRESS PORT, or the field that is wrong
        QTest::newRow("port alone is loopback") << QByteArray("receiver: {listen: 9797, secret: 'keychain:c', context: box}") << u"127.0.0.1 9797"_s;
        QTest::newRow("LAN, written") << QByteArray("receiver: {listen: '192.168.1.4:80', secret: 'keychain:c', context: box}") << u"192.168.1.4 80"_s;
        QTest::newRow("v6") << QByteArray("receiver: {listen: '[::1]:9797', secret: 'env:C', context: box}") << u"::1 9797"_s;
        QTest::newRow("a name") << QByteArray("receiver: {listen: 'localhost:9797', secret: 'keychain:c', context: box}") << u"receiver.listen"_s;
        QTest::newRow("no port") << QByteArray("receiver: {listen: '127.0.0.1', secret: 'keychain:c', context: box}") << u"receiver.listen"_s;
        QTest::newRow("port 0") << QByteArray("receiver: {listen: '127.0.0.1:0', secret: 'keychain:c', context: box}") << u"receiver.listen"_s;
        QTest::newRow("large port") << QByteArray("receiver: {listen: 65536, secret: 'keychain:c', context: box}") << u"receiver.listen"_s;
        QTest::newRow("secret in the clear") << QByteArray("receiver: {listen: 9797, secret: 'swordfish', context: box}") << u"receiver.secret"_s;
        QTest::newRow("no secret") << QByteArray("receiver: {listen: 9797, context: box}") << u"receiver.secret"_s;
        QTest::newRow("no context") << QByteArray("receiver: {listen: 9797, secret: 'keychain:c'}") << u"receiver.context"_s;
        QTest::newRow("unknown") << QByteArray("receiver: {listen: 9797, secret: 'keychain:c', context: box, tls: no}") << u"receiver.tls"_s;
        QTest::newRow("twice") << QByteArray("receiver: {listen: 9797, listen: 9797, secret: 'keychain:c', context: box}") << u"receiver.listen"_s;
        QTest::newRow("no map") << QByteArray("receiver: 9797") << QString();
    }

    void settings()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, wanted);
        QFile file(m_dir.filePath(u"receiver.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(yaml) == yaml.size());
        file.close();
        const auto read = loadReceiver(file.fileName());
        if (!wanted.contains(u' ')) {
            QVERIFY(!read.ok());
            QCOMPARE(read.error().where->field, wanted);
            QCOMPARE(read.error().where->line, 1);
            QVERIFY(!read.error().message.contains(u"swordfish"_s));
            return;
        }
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().message));
        QCOMPARE(QString(u"%1 %2"_s.arg((*read)->address).arg((*read)->port)), wanted);
        QVERIFY(file.remove());
        QVERIFY(!loadReceiver(file.fileName())->has_value()); // off
    }
};

QTEST_GUILESS_MAIN(tst_net_webhook)
#include "tst_net_webhook.moc"
