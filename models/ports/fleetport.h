// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisfleet.h"
#include "domain/rollout/fleet.h"
#include "domain/timeline/timeline.h"

#include <QObject>

namespace maestro {

/// The door through which the window reads clusters. Signals arrive on the receiver's thread, values are immutable.
class FleetPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Starts to watch one rollout with its ReplicaSets, Pods, AnalysisRuns, Events; replaces the one before.
    virtual void openRollout(const ObjectRef &ref, WorkloadKind workload) = 0;
    /// Watches the AnalysisRuns of all connections, or stops to; off at first.
    virtual void watchAnalysisRuns(bool on) = 0;
    /// Asks every connection for a fresh read now (F5).
    virtual void refresh() = 0;

Q_SIGNALS:
    void fleetChanged(maestro::FleetSnapshotPtr fleet);
    void rolloutChanged(maestro::RolloutSnapshotPtr snapshot, maestro::TimelinePtr timeline);
    void analysisRunsChanged(maestro::AnalysisFleetPtr runs);
    /// The open rollout does not exist (any more), or cannot be read.
    void rolloutGone(maestro::ObjectRef ref, QString message);
};

} // namespace maestro
