// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgrid.h"
#include "desktop/composition.h"
#include "shell/mainwindow.h"
#include "slo/alertpanel.h"
#include "slo/silenceform.h"
#include "slo/silenceguard.h"
#include "slo/slopage.h"
#include "support/backfilledtraffic.h"
#include "support/prometheusserver.h"
#include "support/sandboxworld.h"
#include "text/slotext.h"
#include "theme/factlabel.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray policyText = R"(
apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: page, version: 1}
metrics:
  - {name: errors, unit: ratio, better: lower, baseline: {from: stable}, query: 'sum(rate(http_requests_total{service="{{service}}",role="{{role}}",code="500"}[1m])) / sum(rate(http_requests_total{service="{{service}}",role="{{role}}"}[1m]))'}
  - {name: traffic, unit: none, better: higher, query: 'sum(rate(http_requests_total{service="{{service}}",role="{{role}}"}[1m]))'}
gates:
  - {name: errors, metric: errors, pass: "< 2%", fail: "> 5%", on_fail: rollback}
  - {name: traffic, metric: traffic, pass: "> 1", on_fail: hold}
strategies:
  - {name: ladder, kind: canary, phases: [{name: bake, weight: from-cluster, gates: [errors, traffic]}]}
services:
  - {name: web, strategy: ladder, workload: {kind: Rollout, namespace: default, name: web}}
pages:
  - {name: board, tiles: [traffic, redis-pool]}
alerts:
  families:
    - {name: traffic, severity: P1, match: [MaestroHighErrorRate]}
)";

template<typename T> T *named(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>())
        if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    return nullptr;
}

} // namespace

/// The real window with real servers: what its charts draw is what the query API says, and what it silences is silenced.
class TestSloPageWhole : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    PrometheusServer m_prometheus;
    AlertmanagerServer m_alertmanager;
    QNetworkAccessManager m_http;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<MainWindow> m_window;

    bool write(const QString &name, const QByteArray &text)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    QJsonDocument ask(const QUrl &url, const QByteArray &post = {})
    {
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        std::unique_ptr<QNetworkReply> reply(post.isEmpty() ? m_http.get(request) : m_http.post(request, post));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000) || reply->error() != QNetworkReply::NoError)
            qWarning("%s: %s", qPrintable(url.toString()), qPrintable(reply->errorString()));
        return QJsonDocument::fromJson(reply->readAll());
    }

    QUrl at(const LoopbackServer &server, const QString &path) const
    {
        QUrl url = server.url();
        url.setPath(path);
        return url;
    }

    /// (time in seconds, number) as the query API says it.
    QList<std::pair<double, double>> range(const QString &query, double from, double to, double step)
    {
        QUrl url = at(m_prometheus, u"/api/v1/query_range"_s);
        QUrlQuery items;
        items.addQueryItem(u"query"_s, QString::fromLatin1(QUrl::toPercentEncoding(query)));
        items.addQueryItem(u"start"_s, QString::number(from, 'f', 3));
        items.addQueryItem(u"end"_s, QString::number(to, 'f', 3));
        items.addQueryItem(u"step"_s, QString::number(step, 'f', 3));
        url.setQuery(items);
        QList<std::pair<double, double>> out;
        const QJsonArray result = ask(url).object()[u"data"_s].toObject()[u"result"_s].toArray();
        for (const QJsonValue &point : result.size() == 1 ? result.first().toObject()[u"values"_s].toArray() : QJsonArray())
            out.append({point[0].toDouble(), point[1].toString().toDouble()});
        return out;
    }

    static QString queryOf(const QString &metric, const QString &role)
    {
        const QString all = u"sum(rate(http_requests_total{service=\"web\",role=\"%1\"}[1m]))"_s.arg(role);
        return metric == u"traffic"_s ? all : u"sum(rate(http_requests_total{service=\"web\",role=\"%1\",code=\"500\"}[1m])) / %2"_s.arg(role, all);
    }

    SloPage *page() const { return m_window->sloPage(); }

    QJsonArray silences() { return ask(at(m_alertmanager, u"/api/v2/silences"_s)).array(); }

    /// Reason and words as the guard asks for them, then the button, as a person presses it.
    void confirm(const QString &button, const QString &reason)
    {
        SilenceGuard *guard = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((guard = m_window->findChild<SilenceGuard *>()) && guard->isVisible(), 30'000);
        auto *confirm = named<QPushButton>(guard, button);
        QVERIFY(confirm);
        auto *typed = named<QLineEdit>(guard, u"Confirmation"_s);
        QVERIFY(typed && !confirm->isEnabled()); // what is not known counts as production
        named<QLineEdit>(guard, u"Reason"_s)->setText(reason);
        QTest::keyClicks(typed, u"box"_s);
        QVERIFY(confirm->isEnabled());
        QTest::mouseClick(confirm, Qt::LeftButton); // too early: not meant for it
        QTest::qWait(int(SilenceGuard::shieldMs) + 100);
        QVERIFY(guard->isVisible());
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(named<FactLabel>(page(), u"Outcome of the silence"_s)->text().contains(u"observed"_s), 30'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        MAESTRO_REQUIRE(PrometheusServer::available() && AlertmanagerServer::available(), "prometheus or prometheus-alertmanager");
        BackfilledTraffic traffic;
        traffic.toS = m_clock.utcNow().toSecsSinceEpoch() + 3 * 3600; // no test outlives it
        traffic.fromS = traffic.toS - 12 * 3600;
        traffic.badFromS = m_clock.utcNow().toSecsSinceEpoch() - 600;
        QVERIFY2(m_prometheus.start("global: {scrape_interval: 15s}\n", traffic.openMetrics()), qPrintable(m_prometheus.problem()));
        QVERIFY2(m_alertmanager.start(), qPrintable(m_alertmanager.problem()));
        ask(at(m_alertmanager, u"/api/v2/alerts"_s), R"([{"labels":{"alertname":"MaestroHighErrorRate","service":"web","severity":"critical"}}])");

        const sandbox::Scenario scenario = test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}, 900'000);
        m_world = test::served(scenario, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);

        QVERIFY(write(u"home/config/policies/page.yaml"_s, policyText));
        QVERIFY(write(u"home/config/connections.yaml"_s, "connections:\n  - name: box\n    context: box\n    prometheus: {url: \"" + m_prometheus.url().toEncoded()
                          + "\"}\n    alertmanager: {url: \"" + m_alertmanager.url().toEncoded() + "\"}\n"));
        const Paths paths {m_dir.filePath(u"home/journal"_s), m_dir.filePath(u"home/state"_s), m_dir.filePath(u"home/config"_s)};
        QVERIFY(createFolders(paths));
        Workspace::Options workspace;
        workspace.kubeconfig = m_dir.filePath(u"kc"_s);
        m_theme = std::make_unique<Theme>();
        m_theme->applyTo(*qApp);
        m_composition = std::make_unique<Composition>(workspace, paths);
        StartOptions start;
        start.open = ObjectRef {{}, u"default"_s, u"web"_s};
        m_window = std::make_unique<MainWindow>(m_composition->ports(), m_theme.get(), start);
        m_window->resize(1920, 1300); // a column of pixels for every sample of half an hour
        m_window->show();
        m_composition->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->windowTitle().contains(u"default/web"_s), 30'000);
        m_window->showPage(Page::Slo);
        QVERIFY2(QTest::qWaitFor([this] { return page()->isSettled() && page()->charts()->count() == 2; }, 60'000), qPrintable(named<FactLabel>(page(), u"Health summary"_s)->text()));
    }

    void cleanupTestCase()
    {
        m_window.reset();
        m_composition.reset();
        m_world.reset();
    }

    /// A page of the policy is data: its tiles are there with what the server says, and what the policy does not measure is said.
    void tilesOfThePolicy()
    {
        const auto *traffic = named<FactLabel>(page(), u"Metric traffic"_s);
        const auto *missing = named<FactLabel>(page(), u"Metric redis-pool"_s);
        QVERIFY(traffic && missing);
        const double now = double(page()->report()->at.toMSecsSinceEpoch()) / 1000;
        const auto told = range(queryOf(u"traffic"_s, u"canary"_s), now - 15, now, 15);
        QVERIFY(!told.isEmpty());
        QCOMPARE(traffic->text(), metricText(told.last().second, MetricUnit::None));
        QVERIFY(traffic->accessibleDescription().contains(u"usual"_s));
        QCOMPARE(missing->text(), u"unknown"_s);
        QVERIFY(missing->accessibleDescription().contains(u"no metric redis-pool"_s));
    }

    void chartsDrawWhatPrometheusSays_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("least"); // points of a line
        QTest::newRow("half an hour") << u"30 min"_s << 110;
        QTest::newRow("six hours") << u"6 h"_s << 200;
    }

    /// Each point of each line against the query API, asked by hand. Where there are more samples than pixels, every point drawn is one of
    /// them, and the highest and the lowest are there.
    void chartsDrawWhatPrometheusSays()
    {
        QFETCH(QString, button);
        QFETCH(int, least);
        const qint64 span = button == u"6 h"_s ? 6 * 3'600'000 : 1'800'000;
        QTest::mouseClick(named<QAbstractButton>(page(), button), Qt::LeftButton);
        const auto asked = [&](SloChart *chart) { return qAbs(chart->context().to - chart->context().from - span) < 60'000 && !chart->data().series.isEmpty() && chart->frame().plot.width() > 200; };
        QTRY_VERIFY_WITH_TIMEOUT(asked(page()->charts()->chart(0)) && asked(page()->charts()->chart(1)), 60'000); // and laid out
        int lines = 0;
        for (int i = 0; i < page()->charts()->count(); ++i) {
            SloChart *chart = page()->charts()->chart(i);
            struct Drawn
            {
                SampleSeries source;
                QList<QPointF> line;
                QList<QPointF> pixels;
            };
            QList<Drawn> all; // at one moment: asking takes a while, and charts go on meanwhile
            for (int series = 0; series < chart->data().series.size(); ++series) {
                Drawn one {chart->data().series.at(series), chart->drawnLine(series), {}};
                for (const QPointF &point : one.line)
                    one.pixels << chart->place(point);
                all << one;
            }
            const qint64 from = chart->context().from;
            const int columns = chart->frame().plot.width();
            for (const auto &[source, drawn, pixels] : all) {
                const QString what = source.metric + (source.role == SampleRole::Stable ? u" stable"_s : u" canary"_s);
                QMap<qint64, double> told;
                for (const auto &[seconds, value] : range(queryOf(source.metric, what.section(u' ', 1)), double(source.points.first().ms) / 1000,
                                                          double(source.points.last().ms) / 1000, double(source.stepMs) / 1000))
                    told.insert(qRound64(seconds * 1000), value);
                QVERIFY2(drawn.size() >= least, qPrintable(u"%1: %2 of %3 every %4 ms, %5 to %6 of %7 columns"_s.arg(what).arg(drawn.size()).arg(source.points.size()).arg(source.stepMs).arg(source.points.first().ms - from).arg(source.points.last().ms - from).arg(columns)));
                if (told.size() <= columns)
                    QCOMPARE(drawn.size(), told.size());
                double low = INFINITY;
                double high = -INFINITY;
                for (const QPointF &point : drawn) {
                    const qint64 ms = from + qRound64(point.x());
                    QVERIFY2(told.contains(ms), qPrintable(u"%1: nothing was told at %2"_s.arg(what).arg(ms)));
                    QVERIFY2(qFuzzyCompare(1 + point.y(), 1 + told.value(ms)), qPrintable(u"%1 at %2: drawn %3, told %4"_s.arg(what).arg(ms).arg(point.y()).arg(told.value(ms))));
                    low = std::min(low, point.y());
                    high = std::max(high, point.y());
                }
                const auto [lowest, highest] = std::minmax_element(told.cbegin(), told.cend());
                QVERIFY(qFuzzyCompare(1 + low, 1 + *lowest) && qFuzzyCompare(1 + high, 1 + *highest));
                for (int at = 1; at + 1 < drawn.size(); ++at) { // on the screen: evenly in time
                    const double share = (drawn.at(at).x() - drawn.first().x()) / (drawn.last().x() - drawn.first().x());
                    QVERIFY(qAbs(pixels.at(at).x() - pixels.first().x() - share * (pixels.last().x() - pixels.first().x())) < 0.01);
                }
                ++lines;
            }
        }
        QVERIFY2(lines >= 3, qPrintable(QString::number(lines)));
        const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
        if (!folder.isEmpty())
            QVERIFY(m_window->grab().save(folder + u"/whole-"_s + QString::number(span / 60'000) + u".png"_s));
    }

    /// Known truth: the canary failed with ten percent since ten minutes ago.
    void verdictOfKnownTruth()
    {
        QTRY_VERIFY_WITH_TIMEOUT(named<FactLabel>(page(), u"Health summary"_s)->text().contains(u"errors"_s), 60'000);
        QVERIFY2(named<FactLabel>(page(), u"Health summary"_s)->text().startsWith(u"Roll back"_s), qPrintable(named<FactLabel>(page(), u"Health summary"_s)->text()));
    }

    /// Both roles had their requests in the minutes since the change; the sizes are what the server counted.
    void comparisonCountsWhatPrometheusSays()
    {
        QTableView *table = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((table = named<QTableView>(page(), u"Canary against stable"_s)) && table->model()->rowCount() > 0, 60'000);
        const BakeReportPtr report = page()->comparison();
        QVERIFY(report && !report->problem && report->intervals > 5);
        const BakeMetric errors = report->verdict.metrics.first();
        QCOMPARE(errors.name, u"error_rate"_s);
        for (const auto &[role, side] : {std::pair(u"canary"_s, errors.canary), std::pair(u"stable"_s, errors.stable)}) {
            const double to = double(report->verdict.at.toMSecsSinceEpoch()) / 1000;
            double requests = 0;
            for (const auto &[seconds, value] : range(u"sum(increase(http_requests_total{service=\"web\",role=\"%1\"}[1m]))"_s.arg(role), to - 60.0 * (report->intervals - 1), to, 60))
                requests += value;
            QVERIFY2(qAbs(side.requests - requests) < 1e-6 * requests, qPrintable(u"%1: %2, told %3"_s.arg(role).arg(side.requests).arg(requests)));
        }
        QVERIFY(errors.difference && *errors.difference > 0.02); // ten percent for ten minutes
        QVERIFY(!named<FactLabel>(page(), u"Confidence"_s)->text().isEmpty());
    }

    void silenceIsCreatedAndExpired()
    {
        auto *create = named<QPushButton>(page(), u"New silence…"_s);
        QTRY_VERIFY_WITH_TIMEOUT(create->isEnabled(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(named<QTableView>(page(), u"Alerts"_s)->model()->rowCount() == 1, 60'000);
        QVERIFY(silences().isEmpty());
        create->click();
        SilenceForm *form = nullptr;
        QTRY_VERIFY((form = m_window->findChild<SilenceForm *>()) && form->isVisible());
        QTest::keyClicks(named<QLineEdit>(form, u"Matchers"_s), u"alertname=\"MaestroHighErrorRate\""_s);
        QTest::keyClicks(named<QLineEdit>(form, u"Comment"_s), u"load test"_s);
        QVERIFY(silences().isEmpty()); // nothing before the guard
        QTest::mouseClick(named<QPushButton>(form, u"Plan silence…"_s), Qt::LeftButton);
        confirm(u"Create silence"_s, u"load test of the edge"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(silences().size(), 1);
        const QJsonObject made = silences().first().toObject();
        QCOMPARE(made[u"status"_s][u"state"_s].toString(), u"active"_s);
        QCOMPARE(made[u"matchers"_s].toArray().size(), 1);
        QCOMPARE(made[u"matchers"_s][0][u"value"_s].toString(), u"MaestroHighErrorRate"_s);
        QCOMPARE(ask(at(m_alertmanager, u"/api/v2/alerts"_s)).array().first().toObject()[u"status"_s][u"silencedBy"_s][0].toString(), made[u"id"_s].toString());
        QTRY_VERIFY_WITH_TIMEOUT(named<FactLabel>(page(), u"Hidden by silences"_s)->text().contains(u"MaestroHighErrorRate"_s), 60'000);

        auto *table = named<QTableView>(page(), u"Silences"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 60'000);
        table->setCurrentIndex(table->model()->index(0, 0));
        auto *expire = named<QPushButton>(page(), u"Expire silence…"_s);
        QTRY_VERIFY(expire->isEnabled());
        expire->click();
        confirm(u"Expire silence"_s, u"the load test is over"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(silences().size(), 1);
        QCOMPARE(silences().first().toObject()[u"status"_s][u"state"_s].toString(), u"expired"_s);
        int intents = 0, applied = 0;
        for (const QFileInfo &file : QDir(m_dir.filePath(u"home/journal"_s)).entryInfoList(QDir::Files)) {
            QFile content(file.filePath());
            if (content.open(QIODevice::ReadOnly))
                for (const QByteArray &line : content.readAll().split('\n')) {
                    intents += line.contains("\"type\":\"intent\"");
                    applied += line.contains("\"type\":\"outcome\"") && line.contains("\"applied\"");
                }
        }
        QCOMPARE(intents, 2);
        QCOMPARE(applied, 2);
    }
};

QTEST_MAIN(TestSloPageWhole)
#include "tst_e2e_slopage.moc"
