// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

// Steps and effect of Pause, Resume, Restart and Scale. The plan is already known to be allowed. Pause and Resume are spec.paused alone:
// a gate in the steps is opened by Promote.

void planPause(OperationPlan &plan);
void planResume(OperationPlan &plan);
/// A Rollout restarts its pods by spec.restartAt; a Deployment by an annotation in its template, which is a new revision.
void planRestart(OperationPlan &plan, const QDateTime &nowUtc);
/// spec.replicas becomes request.replicas, or the preset (ledger EMG-02, ACT-12).
void planScale(OperationPlan &plan);

} // namespace maestro
