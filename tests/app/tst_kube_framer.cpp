// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/listmeta.h"
#include "kube/watch/jsonframer.h"
#include "kube/watch/watchevent.h"

#include <QTest>

using namespace maestro;

namespace {

QList<QByteArray> drain(JsonFramer &framer)
{
    QList<QByteArray> frames;
    while (std::optional<QByteArray> frame = framer.next())
        frames.append(*frame);
    return frames;
}

const QList<QByteArray> objects{
    R"({"type":"ADDED","object":{"metadata":{"name":"é\u20ac\"}{","resourceVersion":"9"}}})",
    "{\n  \"type\" : \"MODIFIED\",\n \"object\": {\"metadata\": {\"resourceVersion\": \"10\"}, \"x\": [[{}], \"\\\\\"]}\n}",
    R"({"object":{"kind":"ConfigMap","metadata":{"resourceVersion":"11"}},"type":"BOOKMARK"})",
};

} // namespace

class TestFramer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySplitGivesTheSameObjects();
    void byteByByte();
    void limits();
    void events_data();
    void events();
    void listMetadata_data();
    void listMetadata();
    void versions();
};

void TestFramer::everySplitGivesTheSameObjects()
{
    for (const QByteArray &glue : {QByteArray(), QByteArray("\n"), QByteArray(" \r\n\t ")}) {
        const QByteArray stream = glue + objects.join(glue) + glue;
        for (qsizetype i = 0; i <= stream.size(); ++i) {
            JsonFramer framer;
            framer.feed(stream.left(i));
            QList<QByteArray> frames = drain(framer);
            framer.feed(stream.mid(i));
            frames += drain(framer);
            QCOMPARE(frames, objects);
            QVERIFY(!framer.broken() && !framer.midObject());
        }
    }
}

void TestFramer::byteByByte()
{
    JsonFramer framer;
    QList<QByteArray> frames;
    for (const char c : objects.join()) {
        framer.feed(QByteArray(1, c));
        frames += drain(framer);
    }
    QCOMPARE(frames, objects);
}

void TestFramer::limits()
{
    JsonFramer large(100);
    large.feed("{\"a\":\"" + QByteArray(200, 'x'));
    QVERIFY(!large.next() && large.broken());
    JsonFramer largeWhole(100);
    largeWhole.feed("{\"a\":\"" + QByteArray(200, 'x') + "\"}");
    QVERIFY(!largeWhole.next() && largeWhole.broken());
    JsonFramer manySmall(100);
    QByteArray many;
    for (int i = 0; i < 50; ++i)
        many += "{\"a\":1}\n";
    manySmall.feed(many);
    QCOMPARE(drain(manySmall).size(), 50);
    QVERIFY(!manySmall.broken());
    JsonFramer deep(1000, 10);
    deep.feed(QByteArray(11, '{'));
    QVERIFY(!deep.next() && deep.broken());
    JsonFramer junk;
    junk.feed("hello");
    QVERIFY(!junk.next() && junk.broken());
    JsonFramer cut;
    cut.feed("{\"a\":1}{\"b\"");
    QCOMPARE(drain(cut).size(), 1);
    QVERIFY(cut.midObject());
}

void TestFramer::events_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("type"); // -1: error
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("code");
    QTest::newRow("added") << objects.at(0) << int(WatchEventType::Added) << QByteArray("9") << "";
    QTest::newRow("pretty") << objects.at(1) << int(WatchEventType::Modified) << QByteArray("10") << "";
    QTest::newRow("object first") << objects.at(2) << int(WatchEventType::Bookmark) << QByteArray("11") << "";
    QTest::newRow("gone") << QByteArray(R"({"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}})") << -1 << QByteArray() << "expired";
    QTest::newRow("busy") << QByteArray(R"({"type":"ERROR","object":{"kind":"Status","code":429,"reason":"TooManyRequests"}})") << -1 << QByteArray() << "tooManyRequests";
    QTest::newRow("internal") << QByteArray(R"({"type":"ERROR","object":{"kind":"Status","code":500}})") << -1 << QByteArray() << "serverError";
    QTest::newRow("error without status") << QByteArray(R"({"type":"ERROR","object":{"a":1}})") << -1 << QByteArray() << "badWatchEvent";
    QTest::newRow("unknown type") << QByteArray(R"({"type":"RENAMED","object":{"metadata":{}}})") << -1 << QByteArray() << "badWatchEvent";
    QTest::newRow("no object") << QByteArray(R"({"type":"ADDED"})") << -1 << QByteArray() << "badWatchEvent";
    QTest::newRow("object is text") << QByteArray(R"({"type":"ADDED","object":"x"})") << -1 << QByteArray() << "badWatchEvent";
    QTest::newRow("no metadata") << QByteArray(R"({"type":"ADDED","object":{}})") << -1 << QByteArray() << "badWatchEvent";
    QTest::newRow("not json") << QByteArray("{hello}") << -1 << QByteArray() << "badWatchEvent";
}

void TestFramer::events()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, type);
    QFETCH(QByteArray, version);
    QFETCH(QString, code);
    const Result<WatchEvent> event = splitWatchEvent(frame);
    QCOMPARE(event.ok(), type >= 0);
    if (!event.ok()) {
        QCOMPARE(event.error().code, code);
        return;
    }
    QCOMPARE(int(event->type), type);
    QCOMPARE(event->resourceVersion, version);
    QVERIFY(event->object.startsWith('{') && event->object.endsWith('}'));
}

void TestFramer::listMetadata_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("ok");
    const QByteArray whole = R"({"kind":"L","metadata":{"resourceVersion":"7","continue":"abc","remainingItemCount":3},"items":[{"metadata":{"resourceVersion":"1"}}]})";
    QTest::newRow("whole") << whole << true;
    QTest::newRow("items first") << QByteArray(R"({"items":[{"metadata":{"resourceVersion":"1"}}],"metadata":{"resourceVersion":"7","continue":"abc"}})") << true;
    QTest::newRow("cut") << whole.chopped(1) << false;
    QTest::newRow("cut in items") << whole.chopped(20) << false;
    QTest::newRow("more behind") << whole + "x" << false;
    QTest::newRow("html") << QByteArray("<html>") << false;
    QTest::newRow("array") << QByteArray("[]") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("no metadata") << QByteArray("{}") << false;
}

void TestFramer::listMetadata()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, ok);
    const Result<ListMeta> meta = listMeta(body);
    QCOMPARE(meta.ok(), ok);
    if (!ok)
        return;
    QCOMPARE(meta->resourceVersion, QByteArray("7"));
    QCOMPARE(meta->continueToken, QByteArray("abc"));
}

void TestFramer::versions()
{
    QVERIFY(compareVersions("9", "10") == std::strong_ordering::less);
    QVERIFY(compareVersions("123456789012345678901234567890", "99999999999999999999") == std::strong_ordering::greater);
    QVERIFY(compareVersions("007", "7") == std::strong_ordering::equal);
    QVERIFY(!compareVersions("a", "7"));
    QVERIFY(!compareVersions("", "7"));
    QVERIFY(!compareVersions("-1", "7"));
}

QTEST_GUILESS_MAIN(TestFramer)
#include "tst_kube_framer.moc"
