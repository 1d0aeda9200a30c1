// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/factreading.h"
#include "domain/rollout/rolloutsnapshot.h"

#include <chrono>

namespace maestro {

/// What the pods of a workload say, for decision rules (ledger GAT-03, FLT-20): crash-loop, readiness-failing, restart-loop, replica-mismatch and
/// whether all are ready. Pods of revisions that serve or are to serve are looked at, those that end are not.
///
/// Crash loop: a container waits in CrashLoopBackOff, or ended two times or more and the last time within the longest pause the kubelet
/// makes; or two pods of one revision failed within that time and were replaced. Readiness fails: a pod that was ready is not, or one
/// never was for longer than `readinessGrace`. Without a list of pods, or without any pod, nothing is known. `parts` read with Depth::Whole.
QList<FactReading> podFacts(const RolloutParts &parts, std::chrono::milliseconds readinessGrace, const QDateTime &at);

} // namespace maestro
