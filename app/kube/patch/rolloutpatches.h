// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/operation/operationplan.h"
#include "kube/api/resourcepath.h"

namespace maestro {

/// The requests of a plan, in order: one JSON Patch per step, its `test` operations first, so that the server takes a step whole or
/// not at all. Pure; the bytes are shown to the operator and sent unchanged. Fails with BadInput "invalidName" when a name could
/// leave its path segment, with "badPlan" when a step lacks what it needs. What a confirmation confirms is planDigest().
Result<QList<PlannedRequest>> patchRequests(const OperationPlan &plan);

} // namespace maestro
