// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/patches.h"

#include <QJsonDocument>
#include <QTest>

using namespace maestro::sandbox;
using namespace Qt::StringLiterals;

namespace {

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().at(0);
}

QByteArray shown(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

} // namespace

class TestSandboxPatches : public QObject
{
    Q_OBJECT

private slots:
    void jsonPatch_data();
    void jsonPatch();
    void refusalSaysNothing();
    void mergePatch_data();
    void mergePatch();
    void strategicPatch_data();
    void strategicPatch();
};

void TestSandboxPatches::jsonPatch_data()
{
    QTest::addColumn<QByteArray>("doc");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("expected");
    const auto good = [](const char *name, const char *doc, const char *patch, const char *expected) { QTest::newRow(name) << QByteArray(doc) << QByteArray(patch) << QByteArray(expected); };
    const auto bad = [](const char *name, const char *doc, const char *patch) { QTest::newRow(name) << QByteArray(doc) << QByteArray(patch) << QByteArray(); };
    good("add member", R"({"a":1})", R"([{"op":"add","path":"/b","value":2}])", R"({"a":1,"b":2})");
    good("add replaces", R"({"a":1})", R"([{"op":"add","path":"/a","value":2}])", R"({"a":2})");
    good("add into array", R"({"a":[1,3]})", R"([{"op":"add","path":"/a/1","value":2}])", R"({"a":[1,2,3]})");
    good("add at length", R"({"a":[1]})", R"([{"op":"add","path":"/a/1","value":2}])", R"({"a":[1,2]})");
    good("add at end", R"({"a":[1]})", R"([{"op":"add","path":"/a/-","value":[2]}])", R"({"a":[1,[2]]})");
    good("add whole document", R"({"a":1})", R"([{"op":"add","path":"","value":{"b":1}}])", R"({"b":1})");
    good("add without value is null", R"({})", R"([{"op":"add","path":"/a"}])", R"({"a":null})");
    bad("add behind length", R"({"a":[1]})", R"([{"op":"add","path":"/a/2","value":2}])");
    bad("add below a missing parent", R"({})", R"([{"op":"add","path":"/a/b","value":2}])");
    bad("add below a number", R"({"a":1})", R"([{"op":"add","path":"/a/b","value":2}])");
    good("remove", R"({"a":1,"b":2})", R"([{"op":"remove","path":"/a"}])", R"({"b":2})");
    good("remove from array", R"({"a":[1,2,3]})", R"([{"op":"remove","path":"/a/1"}])", R"({"a":[1,3]})");
    bad("remove missing", R"({})", R"([{"op":"remove","path":"/a"}])");
    bad("remove end marker", R"({"a":[1]})", R"([{"op":"remove","path":"/a/-"}])");
    good("replace", R"({"a":{"b":1}})", R"([{"op":"replace","path":"/a/b","value":{"c":2}}])", R"({"a":{"b":{"c":2}}})");
    bad("replace missing", R"({})", R"([{"op":"replace","path":"/a","value":1}])");
    good("move", R"({"a":{"b":1},"c":{}})", R"([{"op":"move","from":"/a/b","path":"/c/d"}])", R"({"a":{},"c":{"d":1}})");
    good("move in array", R"({"a":[1,2,3]})", R"([{"op":"move","from":"/a/0","path":"/a/2"}])", R"({"a":[2,3,1]})");
    bad("move into itself", R"({"a":{"b":{}}})", R"([{"op":"move","from":"/a","path":"/a/b/c"}])");
    bad("move without from", R"({"a":1})", R"([{"op":"move","path":"/b"}])");
    good("copy", R"({"a":[1]})", R"([{"op":"copy","from":"/a","path":"/b"}])", R"({"a":[1],"b":[1]})");
    bad("copy of missing", R"({})", R"([{"op":"copy","from":"/a","path":"/b"}])");
    good("test number", R"({"a":1})", R"([{"op":"test","path":"/a","value":1}])", R"({"a":1})");
    good("test deep", R"({"a":[{"b":"x"}]})", R"([{"op":"test","path":"/a/0","value":{"b":"x"}}])", R"({"a":[{"b":"x"}]})");
    bad("test other type", R"({"a":1})", R"([{"op":"test","path":"/a","value":"1"}])");
    bad("test array order", R"({"a":[1,2]})", R"([{"op":"test","path":"/a","value":[2,1]}])");
    good("test null on absent", R"({})", R"([{"op":"test","path":"/a","value":null}])", R"({})");
    good("test null below absent", R"({})", R"([{"op":"test","path":"/a/b","value":null}])", R"({})");
    bad("test null on present", R"({"a":false})", R"([{"op":"test","path":"/a","value":null}])");
    bad("test value on absent", R"({})", R"([{"op":"test","path":"/a","value":1}])");
    good("escaped tokens", R"({"a/b":{"m~n":1}})", R"([{"op":"replace","path":"/a~1b/m~0n","value":2}])", R"({"a/b":{"m~n":2}})");
    good("tilde one stays itself", R"({"~1":1})", R"([{"op":"test","path":"/~01","value":1}])", R"({"~1":1})");
    good("empty key", R"({"":1})", R"([{"op":"test","path":"/","value":1}])", R"({"":1})");
    bad("leading zero index", R"({"a":[1,2]})", R"([{"op":"test","path":"/a/01","value":2}])");
    bad("negative index", R"({"a":[1,2]})", R"([{"op":"remove","path":"/a/-1"}])");
    bad("unknown operation", R"({})", R"([{"op":"merge","path":"/a","value":1}])");
    bad("path without slash", R"({"a":1})", R"([{"op":"remove","path":"a"}])");
    bad("no path", R"({"a":1})", R"([{"op":"remove"}])");
    bad("path of another type", R"({"a":1})", R"([{"op":"remove","path":1}])");
    bad("all or nothing", R"({"a":1})", R"([{"op":"remove","path":"/a"},{"op":"test","path":"/a","value":1}])");
    good("later sees earlier", R"({})", R"([{"op":"add","path":"/a","value":1},{"op":"test","path":"/a","value":1}])", R"({"a":1})");
    good("nothing to do", R"({"a":1})", R"([])", R"({"a":1})");
}

void TestSandboxPatches::jsonPatch()
{
    QFETCH(QByteArray, doc);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, expected);
    const auto result = applyJsonPatch(json(doc), json(patch).toArray());
    if (!expected.isEmpty())
        QCOMPARE(shown(std::get<QJsonValue>(result)), shown(json(expected)));
    else
        QCOMPARE(std::get<StatusError>(result).code, 422);
}

void TestSandboxPatches::refusalSaysNothing()
{
    const auto result = applyJsonPatch(QJsonObject(), json(R"([{"op":"test","path":"/metadata/uid","value":"x"}])").toArray());
    const QJsonObject status = statusObject(std::get<StatusError>(result));
    QCOMPARE(status.value("reason"_L1).toString(), u"Invalid"_s);
    QCOMPARE(status.value("message"_L1).toString(), u"the server rejected our request due to an error in our request"_s);
    QCOMPARE(status.value("details"_L1).toObject(), QJsonObject());
}

void TestSandboxPatches::mergePatch_data()
{
    QTest::addColumn<QByteArray>("doc");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("set") << QByteArray(R"({"a":"b"})") << QByteArray(R"({"a":"c"})") << QByteArray(R"({"a":"c"})");
    QTest::newRow("null removes") << QByteArray(R"({"a":"b","b":"c"})") << QByteArray(R"({"a":null})") << QByteArray(R"({"b":"c"})");
    QTest::newRow("arrays are whole") << QByteArray(R"({"a":["b"]})") << QByteArray(R"({"a":["c"]})") << QByteArray(R"({"a":["c"]})");
    QTest::newRow("nested") << QByteArray(R"({"a":{"b":"c"}})") << QByteArray(R"({"a":{"b":"d","c":null}})") << QByteArray(R"({"a":{"b":"d"}})");
    QTest::newRow("object over value") << QByteArray(R"({"a":"b"})") << QByteArray(R"({"a":{"b":1}})") << QByteArray(R"({"a":{"b":1}})");
    QTest::newRow("nulls inside new objects go") << QByteArray(R"({})") << QByteArray(R"({"a":{"bb":{"ccc":null}}})") << QByteArray(R"({"a":{"bb":{}}})");
}

void TestSandboxPatches::mergePatch()
{
    QFETCH(QByteArray, doc);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, expected);
    QCOMPARE(shown(applyMergePatch(json(doc), json(patch))), shown(json(expected)));
}

void TestSandboxPatches::strategicPatch_data()
{
    mergePatch_data();
    QTest::newRow("containers by name") << QByteArray(R"({"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]})")
                                        << QByteArray(R"({"containers":[{"name":"b","image":"2"}]})")
                                        << QByteArray(R"({"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]})");
    QTest::newRow("new container") << QByteArray(R"({"containers":[{"name":"a"}]})") << QByteArray(R"({"containers":[{"name":"b"}]})") << QByteArray(R"({"containers":[{"name":"a"},{"name":"b"}]})");
    QTest::newRow("delete directive") << QByteArray(R"({"containers":[{"name":"a"},{"name":"b"}]})") << QByteArray(R"({"containers":[{"name":"a","$patch":"delete"}]})")
                                      << QByteArray(R"({"containers":[{"name":"b"}]})");
    QTest::newRow("replace directive") << QByteArray(R"({"a":{"b":1,"c":2}})") << QByteArray(R"({"a":{"$patch":"replace","d":3}})") << QByteArray(R"({"a":{"d":3}})");
}

void TestSandboxPatches::strategicPatch()
{
    QFETCH(QByteArray, doc);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, expected);
    QCOMPARE(shown(applyStrategicPatch(json(doc), json(patch))), shown(json(expected)));
}

QTEST_GUILESS_MAIN(TestSandboxPatches)
#include "tst_sandbox_patches.moc"
