// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/watchdog.h"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cxxabi.h>
#include <execinfo.h>
#include <memory>
#include <pthread.h>

namespace maestro {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr int depth = 64;
constexpr int ownFrames = 2; ///< the handler and the kernel's trampoline
constexpr auto betweenBeats = 10ms;
constexpr auto patience = 200ms; ///< for the stack

std::array<void *, depth> frames;
std::atomic<int> taken = -1;

void takeStack(int)
{
    taken.store(backtrace(frames.data(), depth), std::memory_order_release);
}

/// "module(symbol+offset) [address]" as backtrace_symbols() says it, with the symbol as it was written.
QString readable(const char *line)
{
    QString text = QString::fromLocal8Bit(line);
    const qsizetype begin = text.indexOf(u'(') + 1;
    const qsizetype end = text.indexOf(u'+', begin);
    if (begin < 1 || end <= begin)
        return text;
    int status = -1;
    const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(text.sliced(begin, end - begin).toLocal8Bit().constData(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? QString::fromLocal8Bit(name.get()) : text;
}

QStringList stackOf(unsigned long thread)
{
    taken.store(-1);
    if (pthread_kill(thread, SIGRTMIN) != 0)
        return {};
    const auto end = Steady::now() + patience;
    while (taken.load(std::memory_order_acquire) < 0 && Steady::now() < end)
        std::this_thread::sleep_for(1ms);
    const int count = taken.load(std::memory_order_acquire);
    if (count <= ownFrames)
        return {};
    const std::unique_ptr<char *, decltype(&std::free)> lines(backtrace_symbols(frames.data(), count), &std::free);
    QStringList stack;
    for (int i = ownFrames; lines && i < count; ++i)
        stack.append(readable(lines.get()[i]));
    return stack;
}

} // namespace

Watchdog::Watchdog(int limitMs, Told told, QObject *parent)
    : QObject(parent)
    , m_limitMs(limitMs)
    , m_told(std::move(told))
    , m_watched(pthread_self())
{
    std::array<void *, 1> first {};
    backtrace(first.data(), 1); // loads what it needs, which a signal handler may not
    struct sigaction action = {};
    action.sa_handler = takeStack;
    action.sa_flags = SA_RESTART;
    sigaction(SIGRTMIN, &action, nullptr);
    m_thread = std::jthread([this](const std::stop_token &stop) { watch(stop); });
}

Watchdog::~Watchdog()
{
    m_thread.request_stop();
    m_thread.join();
    std::signal(SIGRTMIN, SIG_IGN);
}

void Watchdog::watch(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(betweenBeats);
        const auto begun = Steady::now();
        QMetaObject::invokeMethod(this, [this, beat = ++m_asked] { m_answered.store(beat); }, Qt::QueuedConnection);
        Gap gap;
        bool late = false;
        while (m_answered.load() != m_asked && !stop.stop_requested()) {
            std::this_thread::sleep_for(1ms);
            if (!late && Steady::now() - begun > std::chrono::milliseconds(m_limitMs)) {
                late = true;
                gap.stack = stackOf(m_watched);
            }
        }
        gap.ms = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begun).count();
        if (late && !stop.stop_requested())
            m_told(gap);
    }
}

QString gapText(const Watchdog::Gap &gap)
{
    return QStringLiteral("maestro-console: the window did not react for %1 ms\n    %2\n").arg(gap.ms).arg(gap.stack.join(QStringLiteral("\n    ")));
}

} // namespace maestro
