// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

#include <QtGlobal>

namespace maestro::test {

/// Milliseconds that this process has computed: other processes do not make it go faster, unlike a clock on the wall.
inline qint64 cpuMs()
{
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return spent.tv_sec * 1000 + spent.tv_nsec / 1'000'000;
}

} // namespace maestro::test
