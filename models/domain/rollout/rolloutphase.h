// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rollout.h"

namespace maestro {

enum class RolloutPhase { Healthy, Progressing, Paused, Degraded, Unknown };

/// The effective phase: never the raw status.phase while the controller has not caught up.
struct EffectivePhase
{
    RolloutPhase phase = RolloutPhase::Unknown;
    QString message; ///< the controller's words or those of kubectl-argo-rollouts
    bool observed = true; ///< false: the controller has not yet seen what is in spec or what a person just asked

    bool operator==(const EffectivePhase &) const = default;
};

/// Argo Rollouts, utils/rollout/rolloututil.go GetRolloutPhase (argo-semantics.md section 7; rule 3 by spec.workloadRef);
/// Deployments after `kubectl rollout status`.
EffectivePhase effectivePhase(const Rollout &rollout);

/// "Healthy", "Progressing", "Paused", "Degraded", "Unknown"
QString phaseWord(RolloutPhase phase);

} // namespace maestro
