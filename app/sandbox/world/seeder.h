// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/scenario/scenario.h"
#include "sandbox/world/cluster.h"

namespace maestro::sandbox {

/// Simulated time a cluster needs before serving begins, so that its past has happened; milliseconds.
qint64 pastOf(const ClusterPlan &plan);

/// Lays out the plan's objects and events on the cluster's timeline. Time 0 of the plan is `serveAtMs` of the cluster.
void seed(Cluster &cluster, const ClusterPlan &plan, qint64 serveAtMs);

} // namespace maestro::sandbox
