// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/fleetwatch.h"
#include "support/kubetest.h"

using namespace maestro;
using namespace Qt::StringLiterals;

/// A picture that is not what the server has is found; one that is only behind for a moment is not accused.
class TestStoreCheck : public QObject
{
    Q_OBJECT

    using Objects = QMap<QByteArray, QByteArray>; ///< name to version
    SteadyClock m_clock;

    static QByteArray object(const QByteArray &name, const QByteArray &version, const QByteArray &more = {})
    {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"shop\",\"uid\":\"uid-" + name + "\",\"resourceVersion\":\"" + version + "\"}" + more + '}';
    }

    static QByteArray list(const Objects &objects, const QByteArray &more)
    {
        QByteArrayList items;
        for (auto it = objects.cbegin(); it != objects.cend(); ++it)
            items.append(object(it.key(), *it, more));
        return R"({"kind":"RolloutList","metadata":{"resourceVersion":"9"},"items":[)" + items.join(',') + "]}";
    }

private Q_SLOTS:
    void compares_data()
    {
        QTest::addColumn<Objects>("listed");
        QTest::addColumn<QByteArray>("more"); ///< of every object of the later lists
        QTest::addColumn<QByteArray>("late"); ///< comes by the watch in the grace period
        QTest::addColumn<QStringList>("words"); ///< of the differences
        const auto event = [](const char *type, const QByteArray &one) -> QByteArray { return QByteArray("{\"type\":\"") + type + "\",\"object\":" + one + "}\n"; };
        QTest::newRow("the same") << Objects {{"a", "1"}, {"b", "2"}} << QByteArray() << QByteArray() << QStringList();
        QTest::newRow("missed an addition") << Objects {{"a", "1"}, {"b", "2"}, {"c", "5"}} << QByteArray() << QByteArray() << QStringList {u"shop/c (uid-c) is missing"_s};
        QTest::newRow("missed a deletion") << Objects {{"a", "1"}} << QByteArray() << QByteArray() << QStringList {u"shop/b (uid-b) is not on the server"_s};
        QTest::newRow("missed a change") << Objects {{"a", "1"}, {"b", "7"}} << QByteArray() << QByteArray() << QStringList {u"shop/b (uid-b) is of version 2, the server had 7"_s};
        QTest::newRow("wrong content") << Objects {{"a", "1"}, {"b", "2"}} << QByteArray(R"(,"spec":{"paused":true})") << QByteArray()
                                       << QStringList {u"shop/a (uid-a) is not what the server has as version 1"_s, u"shop/b (uid-b) is not what the server has as version 2"_s};
        QTest::newRow("an addition on its way") << Objects {{"a", "1"}, {"b", "2"}, {"c", "5"}} << QByteArray() << event("ADDED", object("c", "5")) << QStringList();
        QTest::newRow("a change on its way") << Objects {{"a", "1"}, {"b", "7"}} << QByteArray() << event("MODIFIED", object("b", "7")) << QStringList();
        QTest::newRow("newer than the lists") << Objects {{"a", "1"}, {"b", "7"}} << QByteArray() << event("MODIFIED", object("b", "8")) << QStringList();
        QTest::newRow("a deletion on its way") << Objects {{"a", "1"}} << QByteArray() << event("DELETED", object("b", "2")) << QStringList();
    }

    void compares()
    {
        QFETCH(Objects, listed);
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, late);
        QFETCH(QStringList, words);
        int lists = 0;
        QPointer<ScriptedConnection> watch;
        ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
            if (request.target.contains("watch=1")) {
                c->sendHead(200, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
                watch = c;
            } else if (++lists == 1) {
                c->reply(200, list({{"a", "1"}, {"b", "2"}}, {}));
            } else {
                c->reply(200, list(listed, more));
                if (lists == 2 && !late.isEmpty())
                    watch->sendChunk(late);
            }
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        FleetWatch fleet(&client, {}, {}, {WorkloadKind::Rollout}, nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(fleet.complete() && watch, 20'000);
        Await<StoreComparison> found;
        fleet.compare(late.isEmpty() ? 10 : 1'000, found.callback());
        StoreComparison comparison = found.get(20'000);
        QVERIFY(!comparison.error);
        QCOMPARE(comparison.listed, listed.size());
        comparison.differences.sort();
        QCOMPARE(comparison.differences, words);
        if (words.isEmpty() && late.isEmpty())
            QCOMPARE(lists, 2);
    }

    void saysWhyItCouldNotCompare()
    {
        int lists = 0;
        ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
            if (request.target.contains("watch=1"))
                c->sendHead(200, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
            else if (++lists == 1)
                c->reply(200, list({{"a", "1"}}, {}));
            else
                c->reply(403, R"({"kind":"Status","code":403,"reason":"Forbidden","message":"no"})");
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        FleetWatch fleet(&client, {}, {}, {WorkloadKind::Rollout}, nullptr);
        Await<StoreComparison> early;
        fleet.compare(10, early.callback());
        QVERIFY2(early.get().error, "nothing has been listed yet");
        QTRY_VERIFY_WITH_TIMEOUT(fleet.complete(), 20'000);
        Await<StoreComparison> found;
        fleet.compare(10, found.callback());
        QCOMPARE(found.get().error.value_or(Error()).code, u"forbidden"_s);
    }

    /// An answer that cannot be read, and no watch at all, are not "the same".
    void neverTheSameByNotLooking()
    {
        int lists = 0;
        ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
            if (request.target.contains("watch=1"))
                c->sendHead(200, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
            else
                c->reply(200, ++lists == 1 ? list({}, {}) : QByteArray(R"({"kind":"RolloutList","metadata":{"resourceVersion":"9"},"items":7})"));
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        FleetWatch fleet(&client, {}, {}, {WorkloadKind::Rollout}, nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(fleet.complete(), 20'000);
        Await<StoreComparison> found;
        fleet.compare(10, found.callback());
        QVERIFY(found.get().error);
        FleetWatch nothing(&client, {}, {}, {}, nullptr);
        Await<StoreComparison> none;
        nothing.compare(10, none.callback());
        QCOMPARE(none.get().error.value_or(Error()).code, u"nothingWatched"_s);
    }
};

QTEST_GUILESS_MAIN(TestStoreCheck)
#include "tst_services_storecheck.moc"
