// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands/commands.h"

namespace maestro {

/// First a RolloutList of each context, then one Rollout per changed row, `Removed` for one that went away, and Connection documents.
/// Goes on until the reader leaves.
void watchFleet(Call *call, const QStringList &contexts);

/// The first Rollout at once, then one per change, and Connection documents. Ends when the rollout is gone.
void watchRollout(Call *call, const Target &target);

} // namespace maestro
