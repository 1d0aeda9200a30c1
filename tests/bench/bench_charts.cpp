// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/slochart.h"
#include "charts/timecursor.h"

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QDateTimeAxis>
#include <QElapsedTimer>
#include <QLineSeries>
#include <QValueAxis>

#include <cmath>
#include <cstdio>
#include <functional>
#include <random>

using namespace maestro;

namespace {

constexpr qint64 start = 1'800'000'000'000;
constexpr QSize size(1000, 400);
constexpr int pairs = 15;

/// Noise, which is the worst case for lines; new at every call.
QList<SampleSeries> noise(int lines, int samples, int step)
{
    static std::mt19937 random(7);
    std::uniform_real_distribution<double> spread(-20, 20);
    QList<SampleSeries> made;
    for (int line = 0; line < lines; ++line) {
        SampleSeries series {QStringLiteral("m"), line == 0 ? SampleRole::Canary : SampleRole::Stable, QString::number(line), {}, step};
        series.points.reserve(samples);
        for (int i = 0; i < samples; ++i)
            series.points << SampleSeries::Point {start + qint64(i) * step, 400 + 10 * line + spread(random)};
        made << series;
    }
    return made;
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// A and B in turn; the median of each and of their ratios.
void compare(const char *title, double goal, const std::function<double()> &ours, const std::function<double()> &other)
{
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> ratios;
    ours();
    other();
    for (int i = 0; i < pairs; ++i) {
        a.push_back(ours());
        b.push_back(other());
        ratios.push_back(a.back() / b.back());
    }
    std::sort(ratios.begin(), ratios.end());
    std::printf("%-58s %.3f   (%.3f to %.3f; %.2f ms / %.2f ms; goal <= %.2f)\n", title, median(ratios), ratios.front(), ratios.back(), median(a), median(b), goal);
}

class OurChart
{
public:
    OurChart()
        : m_chart(&m_cursor, &m_theme)
    {
        m_chart.resize(size);
    }

    double show(const QList<SampleSeries> &series)
    {
        ChartData data;
        data.metric = QStringLiteral("p95");
        data.series = series;
        ChartContext context;
        context.from = start;
        context.to = series.first().points.last().ms;
        context.now = context.to;
        return milliseconds([&] {
            m_chart.showChart(data, context, {});
            paint();
        });
    }
    double repaint() { return milliseconds([&] { m_chart.resize(size.width(), m_chart.height() == size.height() ? size.height() + 1 : size.height()), paint(); }); }
    double hover()
    {
        m_at = (m_at + 7919) % 1'000'000;
        return milliseconds([&] {
            m_cursor.hover(start + m_at);
            paint();
        });
    }

private:
    void paint() { static_cast<QWidget &>(m_chart).render(&m_image); }

    Theme m_theme;
    TimeCursor m_cursor;
    SloChart m_chart;
    QImage m_image {size, QImage::Format_ARGB32_Premultiplied};
    qint64 m_at = 0;
};

/// The obvious way: a series each, a date axis, replace() and a repaint.
class PlainChart
{
public:
    explicit PlainChart(int lines)
    {
        auto *chart = new QChart;
        auto *time = new QDateTimeAxis;
        auto *value = new QValueAxis;
        chart->legend()->hide();
        chart->addAxis(time, Qt::AlignBottom);
        chart->addAxis(value, Qt::AlignLeft);
        for (int i = 0; i < lines; ++i) {
            m_series << new QLineSeries;
            chart->addSeries(m_series.last());
            m_series.last()->attachAxis(time);
            m_series.last()->attachAxis(value);
        }
        value->setRange(370, 640);
        m_time = time;
        m_view.setChart(chart);
        m_view.setRenderHint(QPainter::Antialiasing);
        m_view.resize(size);
        m_view.show();
        QCoreApplication::sendPostedEvents();
    }

    double show(const QList<SampleSeries> &data)
    {
        return milliseconds([&] {
            for (int i = 0; i < data.size(); ++i) {
                QList<QPointF> points;
                points.reserve(data.at(i).points.size());
                for (const SampleSeries::Point &point : data.at(i).points)
                    points << QPointF(double(point.ms), point.value);
                m_series.at(i)->replace(points);
            }
            m_time->setRange(QDateTime::fromMSecsSinceEpoch(start), QDateTime::fromMSecsSinceEpoch(data.first().points.last().ms));
            static_cast<QWidget &>(m_view).render(&m_image);
        });
    }

private:
    QChartView m_view;
    QDateTimeAxis *m_time;
    QList<QLineSeries *> m_series;
    QImage m_image {size, QImage::Format_ARGB32_Premultiplied};
};

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    OurChart ours;
    PlainChart plain(20);
    const auto twenty = [] { return noise(20, 480, 15'000); };
    compare("P19  20 x 480, data to painted / QtCharts, date axis", 0.4, [&] { return ours.show(twenty()); }, [&] { return plain.show(twenty()); });
    OurChart large;
    OurChart small;
    compare("P20  2 x 100,000 samples / 2 x 1,000, data to painted", 4, [&] { return large.show(noise(2, 100'000, 100)); }, [&] { return small.show(noise(2, 1000, 10'000)); });
    OurChart hovered;
    hovered.show(noise(3, 480, 15'000));
    compare("P21  a hover frame / the chart anew", 0.15, [&] { return hovered.hover(); }, [&] { return hovered.repaint(); });
}
