// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"
#include "domain/bake/bakerules.h"

namespace maestro {

/// The `bake` section of a policy; what it leaves out keeps the default. Margins are percentage points ("0.5pp") or milliseconds
/// ("20ms"), or with % a share of stable's value. Adds the problems of units and ranges.
BakeRules bakeRulesFrom(const PolicyNode::Ptr &bake, PolicyProblems &problems);

} // namespace maestro
