// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "domain/policy/policy.h"

namespace maestro {

/// The policy of a file; null when it has problems: all are told and the call has failed with the first.
PolicyPtr policyFrom(Call *call, const QString &file);
/// A service by its name. An unknown one is BadInput, code "unknownService", and names those there are.
Result<const PolicyService *> serviceFrom(const Policy &policy, const QString &name);

/// An environment by its name; without a name the first, an empty one where the policy has none. An unknown one is BadInput, "unknownEnvironment".
Result<PolicyEnvironment> environmentFrom(const Policy &policy, const QString &name);

} // namespace maestro
