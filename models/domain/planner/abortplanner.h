// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

// Steps, effect and warnings of Abort and Retry. The plan is already known to be allowed.
//
// Abort must win: its guards are the object, the version and that nobody aborted before; status.promoteFull is set to false in the same
// write, because while it is true the controller removes every abort (argo-semantics.md section 9, O12).
// While spec.paused is set the controller moves no pods (O13): without a traffic router the canary would go on serving, with
// blue/green the active Service would stay. The plan then lifts the pause in a second request, after the abort: the other way
// round the update could go on in between.

void planAbort(OperationPlan &plan);
void planRetry(OperationPlan &plan);

} // namespace maestro
