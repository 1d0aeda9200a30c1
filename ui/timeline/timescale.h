// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace maestro {

/// One fixed point of a scale: this moment is at this share of the whole width.
struct TimeKnot
{
    qint64 ms; ///< since the epoch, UTC
    double share; ///< 0 to 1

    bool operator==(const TimeKnot &) const = default;
};

/// Time to place and back, linear between knots and beyond the outer ones. A value.
class TimeScale
{
public:
    TimeScale() = default;
    /// Knots that do not grow in both directions are dropped; with fewer than two left the scale is one hour wide.
    explicit TimeScale(const QList<TimeKnot> &knots);

    double shareFor(qint64 ms) const;
    qint64 msFor(double share) const;
    const QList<TimeKnot> &knots() const { return m_knots; }
    bool operator==(const TimeScale &) const = default;

private:
    QList<TimeKnot> m_knots {{0, 0.0}, {3'600'000, 1.0}};
};

/// The part of a scale that is visible, in shares. A value.
struct TimeWindow
{
    double from = 0;
    double to = 1;

    double width() const { return to - from; }
    void zoom(double factor, double around); ///< factor above 1 shows more detail
    void pan(double shares);
    bool operator==(const TimeWindow &) const = default;
};

} // namespace maestro
