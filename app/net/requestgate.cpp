// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/requestgate.h"

#include <QPointer>
#include <QTimer>

#include <cmath>

namespace maestro {

namespace {

constexpr qsizetype waitingLimit = 2'000;

} // namespace

RequestGate::RequestGate(const Clock *clock, int perSecond, int burst, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_perMs(perSecond / 1'000.0)
    , m_burst(burst)
    , m_tokens(burst)
    , m_countedMs(clock->bootMs())
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, &RequestGate::pass);
}

/// Until the next one may pass; 0: now.
int RequestGate::waitMs()
{
    const qint64 now = m_clock->bootMs();
    m_tokens = std::min(m_burst, m_tokens + double(now - std::exchange(m_countedMs, now)) * m_perMs);
    const qint64 held = m_heldUntilMs - now;
    const int refill = m_tokens >= 1 ? 0 : int(std::ceil((1 - m_tokens) / m_perMs));
    return int(std::max<qint64>(held, refill));
}

bool RequestGate::admit(std::function<void()> go)
{
    if (m_waiting.size() >= waitingLimit)
        return false;
    if (m_waiting.isEmpty() && waitMs() <= 0) {
        m_tokens -= 1;
        go();
        return true;
    }
    m_waiting.append(std::move(go));
    if (!m_timer->isActive())
        m_timer->start(std::max(1, waitMs()));
    return true;
}

void RequestGate::hold(int ms)
{
    m_heldUntilMs = std::max(m_heldUntilMs, m_clock->bootMs() + ms);
}

void RequestGate::pass()
{
    const QPointer<RequestGate> alive(this);
    while (alive && !m_waiting.isEmpty() && waitMs() <= 0) {
        m_tokens -= 1;
        m_waiting.takeFirst()();
    }
    if (alive && !m_waiting.isEmpty())
        m_timer->start(std::max(1, waitMs()));
}

} // namespace maestro
