// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartaxis.h"

#include <QPen>
#include <QRectF>
#include <QSize>

#include <memory>

class QPainter;

namespace maestro {

/// Draws lines with QtCharts: a chart without axes, legend, title or animation, whose insets are the same in every chart of the
/// program. Everything else around the lines is painted by ChartPainter. GUI thread.
class ChartPlot
{
public:
    struct Line
    {
        QList<QPointF> points; ///< x in milliseconds since the left end
        QPen pen;
    };

    ChartPlot();
    ~ChartPlot();

    void setSize(const QSize &size, const QRect &plot);
    void setLines(const QList<Line> &lines, double spanMs, const ValueAxis &axis);
    QRectF plotArea() const; ///< where QtCharts draws, for comparing with the painter's own rectangle
    QPointF place(const QPointF &value) const; ///< of a value, in pixels
    QList<QPointF> drawn(int line) const; ///< what the series holds
    void render(QPainter &painter);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace maestro
