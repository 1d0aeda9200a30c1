// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace maestro {

/// Where time comes from. The domain never reads it; services pass it on. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall clock, UTC. For records and for comparing with server timestamps, never for deadlines.
    virtual QDateTime utcNow() const = 0;
    /// CLOCK_BOOTTIME in milliseconds: goes on during suspend, never jumps. For ages, deadlines and arming.
    virtual qint64 bootMs() const = 0;
};

} // namespace maestro
