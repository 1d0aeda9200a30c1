// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <atomic>
#include <functional>
#include <thread>

namespace maestro {

/// For doubts about the window's quickness: a thread that asks the thread it was made on for a sign of life, over and over, and tells each time that
/// none came for longer than the limit, with the stack of that thread at the moment the limit passed. One per process; uses SIGRTMIN while it lives.
class Watchdog : public QObject
{
    Q_OBJECT
public:
    struct Gap
    {
        qint64 ms = 0; ///< until it reacted again
        QStringList stack; ///< innermost first: names where they are known, else module and offset, for addr2line
    };
    using Told = std::function<void(const Gap &)>;

    /// `told` is called on the watching thread.
    Watchdog(int limitMs, Told told, QObject *parent = nullptr);
    ~Watchdog() override;

private:
    void watch(const std::stop_token &stop);

    const int m_limitMs;
    const Told m_told;
    const unsigned long m_watched; ///< pthread_t
    std::atomic<quint64> m_answered = 0;
    quint64 m_asked = 0; ///< of the watching thread
    std::jthread m_thread;
};

/// One gap as lines for standard error.
QString gapText(const Watchdog::Gap &gap);

} // namespace maestro
