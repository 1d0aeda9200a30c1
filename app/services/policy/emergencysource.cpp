// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/emergencysource.h"

namespace maestro {

EmergencyRules emergencyRulesFor(const PolicyLibrary &library, const PolicyConnection &connection, const Rollout &rollout)
{
    const PlanPolicy said = library.planPolicy(connection, rollout, Verb::Scale);
    const PolicyPtr policy = said.name.isEmpty() ? nullptr : library.policy(said.name);
    return policy ? emergencyRulesOf(*policy, said.environment) : EmergencyRules();
}

} // namespace maestro
