// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/emergencyrules.h"
#include "services/policy/policylibrary.h"

namespace maestro {

/// What the policy in force for this workload says about its worst hour: of the policy that names it, else of the first that has an environment for
/// the connection. Empty without one. Asks nobody.
EmergencyRules emergencyRulesFor(const PolicyLibrary &library, const PolicyConnection &connection, const Rollout &rollout);

} // namespace maestro
