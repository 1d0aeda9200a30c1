// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/promql/querytemplate.h"
#include "net/read/directsender.h"
#include "prometheus/promclient.h"
#include "prometheus/provenanceprobe.h"
#include "prometheus/rangecache.h"
#include "services/systemclock.h"
#include "support/kubetest.h"
#include "support/prometheusserver.h"
#include "support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QTest>
#include <QUrlQuery>

#include <cmath>

using namespace maestro;

namespace {

std::unique_ptr<DirectSender> senderTo(const QUrl &url)
{
    ServerIdentity identity;
    identity.server = url;
    return std::make_unique<DirectSender>(identity);
}

/// The answer as another client reads it: another HTTP stack, another JSON parser.
QJsonArray resultByHand(const PrometheusServer &server, const QString &path, const QList<std::pair<QString, QString>> &parameters)
{
    QUrl url = server.url();
    url.setPath(path);
    QUrlQuery query;
    for (const auto &[name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(query);
    QNetworkAccessManager manager;
    QNetworkReply *reply = manager.get(QNetworkRequest(url));
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000))
        qFatal("no answer by hand");
    return QJsonDocument::fromJson(reply->readAll()).object().value(u"data").toObject().value(u"result").toArray();
}

bool sameNumber(double a, const QString &text)
{
    if (text == u"NaN")
        return std::isnan(a);
    if (text.endsWith(u"Inf"))
        return std::isinf(a) && (a < 0) == text.startsWith(u'-');
    return a == text.toDouble();
}

void comparePoints(const PromSeries &series, const QJsonArray &values)
{
    QCOMPARE(series.points.size(), values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        QCOMPARE(series.points.at(i).ms, qRound64(values.at(i).toArray().at(0).toDouble() * 1000));
        QVERIFY(sameNumber(series.points.at(i).value, values.at(i).toArray().at(1).toString()));
    }
}

constexpr qint64 epoch = 1'700'000'000; ///< seconds; the known truth starts here, one sample each 15 s

/// Two roles with a counter reset, a gap of ten minutes, NaN and infinities, and a label that needs every escape.
QByteArray knownTruth()
{
    QByteArray text = "# TYPE requests counter\n";
    for (int i = 0; i < 480; ++i) {
        const QByteArray at = QByteArray::number(epoch + i * 15);
        if (i < 200 || i >= 240)
            text += "requests_total{service=\"shop\",role=\"canary\"} " + QByteArray::number((i < 300 ? i : i - 300) * 7) + ' ' + at + '\n';
    }
    for (int i = 0; i < 480; ++i)
        text += "requests_total{service=\"shop\",role=\"stable\"} " + QByteArray::number(i * 70) + ' ' + QByteArray::number(epoch + i * 15) + '\n';
    text += "# TYPE odd gauge\n";
    for (int i = 0; i < 480; ++i) {
        const char *value = i % 40 == 7 ? "NaN" : i % 40 == 8 ? "+Inf" : i % 40 == 9 ? "-Inf" : "0.1";
        text += "odd{a=\"ü \\\"q\\\" \\\\ \\n{}\"} " + QByteArray(value) + ' ' + QByteArray::number(epoch + i * 15) + '\n';
    }
    return text + "# EOF\n";
}

} // namespace

/// Against Debian's Prometheus with a storage whose content is known.
class TestPrometheusReal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void rangesEqualTheServers_data();
    void rangesEqualTheServers();
    void instantsEqualTheServers();
    void gapsStayGaps();
    void tooManyPoints();
    void tailsEqualTheWhole();
    void parseErrors();
    void statusTargetsAndRules();
    void noValueLeavesItsLiteral();
    void stoppedScrapeGrowsOld();
    void serverDown();

private:
    std::unique_ptr<PrometheusServer> m_server;
    SystemClock m_clock;
    std::unique_ptr<PromClient> m_client;
    PromAnswer ask(const RangeQuery &query);
    PromAnswer ask(const QString &promql, const QDateTime &at = {});
};

PromAnswer TestPrometheusReal::ask(const RangeQuery &query)
{
    Await<PromAnswer> got;
    m_client->range(query, got.callback());
    return got.get();
}

PromAnswer TestPrometheusReal::ask(const QString &promql, const QDateTime &at)
{
    Await<PromAnswer> got;
    m_client->instant(promql, at, got.callback());
    return got.get();
}

void TestPrometheusReal::initTestCase()
{
    MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
    m_server = std::make_unique<PrometheusServer>();
    const QByteArray config = "global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: self\n    static_configs:\n      - targets: ['127.0.0.1:"
        + QByteArray::number(m_server->port()) + "']\n";
    QVERIFY2(m_server->start(config, knownTruth()), qPrintable(m_server->problem()));
    m_client = std::make_unique<PromClient>(senderTo(m_server->url()), &m_clock);
}

void TestPrometheusReal::rangesEqualTheServers_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<qint64>("stepMs");
    QTest::newRow("raw") << QStringLiteral("requests_total") << qint64(15'000);
    QTest::newRow("rate over a reset and a gap") << QStringLiteral("rate(requests_total{role=\"canary\"}[1m])") << qint64(15'000);
    QTest::newRow("ratio") << QStringLiteral("sum by (role) (rate(requests_total[5m])) / ignoring (role) group_left () sum(rate(requests_total[5m]))") << qint64(30'000);
    QTest::newRow("odd values") << QStringLiteral("odd") << qint64(15'000);
    QTest::newRow("division by nothing") << QStringLiteral("rate(requests_total[1m]) / 0 * 0") << qint64(15'000);
    QTest::newRow("odd step") << QStringLiteral("odd + 1") << qint64(7'001);
    QTest::newRow("empty") << QStringLiteral("nothing_here") << qint64(15'000);
}

void TestPrometheusReal::rangesEqualTheServers()
{
    QFETCH(QString, query);
    QFETCH(qint64, stepMs);
    const RangeQuery range{query, epoch * 1000, (epoch + 7200) * 1000, stepMs};
    const PromAnswer answer = ask(range);
    QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.provenance.error->message));
    const auto seconds = [](qint64 ms) { return QString::number(ms / 1000.0, 'f', 3); };
    const QJsonArray expected = resultByHand(*m_server, QStringLiteral("/api/v1/query_range"),
                                             {{QStringLiteral("query"), query},
                                              {QStringLiteral("start"), seconds(RangeQuery::onGrid(range.fromMs, stepMs))},
                                              {QStringLiteral("end"), seconds(RangeQuery::onGrid(range.toMs, stepMs))},
                                              {QStringLiteral("step"), seconds(stepMs)}});
    QCOMPARE(answer.series.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QJsonObject labels = expected.at(i).toObject().value(u"metric").toObject();
        QCOMPARE(answer.series.at(i).labels.size(), labels.size());
        for (auto it = labels.begin(); it != labels.end(); ++it)
            QCOMPARE(answer.series.at(i).labels.value(it.key()), it.value().toString());
        comparePoints(answer.series.at(i), expected.at(i).toObject().value(u"values").toArray());
    }
}

void TestPrometheusReal::instantsEqualTheServers()
{
    const PromAnswer answer = ask(QStringLiteral("requests_total{role=\"stable\"}"), QDateTime::fromSecsSinceEpoch(epoch + 100 * 15 + 3, Qt::UTC));
    QCOMPARE(answer.series.size(), 1);
    QCOMPARE(answer.series.first().points.first().value, 7000);
    QCOMPARE(answer.series.first().points.first().ms, (epoch + 1503) * 1000);
    QCOMPARE(answer.series.first().labels.value(QStringLiteral("service")), QStringLiteral("shop"));
}

void TestPrometheusReal::gapsStayGaps()
{
    const PromAnswer answer = ask(RangeQuery{QStringLiteral("rate(requests_total{role=\"canary\"}[1m])"), (epoch + 2700) * 1000, (epoch + 4200) * 1000, 15'000});
    QCOMPARE(answer.series.size(), 1);
    int inGap = 0;
    for (const auto &point : answer.series.first().points)
        inGap += point.ms > (epoch + 199 * 15 + 60) * 1000 && point.ms < (epoch + 241 * 15) * 1000;
    QCOMPARE(inGap, 0);
    QVERIFY(answer.series.first().points.size() > 40);
}

void TestPrometheusReal::tooManyPoints()
{
    const PromAnswer answer = ask(RangeQuery{QStringLiteral("requests_total"), (epoch - 100'000) * 1000, (epoch + 7200) * 1000, 1000});
    QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.provenance.error->message));
    QCOMPARE(answer.stepMs, 10'000);
    QCOMPARE(answer.provenance.warnings.size(), 1);
}

void TestPrometheusReal::tailsEqualTheWhole()
{
    RangeCache cache(m_client.get());
    const QStringList queries{QStringLiteral("requests_total"), QStringLiteral("rate(requests_total[1m])"), QStringLiteral("odd > 0.05"),
                              QStringLiteral("requests_total{role=\"canary\"} > 1000")};
    for (const QString &query : queries) {
        for (const qint64 end : {1800, 1815, 2995, 3010, 3600, 3605, 3700, 5000, 4000, 7200}) {
            const RangeQuery range{query, (epoch + end - 1800) * 1000, (epoch + end) * 1000, 15'000};
            Await<PromAnswer> got;
            cache.range(range, got.callback());
            PromAnswer fromCache = got.get();
            PromAnswer whole = ask(range);
            const auto byKey = [](const PromSeries &a, const PromSeries &b) { return a.key() < b.key(); };
            std::sort(fromCache.series.begin(), fromCache.series.end(), byKey);
            std::sort(whole.series.begin(), whole.series.end(), byKey);
            QCOMPARE(fromCache.series.size(), whole.series.size());
            for (qsizetype i = 0; i < whole.series.size(); ++i) {
                const auto &a = fromCache.series.at(i).points;
                const auto &b = whole.series.at(i).points;
                QCOMPARE(a.size(), b.size());
                for (qsizetype p = 0; p < a.size(); ++p)
                    QVERIFY(a.at(p).ms == b.at(p).ms && (a.at(p).value == b.at(p).value || (std::isnan(a.at(p).value) && std::isnan(b.at(p).value))));
            }
        }
    }
}

void TestPrometheusReal::parseErrors()
{
    const PromAnswer answer = ask(QStringLiteral("sum(("));
    QCOMPARE(answer.provenance.error->code, QStringLiteral("badQuery"));
    QVERIFY(answer.provenance.error->message.contains(QStringLiteral("parse error")));
    const PromAnswer many = ask(QStringLiteral("label_replace(requests_total, \"role\", \"same\", \"\", \"\")"), QDateTime::fromSecsSinceEpoch(epoch + 60, Qt::UTC));
    QCOMPARE(many.provenance.error->code, QStringLiteral("queryFailed"));
}

void TestPrometheusReal::statusTargetsAndRules()
{
    Await<Result<PromStatus>> status;
    m_client->status(status.callback());
    const Result<PromStatus> is = status.get();
    QVERIFY(is.ok() && is->ready);
    QVERIFY2(is->version.startsWith(QStringLiteral("2.")), qPrintable(is->version));
    QList<PromTarget> targets;
    QTRY_VERIFY_WITH_TIMEOUT([&] {
        Await<Result<QList<PromTarget>>> got;
        m_client->targets(got.callback());
        const Result<QList<PromTarget>> answer = got.get();
        targets = answer ? *answer : QList<PromTarget>();
        return !targets.isEmpty() && targets.first().health == u"up";
    }(), 15'000);
    QCOMPARE(targets.first().job, QStringLiteral("self"));
    QVERIFY(qAbs(targets.first().lastScrape.msecsTo(m_clock.utcNow())) < 10'000);
    Await<Result<QList<PromRule>>> rules;
    m_client->rules(rules.callback());
    QVERIFY(rules.get().ok());
}

/// Whatever a service is called, the server's own parser sees one selector with that value and nothing else.
void TestPrometheusReal::noValueLeavesItsLiteral()
{
    const QStringList pieces{QStringLiteral("\""), QStringLiteral("'"), QStringLiteral("\\"), QStringLiteral("}"), QStringLiteral(" or vector(1) #"), QStringLiteral("{{v}}"),
                             QStringLiteral("$1"), QStringLiteral(".*"), QStringLiteral("|"), QStringLiteral("ü"), QStringLiteral("\\n"), QStringLiteral("[5m]"), QStringLiteral("a"),
                             QString::fromUtf8("\xE2\x80\xA8"), QStringLiteral("\\x41"), QStringLiteral("("), QStringLiteral("\\E")};
    QRandomGenerator random(4);
    QStringList values{QStringLiteral("\"} or vector(1) #"), QStringLiteral("\\"), QStringLiteral("a\\\"} or vector(1) #")};
    for (int i = 0; i < 60; ++i) {
        QString value;
        for (int n = random.bounded(1, 7); n > 0; --n)
            value += pieces.at(random.bounded(int(pieces.size())));
        values.append(value);
    }
    const QStringList templates{QStringLiteral(R"(count({__name__="requests_total",service!="{{v}}"}))"), QStringLiteral("count(requests_total{service!='{{v}}'})"),
                                QStringLiteral(R"(count(requests_total{service!~"{{v}}"}))"), QStringLiteral("count(requests_total{service!~'x{{v}}'})")};
    const QDateTime at = QDateTime::fromSecsSinceEpoch(epoch + 60, Qt::UTC);
    for (const QString &value : std::as_const(values)) {
        for (const QString &text : templates) {
            const Result<QString> query = fillQuery(text, {{QStringLiteral("v"), value}});
            QVERIFY(query.ok());
            const PromAnswer answer = ask(*query, at);
            QVERIFY2(answer.ok(), qPrintable(*query));
            // "shop" is none of the values, so both series are counted; an injected vector(1) or a broken literal would count otherwise.
            QCOMPARE(answer.series.size(), 1);
            QVERIFY2(answer.series.first().points.first().value == 2, qPrintable(*query));
        }
        const Result<QString> equal = fillQuery(QStringLiteral(R"(label_replace(vector(1), "v", "", "", "") and on (v) count(odd{a=~"{{v}}"}) or vector(7))"), {{QStringLiteral("v"), value}});
        QVERIFY(equal.ok());
        QVERIFY2(ask(*equal, at).series.first().points.first().value == 7, qPrintable(*equal));
    }
}

void TestPrometheusReal::stoppedScrapeGrowsOld()
{
    int scrapes = 0;
    ScriptedServer target([&scrapes](const ScriptedRequest &, ScriptedConnection *c) {
        c->reply(200, "# TYPE hits counter\nhits{role=\"canary\"} " + QByteArray::number(++scrapes) + "\n", "Content-Type: text/plain; version=0.0.4\r\n");
    });
    PrometheusServer server;
    const QByteArray config = "global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: 'a|b.c'\n    static_configs:\n      - targets: ['127.0.0.1:"
        + QByteArray::number(target.serverPort()) + "']\n";
    QVERIFY2(server.start(config), qPrintable(server.problem()));
    PromClient client(senderTo(server.url()), &m_clock);
    ProvenanceProbe probe(&client);
    const QString query = QStringLiteral("sum(rate(hits{role=\"canary\"}[5m]))");
    const auto provenance = [&] {
        Await<Provenance> got;
        probe.ask(query, got.callback());
        return got.get();
    };
    QTRY_VERIFY_WITH_TIMEOUT(scrapes >= 8 && provenance().newestSampleAt.isValid(), 20'000);
    const Provenance fresh = provenance();
    QCOMPARE(fresh.targetsUp, 1);
    QCOMPARE(fresh.targetsTotal, 1);
    QVERIFY(fresh.newestSampleAt.msecsTo(m_clock.utcNow()) < 5'000);
    target.close();
    target.dropConnections();
    target.setFrozen(true);
    const QDateTime stopped = m_clock.utcNow();
    QTRY_VERIFY_WITH_TIMEOUT(provenance().targetsUp == 0, 20'000);
    QTest::qWait(4'000);
    const Provenance old = provenance();
    QVERIFY(old.newestSampleAt.isValid());
    QVERIFY(old.newestSampleAt <= stopped.addMSecs(1'500));
    QCOMPARE(old.targetsTotal, 1);
    Await<PromAnswer> value;
    client.instant(query, {}, value.callback());
    QCOMPARE(value.get().series.size(), 1); // the rate still looks alive: only the age tells
}

void TestPrometheusReal::serverDown()
{
    m_client->setDeadline(700);
    m_server->freeze(true);
    QCOMPARE(ask(QStringLiteral("up")).provenance.error->code, QStringLiteral("timeout"));
    m_server->stop();
    const PromAnswer answer = ask(QStringLiteral("up"));
    QCOMPARE(answer.provenance.error->kind, ErrorKind::Unreachable);
}

QTEST_GUILESS_MAIN(TestPrometheusReal)
#include "tst_prometheus_real.moc"
