// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"
#include "domain/timeline/timeline.h"

namespace maestro::test {

struct SampleRollout
{
    RolloutSnapshotPtr snapshot;
    TimelinePtr timeline;
};

/// default/web: canary rev 8 at 25 %, waiting for a person, with analysis, events and people over two days.
SampleRollout sampleCanary(const QDateTime &now, qint64 bootMs);
/// The same after an abort at 25 %.
SampleRollout sampleAborted(const QDateTime &now, qint64 bootMs);
/// aivo-system/reporting-svc: blue/green, preview ready, waiting for the switch.
SampleRollout sampleBlueGreen(const QDateTime &now, qint64 bootMs);
/// default/api: a plain Deployment with four revisions.
SampleRollout sampleDeployment(const QDateTime &now, qint64 bootMs);

RolloutSnapshotPtr changed(const RolloutSnapshotPtr &snapshot, const std::function<void(RolloutSnapshot &)> &change);

/// A plan as the service would hand it over, with one request on /status.
OperationPlanPtr samplePlan(Verb verb, const RolloutSnapshotPtr &before, qint64 bootMs);

} // namespace maestro::test
