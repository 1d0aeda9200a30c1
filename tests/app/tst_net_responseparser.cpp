// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/backoff.h"
#include "net/responseparser.h"

#include <QTest>

using namespace maestro;

class TestResponseParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void everySplitIsTheSame();
    void limits();
    void dates();
    void backoffBounds();
};

void TestResponseParser::reads_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<int>("status"); // 0: broken
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const char *wire, int status, const char *body = "", bool closed = false) {
        QTest::newRow(name) << QByteArray(wire) << closed << status << QByteArray(body);
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", 200, "ab");
    row("no reason phrase", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200);
    row("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\nA\r\n0123456789\r\n0\r\nT: v\r\n\r\n", 200, "a0123456789");
    row("informational first", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 409 Conflict\r\nContent-Length: 1\r\n\r\nx", 409, "x");
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", 204);
    row("until close", "HTTP/1.1 200 OK\r\n\r\nabc", 200, "abc", true);
    row("cut length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", 0, "", true);
    row("cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 0, "", true);
    row("cut before last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", 0, "", true);
    row("cut head", "HTTP/1.1 200 OK\r\nContent-Le", 0, "", true);
    row("nothing", "", 0, "", true);
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab", 0);
    row("length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0);
    row("other encoding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 0);
    row("negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", 0);
    row("signed length", "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na", 0);
    row("huge length", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", 0);
    row("bad chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 0);
    row("chunk too long", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 0);
    row("bare newline", "HTTP/1.1 200 OK\r\nA: b\nC: d\r\nContent-Length: 0\r\n\r\n", 0);
    row("folded header", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 0\r\n\r\n", 0);
    row("space before colon", "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n", 0);
    row("status 99", "HTTP/1.1 099 OK\r\n\r\n", 0);
    row("not http", "SSH-2.0-OpenSSH\r\n", 0);
    row("switching", "HTTP/1.1 101 X\r\n\r\n", 0);
}

void TestResponseParser::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, closed);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ResponseParser parser;
    parser.feed(wire);
    if (closed)
        parser.close();
    QCOMPARE(parser.state() == ResponseParser::State::Complete, status != 0);
    QCOMPARE(parser.state() == ResponseParser::State::Broken, status == 0);
    if (status == 0)
        return;
    QCOMPARE(*parser.status(), status);
    QCOMPARE(parser.body(), body);
    QCOMPARE(parser.framed(), !closed);
}

void TestResponseParser::everySplitIsTheSame()
{
    const QByteArray wire = "HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;e\r\nde\r\n0\r\nT: 1\r\n\r\n";
    for (qsizetype i = 1; i < wire.size(); ++i) {
        ResponseParser parser;
        parser.feed(wire.left(i));
        parser.feed(wire.mid(i));
        QVERIFY2(parser.state() == ResponseParser::State::Complete, qPrintable(QString::number(i)));
        QCOMPARE(parser.body(), QByteArray("abcde"));
        QCOMPARE(parser.header("a"), QByteArray("b"));
    }
}

void TestResponseParser::limits()
{
    ResponseParser head;
    head.feed("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100 && head.state() == ResponseParser::State::Head; ++i)
        head.feed("X: " + QByteArray(1000, 'x') + "\r\n");
    QCOMPARE(head.state(), ResponseParser::State::Broken);

    ResponseParser chunks(1000);
    chunks.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; ++i)
        chunks.feed("64\r\n" + QByteArray(100, 'x') + "\r\n");
    QCOMPARE(chunks.state(), ResponseParser::State::Broken);

    ResponseParser extension;
    extension.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + QByteArray(5000, 'x'));
    QCOMPARE(extension.state(), ResponseParser::State::Broken);
}

void TestResponseParser::dates()
{
    QCOMPARE(httpDate("Sun, 06 Nov 1994 08:49:37 GMT"), QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC));
    QVERIFY(!httpDate("yesterday").isValid());
    QVERIFY(!httpDate("Sun, 06 Nov 1994 08:49:37 +0100").isValid());
    QVERIFY(!httpDate("").isValid());
}

void TestResponseParser::backoffBounds()
{
    for (const double random : {0.0, 0.999}) {
        Backoff backoff([random] { return random; });
        qint64 now = 0;
        int attempts = 0;
        int previous = 0;
        while (now < 300'000) {
            const int delay = backoff.next(now);
            QVERIFY(delay >= 800 && delay <= 30'000 && delay >= previous);
            previous = delay;
            now += delay;
            ++attempts;
        }
        QVERIFY2(attempts <= 20, qPrintable(QString::number(attempts)));
        backoff.healthy(now);
        QVERIFY(backoff.next(now + 1000) >= 29'000); // a short calm does not start over
        backoff.healthy(now + 2000);
        QVERIFY(backoff.next(now + 2000 + 120'000) < 1'600);
    }
}

QTEST_GUILESS_MAIN(TestResponseParser)
#include "tst_net_responseparser.moc"
