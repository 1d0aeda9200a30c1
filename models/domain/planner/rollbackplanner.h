// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// Way, target, steps, effect and warnings of Rollback, or its refusal in `plan.allowed`. The template comes from the ReplicaSet with
/// the UID of the target revision and loses its hash label alone. With workloadRef the Deployment is patched, under its own guards.
void planRollback(OperationPlan &plan, const QList<ReplicaSet> &replicaSets, const Rollout *referenced, const QDateTime &nowUtc);

} // namespace maestro
