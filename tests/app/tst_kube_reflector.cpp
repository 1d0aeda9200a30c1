// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/watch/heartbeat.h"
#include "kube/watch/reflector.h"
#include "support/kubemodel.h"
#include "support/kubetest.h"
#include "support/recordingsink.h"

#include <QSignalSpy>

using namespace maestro;

namespace {

const QString path = QStringLiteral("/apis/argoproj.io/v1alpha1/rollouts");

struct Rig
{
    ScriptedServer server;
    KubeModel model{&server};
    SteadyClock clock;
    std::unique_ptr<KubeClient> client = std::make_unique<KubeClient>(contextFor(server), &clock, nullptr);
    RecordingSink sink;
    Reflector reflector{client.get(), path, &sink, [] { return 0.0; }};

    bool matches() const
    {
        QMap<QString, QString> wanted;
        for (auto it = model.objects.cbegin(); it != model.objects.cend(); ++it)
            wanted.insert(QString::fromLatin1(it.key()), QString::number(it.value()));
        return sink.objects == wanted;
    }
    int replacements() const { return static_cast<int>(sink.calls.filter(QStringLiteral("replaced")).size()); }
};

} // namespace

class TestReflector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsInPagesThenWatches();
    void resumesWithoutRelistAfterCleanEndAndReset();
    void goneInMidWatchRelistsAtomically();
    void goneForEverBacksOff();
    void expiredContinueFallsBackToAFullList();
    void tooLargeVersionFallsBackToQuorum();
    void partialListChangesNothing();
    void busyServerIsWaitedForWithoutRelist_data();
    void busyServerIsWaitedForWithoutRelist();
    void veryShortWatchesBackOff();
    void forbiddenIsAskedRarely();
    void bookmarksMoveTheVersion();
    void brokenStreams_data();
    void brokenStreams();
    void silentWatchIsReplaced();
    void frozenServerIsNoticedAndRecovers();
    void deletedWhileAwayDisappears();
    void manyReflectorsShareOneHost();
    void selectorsArriveUnchanged();
};

void TestReflector::listsInPagesThenWatches()
{
    Rig rig;
    for (int i = 0; i < 1200; ++i)
        rig.model.objects.insert("o" + QByteArray::number(i), 50);
    QStringList words;
    connect(&rig.reflector, &Reflector::stateChanged, this, [&words](ReflectorState, const QString &w) { words << w; });
    rig.reflector.start();
    QTRY_COMPARE(rig.reflector.state(), ReflectorState::Watching);
    QCOMPARE(rig.sink.calls, (QStringList{QStringLiteral("replacing"), QStringLiteral("page"), QStringLiteral("page"), QStringLiteral("page"), QStringLiteral("replaced 100")}));
    QVERIFY(rig.matches());
    QVERIFY(!rig.model.lists.first().hasQueryItem(QStringLiteral("resourceVersion")));
    for (const QUrlQuery &query : std::as_const(rig.model.lists).mid(1))
        QVERIFY(query.hasQueryItem(QStringLiteral("continue")) && !query.hasQueryItem(QStringLiteral("resourceVersion")));
    const QUrlQuery watch = rig.model.watchRequests.first();
    QCOMPARE(watch.queryItemValue(QStringLiteral("resourceVersion")), QStringLiteral("100"));
    QCOMPARE(watch.queryItemValue(QStringLiteral("allowWatchBookmarks")), QStringLiteral("true"));
    QCOMPARE(watch.queryItemValue(QStringLiteral("timeoutSeconds")), QStringLiteral("300"));
    QCOMPARE(rig.server.requests.last().header("accept-encoding"), QByteArray("identity"));
    QVERIFY(words.last().contains(u"watching"));
    rig.model.put("new");
    rig.model.remove("o1");
    QTRY_VERIFY(rig.matches());
    QVERIFY(rig.reflector.heardAtBootMs() > 0);
}

void TestReflector::resumesWithoutRelistAfterCleanEndAndReset()
{
    Rig rig;
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.put("a");
    QTRY_VERIFY(rig.matches());
    rig.model.endWatches();
    rig.model.put("b");
    QTRY_VERIFY(rig.matches());
    QCOMPARE(rig.model.watchRequests.last().queryItemValue(QStringLiteral("resourceVersion")), QStringLiteral("101"));
    rig.server.dropConnections();
    rig.model.put("c");
    QTRY_VERIFY(rig.matches());
    QCOMPARE(rig.model.lists.size(), 1);
}

void TestReflector::goneInMidWatchRelistsAtomically()
{
    Rig rig;
    rig.model.objects.insert("a", 50);
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.objects.insert("b", ++rig.model.version);
    rig.model.sendToWatches("{\"type\":\"ERROR\",\"object\":" + KubeModel::status(410, "Expired") + "}");
    QTRY_VERIFY(rig.matches());
    QCOMPARE(rig.replacements(), 2);
    QCOMPARE(rig.model.lists.last().queryItemValue(QStringLiteral("resourceVersion")), QStringLiteral("100"));
    QCOMPARE(rig.model.lists.last().queryItemValue(QStringLiteral("resourceVersionMatch")), QStringLiteral("NotOlderThan"));
    QTRY_COMPARE(rig.model.openWatches(), 1);
}

/// Lists succeed, and the watch of each is 410 at once.
void TestReflector::goneForEverBacksOff()
{
    Rig rig;
    rig.model.onWatch = [](const QUrlQuery &, ScriptedConnection *c) {
        c->reply(410, KubeModel::status(410, "Expired"));
        return true;
    };
    rig.reflector.start();
    QTest::qWait(5'000); // at once, then 0.8 + 1.6 + 3.2 s
    QVERIFY2(rig.model.lists.size() <= 5, qPrintable(QString::number(rig.model.lists.size())));
    QVERIFY(rig.model.lists.size() >= 3);
    QCOMPARE(rig.reflector.state(), ReflectorState::Backoff);
    QCOMPARE(rig.reflector.lastError()->code, QStringLiteral("expired"));
    rig.model.onWatch = {};
    rig.reflector.wake();
    QTRY_COMPARE(rig.model.openWatches(), 1);
}

void TestReflector::expiredContinueFallsBackToAFullList()
{
    Rig rig;
    for (int i = 0; i < 700; ++i)
        rig.model.objects.insert("o" + QByteArray::number(i), 50);
    rig.model.onList = [](const QUrlQuery &query, ScriptedConnection *c) {
        if (!query.hasQueryItem(QStringLiteral("continue")))
            return false;
        c->reply(410, KubeModel::status(410, "Expired"));
        return true;
    };
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    QVERIFY(rig.matches());
    QCOMPARE(rig.model.lists.size(), 3);
    QVERIFY(!rig.model.lists.last().hasQueryItem(QStringLiteral("limit")));
    QCOMPARE(rig.replacements(), 1);
}

void TestReflector::tooLargeVersionFallsBackToQuorum()
{
    Rig rig;
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.onList = [](const QUrlQuery &query, ScriptedConnection *c) {
        if (!query.hasQueryItem(QStringLiteral("resourceVersion")))
            return false;
        c->reply(504, R"({"kind":"Status","reason":"Timeout","code":504,"message":"Too large resource version: 100, current: 5"})");
        return true;
    };
    rig.model.version = 5;
    rig.model.sendToWatches("{\"type\":\"ERROR\",\"object\":" + KubeModel::status(410, "Gone") + "}");
    QTRY_COMPARE(rig.replacements(), 2);
    QCOMPARE(rig.model.lists.size(), 3);
}

void TestReflector::partialListChangesNothing()
{
    Rig rig;
    for (int i = 0; i < 700; ++i)
        rig.model.objects.insert("o" + QByteArray::number(i), 50);
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    const QMap<QString, QString> before = rig.sink.objects;
    rig.model.onList = [](const QUrlQuery &query, ScriptedConnection *c) {
        if (!query.hasQueryItem(QStringLiteral("continue")))
            return false;
        c->send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"metadata\"");
        c->reset();
        return true;
    };
    rig.model.sendToWatches("{\"type\":\"ERROR\",\"object\":" + KubeModel::status(410, "Gone") + "}");
    QTRY_COMPARE(rig.reflector.state(), ReflectorState::Backoff);
    QCOMPARE(rig.sink.objects, before);
    QCOMPARE(rig.replacements(), 1);
    QVERIFY(rig.reflector.lastError().has_value());
    rig.model.onList = {};
    QTRY_COMPARE(rig.replacements(), 2);
}

void TestReflector::busyServerIsWaitedForWithoutRelist_data()
{
    QTest::addColumn<bool>("asEvent");
    QTest::newRow("at the start of the watch") << false;
    QTest::newRow("as an event") << true;
}

void TestReflector::busyServerIsWaitedForWithoutRelist()
{
    QFETCH(bool, asEvent);
    Rig rig;
    QElapsedTimer since;
    int refused = 0;
    rig.model.onWatch = [&](const QUrlQuery &, ScriptedConnection *c) {
        if (refused++ > 0)
            return false;
        since.start();
        if (asEvent) {
            c->sendHead(200, "Transfer-Encoding: chunked\r\n");
            c->sendChunk("{\"type\":\"ERROR\",\"object\":" + KubeModel::status(429, "TooManyRequests") + "}");
        } else {
            c->reply(429, KubeModel::status(429, "TooManyRequests"), "Retry-After: 2\r\n");
        }
        return true;
    };
    rig.reflector.start();
    QTRY_COMPARE(rig.reflector.state(), ReflectorState::Backoff);
    QTRY_COMPARE(rig.model.openWatches(), 1);
    QVERIFY(since.elapsed() >= (asEvent ? 800 : 2000) - 20);
    QCOMPARE(rig.model.lists.size(), 1);
}

void TestReflector::veryShortWatchesBackOff()
{
    Rig rig;
    rig.model.onWatch = [](const QUrlQuery &, ScriptedConnection *c) {
        c->sendHead(200, "Transfer-Encoding: chunked\r\n");
        c->endChunks();
        c->close();
        return true;
    };
    rig.reflector.start();
    QTest::qWait(6'000); // 0.8 + 1.6 + 3.2 s
    QVERIFY2(rig.model.watchRequests.size() <= 4, qPrintable(QString::number(rig.model.watchRequests.size())));
    QVERIFY(rig.model.watchRequests.size() >= 3);
    QCOMPARE(rig.model.lists.size(), 1);
    QCOMPARE(rig.reflector.lastError()->code, QStringLiteral("veryShortWatch"));
}

void TestReflector::forbiddenIsAskedRarely()
{
    Rig rig;
    rig.model.onList = [](const QUrlQuery &, ScriptedConnection *c) {
        c->reply(403, R"({"kind":"Status","reason":"Forbidden","code":403,"message":"rollouts is forbidden: User cannot list"})");
        return true;
    };
    rig.reflector.start();
    QTRY_COMPARE(rig.reflector.state(), ReflectorState::Backoff);
    QTest::qWait(2000);
    QCOMPARE(rig.model.lists.size(), 1);
    QCOMPARE(rig.reflector.lastError()->kind, ErrorKind::NotPermitted);
    rig.model.onList = {};
    rig.reflector.wake();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    QVERIFY(!rig.reflector.lastError());
}

void TestReflector::bookmarksMoveTheVersion()
{
    Rig rig;
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.sendToWatches(R"({"type":"BOOKMARK","object":{"kind":"Rollout","metadata":{"resourceVersion":"500"}}})");
    QTest::qWait(1100);
    rig.model.endWatches();
    QTRY_COMPARE(rig.model.watchRequests.size(), 2);
    QCOMPARE(rig.model.watchRequests.last().queryItemValue(QStringLiteral("resourceVersion")), QStringLiteral("500"));
}

void TestReflector::brokenStreams_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("unknown type") << QByteArray(R"({"type":"RENAMED","object":{"metadata":{"resourceVersion":"900"}}})");
    QTest::newRow("not json") << QByteArray("hello");
    QTest::newRow("internal error event") << QByteArray("{\"type\":\"ERROR\",\"object\":" + KubeModel::status(500, "InternalError") + "}");
    QTest::newRow("too deep") << QByteArray(100, '{');
}

void TestReflector::brokenStreams()
{
    QFETCH(QByteArray, bytes);
    Rig rig;
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.put("a");
    QTRY_VERIFY(rig.matches());
    rig.model.sendToWatches(bytes);
    QTRY_COMPARE(rig.reflector.state(), ReflectorState::Backoff);
    rig.model.put("b");
    QTRY_VERIFY(rig.matches());
    QCOMPARE(rig.model.watchRequests.last().queryItemValue(QStringLiteral("resourceVersion")), QStringLiteral("101"));
    QCOMPARE(rig.model.lists.size(), 1);
}

void TestReflector::silentWatchIsReplaced()
{
    Rig rig;
    rig.reflector.setIdleLimit(300);
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.watches.clear(); // it stays open and hears nothing more
    rig.model.put("a");
    QTRY_VERIFY(rig.matches());
    QVERIFY(rig.model.watchRequests.size() >= 2);
    QCOMPARE(rig.model.lists.size(), 1);
}

void TestReflector::frozenServerIsNoticedAndRecovers()
{
    Rig rig;
    Heartbeat heartbeat(rig.client.get(), path + u"?limit=1");
    heartbeat.setInterval(200);
    heartbeat.setDeadline(150);
    bool alive = false;
    int failures = 0;
    connect(&heartbeat, &Heartbeat::answered, this, [&] {
        if (failures > 0 && !alive)
            rig.reflector.wake();
        alive = true;
    });
    connect(&heartbeat, &Heartbeat::failed, this, [&] {
        ++failures;
        alive = false;
    });
    rig.reflector.start();
    heartbeat.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    QTRY_VERIFY(alive);
    rig.server.setFrozen(true);
    QTRY_VERIFY_WITH_TIMEOUT(failures >= 2, 2000);
    QCOMPARE(rig.reflector.state(), ReflectorState::Watching); // looks calm: this is why there is a heartbeat
    rig.model.watches.clear(); // the old watch will never speak again
    rig.server.setFrozen(false);
    QTRY_VERIFY(alive);
    rig.model.put("after");
    QTRY_VERIFY(rig.matches());
}

void TestReflector::deletedWhileAwayDisappears()
{
    Rig rig;
    rig.model.objects.insert("a", 50);
    rig.reflector.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    rig.model.objects.remove("a");
    rig.model.onWatch = [](const QUrlQuery &query, ScriptedConnection *c) {
        if (query.queryItemValue(QStringLiteral("resourceVersion")) != u"100")
            return false;
        c->reply(410, KubeModel::status(410, "Expired"));
        return true;
    };
    rig.model.version = 200;
    rig.server.dropConnections();
    QTRY_VERIFY(rig.matches());
    QCOMPARE(rig.replacements(), 2);
}

void TestReflector::manyReflectorsShareOneHost()
{
    Rig rig;
    std::vector<std::unique_ptr<RecordingSink>> sinks;
    std::vector<std::unique_ptr<Reflector>> all;
    for (int i = 0; i < 8; ++i) {
        sinks.push_back(std::make_unique<RecordingSink>());
        all.push_back(std::make_unique<Reflector>(rig.client.get(), path, sinks.back().get()));
        all.back()->start();
    }
    QTRY_COMPARE(rig.model.openWatches(), 8);
    rig.model.onList = [](const QUrlQuery &, ScriptedConnection *) { return true; }; // reads hang
    for (int i = 0; i < 8; ++i)
        rig.client->get(path, [](const Result<QByteArray> &) {}, 60'000);
    rig.server.setScript([](const ScriptedRequest &r, ScriptedConnection *c) {
        if (r.method == "PATCH")
            c->reply(200, "{\"kind\":\"Rollout\",\"metadata\":{\"uid\":\"u\"}}");
    });
    Await<MutationResult> result;
    QElapsedTimer timer;
    timer.start();
    rig.client->mutate({QStringLiteral("PATCH"), path, QStringLiteral("application/json-patch+json"), "[]"}, QStringLiteral("x-1"), result.callback());
    QCOMPARE(result.get().verdict, WriteVerdict::Accepted);
    QVERIFY(timer.elapsed() < 20'000);
}

void TestReflector::selectorsArriveUnchanged()
{
    Rig rig;
    Reflector one(rig.client.get(), path, &rig.sink, [] { return 0.5; }, QStringLiteral("fieldSelector=metadata.name%3Dweb%252"));
    one.start();
    QTRY_COMPARE(rig.model.openWatches(), 1);
    QCOMPARE(rig.server.requests.size(), 2);
    for (const ScriptedRequest &request : std::as_const(rig.server.requests))
        QVERIFY2(request.target.contains("fieldSelector=metadata.name%3Dweb%252&"), request.target.constData());
    QCOMPARE(rig.model.watchRequests.first().queryItemValue(QStringLiteral("timeoutSeconds")), QStringLiteral("450"));
}

QTEST_GUILESS_MAIN(TestReflector)
#include "tst_kube_reflector.moc"
