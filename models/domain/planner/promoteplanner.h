// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

// Steps, effect and warnings of the verbs that let a new version go on. The plan is already known to be allowed.
//
// While spec.paused is set a promote needs two requests. The pause in spec is lifted first and the gate is opened second: a gate
// opened under spec.paused is forgotten by the controller and closes again (argo-semantics.md O19), whereas a pause lifted alone
// leaves the gate shut. Whichever request is lost, nothing passes that was not confirmed and the operator can ask again.

void planPromote(OperationPlan &plan);
void planPromoteFull(OperationPlan &plan);
void planSkipStep(OperationPlan &plan);

} // namespace maestro
