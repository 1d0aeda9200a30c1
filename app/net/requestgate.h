// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"

#include <QObject>

#include <functional>

class QTimer;

namespace maestro {

/// How often one connection may ask its server: a token bucket, so that a defect of ours cannot hammer an API server in an incident.
/// Who has to wait goes in the order of asking. Lives on the caller's thread.
class RequestGate : public QObject
{
public:
    /// `perSecond` over time, `burst` at once.
    RequestGate(const Clock *clock, int perSecond, int burst, QObject *parent = nullptr);

    /// Calls `go` now or later; never after destruction. False: too many wait already, and `go` will not be called.
    bool admit(std::function<void()> go);
    /// The server asked for a pause (429 with Retry-After): nobody passes for that long.
    void hold(int ms);

private:
    void pass();
    int waitMs();

    const Clock *m_clock;
    double m_perMs;
    double m_burst;
    double m_tokens;
    qint64 m_countedMs;
    qint64 m_heldUntilMs = 0;
    QList<std::function<void()>> m_waiting;
    QTimer *m_timer;
};

} // namespace maestro
