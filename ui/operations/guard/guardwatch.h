// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/operation/operationplan.h"
#include "domain/rollout/fleet.h"

#include <QElapsedTimer>

namespace maestro {

/// Why a plan may no longer be confirmed: expiry, a changed fact, old data, a computer that slept. Decides nothing by itself;
/// once something is wrong it stays wrong.
class GuardWatch
{
public:
    static constexpr qint64 armedMs = 60'000; ///< safety.md section 4.3, CLOCK_BOOTTIME

    GuardWatch(OperationPlanPtr plan, const Clock *clock);

    void see(const RolloutSnapshot &now); ///< of the same object; older than the plan's is ignored
    void see(const ConnectionStatus &connection); ///< counts for age until a snapshot was seen
    void tick();

    const QString &verdict() const { return m_verdict; } ///< empty: still good
    qint64 leftMs() const;
    Freshness freshness() const;

private:
    void fail(const QString &why);

    OperationPlanPtr m_plan;
    const Clock *m_clock;
    qint64 m_armedAt;
    qint64 m_bootAtStart;
    QElapsedTimer m_running; ///< stops while the computer sleeps, unlike bootMs
    qint64 m_heardAt;
    bool m_connected;
    bool m_sawSnapshot = false;
    QString m_verdict;
};

} // namespace maestro
