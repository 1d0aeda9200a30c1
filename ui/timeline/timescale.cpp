// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timescale.h"

#include <algorithm>
#include <cmath>

namespace maestro {

TimeScale::TimeScale(const QList<TimeKnot> &knots)
{
    QList<TimeKnot> kept;
    for (const TimeKnot &knot : knots) {
        if (kept.isEmpty() || (knot.ms > kept.last().ms && knot.share > kept.last().share))
            kept << knot;
    }
    if (kept.size() >= 2)
        m_knots = kept;
    else if (!kept.isEmpty())
        m_knots = {{kept.first().ms - 3'600'000, 0.0}, {kept.first().ms, 1.0}};
}

double TimeScale::shareFor(qint64 ms) const
{
    auto next = std::upper_bound(m_knots.begin(), m_knots.end(), ms, [](qint64 v, const TimeKnot &k) { return v < k.ms; });
    next = std::clamp(next, m_knots.begin() + 1, m_knots.end() - 1);
    const TimeKnot &a = *(next - 1);
    const TimeKnot &b = *next;
    return a.share + (b.share - a.share) * double(ms - a.ms) / double(b.ms - a.ms);
}

qint64 TimeScale::msFor(double share) const
{
    auto next = std::upper_bound(m_knots.begin(), m_knots.end(), share, [](double v, const TimeKnot &k) { return v < k.share; });
    next = std::clamp(next, m_knots.begin() + 1, m_knots.end() - 1);
    const TimeKnot &a = *(next - 1);
    const TimeKnot &b = *next;
    return a.ms + std::llround(double(b.ms - a.ms) * (share - a.share) / (b.share - a.share));
}

void TimeWindow::zoom(double factor, double around)
{
    const double next = std::clamp(width() / factor, 0.0005, 1.0);
    const double left = (around - from) / width();
    from = around - left * next;
    to = from + next;
    pan(0);
}

void TimeWindow::pan(double shares)
{
    const double w = std::min(width(), 1.0);
    from = std::clamp(from + shares, 0.0, 1.0 - w);
    to = from + w;
}

} // namespace maestro
