// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timecursor.h"
#include "timeline/timelinelayout.h"

class QPainter;

namespace maestro {

/// The blue window: the range of the charts as a frame over the timeline, moved by its body and resized by its edges; Shift and
/// drag makes a new one. Says what it wants to the shared cursor when the mouse is let go.
class RangeHandle
{
public:
    explicit RangeHandle(TimeCursor *cursor);

    void setFollowed(std::optional<TimeCursor::Range> range) { m_followed = range; } ///< of the charts while no range is chosen
    std::optional<TimeCursor::Range> shown() const;
    /// True when the press is the handle's; then moves and the release are too.
    bool press(const QPoint &at, bool shift, const TimelineLayout &layout);
    bool move(const QPoint &at, const TimelineLayout &layout);
    bool release();
    bool isOverEdge(const QPoint &at, const TimelineLayout &layout) const;
    /// By keys: in shares of its own width.
    void shift(double widths);
    void resize(double factor);
    void paint(QPainter &painter, const TimelineLayout &layout, const Theme &theme) const;

private:
    enum class Grip { None, Left, Right, Body, New };

    TimeCursor *m_cursor;
    std::optional<TimeCursor::Range> m_followed;
    std::optional<TimeCursor::Range> m_dragged;
    Grip m_grip = Grip::None;
    qint64 m_pressedAt = 0;
    TimeCursor::Range m_before;
};

} // namespace maestro
