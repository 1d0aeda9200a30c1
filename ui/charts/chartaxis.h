// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/decimate.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// The vertical axis of a chart: even ticks, labels without unit.
struct ValueAxis
{
    double low = 0;
    double high = 1;
    double step = 0.25;
    double scale = 1; ///< label = value * scale
    int decimals = 2;
    QString suffix;

    QList<double> ticks() const;
    QString label(double value) const;
    bool operator==(const ValueAxis &) const = default;
};

/// From what is drawn. A limit is on the axis unless the lines would become flat; then it is told at the edge.
ValueAxis valueAxis(const QList<DrawnLine> &lines, const QList<double> &limits, MetricUnit unit, int height);

struct TimeTick
{
    qint64 ms;
    QString label;
    bool operator==(const TimeTick &) const = default;
};
/// Round times in UTC, at most one per `room` pixels of `width`.
QList<TimeTick> timeTicks(qint64 from, qint64 to, int width, int room);

} // namespace maestro
