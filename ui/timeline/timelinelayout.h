// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "timeline/timelinescene.h"

#include <QRect>

namespace maestro {

/// Where the rows of a timeline are, in pixels of the viewport. A value; `lanes` may be fewer than the scene has.
struct TimelineLayout
{
    int gutter = 0; ///< width of the row names
    QRect plot; ///< everything right of the gutter, above the axis
    QRect phases;
    QRect weights; ///< empty without weights
    QRect gates;
    QList<QRect> gateLanes;
    QList<QRect> lanes;
    QRect alerts; ///< empty without alerts
    QRect events;
    QRect people;
    QRect axis;
    QRect attempts; ///< below the axis; empty without
    int least = 0; ///< height below which rows are cut
    int most = 0; ///< height above which room is wasted

    TimeWindow window;
    TimeScale scale;

    double xFor(qint64 ms) const
    {
        return std::clamp(plot.left() + (scale.shareFor(ms) - window.from) / window.width() * plot.width(), -1e6, 1e6);
    }
    double shareAt(double x) const { return window.from + (x - plot.left()) / std::max(1, plot.width()) * window.width(); }
    qint64 msFor(double x) const { return scale.msFor(shareAt(x)); }
};

/// Rows for the width; the weight row takes what is left of `height`.
TimelineLayout layoutTimeline(const TimelineScene &scene, const Theme &theme, const QSize &size);

} // namespace maestro
