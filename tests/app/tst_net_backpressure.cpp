// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"
#include "net/replyreader.h"
#include "net/tlsconfig.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <atomic>
#include <zlib.h>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 part = 256 * 1024;
constexpr qint64 mebi = 1024 * 1024;
constexpr qint64 inBetween = 64 * mebi; ///< more than the buffers of two kernels and of the reader hold together

QByteArray gzip(const QByteArray &plain)
{
    z_stream z{};
    deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&z, uLong(plain.size()))), Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData()));
    z.avail_in = uInt(plain.size());
    z.next_out = reinterpret_cast<Bytef *>(packed.data());
    z.avail_out = uInt(packed.size());
    deflate(&z, Z_FINISH);
    packed.resize(qsizetype(z.total_out));
    deflateEnd(&z);
    return packed;
}

/// Bytes that do not pack well, the same each time.
QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 x = 1;
    for (char &c : bytes)
        c = char((x = x * 1664525 + 1013904223) >> 24);
    return bytes;
}

/// Answers one request as fast as the other side takes it, whatever this thread does.
class FastServer
{
public:
    FastServer(const QByteArray &head, const QByteArray &body, bool endless)
    {
        m_thread.reset(QThread::create([=, this] {
            QTcpServer server;
            server.listen(QHostAddress::LocalHost);
            m_port = server.serverPort();
            if (!server.waitForNewConnection(30'000))
                return;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            socket->waitForReadyRead(30'000);
            socket->write(head);
            for (qsizetype at = 0; !m_over && (endless || at < body.size()); at += part) {
                socket->write(endless ? body : body.mid(at, part));
                while (socket->bytesToWrite() > 0 && !m_over) {
                    if (!socket->waitForBytesWritten(100) && socket->state() != QAbstractSocket::ConnectedState)
                        return;
                }
                sent += endless ? body.size() : part;
            }
            socket->disconnectFromHost();
            while (socket->state() != QAbstractSocket::UnconnectedState && !m_over)
                socket->waitForDisconnected(100);
        }));
        m_thread->start();
    }
    ~FastServer()
    {
        m_over = true;
        m_thread->wait();
    }

    ServerIdentity identity() const
    {
        while (m_port == 0)
            QThread::msleep(5);
        ServerIdentity identity;
        identity.server = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
        identity.compression = true;
        return identity;
    }

    std::atomic<qint64> sent = 0;

private:
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_over = false;
    std::unique_ptr<QThread> m_thread;
};

/// This thread does something else, until the server can send no more for half a second.
void beBusy(const FastServer &server)
{
    QDeadlineTimer still(500);
    for (qint64 last = -1; !still.hasExpired() && server.sent < 4 * inBetween; QThread::msleep(20)) {
        if (std::exchange(last, server.sent.load()) != server.sent || server.sent == 0)
            still.setRemainingTime(500);
    }
}

} // namespace

/// What a server sends while nobody has time for it stays with the server.
class tst_net_backpressure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endlessBodies_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("proxied");
        const QByteArray filling(part, 'x');
        const QByteArray length("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        QTest::newRow("of a length") << length << filling << false;
        QTest::newRow("until it closes") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << filling << false;
        QTest::newRow("in chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") << QByteArray("40000\r\n" + filling + "\r\n") << false;
        QTest::newRow("of an error") << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 99999999999\r\n\r\n") << filling << false;
        QTest::newRow("through a proxy") << length << filling << true;
    }

    void endlessBodies()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, body);
        QFETCH(bool, proxied);
        FastServer server(head, body, true);
        ServerIdentity identity = server.identity();
        if (proxied)
            identity.proxy = std::exchange(identity.server, QUrl(u"http://127.0.0.1:9"_s));
        HttpClient client(identity);
        HttpRequest request;
        request.path = "/";
        request.bodyLimit = 64 * mebi;
        request.deadlineMs = 100'000;
        std::optional<HttpResponse> response;
        client.send(request, [&response](const HttpResponse &r) { response = r; });
        QTRY_VERIFY_WITH_TIMEOUT(server.sent > 0, 30'000);
        const qint64 before = server.sent;
        beBusy(server);
        QVERIFY2(server.sent - before < inBetween, qPrintable(QString::number((server.sent - before) / mebi)));
        QTRY_VERIFY_WITH_TIMEOUT(response.has_value(), 60'000);
        QCOMPARE(response->cancelReason, CancelReason::TooLarge);
        QVERIFY2(response->body.size() < request.bodyLimit + 8 * mebi, qPrintable(QString::number(response->body.size())));
    }

    void wholeBodies_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("meant");
        const QByteArray body = noise(24 * mebi);
        const QByteArray dense(8 * mebi, 'z');
        QByteArray chunks;
        for (qsizetype at = 0; at < body.size(); at += 99'999) {
            const QByteArray one = body.mid(at, 99'999);
            chunks += QByteArray::number(one.size(), 16) + "\r\n" + one + "\r\n";
        }
        const auto length = [](const QByteArray &bytes, const QByteArray &more = {}) {
            return QByteArray("HTTP/1.1 200 OK\r\n" + more + "Content-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n");
        };
        QTest::newRow("of a length") << length(body) << body << body;
        QTest::newRow("in chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") << QByteArray(chunks + "0\r\n\r\n") << body;
        QTest::newRow("packed") << length(gzip(body), "Content-Encoding: gzip\r\n") << gzip(body) << body;
        QTest::newRow("packed densely") << length(gzip(dense), "Content-Encoding: gzip\r\n") << gzip(dense) << dense;
    }

    /// And what had to wait comes all the same.
    void wholeBodies()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, meant);
        FastServer server(head, sent, false);
        HttpClient client(server.identity());
        HttpRequest request;
        request.path = "/";
        request.bodyLimit = 64 * mebi;
        request.deadlineMs = 60'000;
        std::optional<HttpResponse> response;
        client.send(request, [&response](const HttpResponse &r) { response = r; });
        QTRY_VERIFY_WITH_TIMEOUT(server.sent > 0, 30'000);
        beBusy(server);
        QTRY_VERIFY_WITH_TIMEOUT(response.has_value(), 60'000);
        QVERIFY2(!response->error, response->error ? qPrintable(response->error->message) : "");
        QVERIFY(response->body == meant);
    }

    /// A proxy asked for a name before this thread came to it.
    void proxyThatAsks()
    {
        FastServer server("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", {}, false);
        ServerIdentity identity = server.identity();
        identity.proxy = std::exchange(identity.server, QUrl(u"https://api.example:6443"_s));
        const Result<QNetworkProxy> proxy = proxyOf(identity.proxy);
        QVERIFY(proxy);
        QNetworkAccessManager manager;
        manager.setProxy(*proxy);
        QNetworkRequest request(identity.server);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        QNetworkReply *reply = manager.get(request);
        QThread::msleep(300);
        auto *reader = new ReplyReader(reply, identity, mebi, 20'000, false);
        std::optional<HttpResponse> response;
        connect(reader, &ReplyReader::finished, this, [&response](const HttpResponse &r) { response = r; });
        QTRY_VERIFY_WITH_TIMEOUT(response.has_value(), 30'000);
        QVERIFY(response->error);
        QCOMPARE(response->error->code, u"proxyFailed"_s);
    }
};

QTEST_GUILESS_MAIN(tst_net_backpressure)

#include "tst_net_backpressure.moc"
