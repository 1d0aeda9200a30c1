// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

/// Counts of the sets and hashes go into pass.next; pauses and abort are decided by persistStatus().
void startStatus(RolloutPass &pass);

/// A new template or new steps: everything about the former update is forgotten.
void resetForNewRevision(RolloutPass &pass);

/// Marks the current set as stable.
void promoteStable(RolloutPass &pass, const QString &reason);

/// Applies the pause decisions, computes conditions and phase, writes the status if it differs and says what changed.
void persistStatus(RolloutPass &pass);

/// Pause and retry conditions that follow from what people wrote. True when the status was written: the pass ends.
bool syncPausedConditions(RolloutPass &pass);

/// The spec cannot be worked with.
void persistInvalid(RolloutPass &pass, const QString &message);

} // namespace maestro::sandbox
