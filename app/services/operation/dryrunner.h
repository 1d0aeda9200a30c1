// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/dryrun.h"
#include "services/callback.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

/// Asks the server for the first request of the plan that wants it, with `dryRun=All` and an Audit-ID of its own. Once; five seconds. Where
/// nothing can be said beforehand (no answer, a webhook that cannot be asked, an object that has moved meanwhile) it says why and
/// blocks nothing: the request itself carries what it tests. Calls back later.
void requestDryRun(ClusterAccess *access, const OperationPlan &plan, const Clock *clock, Callback<DryRun> done);

} // namespace maestro
