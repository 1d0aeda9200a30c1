// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"
#include "domain/policy/policy.h"

namespace maestro {

/// The policy that a merged tree says, with sets expanded, phases complete and limits in their metrics' units. Adds the problems that
/// only show when values meet: a unit that does not fit, a gate without a bound, circles. Takes nothing for granted in the tree.
Policy buildPolicy(const PolicyNode::Ptr &root, PolicyProblems &problems);

/// As Policy::document holds it: plain numbers and booleans as such, everything else as text.
QVariant toVariant(const PolicyNode &node);

} // namespace maestro
