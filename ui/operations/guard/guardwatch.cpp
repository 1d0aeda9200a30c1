// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/guardwatch.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr qint64 kSleptMs = 2'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GuardWatch)
};

/// True when both are numbers and `a` came before `b`; the API compares resource versions so since Kubernetes 1.35.
bool isOlder(const QString &a, const QString &b)
{
    bool numberA = false;
    bool numberB = false;
    const quint64 first = a.toULongLong(&numberA);
    const quint64 second = b.toULongLong(&numberB);
    return numberA && numberB && first < second;
}

} // namespace

GuardWatch::GuardWatch(OperationPlanPtr plan, const Clock *clock)
    : m_plan(std::move(plan))
    , m_clock(clock)
    , m_armedAt(m_plan->armedAtBootMs >= 0 ? m_plan->armedAtBootMs : clock->bootMs())
    , m_bootAtStart(clock->bootMs())
    , m_heardAt(m_plan->before ? m_plan->before->heardAtBootMs : -1)
    , m_connected(m_plan->before && m_plan->before->connected)
{
    m_running.start();
}

void GuardWatch::fail(const QString &why)
{
    if (m_verdict.isEmpty())
        m_verdict = why;
}

void GuardWatch::see(const RolloutSnapshot &now)
{
    m_sawSnapshot = true;
    m_connected = now.connected;
    m_heardAt = std::max(m_heardAt, now.heardAtBootMs);
    if (m_plan->before) {
        const ObjectMeta &before = m_plan->before->rollout.meta;
        if (!before.uid.isEmpty() && now.rollout.meta.uid != before.uid)
            fail(Words::tr("The object was deleted and made again under the same name."));
        else if (!isOlder(now.rollout.meta.resourceVersion, before.resourceVersion)) {
            if (const auto failed = failedPrecondition(*m_plan, now))
                fail(Words::tr("This changed: %1 was %2 and is now %3.").arg(displaySafe(failed->path), displaySafe(failed->expected), displaySafe(failed->found)));
        }
    }
    tick();
}

void GuardWatch::see(const ConnectionStatus &connection)
{
    if (!m_sawSnapshot) {
        m_connected = connection.phase == ConnectionPhase::Connected;
        m_heardAt = std::max(m_heardAt, connection.heardAtBootMs);
    }
    if (connection.readOnly)
        fail(Words::tr("The connection is read-only now."));
    tick();
}

void GuardWatch::tick()
{
    const Freshness fresh = freshness();
    if (leftMs() <= 0)
        fail(Words::tr("The plan expired: it is good for 60 s."));
    else if (m_clock->bootMs() - m_bootAtStart - m_running.elapsed() > kSleptMs)
        fail(Words::tr("The computer slept since this was planned."));
    else if (fresh.state == FreshnessState::Disconnected || !m_connected)
        fail(Words::tr("The cluster is disconnected."));
    else if (fresh.state == FreshnessState::Stale)
        fail(Words::tr("The data is too old: %1.").arg(dataAgeText(fresh)));
}

qint64 GuardWatch::leftMs() const
{
    return armedMs - (m_clock->bootMs() - m_armedAt);
}

Freshness GuardWatch::freshness() const
{
    return freshnessAt(m_heardAt, m_connected, m_clock->bootMs());
}

} // namespace maestro
