// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <algorithm>
#include <optional>

namespace maestro {

constexpr qint64 clocksDisagreeMs = 5000; ///< two clocks that are right differ by no more

/// How old in milliseconds by a wall clock. Nothing where a time is not known, or yet to come: then a clock was set, and nobody knows the age.
inline std::optional<qint64> ageMs(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid() || !now.isValid())
        return {};
    const qint64 age = at.msecsTo(now);
    return age < -clocksDisagreeMs ? std::nullopt : std::optional(std::max<qint64>(0, age));
}

/// What must not be older: an unknown age is too old.
inline bool isOlder(const QDateTime &at, const QDateTime &now, qint64 limitMs)
{
    const std::optional<qint64> age = ageMs(at, now);
    return !age || *age > limitMs;
}

/// In seconds, for the words of an age; negative: unknown.
inline double ageSeconds(const QDateTime &at, const QDateTime &now)
{
    const std::optional<qint64> age = ageMs(at, now);
    return age ? double(*age) / 1000 : -1;
}

/// The age of one thing that this process has before it: whatever is done to the wall clock, it becomes older with the time that passes (Clock::bootMs).
class SteadyAge
{
public:
    void begin(const QDateTime &at, const QDateTime &now, qint64 bootMs)
    {
        m_at = at;
        m_first = ageMs(at, now);
        m_bootMs = bootMs;
    }
    void clear() { *this = SteadyAge(); }
    const QDateTime &at() const { return m_at; } ///< invalid: of nothing
    /// The greater of what both clocks say; nothing where it was not known at the beginning.
    std::optional<qint64> ms(const QDateTime &now, qint64 bootMs) const
    {
        if (!m_first)
            return {};
        return std::max(*m_first + std::max<qint64>(0, bootMs - m_bootMs), ageMs(m_at, now).value_or(0));
    }
    bool isOver(const QDateTime &now, qint64 bootMs, qint64 limitMs) const
    {
        const std::optional<qint64> age = ms(now, bootMs);
        return !age || *age > limitMs;
    }

private:
    QDateTime m_at;
    std::optional<qint64> m_first;
    qint64 m_bootMs = 0;
};

} // namespace maestro
