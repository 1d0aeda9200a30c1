// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timecursor.h"

#include <algorithm>

namespace maestro {

void TimeCursor::hover(std::optional<qint64> ms)
{
    if (m_hover == ms)
        return;
    m_hover = ms;
    Q_EMIT moved();
}

void TimeCursor::pin(std::optional<qint64> ms)
{
    if (m_pin == ms)
        return;
    m_pin = ms;
    Q_EMIT moved();
}

void TimeCursor::choose(std::optional<Range> range)
{
    if (range) {
        if (range->from > range->to)
            std::swap(range->from, range->to);
        const qint64 missing = leastRangeMs - (range->to - range->from);
        if (missing > 0) {
            range->from -= missing / 2;
            range->to = range->from + leastRangeMs;
        }
    }
    if (m_range == range)
        return;
    m_range = range;
    Q_EMIT rangeChosen();
}

} // namespace maestro
