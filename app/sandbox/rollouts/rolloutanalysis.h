// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

/// Creates, follows and ends the AnalysisRuns of a Rollout, and lets their results pause or abort it.
void reconcileAnalysis(RolloutPass &pass);

/// Phase of the run that status names under this field ("canary.currentStepAnalysisRunStatus"); empty without one.
QString runPhase(const RolloutPass &pass, QStringView field);

} // namespace maestro::sandbox
