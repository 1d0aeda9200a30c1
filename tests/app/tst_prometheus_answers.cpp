// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/read/directsender.h"
#include "prometheus/rangecache.h"
#include "support/kubetest.h"
#include "support/scriptedserver.h"

#include <QTest>

#include <cmath>

using namespace maestro;

namespace {

std::unique_ptr<DirectSender> senderTo(const QUrl &url)
{
    ServerIdentity identity;
    identity.server = url;
    return std::make_unique<DirectSender>(identity);
}

QByteArray success(const QByteArray &type, const QByteArray &result)
{
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
}

const QByteArray upAnswer = success("vector", R"([{"metric":{"__name__":"up"},"value":[1700000000.123,"1"]}])");
const RangeQuery aRange{QStringLiteral("up"), 1'700'000'000'000, 1'700'000'060'000, 15'000};

} // namespace

/// Answers a server might give, through real sockets.
class TestPrometheusAnswers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void values();
    void scalarAndText();
    void faults_data();
    void faults();
    void redirectKeepsTheCredential();
    void matrixFaults_data();
    void matrixFaults();
    void widensTheStepOnceAndSaysSo();
    void refusedTwiceIsAnError();
    void silenceMeetsTheDeadline();
    void equalQuestionsAreOneRequest();
    void fourAtOnceAndCancel();
    void longQueriesArePosted();
    void hugeAnswersAreCutOff();
    void refreshAsksForTheTail();
    void whatMayBeMissingIsNotKept();
    void otherTimesAreNoPart();
    void skew();
    void goneClientIsSilent();
};

void TestPrometheusAnswers::values()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(200, success("matrix", R"([{"metric":{"a":"ü\"\\"},"values":[[1700000000,"NaN"],[1700000015.5,"+Inf"],[1700000045,"-Inf"],[1700000060,"1.5e-3"]]}])"));
    });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.range(aRange, got.callback());
    const PromAnswer answer = got.get();
    QVERIFY(answer.ok());
    QCOMPARE(answer.series.size(), 1);
    QCOMPARE(answer.series.first().labels.value(QStringLiteral("a")), QStringLiteral("ü\"\\"));
    const auto points = answer.series.first().points;
    QCOMPARE(points.size(), 4);
    QVERIFY(std::isnan(points.at(0).value));
    QCOMPARE(points.at(1).value, std::numeric_limits<double>::infinity());
    QCOMPARE(points.at(1).ms, 1'700'000'015'500);
    QCOMPARE(points.at(2).value, -std::numeric_limits<double>::infinity());
    QCOMPARE(points.at(3).value, 0.0015);
    const QByteArray target = server.requests.first().target;
    QVERIFY2(target.contains("start=1699999995&end=1700000055&step=15&"), target.constData()); // on the grid of the step
    QCOMPARE(server.requests.first().header("accept-encoding"), QByteArray("identity"));
}

void TestPrometheusAnswers::scalarAndText()
{
    ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *c) {
        c->reply(200, request.target.contains("query=1") ? success("scalar", R"([1,"7"])") : success("string", R"([1,"seven"])"));
    });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> number;
    client.instant(QStringLiteral("1"), {}, number.callback());
    QCOMPARE(number.get().series.first().points.first().value, 7);
    Await<PromAnswer> text;
    client.instant(QStringLiteral("\"seven\""), {}, text.callback());
    QCOMPARE(text.get().text, QStringLiteral("seven"));
}

void TestPrometheusAnswers::faults_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, int status, const QByteArray &body, const char *code) {
        QTest::newRow(name) << status << body << QString::fromLatin1(code);
    };
    row("login page", 200, "<html><title>Sign in</title></html>", "notPrometheus");
    row("truncated JSON", 200, upAnswer.chopped(3), "badAnswer");
    row("two texts", 200, upAnswer + upAnswer, "badAnswer");
    row("not UTF-8", 200, success("vector", "[{\"metric\":{\"a\":\"\xff\"},\"value\":[1,\"1\"]}]"), "badAnswer");
    row("empty", 200, "", "badAnswer");
    row("another object", 200, R"({"kind":"Status"})", "badAnswer");
    row("error 200", 200, R"({"status":"error","errorType":"execution","error":"no"})", "queryFailed");
    row("error 400", 400, R"({"status":"error","errorType":"bad_data","error":"parse error"})", "badQuery");
    row("error 422", 422, R"({"status":"error","errorType":"execution","error":"many-to-many"})", "queryFailed");
    row("error 503", 503, R"({"status":"error","errorType":"timeout","error":"query timed out"})", "queryTimeout");
    row("plain 503", 503, "Service Unavailable", "unavailable");
    row("401", 401, "no", "unauthorized");
    row("403", 403, "no", "forbidden");
    row("redirect", 302, "", "redirected");
    row("404", 404, "404 page not found", "notPrometheus");
    row("500", 500, upAnswer, "serverError");
    row("unknown type", 200, success("tensor", "[]"), "badAnswer");
    row("no labels", 200, success("vector", R"([{"value":[1,"1"]}])"), "badAnswer");
    row("number as value", 200, success("vector", R"([{"metric":{},"value":[1,1]}])"), "badAnswer");
    row("text as time", 200, success("vector", R"([{"metric":{},"value":["1","1"]}])"), "badAnswer");
    row("hexadecimal", 200, success("vector", R"([{"metric":{},"value":[1,"0x10"]}])"), "badAnswer");
    row("three parts", 200, success("vector", R"([{"metric":{},"value":[1,"1",2]}])"), "badAnswer");
    row("series twice", 200, success("vector", R"([{"metric":{"a":"1"},"value":[1,"1"]},{"metric":{"a":"1"},"value":[1,"2"]}])"), "badAnswer");
    row("label twice", 200, success("vector", R"([{"metric":{"a":"1","a":"2"},"value":[1,"1"]}])"), "badAnswer");
    row("histogram", 200, success("vector", R"([{"metric":{},"histogram":[1,{"count":"1","sum":"1"}]}])"), "histogramAnswer");
}

void TestPrometheusAnswers::faults()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(status, body, "Location: /login\r\n"); });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.instant(QStringLiteral("up"), {}, got.callback());
    const PromAnswer answer = got.get();
    QVERIFY(!answer.ok());
    QTEST(answer.provenance.error->code, "code");
    QVERIFY(answer.series.isEmpty());
    QVERIFY2(answer.provenance.error->message.contains(server.url().toString()), qPrintable(answer.provenance.error->message));
    QCOMPARE(server.requests.size(), 1);
}

void TestPrometheusAnswers::redirectKeepsTheCredential()
{
    ScriptedServer other;
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(307, "", "Location: " + other.url().toEncoded() + "/api/v1/query\r\n");
    });
    ServerIdentity identity;
    identity.server = server.url();
    SteadyClock clock;
    PromClient client(std::make_unique<DirectSender>(identity, HttpHeaders{{"Authorization", "Bearer s3cret"}}), &clock);
    Await<PromAnswer> got;
    client.instant(QStringLiteral("up"), {}, got.callback());
    QCOMPARE(got.get().provenance.error->code, QStringLiteral("redirected"));
    QCOMPARE(server.requests.first().header("authorization"), QByteArray("Bearer s3cret"));
    QCOMPARE(other.requests.size(), 0);
}

void TestPrometheusAnswers::matrixFaults_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("vector") << upAnswer;
    QTest::newRow("backwards") << success("matrix", R"([{"metric":{},"values":[[2,"1"],[1,"1"]]}])");
    QTest::newRow("time twice") << success("matrix", R"([{"metric":{},"values":[[1,"1"],[1,"1"]]}])");
    QTest::newRow("no values") << success("matrix", R"([{"metric":{}}])");
    QTest::newRow("far future") << success("matrix", R"([{"metric":{},"values":[[1e300,"1"]]}])");
}

void TestPrometheusAnswers::matrixFaults()
{
    QFETCH(QByteArray, body);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, body); });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.range(aRange, got.callback());
    const PromAnswer answer = got.get();
    QVERIFY(!answer.ok());
    QCOMPARE(answer.provenance.error->code, QStringLiteral("badAnswer"));
    QVERIFY(answer.series.isEmpty());
}

void TestPrometheusAnswers::widensTheStepOnceAndSaysSo()
{
    for (const int status : {400, 422}) {
        ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
            if (request.target.contains("step=1&"))
                c->reply(status, R"({"status":"error","errorType":"bad_data","error":"exceeded maximum resolution of 11,000 points per timeseries."})");
            else
                c->reply(200, success("matrix", "[]"));
        });
        SteadyClock clock;
        PromClient client(senderTo(server.url()), &clock);
        Await<PromAnswer> got;
        client.range({QStringLiteral("up"), 0, 100'000'000, 1000}, got.callback());
        const PromAnswer answer = got.get();
        QVERIFY(answer.ok());
        QCOMPARE(answer.stepMs, 10'000);
        QCOMPARE(answer.askedStepMs, 1000);
        QVERIFY2(answer.provenance.warnings.value(0).contains(QStringLiteral("10 s instead of 1 s")), qPrintable(answer.provenance.warnings.join(u' ')));
        QCOMPARE(server.requests.size(), 2);
    }
}

void TestPrometheusAnswers::refusedTwiceIsAnError()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(400, R"({"status":"error","errorType":"bad_data","error":"exceeded maximum resolution of 11,000 points per timeseries."})");
    });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.range({QStringLiteral("up"), 0, 100'000'000, 1000}, got.callback());
    QCOMPARE(got.get().provenance.error->code, QStringLiteral("tooManyPoints"));
    QCOMPARE(server.requests.size(), 2);
}

void TestPrometheusAnswers::silenceMeetsTheDeadline()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *) {});
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    client.setDeadline(300);
    Await<PromAnswer> got;
    client.instant(QStringLiteral("up"), {}, got.callback());
    QCOMPARE(got.get(3000).provenance.error->code, QStringLiteral("timeout"));
    QVERIFY(server.requests.first().target.contains("timeout=0.300"));
}

void TestPrometheusAnswers::equalQuestionsAreOneRequest()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) {
        QTimer::singleShot(50, c, [c] { c->reply(200, upAnswer); });
    });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    int heard = 0;
    for (int i = 0; i < 10; ++i)
        client.instant(QStringLiteral("up"), {}, [&heard](const PromAnswer &answer) { heard += answer.series.size(); });
    QTRY_COMPARE(heard, 10);
    QCOMPARE(server.requests.size(), 1);
    client.instant(QStringLiteral("up"), {}, [&heard](const PromAnswer &) { ++heard; });
    QTRY_COMPARE(heard, 11);
    QCOMPARE(server.requests.size(), 2);
}

void TestPrometheusAnswers::fourAtOnceAndCancel()
{
    QList<QPointer<ScriptedConnection>> open;
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { open.append(c); });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    QList<quint64> ids;
    QStringList heard;
    for (int i = 0; i < 6; ++i) {
        const QString query = QStringLiteral("q%1").arg(i);
        ids.append(client.instant(query, {}, [&heard, query](const PromAnswer &) { heard.append(query); }));
    }
    QTRY_COMPARE(server.requests.size(), 4);
    QTest::qWait(50);
    QCOMPARE(server.requests.size(), 4);
    client.cancel(ids.at(4)); // still waiting: never leaves
    client.cancel(ids.at(0)); // under way: its connection closes and the next may go
    QTRY_COMPARE(server.requests.size(), 5);
    QVERIFY(server.requests.last().target.contains("query=q5"));
    for (const auto &connection : open)
        if (connection && connection->isOpen())
            connection->reply(200, upAnswer);
    QTRY_COMPARE(heard.size(), 4);
    QVERIFY(!heard.contains(QStringLiteral("q0")) && !heard.contains(QStringLiteral("q4")));
}

void TestPrometheusAnswers::longQueriesArePosted()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, upAnswer); });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.instant(QStringLiteral("up{a=\"%1&b=+ %\"}").arg(QString(3000, u'x')), {}, got.callback());
    QVERIFY(got.get().ok());
    const ScriptedRequest request = server.requests.first();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.target, QByteArray("/api/v1/query"));
    QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded"));
    QVERIFY(request.body.startsWith("query=up%7Ba%3D%22xxx"));
    QVERIFY(request.body.contains("x%26b%3D%2B%20%25%22%7D&timeout=10"));
}

void TestPrometheusAnswers::hugeAnswersAreCutOff()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, QByteArray(40 * 1024 * 1024, ' ')); });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.instant(QStringLiteral("up"), {}, got.callback());
    QCOMPARE(got.get().provenance.error->code, QStringLiteral("answerTooLarge"));
}

void TestPrometheusAnswers::refreshAsksForTheTail()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, success("matrix", "[]")); });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    RangeCache cache(&client);
    for (const qint64 end : {3600, 3615, 3660}) {
        Await<PromAnswer> got;
        cache.range({QStringLiteral("up"), 0, end * 1000, 15'000}, got.callback());
        QVERIFY(got.get().ok());
    }
    QVERIFY(server.requests.at(0).target.contains("start=0&end=3600&"));
    QVERIFY(server.requests.at(1).target.contains("start=3570&end=3615&"));
    QVERIFY(server.requests.at(2).target.contains("start=3585&end=3660&"));
}

/// What a store did not say would stay away from the line for as long as somebody looks at it.
void TestPrometheusAnswers::whatMayBeMissingIsNotKept()
{
    bool warns = true;
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) {
        QByteArray body = success("matrix", R"([{"metric":{},"values":[[3585,"1"],[3600,"1"]]}])");
        c->reply(200, warns ? body.insert(1, R"("warnings":["a store is away"],)") : body);
    });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    RangeCache cache(&client);
    const auto asked = [&](qint64 end) {
        Await<PromAnswer> got;
        cache.range({QStringLiteral("up"), 0, end * 1000, 15'000}, got.callback());
        return got.get();
    };
    QVERIFY(asked(3600).warned);
    warns = false;
    QVERIFY(!asked(3600).warned);
    QVERIFY(!asked(3615).warned);
    warns = true;
    QVERIFY(asked(3630).warned); // of its tail: all of the line is told so
    warns = false;
    QVERIFY(!asked(3645).warned);
    QVERIFY(server.requests.at(1).target.contains("start=0&end=3600&"));
    QVERIFY(server.requests.at(2).target.contains("start=3570&end=3615&"));
    QVERIFY(server.requests.at(3).target.contains("start=3585&end=3630&"));
    QVERIFY(server.requests.at(4).target.contains("start=3585&end=3645&")); // what was whole before is, and what was not is asked again
}

/// A cache in between has an answer of an hour ago.
void TestPrometheusAnswers::otherTimesAreNoPart()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(200, success("matrix", R"([{"metric":{},"values":[[1699996400,"7"],[1700000010,"1"],[1700003600,"9"]]}])"));
    });
    SteadyClock clock;
    PromClient client(senderTo(server.url()), &clock);
    Await<PromAnswer> got;
    client.range(aRange, got.callback());
    const PromAnswer answer = got.get();
    QVERIFY(answer.ok() && answer.warned && !answer.provenance.warnings.isEmpty());
    QCOMPARE(answer.series.first().points.size(), 1);
    QCOMPARE(answer.series.first().points.first().value, 1);
}

void TestPrometheusAnswers::skew()
{
    SteadyClock clock;
    QByteArray date = clock.utcNow().addSecs(90).toString(QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, upAnswer, "Date: " + date + "\r\n"); });
    PromClient client(senderTo(server.url()), &clock);
    QVERIFY(!client.clockSkewMs());
    Await<PromAnswer> got;
    client.instant(QStringLiteral("up"), {}, got.callback());
    got.get();
    QVERIFY(qAbs(*client.clockSkewMs() - 90'000) < 5000);
    QVERIFY(qAbs(clock.utcNow().msecsTo(client.serverNow()) - 90'000) < 5000);
}

void TestPrometheusAnswers::goneClientIsSilent()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, upAnswer); });
    SteadyClock clock;
    bool heard = false;
    auto client = std::make_unique<PromClient>(senderTo(server.url()), &clock);
    client->instant(QStringLiteral("up"), {}, [&](const PromAnswer &) {
        heard = true;
        client.reset(); // from inside its own callback
    });
    client->instant(QStringLiteral("up"), {}, [](const PromAnswer &) { QFAIL("called after destruction"); });
    QTRY_VERIFY(heard);
    QTest::qWait(50);
}

QTEST_GUILESS_MAIN(TestPrometheusAnswers)
#include "tst_prometheus_answers.moc"
