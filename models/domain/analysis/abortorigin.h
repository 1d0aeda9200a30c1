// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutphase.h"

namespace maestro {

/// Who stopped an update. Argo Rollouts, rollout/sync.go calculateRolloutConditions: the controller appends a cause to
/// "Rollout aborted update to revision N" when it decided itself (analysis, experiment, deadline, step plugin), and none when
/// somebody else wrote status.abort. The condition is written once per abort and kept.
struct AbortOrigin
{
    enum class By { Nobody, Controller, Request, Unknown };

    By by = By::Nobody;
    QString cause; ///< Controller: its own words
    int revision = 0; ///< that was stopped; 0: not said
    QDateTime at; ///< status.abortedAt

    bool operator==(const AbortOrigin &) const = default;
};

/// Nobody: not aborted. Unknown: aborted, and the controller has not said anything about it (yet).
AbortOrigin abortOrigin(const Rollout &rollout, const EffectivePhase &phase);

/// "controller", "request"; empty for Nobody and Unknown.
QString abortedByWord(AbortOrigin::By by);

} // namespace maestro
