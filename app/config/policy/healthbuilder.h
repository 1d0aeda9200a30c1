// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"
#include "domain/policy/policy.h"

namespace maestro {

/// Fills in the health probes of the services, which are read, and the dependencies, from the policy's tree. A probe asks either an address or a
/// service of the cluster; what cannot be asked as it is written is a problem at its place. Files of authorities are read here, relative to the
/// policy file that names them. Suites ask as well: one without checks, an empty command and a token that is no secret are problems.
void readHealth(const PolicyNode::Ptr &root, Policy &policy, PolicyProblems &problems);

} // namespace maestro
