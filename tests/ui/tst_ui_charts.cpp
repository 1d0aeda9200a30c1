// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"
#include "charts/chartgrid.h"
#include "support/samplehealth.h"
#include "text/charts/chartcsv.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace maestro;
using namespace maestro::test;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(3, 12, 47), Qt::UTC);
constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr qint64 start = 1'800'000'000'000;

SampleSeries series(const QList<double> &values, qint64 step = 1000)
{
    SampleSeries made {QStringLiteral("m"), SampleRole::Canary, {}, {}, step};
    for (int i = 0; i < values.size(); ++i)
        made.points << SampleSeries::Point {start + i * step, values.at(i)};
    return made;
}

ChartData chartOf(const SampleSeries &line)
{
    ChartData data;
    data.metric = QStringLiteral("p95");
    data.series = {line};
    return data;
}

ChartContext contextOf(qint64 span)
{
    ChartContext context;
    context.from = start;
    context.to = start + span;
    context.now = context.to;
    return context;
}

/// Whether a pixel column within the plot has ink of this colour.
bool inked(const QImage &image, const QRect &plot, int x, const QColor &ink)
{
    for (int y = plot.top(); y <= plot.bottom(); ++y) {
        const QColor seen = image.pixelColor(x, y);
        if (std::abs(seen.red() - ink.red()) + std::abs(seen.green() - ink.green()) + std::abs(seen.blue() - ink.blue()) < 60)
            return true;
    }
    return false;
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme.applyTo(*qApp);
    }

    void noSpikeFallsIntoAGap()
    {
        TimeCursor cursor;
        for (const int lines : {1, 12}) {
            for (int at = 40; at < 60; ++at) { // wherever dash and gap are
                SloChart chart(&cursor, &m_theme);
                chart.resize(1000, 400);
                QList<double> values(240, 100.0);
                values[at] = 300;
                SampleSeries dashed = series(values);
                dashed.role = SampleRole::Stable;
                ChartData data = chartOf(dashed);
                while (data.series.size() < lines)
                    data.series << dashed;
                chart.showChart(data, contextOf(239'000), {});
                const QImage image = chart.picture().toImage();
                const QPoint tip = chart.place({at * 1000.0, 300}).toPoint();
                for (int y = tip.y() + 4; y < tip.y() + 100; ++y) {
                    bool ink = false;
                    for (int x = tip.x() - 2; x <= tip.x() + 2; ++x)
                        ink = ink || image.pixelColor(x, y) != m_theme.color(Token::Surface);
                    QVERIFY2(ink, qPrintable(QStringLiteral("%1: row %2").arg(at).arg(y)));
                }
            }
        }
    }

    void fewSamplesStayAsTheyAre()
    {
        const SampleSeries line = series({1, 2, noNumber, 4, 5});
        const DrawnLine drawn = decimate(line, start, start + 4000, 100);
        QCOMPARE(drawn.line.size(), 5);
        QCOMPARE(drawn.line.at(1), QPointF(1000, 2));
        QVERIFY(std::isnan(drawn.line.at(2).y()));
        QCOMPARE(drawn.line.at(4), QPointF(4000, 5));
    }

    void holesAreGapsAndLoneSamplesAreSeen()
    {
        SampleSeries line = series({1, 2, 3, 4, 5, 6});
        line.points.remove(3, 1); // a missing scrape is a hole of two steps
        DrawnLine drawn = decimate(line, start, start + 5000, 100);
        QCOMPARE(drawn.line.size(), 6);
        QVERIFY(std::isnan(drawn.line.at(3).y()));
        drawn = decimate(series({noNumber, 2, noNumber, infinity, 5, -infinity}), start, start + 5000, 100);
        QCOMPARE(drawn.lone, (QList<QPointF> {{1000, 2}, {4000, 5}}));
        QCOMPARE(drawn.infinite, (QList<QPointF> {{3000, 1}, {5000, -1}}));
        QVERIFY(decimate(series({}), start, start + 1000, 10).line.isEmpty());
        QVERIFY(decimate(series({noNumber, noNumber}), start, start + 1000, 10).line.isEmpty());
    }

    /// What is drawn is true: every bucket's extremes are there, nothing is invented, order and gaps are kept.
    void decimationTellsTheTruth_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("holeEvery");
        QTest::newRow("2 h at 1 s") << 7200 << 240 << 0;
        QTest::newRow("100k") << 100'000 << 900 << 0;
        QTest::newRow("with gaps") << 20'000 << 300 << 997;
        QTest::newRow("many gaps") << 20'000 << 300 << 3;
        QTest::newRow("one column") << 1000 << 1 << 0;
    }
    void decimationTellsTheTruth()
    {
        QFETCH(int, samples);
        QFETCH(int, columns);
        QFETCH(int, holeEvery);
        std::mt19937 random(7);
        QList<double> values;
        for (int i = 0; i < samples; ++i) {
            const double noise = double(random() % 1000) / 1000;
            values << (holeEvery > 0 && i % holeEvery == holeEvery - 1 ? noNumber : i % 4999 == 4321 ? 50 + noise : 10 + noise);
        }
        const SampleSeries line = series(values);
        const qint64 end = start + (samples - 1) * 1000LL;
        const DrawnLine drawn = decimate(line, start, end, columns);
        QVERIFY2(drawn.line.size() <= columns * (holeEvery > 0 ? 3 : 1) + 6, qPrintable(QString::number(drawn.line.size())));

        double previous = -1;
        bool gap = false;
        for (const QPointF &point : drawn.line) {
            if (std::isnan(point.y())) {
                gap = true;
                continue;
            }
            const int i = int(point.x() / 1000);
            QCOMPARE(point.y(), values.at(i)); // a real sample
            QVERIFY(point.x() > previous);
            if (gap && previous >= 0) { // a gap stands for a gap
                bool real = false;
                for (int k = int(previous / 1000) + 1; k < i; ++k)
                    real = real || std::isnan(values.at(k));
                QVERIFY(real);
            }
            if (!gap && previous >= 0 && holeEvery > 100) { // and no line crosses one
                for (int k = int(previous / 1000) + 1; k < i; ++k)
                    QVERIFY(!std::isnan(values.at(k)));
            }
            gap = false;
            previous = point.x();
        }
        for (int i = 4321; i < samples; i += 4999) { // every spike of one sample is there
            if (!std::isnan(values.at(i)))
                QVERIFY2(drawn.line.contains(QPointF(i * 1000.0, values.at(i))) || columns == 1, qPrintable(QString::number(i)));
        }
        double least = infinity;
        double most = -infinity;
        for (const double value : std::as_const(values)) {
            least = std::isnan(value) ? least : std::min(least, value);
            most = std::isnan(value) ? most : std::max(most, value);
        }
        const auto has = [&](double value) { return std::any_of(drawn.line.begin(), drawn.line.end(), [value](const QPointF &p) { return p.y() == value; }); };
        QVERIFY(has(least) && has(most));
    }

    /// The line of QtCharts and the painter's own marks agree to a tenth of a pixel.
    void seriesAndOwnPaintingAgree()
    {
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        for (const QSize &size : {QSize(340, 180), QSize(1000, 420), QSize(241, 131)}) {
            chart.resize(size);
            chart.showChart(sampleCharts(now)->charts.at(1), maestro::contextOf(*sampleCharts(now), nullptr, now), {});
            const ChartFrame &frame = chart.frame();
            const QList<QPointF> line = chart.drawnLine(0);
            QVERIFY(line.size() > 100);
            for (const QPointF &point : line) {
                if (std::isnan(point.y()))
                    continue;
                const QPointF drawn = chart.place(point);
                QVERIFY(std::abs(frame.xFor(frame.context.from + qint64(point.x())) - drawn.x()) < 0.1);
                QVERIFY(std::abs(frame.yFor(point.y()) - drawn.y()) < 0.1);
            }
            QVERIFY(std::abs(frame.area.left() - frame.plot.left()) <= 1 && std::abs(frame.area.right() - frame.plot.right()) <= 1);
        }
        QList<double> step(240, 10.0); // a step in the middle is painted in the middle
        for (int i = 120; i < 240; ++i)
            step[i] = 20;
        chart.resize(600, 300);
        chart.showChart(chartOf(series(step)), contextOf(239'000), {});
        const QImage image = chart.picture().toImage();
        const QRect plot = chart.frame().plot;
        const QColor ink = m_theme.color(Token::Canary);
        const auto rowOf = [&](int x) {
            for (int y = plot.top(); y <= plot.bottom(); ++y) {
                const QColor seen = image.pixelColor(x, y);
                if (std::abs(seen.red() - ink.red()) + std::abs(seen.green() - ink.green()) + std::abs(seen.blue() - ink.blue()) < 60)
                    return y;
            }
            return -1;
        };
        QVERIFY(std::abs(rowOf(int(chart.frame().xFor(start + 60'000))) - chart.frame().yFor(10)) <= 1.5);
        QVERIFY(std::abs(rowOf(int(chart.frame().xFor(start + 180'000))) - chart.frame().yFor(20)) <= 1.5);
    }

    void gapsAreNotPainted()
    {
        QList<double> values(240, 5.0);
        for (int i = 80; i < 160; ++i)
            values[i] = noNumber;
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.resize(600, 260);
        chart.showChart(chartOf(series(values)), contextOf(239'000), {});
        const QImage image = chart.picture().toImage();
        const QRect plot = chart.frame().plot;
        const QColor ink = m_theme.color(Token::Canary);
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
            image.save(shots + QStringLiteral("/gaps.png"));
        QVERIFY(inked(image, plot, int(chart.frame().xFor(start + 40'000)), ink));
        QVERIFY(inked(image, plot, int(chart.frame().xFor(start + 200'000)), ink));
        for (int second = 84; second < 156; second += 4)
            QVERIFY2(!inked(image, plot, int(chart.frame().xFor(start + second * 1000)), ink), qPrintable(QString::number(second)));
    }

    void aLineThatEndedHasNoPresentValue()
    {
        const ChartSetPtr set = sampleCharts(now);
        ChartData data = set->charts.at(1);
        const auto canary = std::find_if(data.series.begin(), data.series.end(), [](const SampleSeries &one) { return one.role == SampleRole::Canary; });
        QVERIFY(canary != data.series.end() && canary->points.size() > 40);
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.showChart(data, maestro::contextOf(*set, nullptr, now), {});
        QVERIFY2(!chart.summary().contains(QStringLiteral("ended")), qPrintable(chart.summary()));
        canary->points.resize(canary->points.size() / 2);
        chart.showChart(data, maestro::contextOf(*set, nullptr, now), {});
        QVERIFY2(chart.summary().contains(QStringLiteral("canary ended")), qPrintable(chart.summary()));
    }

    void breachesStaleDataAndLimitsAreVisible()
    {
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.resize(600, 260);
        ChartData data = chartOf(series(QList<double>(240, 5.0)));
        const QImage plain = (chart.showChart(data, contextOf(239'000), {}), chart.picture().toImage());
        data.breaches << ChartData::Span {QDateTime::fromMSecsSinceEpoch(start + 100'000, Qt::UTC), QDateTime::fromMSecsSinceEpoch(start + 150'000, Qt::UTC)};
        const QImage breached = (chart.showChart(data, contextOf(239'000), {}), chart.picture().toImage());
        QVERIFY(plain != breached);
        ChartContext late = contextOf(400'000);
        chart.showChart(data, late, {});
        QCOMPARE(chart.frame().staleFrom(), std::optional<qint64>(start + 239'000));
        late.now = start + 4'000'000; // a range of the past is complete, not old
        chart.showChart(data, late, {});
        QVERIFY(!chart.frame().staleFrom());
        data.passLimit = 500;
        data.failLimit = 1000;
        data.unit = MetricUnit::Milliseconds;
        data.onFail = OnFail::Rollback;
        QCOMPARE(limitWords(data, ChartKind::Gate, false), QStringLiteral("target 500 ms"));
        QCOMPARE(limitWords(data, ChartKind::Gate, true), QStringLiteral("rollback at 1000 ms"));
        QVERIFY((chart.showChart(data, contextOf(239'000), {}), chart.summary().contains(QStringLiteral("rollback at 1000 ms"))));
        QVERIFY(chart.frame().axis.high < 100); // far limits do not flatten the line
    }

    void axesAreRoundAndBounded_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<MetricUnit>("unit");
        QTest::newRow("ratio") << 0.9991 << 0.9999 << MetricUnit::Ratio;
        QTest::newRow("flat") << 5.0 << 5.0 << MetricUnit::Milliseconds;
        QTest::newRow("still") << 0.2 << 0.2 << MetricUnit::Ratio;
        QTest::newRow("zero") << 0.0 << 0.0 << MetricUnit::Ratio;
        QTest::newRow("huge") << 1e12 << 3e12 << MetricUnit::None;
        QTest::newRow("tiny") << 1e-9 << 3e-9 << MetricUnit::None;
        QTest::newRow("negative") << -4.0 << 8.0 << MetricUnit::Percent;
        QTest::newRow("extreme") << -1e300 << 1e300 << MetricUnit::None;
    }
    void axesAreRoundAndBounded()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(MetricUnit, unit);
        DrawnLine line;
        line.line = {{0, low}, {1, high}};
        const ValueAxis axis = valueAxis({line}, {}, unit, 120);
        QVERIFY(axis.low <= low && axis.high >= high);
        QVERIFY(axis.high > axis.low);
        QVERIFY(low != high || axis.label(axis.low).size() <= 6); // a line that does not move has labels that fit
        QVERIFY(axis.ticks().size() >= 2 && axis.ticks().size() <= 12);
        QVERIFY(unit != MetricUnit::Ratio || (axis.low >= 0 && axis.high <= 1.0000001 * std::max(1.0, high)));
    }

    void theCrosshairIsOneForAllCharts()
    {
        TimeCursor cursor;
        ChartGrid grid(&cursor, 3, &m_theme);
        grid.resize(1040, 420);
        grid.showCharts(sampleCharts(now), sampleHealth(now), now);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        QCOMPARE(grid.count(), 6);
        SloChart *first = grid.chart(0);
        SloChart *second = grid.chart(4);
        const QImage before = second->grab().toImage();
        const QPoint inside = first->frame().plot.center();
        QTest::mouseMove(first, inside);
        QTRY_VERIFY(cursor.at());
        QVERIFY(second->grab().toImage() != before);
        QVERIFY(std::abs(first->frame().xFor(*cursor.at()) - inside.x()) < 1);
        QCOMPARE(first->frame().plot.left(), second->frame().plot.left()); // identical insets: one line
        QTest::mouseClick(first, Qt::LeftButton, {}, inside);
        QCOMPARE(cursor.pinned(), cursor.at());
        QTest::mouseClick(first, Qt::LeftButton, {}, inside);
        QVERIFY(!cursor.pinned());
    }

    void shiftAndDragChoosesARange()
    {
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.resize(600, 260);
        chart.showChart(chartOf(series(QList<double>(240, 5.0))), contextOf(239'000), {});
        const QRect plot = chart.frame().plot;
        QSignalSpy chosen(&cursor, &TimeCursor::rangeChosen);
        const QPoint from(plot.left() + plot.width() * 3 / 4, plot.center().y());
        const QPoint to(plot.left() + plot.width() / 4, plot.center().y());
        QTest::mousePress(&chart, Qt::LeftButton, Qt::ShiftModifier, from);
        QMouseEvent move(QEvent::MouseMove, to, chart.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
        QApplication::sendEvent(&chart, &move);
        QTest::mouseRelease(&chart, Qt::LeftButton, Qt::ShiftModifier, to);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(std::abs(cursor.range()->from - (start + 59'750)) < 1500);
        QVERIFY(std::abs(cursor.range()->to - (start + 179'250)) < 1500);
        cursor.choose(TimeCursor::Range {start, start + 10});
        QVERIFY(cursor.range()->to - cursor.range()->from >= TimeCursor::leastRangeMs);
    }

    void keysMoveTheCrosshair()
    {
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.resize(600, 260);
        chart.showChart(chartOf(series(QList<double>(240, 5.0))), contextOf(239'000), {});
        QSignalSpy opened(&chart, &SloChart::openRequested);
        QTest::keyClick(&chart, Qt::Key_Left);
        const qint64 first = *cursor.at();
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(*cursor.at(), first - 1000);
        QTest::keyClick(&chart, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(*cursor.at(), first - 11'000);
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("canary 5")));
        QTest::keyClick(&chart, Qt::Key_Space);
        QVERIFY(cursor.pinned());
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(!cursor.at());
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
    }

    void everySampleIsInATable()
    {
        TimeCursor cursor;
        ChartGrid grid(&cursor, 3, &m_theme);
        grid.resize(1040, 420);
        grid.showCharts(sampleCharts(now), sampleHealth(now), now);
        grid.setTables(true);
        grid.show();
        QTableView *table = nullptr;
        for (QTableView *one : grid.findChildren<QTableView *>())
            table = one->accessibleName() == QLatin1String("p95 data") ? one : table;
        QVERIFY(table && table->isVisible());
        QCOMPARE(table->model()->rowCount(), 120);
        QCOMPARE(table->model()->columnCount(), 4);
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(table);
        QCOMPARE(access->role(), QAccessible::Table);
        QCOMPARE(QAccessible::queryAccessibleInterface(grid.chart(1))->text(QAccessible::Name), QStringLiteral("p95 chart"));
    }

    void whatMayBeIncompleteIsNotDrawnAsWhole()
    {
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.resize(600, 260);
        ChartData data = chartOf(series(QList<double>(240, 5.0)));
        const QImage plain = (chart.showChart(data, contextOf(239'000), {}), chart.picture().toImage());
        data.provenance.error = Error {ErrorKind::Unreachable, QStringLiteral("doubtfulAnswer"), QStringLiteral("a store is away"), {}, {}};
        const QImage partly = (chart.showChart(data, contextOf(239'000), {}), chart.picture().toImage());
        QVERIFY(chart.accessibleDescription().contains(incompleteLabel()));
        QCOMPARE(lookOfLine(data.series.first(), 0, data, m_theme).pen.dashPattern(), QList<qreal>({1, 2}));
        QVERIFY(plain.copy(QRect(80, 90, 60, 60)) != partly.copy(QRect(80, 90, 60, 60))); // away from line and words
        QVERIFY(chartCsv(data).startsWith("time,\"m canary (may be incomplete)\""));
        QVERIFY(qEnvironmentVariable("MAESTRO_SHOTS").isEmpty() || partly.save(qEnvironmentVariable("MAESTRO_SHOTS") + QStringLiteral("/incomplete.png")));
    }

    void exportsWhatIsThere()
    {
        ChartData data = chartOf(series({1.5, noNumber, 3}));
        data.series << SampleSeries {QStringLiteral("=cmd()"), SampleRole::Stable, {}, {{start, 2}, {start + 2000, infinity}}, 1000};
        const QList<QByteArray> lines = chartCsv(data).split('\n');
        QCOMPARE(lines.at(0), QByteArray("time,\"m canary\",\"'=cmd() stable\"\r"));
        QVERIFY(lines.at(1).endsWith("Z,1.5,2\r"));
        QVERIFY(lines.at(2).endsWith("Z,NaN,\r"));
        QVERIFY(lines.at(3).endsWith("Z,3,+Inf\r"));
        TimeCursor cursor;
        SloChart chart(&cursor, &m_theme);
        chart.resize(600, 260);
        chart.showChart(data, contextOf(2000), {});
        QTemporaryDir dir;
        QCOMPARE(saveChart(&chart, ChartFile::Picture, dir.filePath(QStringLiteral("a.png"))), QString());
        QCOMPARE(saveChart(&chart, ChartFile::Table, dir.filePath(QStringLiteral("a.csv"))), QString());
        QVERIFY(!QImage(dir.filePath(QStringLiteral("a.png"))).isNull());
        QVERIFY(!saveChart(&chart, ChartFile::Table, dir.filePath(QStringLiteral("no/such/a.csv"))).isEmpty());
        QVERIFY(!saveChart(&chart, ChartFile::Picture, dir.filePath(QStringLiteral("no/such/a.png"))).isEmpty());
    }

    void expressionIsEncodedWhole_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("plain") << QStringLiteral("http://p:9090") << QStringLiteral("up") << QByteArray("http://p:9090/graph?g0.expr=up&");
        QTest::newRow("hostile") << QStringLiteral("https://p/prom/") << QStringLiteral("a{b=\"x&y=1#z\"} + 1")
                                 << QByteArray("https://p/prom/graph?g0.expr=a%7Bb%3D%22x%26y%3D1%23z%22%7D%20%2B%201&");
        QTest::newRow("credentials") << QStringLiteral("http://u:p@h/") << QStringLiteral("up") << QByteArray("http://h/graph?g0.expr=up&");
        QTest::newRow("script") << QStringLiteral("javascript:alert(1)") << QStringLiteral("up") << QByteArray();
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << QStringLiteral("up") << QByteArray();
    }
    void expressionIsEncodedWhole()
    {
        QFETCH(QString, source);
        QFETCH(QString, expression);
        QFETCH(QByteArray, begins);
        const QByteArray url = prometheusGraph(source, expression, start, start + 60'000).toEncoded();
        QVERIFY2(begins.isEmpty() ? url.isEmpty() : url.startsWith(begins), url.constData());
    }

    /// Both themes; with MAESTRO_SHOTS set the pictures are kept for looking at.
    void paintsInBothThemes_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("calm");
        QTest::newRow("light-calm") << false << true;
        QTest::newRow("dark-bad") << true << false;
        QTest::newRow("light-bad") << false << false;
    }
    void paintsInBothThemes()
    {
        QFETCH(bool, dark);
        QFETCH(bool, calm);
        m_theme.setDark(dark);
        TimeCursor cursor;
        ChartGrid grid(&cursor, 3, &m_theme);
        grid.resize(1064, 590);
        const ChartSetPtr charts = sampleCharts(now, calm);
        grid.showCharts(charts, calm ? calmHealth(now, charts->target) : sampleHealth(now), now);
        cursor.pin(now.addSecs(-400).toMSecsSinceEpoch());
        grid.show();
        QTest::qWait(20);
        const QImage image = grid.grab().toImage();
        QVERIFY(!image.isNull());
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
            image.save(QStringLiteral("%1/charts-%2.png").arg(shots, QLatin1String(QTest::currentDataTag())));
        m_theme.setDark(false);
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestCharts)
#include "tst_ui_charts.moc"
