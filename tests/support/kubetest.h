// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "kube/api/kubeclient.h"
#include "support/scriptedserver.h"

#include <QElapsedTimer>
#include <QTest>

namespace maestro {

/// Real time that a test can push forward.
class SteadyClock : public Clock
{
public:
    SteadyClock() { m_timer.start(); }
    QDateTime utcNow() const override { return QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC).addMSecs(m_timer.elapsed() + ahead + wallSetMs); }
    qint64 bootMs() const override { return 1'000'000 + m_timer.elapsed() + ahead; }

    qint64 ahead = 0;
    qint64 wallSetMs = 0; ///< somebody has set the wall clock by so much

private:
    QElapsedTimer m_timer;
};

inline ContextConfig contextFor(const ScriptedServer &server)
{
    ContextConfig context;
    context.name = QStringLiteral("test");
    context.cluster.name = QStringLiteral("cluster");
    context.cluster.server = server.url();
    context.user.name = QStringLiteral("user");
    return context;
}

/// Waits for the one callback of an asynchronous call.
template<typename T> class Await
{
public:
    std::function<void(T)> callback()
    {
        return [this](T value) {
            ++calls;
            m_value.emplace(std::move(value));
        };
    }
    T get(int ms = 10'000)
    {
        if (!QTest::qWaitFor([this] { return m_value.has_value(); }, ms))
            qFatal("no callback within %d ms", ms);
        return *m_value;
    }
    int calls = 0;

private:
    std::optional<T> m_value;
};

} // namespace maestro
