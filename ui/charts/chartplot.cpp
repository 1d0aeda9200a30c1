// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartplot.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <cmath>
#include <numeric>

namespace maestro {

struct ChartPlot::Private
{
    QGraphicsScene scene; ///< never shown: it is rendered into pictures
    QChart *chart = nullptr;
    QValueAxis *x = nullptr;
    QValueAxis *y = nullptr;
    QList<QLineSeries *> series; ///< of solid lines: QtCharts strokes a series twice, once to know its shape
    QList<Line> lines;
    QSize size;
};

namespace {

constexpr qsizetype crowd = 8; ///< of more lines than these the dashed ones are a pixel wide: they cover less, and are painted in a third of the time

/// The pieces of a dashed line. A dashed pen of QPainter makes one path of them and takes ten times as long. What is steep within
/// a dash and a gap is drawn whole: a spike never falls into a gap, and noise is not cut into thousands of crumbs.
QList<QLineF> dashesOf(const QList<QPointF> &line, const QPen &pen)
{
    const QList<qreal> pattern = pen.dashPattern();
    const double period = std::accumulate(pattern.begin(), pattern.end(), 0.0) * pen.widthF();
    QList<QLineF> pieces;
    pieces.reserve(line.size());
    qsizetype part = 0;
    double left = 0; // of the part
    const auto begin = [&] {
        part = 0;
        left = pattern.first() * pen.widthF();
    };
    begin();
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF segment(line.at(i - 1), line.at(i));
        const double length = segment.length();
        if (!std::isfinite(length)) { // a gap of the data
            begin();
            continue;
        }
        if (segment.dx() < period && std::abs(segment.dy()) > 2 * segment.dx()) {
            pieces << segment;
            begin();
            continue;
        }
        for (double done = 0; done < length;) {
            const double step = std::min(left, length - done);
            if (part % 2 == 0)
                pieces << QLineF(segment.pointAt(done / length), segment.pointAt((done + step) / length));
            done += step;
            left -= step;
            if (left < 1e-6) {
                part = (part + 1) % pattern.size();
                left = std::max(0.1, pattern.at(part) * pen.widthF());
            }
        }
    }
    return pieces;
}

} // namespace

ChartPlot::ChartPlot()
    : m_d(std::make_unique<Private>())
{
    m_d->chart = new QChart;
    m_d->scene.addItem(m_d->chart);
    m_d->chart->setAnimationOptions(QChart::NoAnimation);
    m_d->chart->legend()->hide();
    m_d->chart->setBackgroundVisible(false);
    m_d->chart->setBackgroundRoundness(0);
    m_d->chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_d->x = new QValueAxis(m_d->chart);
    m_d->y = new QValueAxis(m_d->chart);
    m_d->chart->addAxis(m_d->x, Qt::AlignBottom);
    m_d->chart->addAxis(m_d->y, Qt::AlignLeft);
    m_d->x->setVisible(false); // setPlotArea moves series but not axes in 6.4: axes are painted by hand, margins hold the plot
    m_d->y->setVisible(false);
}

ChartPlot::~ChartPlot() = default;

void ChartPlot::setSize(const QSize &size, const QRect &plot)
{
    m_d->size = size;
    m_d->chart->setMargins(QMargins(plot.left(), plot.top(), size.width() - plot.right() - 1, size.height() - plot.bottom() - 1));
    m_d->chart->resize(size);
    m_d->scene.setSceneRect(QRectF(QPointF(), QSizeF(size)));
    m_d->chart->layout()->activate();
}

void ChartPlot::setLines(const QList<Line> &lines, double spanMs, const ValueAxis &axis)
{
    m_d->lines = lines;
    QList<const Line *> solid;
    for (const Line &line : m_d->lines) {
        if (line.pen.style() == Qt::SolidLine)
            solid << &line;
    }
    while (m_d->series.size() > std::max<qsizetype>(1, solid.size())) { // one maps values to pixels
        QLineSeries *gone = m_d->series.takeLast();
        m_d->chart->removeSeries(gone);
        delete gone;
    }
    while (m_d->series.size() < std::max<qsizetype>(1, solid.size())) {
        auto *series = new QLineSeries(m_d->chart);
        m_d->chart->addSeries(series);
        series->attachAxis(m_d->x);
        series->attachAxis(m_d->y);
        m_d->series << series;
    }
    m_d->x->setRange(0, std::max(1.0, spanMs));
    m_d->y->setRange(axis.low, axis.high);
    for (int i = 0; i < m_d->series.size(); ++i) {
        if (i < solid.size() && m_d->series.at(i)->pen() != solid.at(i)->pen)
            m_d->series.at(i)->setPen(solid.at(i)->pen);
        m_d->series.at(i)->replace(i < solid.size() ? solid.at(i)->points : QList<QPointF>());
    }
    m_d->chart->layout()->activate();
}

QRectF ChartPlot::plotArea() const
{
    return m_d->chart->plotArea();
}

QPointF ChartPlot::place(const QPointF &value) const
{
    return m_d->chart->mapToPosition(value, m_d->series.value(0));
}

QList<QPointF> ChartPlot::drawn(int line) const
{
    return line >= 0 && line < m_d->lines.size() ? m_d->lines.at(line).points : QList<QPointF>();
}

void ChartPlot::render(QPainter &painter)
{
    const QRectF all(QPointF(), QSizeF(m_d->size));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(plotArea());
    const QPointF zero = place({0, 0}); // both axes are even: two points tell where all the others are
    const QPointF far(m_d->x->max(), m_d->y->max() - m_d->y->min());
    const QPointF scale((place({far.x(), 0}).x() - zero.x()) / far.x(), (place({0, far.y()}).y() - zero.y()) / far.y());
    for (const Line &dashed : std::as_const(m_d->lines)) {
        if (dashed.pen.style() == Qt::SolidLine)
            continue;
        QList<QPointF> line = dashed.points;
        for (QPointF &point : line)
            point = QPointF(zero.x() + point.x() * scale.x(), zero.y() + point.y() * scale.y());
        QPen pen = dashed.pen;
        const QList<QLineF> pieces = dashesOf(line, pen);
        pen.setStyle(Qt::SolidLine);
        if (m_d->lines.size() > crowd)
            pen.setWidthF(1);
        painter.setPen(pen);
        painter.drawLines(pieces);
    }
    painter.setClipping(false);
    m_d->scene.render(&painter, all, all);
    painter.restore();
}

} // namespace maestro
