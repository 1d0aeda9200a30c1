// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// What the request asked for stands on the object, its effect is not there yet and can still come: the controller has not finished.
/// Pure; needs no more of the plan than its intent keeps. An abort that was noted waits here for its pods (observed fact O13).
bool effectPending(const OperationPlan &plan, const RolloutSnapshot &now);

} // namespace maestro
