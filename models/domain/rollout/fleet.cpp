// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/fleet.h"

namespace maestro {

FleetRowPtr makeFleetRow(const QString &context, const Rollout &rollout)
{
    auto row = std::make_shared<FleetRow>();
    row->ref = {context, rollout.meta.ns, rollout.meta.name};
    row->rollout = rollout;
    row->rollout.podTemplate = {};
    row->phase = effectivePhase(rollout);
    row->weight = weightFromStatus(rollout);
    return row;
}

Attention attentionOf(const FleetRow &row, const Freshness &freshness)
{
    if (freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected)
        return Attention::DataIsOld;
    switch (row.phase.phase) {
    case RolloutPhase::Degraded:
    case RolloutPhase::Unknown: return Attention::NeedsPerson;
    case RolloutPhase::Paused: return row.rollout.waitsForPerson() ? Attention::NeedsPerson : Attention::InProgress;
    case RolloutPhase::Progressing: return Attention::InProgress;
    case RolloutPhase::Healthy: break;
    }
    return row.rollout.abort ? Attention::NeedsPerson : Attention::Steady;
}

} // namespace maestro
