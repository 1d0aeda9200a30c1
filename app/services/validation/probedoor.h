// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/facts/healthprober.h"
#include "services/validation/validationreader.h"

namespace maestro {

/// Asks the health probes of the policy's services through `prober`, which outlives it; `access` finds the cluster of those that run inside one.
ValidationDoors::Probe probeDoor(HealthProber *prober, ValidationDoors::AccessFor access);

} // namespace maestro
