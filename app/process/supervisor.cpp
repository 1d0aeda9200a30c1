// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/supervisor.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace maestro {

namespace {

// Everything here runs after fork() in a process that may have had threads: system calls and the stack, nothing else.

constexpr int quietMs = 200; ///< after the program ended: how long its last output may take

/// Text of a few numbers, built without the heap.
class Line
{
public:
    Line &add(const char *text)
    {
        while (*text && m_size < sizeof m_text)
            m_text[m_size++] = *text++;
        return *this;
    }
    Line &add(long long number)
    {
        char digits[24];
        size_t count = 0;
        unsigned long long rest = number < 0 ? 0ULL - static_cast<unsigned long long>(number) : static_cast<unsigned long long>(number);
        do {
            digits[count++] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        } while (rest);
        if (number < 0)
            digits[count++] = '-';
        while (count > 0 && m_size < sizeof m_text)
            m_text[m_size++] = digits[--count];
        return *this;
    }
    bool write(int fd) const
    {
        size_t done = 0;
        while (done < m_size) {
            const ssize_t now = ::write(fd, m_text + done, m_size - done);
            if (now < 0 && errno != EINTR)
                return false;
            done += now > 0 ? static_cast<size_t>(now) : 0;
        }
        return true;
    }

private:
    char m_text[128];
    size_t m_size = 0;
};

[[noreturn]] void giveUp(const SupervisorOrder &order, int error)
{
    Line().add("E ").add(error).add("\n").write(order.report);
    ::_exit(1);
}

bool keep(int folder, const char *name, const Line &line)
{
    const int fd = ::openat(folder, "part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    const bool written = fd >= 0 && line.write(fd) && ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    return written && ::renameat(folder, "part", folder, name) == 0 && ::fsync(folder) == 0;
}

/// The program: waits until it is on disk that it runs, then becomes it.
[[noreturn]] void become(const SupervisorOrder &order, int go, int output, int failure)
{
    ::setsid();
    char byte = 0;
    if (::read(go, &byte, 1) != 1)
        ::_exit(127); // the supervisor is gone, or could not write it down
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(null, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    const struct rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    for (int number = 1; number < NSIG; ++number)
        if (number != SIGKILL && number != SIGSTOP)
            ::signal(number, SIG_DFL);
    sigset_t all;
    sigemptyset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr);
    if (::chdir(order.workingDirectory) == 0)
        ::execve(order.program, order.argv, order.environment);
    Line().add(errno).add("\n").write(failure);
    ::_exit(127);
}

/// Leaves the descriptors of the order open as 3, 4 and 5, and nothing else above 2.
void closeOthers(SupervisorOrder &order)
{
    int high[3] = {order.folder, order.report, order.held};
    for (int &fd : high)
        fd = fd < 0 ? -1 : ::fcntl(fd, F_DUPFD_CLOEXEC, 64);
    for (int i = 0; i < 3; ++i)
        if (high[i] >= 0)
            ::dup3(high[i], 3 + i, O_CLOEXEC);
    ::close_range(order.held < 0 ? 5 : 6, ~0U, 0);
    order.folder = 3;
    order.report = 4;
}

void arm(int timer, long ms)
{
    const struct itimerspec when {{0, 0}, {ms / 1000, (ms % 1000) * 1'000'000}};
    ::timerfd_settime(timer, 0, &when, nullptr);
}

struct Watch
{
    pid_t program = 0;
    int output = -1;
    int file = -1;
    off_t room = 0;
    long long dropped = 0;
    bool timedOut = false;

    /// False: nothing more will come.
    bool take()
    {
        char bytes[8192];
        const ssize_t count = ::read(output, bytes, sizeof bytes);
        if (count <= 0)
            return count < 0 && errno == EINTR;
        const off_t fits = count < room ? count : room;
        if (fits > 0 && ::write(file, bytes, static_cast<size_t>(fits)) != fits)
            room = 0;
        room -= fits < room ? fits : room;
        dropped += count - fits;
        return true;
    }

    /// Until the program has ended; its limits are kept meanwhile.
    void untilEnd(int pidfd, int timer, long graceMs)
    {
        bool open = true;
        for (;;) {
            struct pollfd waits[] {{pidfd, POLLIN, 0}, {timer, POLLIN, 0}, {open ? output : -1, POLLIN, 0}};
            if (::poll(waits, 3, -1) < 0 && errno != EINTR)
                return;
            if (waits[2].revents)
                open = take();
            if (waits[1].revents) {
                std::uint64_t times = 0;
                if (::read(timer, &times, sizeof times) > 0) {
                    ::kill(-program, timedOut ? SIGKILL : SIGTERM);
                    timedOut = true;
                    arm(timer, graceMs);
                }
            }
            if (waits[0].revents)
                break;
        }
        while (open) {
            struct pollfd last {output, POLLIN, 0};
            if (::poll(&last, 1, quietMs) <= 0)
                break;
            open = take();
        }
    }
};

} // namespace

long long startTicksOf(pid_t pid)
{
    char path[64] = "/proc/";
    char digits[24];
    size_t count = 0;
    for (unsigned long rest = static_cast<unsigned long>(pid); count == 0 || rest; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    size_t at = 6;
    while (count > 0)
        path[at++] = digits[--count];
    std::memcpy(path + at, "/stat", 6);
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    char text[1024];
    const ssize_t size = ::read(fd, text, sizeof text - 1);
    ::close(fd);
    if (size <= 0)
        return -1;
    text[size] = '\0';
    const char *field = std::strrchr(text, ')'); // the name may hold anything
    for (int number = 2; field && number < 22; ++number) {
        field = std::strchr(field, ' ');
        field = field ? field + 1 : nullptr;
    }
    long long ticks = field ? 0 : -1;
    for (; field && *field >= '0' && *field <= '9'; ++field)
        ticks = ticks * 10 + (*field - '0');
    return ticks;
}

void supervise(SupervisorOrder order)
{
    ::setsid();
    sigset_t all;
    sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr); // nothing but SIGKILL ends it before the program has ended
    closeOthers(order);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd < 3; ++fd)
        ::dup2(null, fd);
    // Locked before it has its name, and until this process ends: whoever sees `started` unlocked knows that nobody writes `ended` any more.
    const int started = ::openat(order.folder, "begin", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (started < 0 || ::flock(started, LOCK_EX | LOCK_NB) != 0 || ::renameat2(order.folder, "begin", order.folder, "started", RENAME_NOREPLACE) != 0)
        giveUp(order, errno);
    Watch watch;
    watch.room = order.outputLimit;
    watch.file = ::openat(order.folder, "output", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    int go[2];
    int output[2];
    int failure[2];
    if (watch.file < 0 || ::pipe2(go, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0 || ::pipe2(failure, O_CLOEXEC) != 0)
        giveUp(order, errno);
    watch.program = ::fork();
    if (watch.program < 0)
        giveUp(order, errno);
    if (watch.program == 0) {
        ::close(go[1]);
        become(order, go[0], output[1], failure[1]);
    }
    ::close(go[0]);
    ::close(output[1]);
    ::close(failure[1]);
    watch.output = output[0];
    const long long ticks = startTicksOf(watch.program);
    const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, watch.program, 0));
    const int timer = ::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    const bool known = pidfd >= 0 && timer >= 0 && Line().add(watch.program).add(" ").add(ticks).add("\n").write(started) && ::fsync(started) == 0 && ::fsync(order.folder) == 0;
    int error = errno;
    char text[16] {};
    if (known && ::write(go[1], "g", 1) == 1 && ::read(failure[0], text, sizeof text - 1) == 0)
        error = 0;
    else if (text[0])
        error = static_cast<int>(::strtol(text, nullptr, 10));
    ::close(go[1]);
    if (error) {
        ::kill(watch.program, SIGKILL);
        ::waitpid(watch.program, nullptr, 0);
        keep(order.folder, "ended", Line().add("never ").add(error).add("\n"));
        giveUp(order, error);
    }
    Line().add("R ").add(watch.program).add(" ").add(ticks).add("\n").write(order.report);
    arm(timer, order.limitMs);
    watch.untilEnd(pidfd, timer, order.graceMs);
    ::kill(-watch.program, SIGKILL); // what it left behind in its group; the number is not free before waitpid()
    int status = 0;
    ::waitpid(watch.program, &status, 0);
    Line end;
    end.add(WIFEXITED(status) ? "exit " : "signal ").add(WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status)).add(watch.timedOut ? " late " : " by-itself ").add(watch.dropped).add("\n");
    ::fsync(watch.file);
    keep(order.folder, "ended", end);
    ::_exit(0);
}

} // namespace maestro
