// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/promql/queryselectors.h"
#include "domain/promql/querytemplate.h"

#include <QTest>

using namespace maestro;

class TestPromQl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fills_data();
    void fills();
    void refuses_data();
    void refuses();
    void variablesInOrder();
    void selectors_data();
    void selectors();
    void counts_data();
    void counts();
};

void TestPromQl::fills_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *query, const char *value, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(query) << QString::fromUtf8(value) << QString::fromUtf8(expected);
    };
    row("plain", R"(up{a="{{v}}"})", "shop", R"(up{a="shop"})");
    row("spaces", R"(up{a="{{ v }}"})", "shop", R"(up{a="shop"})");
    row("within", R"(up{a="x-{{v}}-{{v}}"})", "s", R"(up{a="x-s-s"})");
    row("injection", R"(up{a="{{v}}"})", R"("} or vector(1) #)", R"(up{a="\"} or vector(1) #"})");
    row("backslash", R"(up{a="{{v}}"})", R"(x\)", R"(up{a="x\\"})");
    row("single quotes", R"(up{a='{{v}}'})", R"(it's "so")", R"(up{a='it\'s "so"'})");
    row("regex", R"(up{a=~"{{v}}"})", "a.b|c", R"(up{a=~"a\\.b\\|c"})");
    row("regex not", R"(up{a!~"{{v}}.*"})", "a*", R"(up{a!~"a\\*.*"})");
    row("raw", "up{a=`{{v}}`}", R"(a\b")", R"(up{a=`a\b"`})");
    row("raw regex", "up{a=~`{{v}}`}", "a.b", R"(up{a=~`a\.b`})");
    row("a value is not filled again", R"(up{a="{{v}}"})", "{{v}}", R"(up{a="{{v}}"})");
    row("comment keeps its braces", "up{a=\"{{v}}\"} # {{other}}", "s", "up{a=\"s\"} # {{other}}");
    row("argument", R"(label_replace(up, "a", "{{v}}", "b", ".*"))", "shop-1", R"(label_replace(up, "a", "shop-1", "b", ".*"))");
    row("beyond ASCII", R"(up{a="{{v}}"})", "müsli🍎", "up{a=\"müsli🍎\"}");
}

void TestPromQl::fills()
{
    QFETCH(QString, query);
    QFETCH(QString, value);
    const Result<QString> result = fillQuery(query, {{QStringLiteral("v"), value}});
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().message));
    QTEST(*result, "expected");
}

void TestPromQl::refuses_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *query, const QString &value, const char *code) {
        QTest::newRow(name) << QString::fromUtf8(query) << value << QString::fromLatin1(code);
    };
    const QString plain = QStringLiteral("shop");
    row("as a metric", "{{v}}", plain, "badQuery");
    row("as a number", "up > {{v}}", plain, "badQuery");
    row("as a range", "rate(up[{{v}}])", plain, "badQuery");
    row("half outside", R"(up{a="{{v"}}})", plain, "badQuery");
    row("no end", R"(up{a="{{v}})", plain, "badQuery");
    row("line end", "up{a=\"\n{{v}}\"}", plain, "badQuery");
    row("behind a backslash", R"(up{a="\{{v}}"})", plain, "badQuery");
    row("no name", R"(up{a="{{}}"})", plain, "badQuery");
    row("strange name", R"(up{a="{{v v}}"})", plain, "badQuery");
    row("unknown", R"(up{a="{{w}}"})", plain, "unknownVariable");
    row("line end in the value", R"(up{a="{{v}}"})", QStringLiteral("a\nb"), "unsafeValue");
    row("NUL", R"(up{a="{{v}}"})", QString(QChar(0)), "unsafeValue");
    row("half a surrogate", R"(up{a="{{v}}"})", QString(QChar(0xd800)), "unsafeValue");
    row("nothing matches all", R"(up{a="{{v}}"})", QString(), "unsafeValue");
    row("backtick in a raw literal", "up{a=`{{v}}`}", QStringLiteral("a`} or vector(1) #"), "unsafeValue");
    row("argument", R"(label_replace(up, "a", "{{v}}", "b", ".*"))", QStringLiteral("$1"), "unsafeValue");
}

void TestPromQl::refuses()
{
    QFETCH(QString, query);
    QFETCH(QString, value);
    const Result<QString> result = fillQuery(query, {{QStringLiteral("v"), value}});
    QVERIFY2(!result.ok(), result.ok() ? qPrintable(*result) : "");
    QTEST(result.error().code, "code");
    QCOMPARE(result.error().kind, ErrorKind::BadInput);
}

void TestPromQl::variablesInOrder()
{
    const Result<QStringList> names = queryVariables(QStringLiteral(R"(sum(a{x="{{two}}"}) / sum(b{x="{{one}}",y="{{two}}"}))"));
    QCOMPARE(*names, (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
    QVERIFY(!queryVariables(QStringLiteral("rate(a[{{w}}])")).ok());
}

void TestPromQl::selectors_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *query, std::initializer_list<const char *> expected) {
        QStringList list;
        for (const char *selector : expected)
            list.append(QString::fromUtf8(selector));
        QTest::newRow(name) << QString::fromUtf8(query) << list;
    };
    row("bare", "up", {"up"});
    row("labels", R"(up{job="a}b"})", {R"(up{job="a}b"})"});
    row("no name", R"({__name__="up"})", {R"({__name__="up"})"});
    row("quantile", R"(histogram_quantile(0.95, sum by (le, role) (rate(d_bucket{s="x"}[5m]))) * 1000)", {R"(d_bucket{s="x"})"});
    row("two, one twice", "sum(rate(a[5m])) / sum(rate(b[5m])) > bool sum(rate(a[1h]))", {"a", "b"});
    row("recorded", R"(service:errors:ratio5m{service="x"} offset 1h)", {R"(service:errors:ratio5m{service="x"})"});
    row("by after", "sum(a) by (b, c) + on (d) group_left (e) f", {"a", "f"});
    row("subquery and time", "max_over_time(rate(a[1m])[5m:30s]) + b @ 1609746000 + c @ start()", {"a", "b", "c"});
    row("words", "a and b or c unless d atan2 Inf + NaN", {"a", "b", "c", "d"});
    row("numbers only", "vector(1) + 1e-5", {});
    row("in comment or text", "a # b\n + count_values(\"c\", d)", {"a", "d"});
    row("metric named sum", "sum + 1", {"sum"});
}

void TestPromQl::selectors()
{
    QFETCH(QString, query);
    const Result<QStringList> found = querySelectors(query);
    QVERIFY(found.ok());
    QTEST(*found, "expected");
}

void TestPromQl::counts_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("expected"); // what is counted, part by part
    const auto row = [](const char *query, std::initializer_list<const char *> expected) {
        QStringList list;
        for (const char *counted : expected)
            list.append(QString::fromUtf8(counted));
        QTest::newRow(query) << QString::fromUtf8(query) << list;
    };
    row(R"(sum(rate(a{s="x[1h]"}[5m])) / sum(rate(b[1h30m])))", {R"(a{s="x[1h]"}[5m])", "b[1h30m]"});
    row("a + rate(a[1m])", {"a[5m]", "a[1m]"});
    row("rate(a[1m] offset 1h) + rate(b[ 2m ] offset -5m) > 3", {"a[1m] offset 1h", "b[2m] offset -5m"});
    row("max_over_time(a[10m:30s]) + max_over_time(rate(b[1m])[1h:])", {"a[10m]", "b[1m]"});
    row("rate(a[1m]) + rate(a[1m])", {"a[1m]"});
    row("vector(1)", {});
    row("a @ 1609746000", {});
    row("rate(a[", {"a[5m]"});
}

void TestPromQl::counts()
{
    QFETCH(QString, query);
    QFETCH(QStringList, expected);
    const Result<SampleCounts> found = sampleCounts(query);
    QVERIFY(found.ok());
    QCOMPARE(found->parts, int(expected.size()));
    QStringList parts;
    for (qsizetype i = 0; i < expected.size(); ++i)
        parts.append(QStringLiteral("label_replace(sum(count_over_time(%1)), \"part\", \"%2\", \"\", \"\")").arg(expected.at(i)).arg(i));
    QCOMPARE(found->query, parts.join(QStringLiteral(" or ")));
    QVERIFY(!sampleCounts(QStringLiteral("a{b=\"")).ok());
}

QTEST_GUILESS_MAIN(TestPromQl)
#include "tst_domain_promql.moc"
