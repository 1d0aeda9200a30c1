// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/abortplanner.h"

#include "domain/planner/guards.h"
#include "domain/planner/rollbackway.h"

namespace maestro {

void planAbort(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    plan.effect = {EffectKind::Aborted, rollout.currentPodHash, std::nullopt, {}, {}};
    plan.steps.append({PatchTarget::Status, guardsOf(rollout, {GuardField::Uid, GuardField::CurrentPodHash, GuardField::Abort}),
                       {{ChangeKind::ClearPromoteFull, false}, {ChangeKind::SetAbort, true}}});
    if (rollout.promoteFull)
        plan.warnings.append({WarningCode::ResetsPromoteFull, {}});
    const bool routed = rollout.strategy == Strategy::Canary && rollout.traffic.present;
    if (rollout.specPaused) {
        plan.warnings.append({WarningCode::AbortWhilePaused, {routed ? QStringLiteral("routed") : QStringLiteral("unpauses")}});
        if (!routed) {
            QList<Guard> guards = guardsOf(rollout, {GuardField::Uid, GuardField::CurrentPodHash, GuardField::SpecPaused});
            plan.steps.append({PatchTarget::Main, withGuard(guards, GuardField::Abort, true), {{ChangeKind::SetPaused, false}}});
        }
    }
    plan.warnings.append({WarningCode::AbortKeepsSpec, {}});
    if (rollout.traffic.dynamicStableScale)
        plan.warnings.append({WarningCode::DynamicStableScale, {}});
    if (const Revision *stable = stableRevision(*plan.before); stable && (stable->ready == 0 || stable->ready < stable->desired))
        plan.warnings.append({WarningCode::LowReplicas, {QString::number(stable->ready), QString::number(stable->desired)}});
}

void planRetry(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    plan.effect = {EffectKind::Retried, rollout.currentPodHash, std::nullopt, {}, {}};
    plan.steps.append({PatchTarget::Status, guardsOf(rollout, {GuardField::Uid, GuardField::CurrentPodHash, GuardField::Abort}), {{ChangeKind::ClearAbort}}});
}

} // namespace maestro
