// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace maestro {

/// The moment and the range that all charts and the timeline of one page point at. GUI thread; times are UTC milliseconds.
/// A hover goes with the pointer, a pin stays until it is taken away.
class TimeCursor : public QObject
{
    Q_OBJECT
public:
    struct Range
    {
        qint64 from = 0;
        qint64 to = 0;
        bool operator==(const Range &) const = default;
    };

    using QObject::QObject;

    std::optional<qint64> at() const { return m_hover ? m_hover : m_pin; }
    std::optional<qint64> pinned() const { return m_pin; }
    std::optional<Range> range() const { return m_range; } ///< none: the charts follow the present

    void hover(std::optional<qint64> ms);
    void pin(std::optional<qint64> ms);
    /// A range chosen by a person; its ends may come in either order, less than `leastRangeMs` is widened.
    void choose(std::optional<Range> range);

    static constexpr qint64 leastRangeMs = 60'000;

Q_SIGNALS:
    void moved();
    void rangeChosen();

private:
    std::optional<qint64> m_hover;
    std::optional<qint64> m_pin;
    std::optional<Range> m_range;
};

} // namespace maestro
