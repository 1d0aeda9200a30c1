// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/privatememory.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace maestro {

void keepMemoryPrivate()
{
    const struct rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const int filter = ::open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
    if (filter < 0)
        return; // a kernel without it; the limit stands
    [[maybe_unused]] const ssize_t written = ::write(filter, "0\n", 2);
    ::close(filter);
}

} // namespace maestro
