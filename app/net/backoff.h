// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>

namespace maestro {

/// 0.8 s doubled up to 30 s, plus up to 100 % jitter (the whole at most 30 s); starts over after two minutes of health. A value; times are Clock::bootMs().
class Backoff
{
public:
    using Random = std::function<double()>; ///< 0 <= x < 1
    explicit Backoff(Random random = {});

    /// Milliseconds to wait after a failure now.
    int next(qint64 nowBootMs);
    /// Call when things work; two minutes later the sequence starts over.
    void healthy(qint64 nowBootMs);
    int failures() const { return m_failures; }

private:
    Random m_random;
    int m_failures = 0;
    qint64 m_healthySince = -1;
};

} // namespace maestro
