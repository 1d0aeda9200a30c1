// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

namespace maestro {

/// Fills in the health probes of the services, which are read, and the dependencies, from the policy's document.
void readHealth(Policy &policy);

} // namespace maestro
