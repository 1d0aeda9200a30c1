// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/effect.h"

#include "domain/planner/guards.h"
#include "domain/planner/imageplanner.h"
#include "domain/planner/rollbackway.h"
#include "domain/planner/strategyplanner.h"

namespace maestro {

namespace {

bool hasReason(const Rollout &rollout, QLatin1String reason)
{
    return std::any_of(rollout.conditions.begin(), rollout.conditions.end(), [&](const Condition &c) {
        return c.type == QLatin1String("Progressing") && c.reason == reason;
    });
}

bool gatePassed(const OperationPlan &plan, const Rollout &now)
{
    if (now.currentPodHash != plan.effect.hash)
        return false;
    if (now.isFullyPromoted())
        return true;
    if (now.strategy == Strategy::BlueGreen)
        return now.activeHash == plan.effect.hash;
    if (now.currentStepIndex.value_or(0) > plan.effect.fromStep.value_or(0))
        return true;
    if (!plan.before)
        return false;
    const QList<PauseCondition> &held = plan.before->rollout.pauseConditions;
    const bool byStep = std::any_of(held.begin(), held.end(), [](const PauseCondition &p) { return p.reason == QLatin1String("CanaryPauseStep"); });
    // an inconclusive background analysis holds no step: the controller is seen to react when it takes its mark away
    return !byStep && !now.controllerPause && !now.specPaused && now.pauseConditions != held;
}

/// We set the index ourselves, so it proves nothing: look for what only the controller writes. A pause does: the same write took away
/// the one before, whose second it may share (O10).
bool stepSkipped(const OperationPlan &plan, const Rollout &now)
{
    const int next = plan.effect.fromStep.value_or(0) + 1;
    const int index = now.currentStepIndex.value_or(0);
    if (now.currentPodHash != plan.effect.hash || now.abort || index < next)
        return false;
    if (index > next || now.isFullyPromoted() || !now.pauseConditions.isEmpty())
        return true;
    if (!plan.before)
        return false;
    const Rollout &before = plan.before->rollout;
    return now.phaseText != before.phaseText || now.message != before.message || now.analysis != before.analysis
        || now.updatedReplicas != before.updatedReplicas || now.replicas != before.replicas || now.recordedWeights != before.recordedWeights;
}

/// O13: an abort is done when nobody is served by the new version any more, not when it was noted.
bool aborted(const OperationPlan &plan, const RolloutSnapshot &now)
{
    const Rollout &rollout = now.rollout;
    const bool noted = rollout.abort && !rollout.abortedAt.isEmpty();
    if (!noted || rollout.currentPodHash != plan.effect.hash || rollout.promoteFull)
        return false;
    if (now.weight && now.weight->observed)
        return *now.weight->observed == 0;
    if (rollout.strategy == Strategy::BlueGreen)
        return rollout.activeHash == rollout.stableHash && !rollout.stableHash.isEmpty();
    if (rollout.traffic.present)
        return !rollout.recordedWeights || rollout.recordedWeights->canary == 0;
    return rollout.updatedReplicas == 0;
}

bool retried(const OperationPlan &plan, const Rollout &now)
{
    return now.currentPodHash == plan.effect.hash && !now.abort && now.abortedAt.isEmpty() && !hasReason(now, QLatin1String("RolloutAborted"));
}

bool restarted(const OperationPlan &plan, const Rollout &now)
{
    if (now.workload == WorkloadKind::Rollout)
        return now.restartedAt == plan.effect.restartAt;
    const QJsonObject meta = now.podTemplate.value(u"metadata").toObject();
    const QString at = meta.value(u"annotations").toObject().value(u"kubectl.kubernetes.io/restartedAt").toString();
    return now.generationObserved() && at == plan.effect.restartAt;
}

bool templateInForce(const OperationPlan &plan, const RolloutSnapshot &now)
{
    const Rollout &rollout = now.rollout;
    if (!rollout.generationObserved())
        return false;
    if (rollout.workload == WorkloadKind::Rollout)
        return rollout.currentPodHash == plan.effect.hash
            || (!rollout.workloadRef && !rollout.podTemplate.isEmpty() && rollout.podTemplate == plan.effect.podTemplate
                && plan.before && rollout.currentPodHash != plan.before->rollout.currentPodHash);
    const Revision *current = currentRevision(now);
    return current && !plan.effect.hash.isEmpty() ? current->hash == plan.effect.hash : rollout.podTemplate == plan.effect.podTemplate;
}

bool switchedBack(const OperationPlan &plan, const RolloutSnapshot &now)
{
    const Rollout &rollout = now.rollout;
    if (rollout.currentPodHash != plan.effect.hash)
        return false;
    if (now.weight && now.weight->observed)
        return *now.weight->observed == now.weight->max;
    return rollout.activeHash == plan.effect.hash;
}

/// Pods that were asked for count when they serve.
bool scaled(const OperationPlan &plan, const Rollout &now)
{
    const int wanted = plan.effect.replicas.value_or(-1);
    return now.specReplicas == wanted && now.generationObserved() && now.availableReplicas >= wanted;
}

/// Of an object that was read whole; a list row does not tell.
bool partIs(const Rollout &now, GuardField field, const QString &sha256)
{
    return !now.received.isEmpty() && partFingerprint(receivedValue(now, field)) == sha256;
}

/// Of an object that was read whole, as above.
bool imageStands(const OperationPlan &plan, const Rollout &now)
{
    const QJsonArray containers = now.podTemplate.value(u"spec").toObject().value(u"containers").toArray();
    return std::any_of(containers.begin(), containers.end(), [&plan](const QJsonValue &one) {
        return imageFingerprint(one.toObject().value(u"name").toString(), one.toObject().value(u"image").toString()) == plan.effect.valueSha256;
    });
}

/// The action's own mark, on the revision it was meant for.
bool asAsked(const OperationPlan &plan, const Rollout &now)
{
    const int fromStep = plan.effect.fromStep.value_or(0);
    const int index = now.currentStepIndex.value_or(0);
    const bool going = !now.abort && now.pauseConditions.isEmpty() && !now.controllerPause;
    switch (plan.effect.kind) {
    case EffectKind::GatePassed: return going && !now.specPaused && index == fromStep;
    case EffectKind::StepSkipped: return going && index == fromStep + 1;
    case EffectKind::FullyPromoted: return now.promoteFull && !now.abort;
    case EffectKind::Aborted: return now.abort && !now.promoteFull;
    case EffectKind::Retried: return !now.abort;
    case EffectKind::Paused: return now.specPaused;
    case EffectKind::Resumed: return !now.specPaused;
    case EffectKind::Restarted: return now.restartAt == plan.effect.restartAt || !now.generationObserved();
    case EffectKind::TemplateInForce: return !now.generationObserved();
    case EffectKind::SwitchedBack: return !now.abort;
    case EffectKind::Scaled: return now.specReplicas == plan.effect.replicas;
    case EffectKind::WeightAll: return !now.abort && partIs(now, GuardField::CanarySteps, plan.effect.valueSha256);
    case EffectKind::StepsRestored: return partIs(now, GuardField::CanarySteps, plan.effect.valueSha256);
    case EffectKind::AnalysisOff:
    case EffectKind::AnalysisRestored: return partIs(now, GuardField::CanaryAnalysis, plan.effect.valueSha256);
    case EffectKind::ImageSet: return imageStands(plan, now);
    }
    return false;
}

} // namespace

bool effectVisible(const OperationPlan &plan, const RolloutSnapshot &now)
{
    const Rollout &rollout = now.rollout;
    const QString uid = plan.before ? plan.before->rollout.meta.uid : plan.request.uid;
    if (uid.isEmpty() || rollout.meta.uid != uid)
        return false;
    switch (plan.effect.kind) {
    case EffectKind::GatePassed: return gatePassed(plan, rollout);
    case EffectKind::StepSkipped: return stepSkipped(plan, rollout);
    case EffectKind::WeightAll:
    case EffectKind::FullyPromoted: return rollout.stableHash == plan.effect.hash && rollout.currentPodHash == plan.effect.hash;
    case EffectKind::Aborted: return aborted(plan, now);
    case EffectKind::Retried: return retried(plan, rollout);
    case EffectKind::Paused: return rollout.specPaused && rollout.generationObserved();
    case EffectKind::Resumed: return !rollout.specPaused && rollout.generationObserved();
    case EffectKind::Restarted: return restarted(plan, rollout);
    case EffectKind::TemplateInForce: return templateInForce(plan, now);
    case EffectKind::SwitchedBack: return switchedBack(plan, now);
    case EffectKind::Scaled: return scaled(plan, rollout);
    case EffectKind::StepsRestored: return rollout.generationObserved() && partIs(rollout, GuardField::CanarySteps, plan.effect.valueSha256);
    case EffectKind::AnalysisOff:
    case EffectKind::AnalysisRestored: return rollout.generationObserved() && partIs(rollout, GuardField::CanaryAnalysis, plan.effect.valueSha256);
    case EffectKind::ImageSet: return rollout.generationObserved() && rollout.currentPodHash != plan.effect.hash && imageStands(plan, rollout);
    }
    return false;
}

bool effectPending(const OperationPlan &plan, const RolloutSnapshot &now)
{
    const Rollout &rollout = now.rollout;
    const bool sameRevision = plan.effect.hash.isEmpty() || rollout.currentPodHash == plan.effect.hash || plan.effect.kind == EffectKind::TemplateInForce;
    return rollout.meta.uid == plan.request.uid && sameRevision && asAsked(plan, rollout) && !effectVisible(plan, now);
}

} // namespace maestro
