// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <optional>

namespace maestro {

/// How long and how often in a row something was true, measured from samples alone: each true one extends it, a false one ends it,
/// a missing one freezes it. Time counts only between two true looks with no missing one between them, so an outage of the
/// monitoring neither proves nor heals a failure. A look at the same instant or before the last one adds nothing.
class Streak
{
public:
    void look(const QDateTime &at, std::optional<bool> state)
    {
        if (!state) {
            m_whole = false;
            return;
        }
        if (!*state) {
            *this = {};
            return;
        }
        if (!m_since.isValid()) {
            m_since = at;
            m_count = 1;
        } else if (at > m_last) {
            ++m_count;
            if (m_whole)
                m_seen += std::chrono::milliseconds(m_last.msecsTo(at));
        }
        m_whole = true;
        m_last = at;
    }

    QDateTime since() const { return m_since; } ///< invalid: not true now
    std::chrono::milliseconds seen() const { return m_seen; }
    int count() const { return m_count; }

private:
    QDateTime m_since;
    QDateTime m_last;
    std::chrono::milliseconds m_seen{0};
    int m_count = 0;
    bool m_whole = false; ///< nothing was missing since m_last
};

} // namespace maestro
