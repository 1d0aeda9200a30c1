// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace maestro {

/// Folds many calls into few: the first runs with the next turn of the event loop, those within `intervalMs` after it become one at its end.
class Throttle : public QObject
{
public:
    Throttle(int intervalMs, std::function<void()> action, QObject *parent)
        : QObject(parent)
        , m_throttleTimer(this)
        , m_action(std::move(action))
    {
        m_throttleTimer.setSingleShot(true);
        m_throttleTimer.setInterval(intervalMs);
        connect(&m_throttleTimer, &QTimer::timeout, this, [this] {
            if (std::exchange(m_pending, false))
                run();
        });
    }

    void poke()
    {
        m_pending = true;
        if (!m_throttleTimer.isActive())
            QTimer::singleShot(0, this, [this] {
                if (!m_throttleTimer.isActive() && std::exchange(m_pending, false))
                    run();
            });
    }

private:
    void run()
    {
        m_throttleTimer.start();
        m_action();
    }

    QTimer m_throttleTimer;
    std::function<void()> m_action;
    bool m_pending = false;
};

} // namespace maestro
