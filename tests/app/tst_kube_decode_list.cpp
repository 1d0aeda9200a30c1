// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/poddecoder.h"
#include "kube/decode/rolloutdecoder.h"

#include <QFile>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QByteArray sample()
{
    QFile file(QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/kube/rollout-canary-paused.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray numbered(int i)
{
    return sample().replace("\"name\": \"checkout\"", QByteArray("\"name\": \"checkout-" + QByteArray::number(i) + '"'));
}

QByteArray list(const QList<QByteArray> &items, const QByteArray &metadata = R"({"continue":"next","resourceVersion":"4711"})")
{
    return R"({"apiVersion":"argoproj.io/v1alpha1","items":[)" + items.join(',') + R"(],"kind":"RolloutList","metadata":)" + metadata + "}";
}

} // namespace

class TestListDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiveHundredItems();
    void emptyLists_data();
    void emptyLists();
    void oneBadItemCostsOnlyItself_data();
    void oneBadItemCostsOnlyItself();
    void notAList_data();
    void notAList();
    void everyCutIsAnError();
    void decodersMayBeUsedInside();
    void metadataMayStandFirst();
};

void TestListDecoder::fiveHundredItems()
{
    QList<QByteArray> items;
    for (int i = 0; i < 500; ++i)
        items.append(numbered(i));
    const QByteArray body = list(items);
    const Result<DecodedList<Rollout>> rows = decodeRolloutList(body);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
    QCOMPARE(rows->page.resourceVersion, u"4711");
    QCOMPARE(rows->page.continueToken, u"next");
    QCOMPARE(rows->faults, QStringList());
    QCOMPARE(rows->items.size(), 500);
    for (int i = 0; i < 500; ++i) {
        QCOMPARE(rows->items.at(i).meta.name, u"checkout-%1"_s.arg(i));
        QCOMPARE(rows->items.at(i), *decodeRollout(items.at(i), DecodeDepth::Row));
    }
    QCOMPARE(decodeRolloutList(body, DecodeDepth::Whole)->items.at(3), *decodeRollout(items.at(3), DecodeDepth::Whole));
}

void TestListDecoder::emptyLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addRow("empty") << list({});
    QTest::addRow("null") << QByteArray(R"({"items":null,"metadata":{"continue":"next","resourceVersion":"4711"}})");
}

void TestListDecoder::emptyLists()
{
    QFETCH(QByteArray, body);
    const Result<DecodedList<Rollout>> rows = decodeRolloutList(body);
    QVERIFY(rows);
    QVERIFY(rows->items.isEmpty());
    QCOMPARE(rows->page.resourceVersion, u"4711");
}

void TestListDecoder::oneBadItemCostsOnlyItself_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<bool>("readable");
    QTest::addRow("null") << QByteArray("null") << false;
    QTest::addRow("number") << QByteArray("7") << false;
    QTest::addRow("array") << QByteArray("[{}]") << false;
    QTest::addRow("no name") << QByteArray(R"({"metadata":{}})") << false;
    QTest::addRow("name of a wrong type") << QByteArray(R"({"metadata":{"name":[]}})") << false;
    QTest::addRow("lone surrogate") << QByteArray(R"({"metadata":{"name":"x","labels":{"a":"\ud800"}}})") << true;
    QTest::addRow("lone surrogate in a key") << QByteArray(R"({"metadata":{"name":"x","labels":{"\udfff":"a"}}})") << true;
    QTest::addRow("huge number") << QByteArray(R"({"metadata":{"name":"x","generation":123456789012345678901234567890}})") << true;
    QTest::addRow("wrong types") << QByteArray(R"({"metadata":{"name":"x"},"spec":[],"status":7})") << true;
    QTest::addRow("deep") << QByteArray(R"({"metadata":{"name":"x"},"spec":{"template":)" + QByteArray(300, '[') + QByteArray(300, ']') + "}}") << true;
}

void TestListDecoder::oneBadItemCostsOnlyItself()
{
    QFETCH(QByteArray, bad);
    QFETCH(bool, readable);
    for (const DecodeDepth depth : {DecodeDepth::Row, DecodeDepth::Whole}) {
        const Result<DecodedList<Rollout>> rows = decodeRolloutList(list({numbered(0), bad, numbered(2)}), depth);
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
        QCOMPARE(rows->items.size(), readable ? 3 : 2);
        QCOMPARE(rows->items.first(), *decodeRollout(numbered(0), depth));
        QCOMPARE(rows->items.last(), *decodeRollout(numbered(2), depth));
        QCOMPARE(rows->faults.size(), readable ? 0 : 1);
        if (!readable)
            QVERIFY(rows->faults.first().startsWith(u"/items/1: "));
        QCOMPARE(rows->page.resourceVersion, u"4711");
    }
}

void TestListDecoder::notAList_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "[]", "null", "{}", "<html>login</html>", R"({"kind":"Status","code":403})", R"({"items":{}})", R"({"items":7})",
                             R"({"items":[{"metadata":{"name":"a"}}]} {})", R"({"items":[,]})", R"({"metadata":{"resourceVersion":7},"items":[]})"})
        QTest::addRow("%s", body) << QByteArray(body);
}

void TestListDecoder::notAList()
{
    QFETCH(QByteArray, body);
    QByteArray roomy = body;
    roomy.reserve(body.size() + 64);
    for (const QByteArray &given : {body, roomy}) {
        const Result<DecodedList<Rollout>> rows = decodeRolloutList(given);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, u"badList");
    }
}

void TestListDecoder::everyCutIsAnError()
{
    const QByteArray body = list({numbered(0), R"({"metadata":{"name":"b"}})"});
    for (qsizetype cut = 0; cut < body.size(); ++cut) {
        QVERIFY2(!decodeRolloutList(body.left(cut)), qPrintable(QString::number(cut)));
        QByteArray roomy = body; // what is cut off still stands behind it
        roomy.reserve(body.size() + 64);
        roomy.resize(cut);
        QVERIFY2(!decodeRolloutList(roomy), qPrintable(QString::number(cut)));
    }
}

void TestListDecoder::decodersMayBeUsedInside()
{
    QStringList names;
    const Result<ListPage> page = decodeList(list({numbered(0), numbered(1)}), [&](std::string_view object) {
        const Result<Rollout> one = decodeRollout(QByteArrayView(object.data(), qsizetype(object.size())));
        const Result<DecodedList<Pod>> pods = decodePodList(R"({"items":[{"metadata":{"name":"p"}}]})");
        names.append(one->meta.name + pods->items.first().meta.name);
    });
    QVERIFY(page);
    QCOMPARE(names, QStringList({u"checkout-0p"_s, u"checkout-1p"_s}));
}

void TestListDecoder::metadataMayStandFirst()
{
    const Result<DecodedList<Pod>> pods = decodePodList(R"({"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"p"}}]})");
    QVERIFY(pods);
    QCOMPARE(pods->page, (ListPage{u"9"_s, QString(), u"PodList"_s}));
    QCOMPARE(pods->items.size(), 1);
}

QTEST_GUILESS_MAIN(TestListDecoder)
#include "tst_kube_decode_list.moc"
