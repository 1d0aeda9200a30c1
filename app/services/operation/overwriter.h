// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

/// Who wrote the spec of an action's object after that action, as managedFields tell: a GitOps tool that puts back what Git says, or
/// another person. A sentence for people; empty when nobody did, or nobody can tell. Calls back once, by reading alone.
void readOverwriter(ClusterAccess *access, const OperationPlan &plan, Callback<QString> done);

} // namespace maestro
