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

namespace maestro {

struct ChartPlot::Private
{
    QGraphicsScene scene; ///< never shown: it is rendered into pictures
    QChart *chart = nullptr;
    QValueAxis *x = nullptr;
    QValueAxis *y = nullptr;
    QList<QLineSeries *> series;
    QSize size;
};

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
    while (m_d->series.size() > lines.size()) {
        QLineSeries *gone = m_d->series.takeLast();
        m_d->chart->removeSeries(gone);
        delete gone;
    }
    while (m_d->series.size() < lines.size()) {
        auto *series = new QLineSeries(m_d->chart);
        m_d->chart->addSeries(series);
        series->attachAxis(m_d->x);
        series->attachAxis(m_d->y);
        m_d->series << series;
    }
    m_d->x->setRange(0, std::max(1.0, spanMs));
    m_d->y->setRange(axis.low, axis.high);
    for (int i = 0; i < lines.size(); ++i) {
        if (m_d->series.at(i)->pen() != lines.at(i).pen)
            m_d->series.at(i)->setPen(lines.at(i).pen);
        m_d->series.at(i)->replace(lines.at(i).points);
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
    return line >= 0 && line < m_d->series.size() ? m_d->series.at(line)->points() : QList<QPointF>();
}

void ChartPlot::render(QPainter &painter)
{
    const QRectF all(QPointF(), QSizeF(m_d->size));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    m_d->scene.render(&painter, all, all);
    painter.restore();
}

} // namespace maestro
