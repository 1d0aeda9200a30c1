// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/fleetport.h"
#include "services/analysis/measurementkeeper.h"
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
    /// With a folder for measurements, the AnalysisRuns of every connected cluster are watched and their measurements kept there.
    FleetService(Workspace *workspace, JournalService *journal, const Clock *clock, const QString &measurements = {}, QObject *parent = nullptr);

    void openRollout(const ObjectRef &ref, WorkloadKind workload) override;
    void watchAnalysisRuns(bool on) override;
    void refresh() override;
    const MeasurementKeeper *measurements() const { return &m_measurements; }

private:
    void follow();
    void publishFleet();
    void publishRuns();
    void watchRuns(ClusterSession *session);
    void runSeen(const FleetRun &seen);
    void snapshotCame(const RolloutSnapshotPtr &came);
    void publishRollout();
    void openGone(const QString &message);

    Workspace *m_workspace;
    const Clock *m_clock;
    const bool m_runsKept;
    MeasurementKeeper m_measurements;
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
};

} // namespace maestro
