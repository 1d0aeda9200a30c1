// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/rangehandle.h"

#include <QPainter>

#include <cmath>

namespace maestro {

namespace {

constexpr int reach = 5; // pixels around an edge

} // namespace

RangeHandle::RangeHandle(TimeCursor *cursor)
    : m_cursor(cursor)
{
}

std::optional<TimeCursor::Range> RangeHandle::shown() const
{
    if (m_dragged)
        return m_dragged;
    return m_cursor->range() ? m_cursor->range() : m_followed;
}

bool RangeHandle::isOverEdge(const QPoint &at, const TimelineLayout &layout) const
{
    const std::optional<TimeCursor::Range> range = shown();
    return range && layout.plot.contains(at) && (std::abs(layout.xFor(range->from) - at.x()) <= reach || std::abs(layout.xFor(range->to) - at.x()) <= reach);
}

bool RangeHandle::press(const QPoint &at, bool shift, const TimelineLayout &layout)
{
    m_grip = Grip::None;
    m_pressedAt = layout.msFor(at.x());
    const std::optional<TimeCursor::Range> range = shown();
    if (shift) {
        m_grip = Grip::New;
        m_before = {m_pressedAt, m_pressedAt};
    } else if (range && layout.plot.contains(at) && at.y() <= layout.weights.bottom()) {
        m_before = *range;
        const double left = layout.xFor(range->from);
        const double right = layout.xFor(range->to);
        if (std::abs(left - at.x()) <= reach)
            m_grip = Grip::Left;
        else if (std::abs(right - at.x()) <= reach)
            m_grip = Grip::Right;
        else if (at.x() > left && at.x() < right && layout.weights.contains(at))
            m_grip = Grip::Body;
    }
    return m_grip != Grip::None;
}

bool RangeHandle::move(const QPoint &at, const TimelineLayout &layout)
{
    if (m_grip == Grip::None)
        return false;
    const qint64 now = layout.msFor(at.x());
    TimeCursor::Range range = m_before;
    switch (m_grip) {
    case Grip::Left:
        range.from = std::min(now, range.to - TimeCursor::leastRangeMs);
        break;
    case Grip::Right:
        range.to = std::max(now, range.from + TimeCursor::leastRangeMs);
        break;
    case Grip::Body:
        range.from += now - m_pressedAt;
        range.to += now - m_pressedAt;
        break;
    default:
        range = {std::min(m_pressedAt, now), std::max(m_pressedAt, now)};
    }
    m_dragged = range;
    return true;
}

bool RangeHandle::release()
{
    const bool mine = m_grip != Grip::None;
    m_grip = Grip::None;
    if (m_dragged && m_dragged->to > m_dragged->from)
        m_cursor->choose(m_dragged);
    m_dragged.reset();
    return mine;
}

void RangeHandle::shift(double widths)
{
    if (const std::optional<TimeCursor::Range> range = shown()) {
        const qint64 by = std::llround(widths * double(range->to - range->from));
        m_cursor->choose(TimeCursor::Range {range->from + by, range->to + by});
    }
}

void RangeHandle::resize(double factor)
{
    if (const std::optional<TimeCursor::Range> range = shown()) {
        const qint64 length = std::max(TimeCursor::leastRangeMs, qint64(std::llround(factor * double(range->to - range->from))));
        m_cursor->choose(TimeCursor::Range {range->to - length, range->to});
    }
}

void RangeHandle::paint(QPainter &painter, const TimelineLayout &layout, const Theme &theme) const
{
    const std::optional<TimeCursor::Range> range = shown();
    if (!range)
        return;
    const QRectF rows(layout.plot.left(), layout.phases.bottom(), layout.plot.width(), layout.axis.top() - layout.phases.bottom());
    const double left = layout.xFor(range->from);
    const QRectF box = QRectF(left, rows.top(), std::max(3.0, layout.xFor(range->to) - left), rows.height());
    const QRectF seen = box.intersected(rows);
    if (seen.isEmpty())
        return;
    QColor fill = theme.color(Token::AccentFill);
    fill.setAlphaF(theme.isDark() ? 0.22F : 0.10F);
    painter.fillRect(seen, fill);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const double x : {box.left(), box.right()}) {
        if (x < rows.left() || x > rows.right())
            continue;
        painter.fillRect(QRectF(std::round(x) - 1, rows.top(), 2, rows.height()), theme.color(Token::AccentFill));
        if (layout.weights.isEmpty())
            continue;
        const QRectF grip(x - 3, layout.weights.center().y() - theme.px(8), 6, theme.px(16));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::AccentFill));
        painter.drawRoundedRect(grip, 2.5, 2.5);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

} // namespace maestro
