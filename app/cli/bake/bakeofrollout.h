// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

/// `bake NAME`: one verdict of what the Prometheus of the rollout knows.
void runBakeOfRollout(Call *call);

} // namespace maestro
