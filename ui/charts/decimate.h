// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sample.h"

#include <QRectF>

namespace maestro {

/// What is drawn of one line. x is milliseconds since `from`; a NaN y is a gap.
struct DrawnLine
{
    QList<QPointF> line;
    QList<QPointF> lone; ///< samples with a gap on both sides: a line would not show them
    QList<QPointF> infinite; ///< y is +1 or -1: where the source said infinity

    bool operator==(const DrawnLine &) const = default;
};

/// About one point for each of `columns` pixels: of every two columns the smallest and the largest sample, in the order of
/// time, so that a spike of one sample is always there. Fewer samples than columns stay as they are. NaN, infinity and holes
/// wider than one and a half steps are gaps and stay gaps. One sample beyond each end is kept, so that lines leave the plot.
DrawnLine decimate(const SampleSeries &series, qint64 from, qint64 to, int columns);

/// How many pieces of a line run through a box, both in pixels; gaps are no pieces.
int piecesThrough(const QList<QPointF> &line, const QRectF &box);

/// Value at the last sample at or before `ms`, if it is not older than one and a half steps; NaN and gaps give nothing.
std::optional<double> valueAt(const SampleSeries &series, qint64 ms);
std::optional<SampleSeries::Point> lastPoint(const SampleSeries &series); ///< the newest finite one

} // namespace maestro
