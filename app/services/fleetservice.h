// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/measurementbook.h"
#include "ports/fleetport.h"
#include "services/journalservice.h"
#include "services/cluster/throttle.h"
#include "services/workspace.h"

#include <QPointer>

namespace maestro {

/// Joins the sessions of a workspace into one fleet and keeps the timeline of the open rollout. Lives on the services' thread.
class FleetService final : public FleetPort
{
    Q_OBJECT
public:
    FleetService(Workspace *workspace, JournalService *journal, const Clock *clock, QObject *parent = nullptr);

    void openRollout(const ObjectRef &ref, WorkloadKind workload) override;
    void watchAnalysisRuns(bool on) override;
    void refresh() override;

private:
    void follow();
    void publishFleet();
    void publishRuns();
    void snapshotCame(const RolloutSnapshotPtr &came);
    void publishRollout();
    void openGone(const QString &message);

    Workspace *m_workspace;
    const Clock *m_clock;
    Throttle *m_throttle;
    Throttle *m_runsThrottle;
    bool m_runsWanted = false;
    ObjectRef m_open;
    QPointer<ClusterSession> m_openIn; ///< the session that was asked for it
    WorkloadKind m_openKind = WorkloadKind::Rollout;
    RolloutSnapshotPtr m_snapshot;
    QList<TimelineEntry> m_observed; ///< of the open rollout, since it was opened
    JournalRecordsPtr m_records;
    TimelinePtr m_timeline;
    MeasurementBook m_measurements; ///< of every rollout that was open
};

} // namespace maestro
