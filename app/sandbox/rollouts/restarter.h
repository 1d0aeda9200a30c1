// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

/// Evicts pods born before spec.restartAt, as many at once as availability allows; returns how many it evicted now.
int restartPods(RolloutPass &pass);

} // namespace maestro::sandbox
