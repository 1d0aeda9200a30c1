// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/operationtext.h"

#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/labels.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Effect
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
};

QString versionName(const Revision &revision)
{
    QStringList tags;
    for (const QString &image : revision.images)
        tags.append(imageTag(image));
    return tags.isEmpty() ? Effect::tr("revision %1").arg(revision.number)
                          : Effect::tr("revision %1 (%2)").arg(revision.number).arg(displaySafe(tags.join(QStringLiteral(", ")), 80));
}

QString versionName(const RolloutSnapshot &snapshot, const QString &hash)
{
    for (const Revision &revision : snapshot.revisions)
        if (!hash.isEmpty() && revision.hash == hash)
            return versionName(revision);
    return hash.isEmpty() ? Effect::tr("an unknown version") : displaySafe(hash, 64);
}

QString newVersion(const OperationPlan &plan)
{
    return versionName(*plan.before, plan.before->rollout.currentPodHash);
}

QString stableVersion(const OperationPlan &plan)
{
    return versionName(*plan.before, plan.before->rollout.stableHash);
}

QString weightNow(const OperationPlan &plan)
{
    const std::optional<Weight> &weight = plan.before->weight;
    return weight ? weightText(weight->observed ? weight->observed : weight->wanted, weight->max) : Effect::tr("unknown");
}

QString weightThen(const OperationPlan &plan, const std::optional<int> &then)
{
    return weightText(then, plan.before->weight ? plan.before->weight->max : 100);
}

QString stepName(const Rollout &rollout)
{
    const std::optional<CanaryStep> step = rollout.currentStep();
    return step ? Effect::tr("step %1 of %2 (%3)").arg(rollout.currentStepIndex.value_or(0) + 1).arg(rollout.steps.size()).arg(stepLabel(*step)) : QString();
}

QString promoteEffect(const OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    if (rollout.strategy == Strategy::BlueGreen)
        return Effect::tr("Switches all users from %1 to %2, once its checks before the switch have passed. The old version stays ready for a "
                          "short while.").arg(stableVersion(plan), newVersion(plan));
    const QString place = stepName(rollout);
    const QString to = weightThen(plan, weightAfterPresentStep(rollout));
    if (place.isEmpty())
        return Effect::tr("Ends the pause of %1. The version and the steps stay as they are.").arg(newVersion(plan));
    if (plan.effect.kind == EffectKind::StepSkipped)
        return Effect::tr("Skips %1, finished or not. %2 goes from %3 to %4. The version and the other steps stay as they are.")
            .arg(place, newVersion(plan), weightNow(plan), to);
    return Effect::tr("Passes %1. %2 goes from %3 to %4. The version and the other steps stay as they are.").arg(place, newVersion(plan), weightNow(plan), to);
}

QString abortEffect(const OperationPlan &plan)
{
    if (plan.before->rollout.strategy == Strategy::BlueGreen)
        return Effect::tr("Ends the update: all users stay on or return to %1, %2 gets none. The spec keeps naming the new version.")
            .arg(stableVersion(plan), newVersion(plan));
    return Effect::tr("Sends everybody back to %1; %2 goes from %3 to %4 and its pods are stopped. The spec keeps naming the new version.")
        .arg(stableVersion(plan), newVersion(plan), weightNow(plan), weightThen(plan, 0));
}

QString rollbackEffect(const OperationPlan &plan)
{
    if (plan.way == RollbackWay::Abort)
        return Effect::tr("Rolls back by aborting the update that is under way. %1").arg(abortEffect(plan));
    if (!plan.targetRevision)
        return {};
    const QString target = versionName(*plan.targetRevision);
    if (plan.before->rollout.workload == WorkloadKind::Deployment)
        return Effect::tr("Puts the pod template of %1 back; the Deployment replaces its pods by its usual rolling update. Replicas and labels of "
                          "the Deployment stay as they are.").arg(target);
    const QString from = newVersion(plan);
    if (plan.way == RollbackWay::SwitchBack)
        return Effect::tr("Switches all users back from %1 to %2, whose pods are still running. Strategy and replicas stay as they are.").arg(from, target);
    return Effect::tr("Puts the pod template of %2 in place of %1. The controller then moves users by the rules of the strategy. Strategy and replicas "
                      "stay as they are.").arg(from, target);
}

/// Worded by what happens: "direct to stable" would be wrong, it is the new version that gets everybody.
QString strategyEffect(const OperationPlan &plan)
{
    switch (plan.request.verb) {
    case Verb::SetWeight100:
        return Effect::tr("Replaces the %1 steps of the strategy by one that sends everybody to %2, from %3 now, as soon as its pods are ready. The steps are kept in the Journal.")
            .arg(plan.before->rollout.steps.size()).arg(newVersion(plan), weightNow(plan));
    case Verb::DisableAnalysis:
        return Effect::tr("Takes the background analysis out of the strategy: a run under way ends, and nothing measures an update until it is turned on again. What is taken out is kept in the Journal.");
    default: {
        const std::optional<KeptValue> &kept = plan.request.kept;
        const QString what = plan.request.verb == Verb::RestoreSteps ? Effect::tr("Puts back exactly the steps that were there.") : Effect::tr("Puts back exactly the analysis that was there.");
        return kept ? Effect::tr("%1 %2 took them out at %3.").arg(what, displaySafe(kept->by, 80), utcText(kept->at)) : what;
    }
    }
}

QString restartEffect(const OperationPlan &plan)
{
    if (plan.before->rollout.workload == WorkloadKind::Deployment)
        return Effect::tr("Replaces all pods by a rolling update with the same image. This makes a new revision.");
    return Effect::tr("Replaces the pods one after another with the same version. Weights and steps stay as they are.");
}

} // namespace

QString effectText(const OperationPlan &plan)
{
    if (!plan.before || !plan.allowed.allowed)
        return {};
    if (plan.call)
        return callEffect(*plan.call);
    switch (plan.request.verb) {
    case Verb::Promote:
    case Verb::SkipStep: return promoteEffect(plan);
    case Verb::PromoteFull:
        return Effect::tr("Sends everybody to %1 as soon as its pods are available, from %2 now. All remaining steps, pauses and analyses are skipped.")
            .arg(newVersion(plan), weightNow(plan));
    case Verb::Abort: return abortEffect(plan);
    case Verb::Retry: return Effect::tr("Starts the update to %1 again from the first step, with new analysis runs.").arg(newVersion(plan));
    case Verb::Pause: return Effect::tr("Stops all progress: no pod is moved and no step completes until it is resumed. Users stay where they are. Analysis keeps running.");
    case Verb::Resume: return Effect::tr("Lifts the pause that a person set. A pause in the steps stays and needs Promote.");
    case Verb::Restart: return restartEffect(plan);
    case Verb::Rollback: return rollbackEffect(plan);
    case Verb::SetWeight100:
    case Verb::RestoreSteps:
    case Verb::DisableAnalysis:
    case Verb::RestoreAnalysis: return strategyEffect(plan);
    case Verb::SetImage: {
        const QJsonObject change = plan.steps.isEmpty() ? QJsonObject() : plan.steps.constFirst().changes.constFirst().value.toObject();
        return Effect::tr("Drill: gives the container %1 the image %2 in place of %3. The controller begins an update to it at the first step.")
            .arg(displaySafe(change.value(u"name").toString()), displaySafe(change.value(u"image").toString()), displaySafe(change.value(u"from").toString()));
    }
    case Verb::Scale:
        return Effect::tr("Asks for %1 pods in place of %2. The version, weights and steps stay as they are.").arg(plan.effect.replicas.value_or(0)).arg(plan.before->rollout.specReplicas);
    }
    return {};
}

QString notUndoneText(const OperationPlan &plan)
{
    if (plan.call) {
        DeskWay way;
        way.kind = plan.call->kind;
        return leavesText(way);
    }
    switch (plan.effect.kind) {
    case EffectKind::Aborted: return Effect::tr("What the new version has already done to data, queues or other services.");
    case EffectKind::TemplateInForce:
    case EffectKind::SwitchedBack: return Effect::tr("What the present version has already done to data; configuration and secrets outside the pod template; what Git says.");
    case EffectKind::GatePassed:
    case EffectKind::ImageSet:
    case EffectKind::StepSkipped:
    case EffectKind::WeightAll:
    case EffectKind::FullyPromoted: return Effect::tr("Requests that the new version answers from then on.");
    case EffectKind::Restarted: return Effect::tr("Connections and work held by the pods that are replaced.");
    default: return Effect::tr("Nothing lasting.");
    }
}

QString counterActionText(const OperationPlan &plan)
{
    if (plan.call)
        return plan.call->kind == DeskKind::Helm ? Effect::tr("Helm rollback to revision %1.").arg(plan.call->fromRevision) : Effect::tr("None that is known here.");
    switch (plan.effect.kind) {
    case EffectKind::Aborted: return Effect::tr("Retry starts the update again from the first step.");
    case EffectKind::Retried: return Effect::tr("Abort stops it again.");
    case EffectKind::GatePassed:
    case EffectKind::ImageSet:
    case EffectKind::StepSkipped: return Effect::tr("Abort sends everybody back to the stable version.");
    case EffectKind::FullyPromoted: return Effect::tr("Abort, as long as it is under way; Roll back afterwards.");
    case EffectKind::Paused: return Effect::tr("Resume.");
    case EffectKind::Resumed: return Effect::tr("Pause.");
    case EffectKind::Scaled: return plan.before ? Effect::tr("Scale back to %1.").arg(plan.before->rollout.specReplicas) : QString();
    case EffectKind::WeightAll: return Effect::tr("Abort, as long as it is under way; Roll back afterwards. Put the steps back restores them.");
    case EffectKind::StepsRestored: return Effect::tr("None that is known here.");
    case EffectKind::AnalysisOff: return Effect::tr("Turn analysis on again.");
    case EffectKind::AnalysisRestored: return Effect::tr("Turn analysis off.");
    case EffectKind::Restarted: return Effect::tr("None: a restart can only be followed by another.");
    case EffectKind::TemplateInForce:
    case EffectKind::SwitchedBack: return Effect::tr("Roll back to the revision that is in force now.");
    }
    return {};
}

} // namespace maestro
