// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <algorithm>

namespace maestro {

/// The present by which something falls due: the wall clock, but never less than the time that has passed since it was first asked. Who sets
/// the clock back puts nothing off.
class SteadyPresent
{
public:
    QDateTime at(const QDateTime &now, qint64 bootMs)
    {
        if (!m_first.isValid()) {
            m_first = now;
            m_bootMs = bootMs;
        }
        return std::max(now, m_first.addMSecs(std::max<qint64>(0, bootMs - m_bootMs)));
    }

private:
    QDateTime m_first;
    qint64 m_bootMs = 0;
};

} // namespace maestro
