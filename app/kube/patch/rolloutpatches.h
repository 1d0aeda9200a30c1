// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/operation/operationplan.h"

namespace maestro {

/// The exact requests of a plan: one JSON Patch per PatchStep, tests first. Pure. BadInput, invalidName: a name that is not one path segment.
Result<QList<PlannedRequest>> patchRequests(const OperationPlan &plan);

/// Hex SHA-256 over verb, target UID, guards and the bytes of plan.requests: what a confirmation confirms.
QString planDigest(const OperationPlan &plan);

} // namespace maestro
