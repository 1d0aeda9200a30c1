// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rollout.h"
#include "domain/rollout/rolloutphase.h"

namespace maestro {

/// The status asks for an abort and the controller has not said that it is aborted: what it says otherwise is of before.
inline bool abortIsPending(const Rollout &rollout, const EffectivePhase &phase)
{
    return rollout.abort && phase.observed && (phase.phase == RolloutPhase::Paused || phase.phase == RolloutPhase::Progressing);
}

} // namespace maestro
