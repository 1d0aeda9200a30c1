// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

namespace maestro {

/// What the supervisor needs, prepared before the fork: it may call only what is safe in a signal handler. Nothing is owned.
struct SupervisorOrder
{
    int folder = -1; ///< of the run
    int report = -1; ///< end of a pipe: "R PID TICKS\n", "E ERRNO\n"; closed when all is over
    int held = -1; ///< kept open until all is over; -1: none
    const char *program = nullptr;
    char *const *argv = nullptr;
    char *const *environment = nullptr;
    const char *workingDirectory = nullptr;
    long limitMs = 0;
    long graceMs = 0;
    off_t outputLimit = 0;
};

/// Runs in the forked child and never returns.
[[noreturn]] void supervise(SupervisorOrder order);

/// Field 22 of /proc/PID/stat, or -1.
long long startTicksOf(pid_t pid);

} // namespace maestro
