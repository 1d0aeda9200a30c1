// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/store/json.h"
#include "sandbox/world/sandbox.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace maestro;
using namespace maestro::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray rollouts = "/apis/argoproj.io/v1alpha1/namespaces/default/rollouts";
const QByteArray removePause = R"([{"op":"remove","path":"/status/pauseConditions"}])";

} // namespace

/// The server side on the wire: framing, versions, and what is broken on purpose.
class TestSandboxWire : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void badRequests_data();
    void badRequests();
    void byteByByte();
    void keepsAlive();
    void pagesAreOneSnapshot();
    void watchReplaysAndExpires();
    void frozenAnswersLater();
    void tooManyRequests();
    void lostReply_data();
    void lostReply();
    void unreachable();

private:
    std::unique_ptr<QTcpSocket> open();
    QByteArray request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, const QByteArray &more = {}) const;
    QByteArray exchange(const QByteArray &bytes);
    Cluster &cluster() { return *m_sandbox->clusters().first(); }

    std::unique_ptr<Sandbox> m_sandbox;
};

void TestSandboxWire::init()
{
    SandboxOptions options;
    options.scenario = *loadScenario(u"healthy-canary"_s);
    options.now = QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC);
    options.speed = 0;
    options.plain = true;
    m_sandbox = std::make_unique<Sandbox>(options);
    QSignalSpy ready(m_sandbox.get(), &Sandbox::ready);
    m_sandbox->start();
    QTRY_COMPARE(ready.size(), 1);
    m_sandbox->run(30'000);
}

std::unique_ptr<QTcpSocket> TestSandboxWire::open()
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, quint16(QUrl(m_sandbox->apiUrl(cluster())).port()));
    return socket;
}

QByteArray TestSandboxWire::request(const QByteArray &method, const QByteArray &path, const QByteArray &body, const QByteArray &more) const
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox-captain-token\r\nContent-Type: application/json-patch+json\r\n" + more
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// Sends on a fresh connection and returns what came back until the server was done or silent.
QByteArray TestSandboxWire::exchange(const QByteArray &bytes)
{
    const auto socket = open();
    socket->write(bytes);
    QByteArray answer;
    (void)QTest::qWaitFor([&] {
        answer += socket->readAll();
        const qsizetype head = answer.indexOf("\r\n\r\n");
        const qsizetype length = answer.indexOf("Content-Length: ");
        const bool whole = head > 0 && length > 0 && answer.size() >= head + 4 + answer.mid(length + 16).split('\r').first().toLongLong();
        return whole || socket->state() == QTcpSocket::UnconnectedState;
    }, 3000);
    return answer;
}

void TestSandboxWire::badRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
    QTest::newRow("relative path") << QByteArray("GET x HTTP/1.1\r\n\r\n") << QByteArray("400");
    QTest::newRow("header without colon") << QByteArray("GET / HTTP/1.1\r\nnonsense\r\n\r\n") << QByteArray("400");
    QTest::newRow("negative length") << QByteArray("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") << QByteArray("413");
    QTest::newRow("huge length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n") << QByteArray("413");
    QTest::newRow("chunked body") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") << QByteArray("411");
    QTest::newRow("endless header") << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(70'000, 'x') << QByteArray("431");
    QTest::newRow("no token") << QByteArray("GET /api HTTP/1.1\r\n\r\n") << QByteArray("401");
    QTest::newRow("unknown kind") << request("GET", "/api/v1/persistentvolumes") << QByteArray("404");
    QTest::newRow("dots") << request("GET", rollouts + "/../../x") << QByteArray("404");
    QTest::newRow("patch of a list") << request("PATCH", rollouts, "[]") << QByteArray("405");
    QTest::newRow("bad JSON") << request("PATCH", rollouts + "/web", "[{") << QByteArray("400");
    QTest::newRow("patch is an object") << request("PATCH", rollouts + "/web", "{}") << QByteArray("400");
    QTest::newRow("bad limit") << request("GET", rollouts + "?limit=x") << QByteArray("400");
    QTest::newRow("bad continue") << request("GET", rollouts + "?continue=x") << QByteArray("400");
    QTest::newRow("version from the future") << request("GET", rollouts + "?resourceVersion=99999999") << QByteArray("504");
    QTest::newRow("bad dry run") << request("PATCH", rollouts + "/web?dryRun=Some", "[]") << QByteArray("400");
    QTest::newRow("may not delete") << request("DELETE", rollouts + "/web") << QByteArray("403");
    QTest::newRow("may not impersonate") << request("GET", rollouts, {}, "Impersonate-User: admin\r\n") << QByteArray("403");
}

void TestSandboxWire::badRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    const qint64 before = cluster().store().version();
    QCOMPARE(exchange(bytes).split(' ').value(1), status);
    QCOMPARE(cluster().store().version(), before);
}

void TestSandboxWire::byteByByte()
{
    const auto socket = open();
    QTRY_COMPARE(socket->state(), QTcpSocket::ConnectedState);
    for (const char c : request("GET", rollouts + "/web")) {
        socket->write(&c, 1);
        socket->flush();
        QCoreApplication::processEvents();
    }
    QByteArray answer;
    QTRY_VERIFY((answer += socket->readAll()).startsWith("HTTP/1.1 200"));
}

void TestSandboxWire::keepsAlive()
{
    const auto socket = open();
    const QByteArray one = request("GET", "/version");
    socket->write(one + one + one);
    QByteArray answer;
    QTRY_COMPARE((answer += socket->readAll()).count("HTTP/1.1 200"), 3);
    QCOMPARE(socket->state(), QTcpSocket::ConnectedState);
}

void TestSandboxWire::pagesAreOneSnapshot()
{
    const auto token = [](const QByteArray &answer) {
        const qsizetype at = answer.indexOf("\"continue\":\"");
        return at < 0 ? QByteArray() : answer.mid(at + 12).split('"').first();
    };
    const QByteArray first = exchange(request("GET", "/api/v1/pods?limit=3"));
    const QByteArray next = token(first);
    QVERIFY(!next.isEmpty());
    const QByteArray version = "\"resourceVersion\":\"" + QByteArray::number(cluster().store().version()) + "\"}";
    QVERIFY(first.contains(version));
    QVERIFY(exchange(request("PATCH", rollouts + "/web", R"([{"op":"add","path":"/metadata/labels/x","value":"y"}])")).startsWith("HTTP/1.1 200"));
    QVERIFY(exchange(request("GET", "/api/v1/pods?limit=3&continue=" + next)).contains(version));
    QVERIFY(exchange(request("GET", "/api/v1/pods?limit=3&resourceVersion=1&continue=" + next)).startsWith("HTTP/1.1 400"));
    cluster().api().compactHistory();
    QVERIFY(exchange(request("GET", "/api/v1/pods?limit=3&continue=" + next)).startsWith("HTTP/1.1 410"));
}

void TestSandboxWire::watchReplaysAndExpires()
{
    const QByteArray from = QByteArray::number(cluster().store().version());
    QVERIFY(exchange(request("PATCH", rollouts + "/web", R"([{"op":"add","path":"/metadata/labels/x","value":"y"}])")).startsWith("HTTP/1.1 200"));
    const auto socket = open();
    socket->write(request("GET", rollouts + "?watch=1&allowWatchBookmarks=true&resourceVersion=" + from));
    QByteArray stream;
    QTRY_VERIFY((stream += socket->readAll()).contains("\"type\":\"MODIFIED\""));
    cluster().api().compactHistory();
    QTRY_VERIFY((stream += socket->readAll()).contains("\"code\":410"));
    QTRY_VERIFY((stream += socket->readAll()).endsWith("0\r\n\r\n"));
    const auto late = open();
    late->write(request("GET", rollouts + "?watch=1&resourceVersion=" + from));
    QByteArray expired;
    QTRY_VERIFY((expired += late->readAll()).contains("\"reason\":\"Expired\""));
}

void TestSandboxWire::frozenAnswersLater()
{
    cluster().api().setFrozen(true);
    const auto socket = open();
    socket->write(request("GET", "/version"));
    QTRY_COMPARE(cluster().faults().arrivals.size(), 1);
    QTest::qWait(100);
    QCOMPARE(socket->bytesAvailable(), 0);
    cluster().api().setFrozen(false);
    QTRY_VERIFY(socket->bytesAvailable() > 0);
}

void TestSandboxWire::tooManyRequests()
{
    cluster().faults().retryAfterSeconds = 3;
    cluster().faults().rejections = 1;
    const QByteArray answer = exchange(request("GET", rollouts));
    QVERIFY(answer.startsWith("HTTP/1.1 429"));
    QVERIFY(answer.contains("Retry-After: 3\r\n"));
    QVERIFY(exchange(request("GET", rollouts)).startsWith("HTTP/1.1 200"));
}

void TestSandboxWire::lostReply_data()
{
    QTest::addColumn<bool>("committed");
    QTest::newRow("before the commit") << false;
    QTest::newRow("after the commit") << true;
}

void TestSandboxWire::lostReply()
{
    QFETCH(bool, committed);
    cluster().faults().loseReply(1, committed ? Faults::Lose::AfterCommit : Faults::Lose::BeforeCommit);
    QCOMPARE(exchange(request("PATCH", rollouts + "/web/status", removePause, "Audit-ID: mine-1\r\n")), QByteArray());
    const Arrival &arrival = cluster().faults().arrivals.last();
    QCOMPARE(arrival.auditId, u"mine-1"_s);
    QCOMPARE(arrival.user, u"captain"_s);
    QCOMPARE(arrival.committed, committed);
    QCOMPARE(arrival.status, 0);
    const QJsonObject web = cluster().store().find(typeOf(u"Rollout"_s), u"default"_s, u"web"_s)->body();
    QCOMPARE(at(web, u"status.pauseConditions").isUndefined(), committed);
    QVERIFY(exchange(request("GET", rollouts, {}, "Audit-ID: mine-2\r\n")).contains("Audit-Id: mine-2\r\n"));
}

void TestSandboxWire::unreachable()
{
    const QString name = cluster().name();
    QVERIFY(m_sandbox->setReachable(name, false).ok());
    const auto refused = open();
    QTRY_COMPARE(refused->error(), QAbstractSocket::ConnectionRefusedError);
    QVERIFY(m_sandbox->setReachable(name, true).ok());
    QVERIFY(exchange(request("GET", "/version")).startsWith("HTTP/1.1 200"));
}

QTEST_GUILESS_MAIN(TestSandboxWire)
#include "tst_sandbox_wire.moc"
