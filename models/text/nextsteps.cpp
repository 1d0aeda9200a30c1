// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/nextsteps.h"

#include "domain/desk/deskcall.h"
#include "text/humanize.h"
#include "text/labels.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr int defaultScaleDownSeconds = 30; // abortScaleDownDelaySeconds and scaleDownDelaySeconds, where the spec has none
constexpr int observeSeconds = 30;

struct Next
{
    Q_DECLARE_TR_FUNCTIONS(NextSteps)
};

QString weightNow(const OperationPlan &plan)
{
    const std::optional<Weight> &weight = plan.before->weight;
    return weight ? weightText(weight->observed ? weight->observed : weight->wanted, weight->max) : Next::tr("unknown");
}

/// The new pods after an abort: after a delay, or never when it is 0; nothing is scaled while the spec is paused (section 9).
NextStep newPodsStop(const Rollout &rollout)
{
    const QString field = QStringLiteral("abortScaleDownDelaySeconds");
    const std::optional<int> seconds = rollout.abortScaleDownDelaySeconds;
    if (rollout.specPaused)
        return {Next::tr("New pods stay"), Next::tr("the rollout is paused: nothing is scaled until it is resumed"), {}};
    if (seconds == 0)
        return {Next::tr("New pods stay"), Next::tr("%1 is 0: they are never stopped").arg(field), {}};
    return {Next::tr("New pods stop"), seconds ? Next::tr("%1 is %2").arg(field).arg(*seconds) : Next::tr("%1 is not set").arg(field),
            Next::tr("after %1").arg(durationText(seconds.value_or(defaultScaleDownSeconds)))};
}

/// Blue/green: the pods that were active until now.
NextStep formerPodsStop(const Rollout &rollout)
{
    const int seconds = rollout.scaleDownDelaySeconds.value_or(defaultScaleDownSeconds);
    return {Next::tr("Former pods stop"), Next::tr("until then, switching back takes a moment"), Next::tr("after %1").arg(durationText(seconds))};
}

QList<NextStep> abortSteps(const OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    if (rollout.strategy == Strategy::BlueGreen)
        return {{Next::tr("All users on the stable version"), Next::tr("the active Service names it, or does so again"), rollout.specPaused ? Next::tr("when it is resumed") : Next::tr("at once")},
                newPodsStop(rollout)};
    QList<NextStep> steps;
    const bool grows = rollout.traffic.dynamicStableScale;
    if (grows)
        steps << NextStep {Next::tr("Stable pods start"), Next::tr("dynamicStableScale: users return as these become ready"), Next::tr("until they are ready")};
    steps << NextStep {Next::tr("Traffic %1 to 0 %").arg(weightNow(plan)), rollout.traffic.present ? Next::tr("written to the router and read back") : Next::tr("by pods: the stable ones take all"),
                       grows ? QString() : rollout.traffic.present ? Next::tr("at once") : rollout.specPaused ? Next::tr("when it is resumed") : Next::tr("as pods change")};
    if (rollout.traffic.present)
        steps << newPodsStop(rollout);
    steps << NextStep {Next::tr("The rollout is Degraded"), Next::tr("until a retry or another version"), {}};
    return steps;
}

QList<NextStep> forwardSteps(const OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    if (rollout.strategy == Strategy::BlueGreen)
        return {{Next::tr("Checks before the switch"), Next::tr("pre-promotion analysis, where there is one"), {}}, {Next::tr("All users switch"), Next::tr("the active Service names the new version"), Next::tr("at once")},
                formerPodsStop(rollout)};
    if (plan.request.verb == Verb::PromoteFull)
        return {{Next::tr("New pods start"), Next::tr("all of them; steps, pauses and analyses are skipped"), Next::tr("until they are available")},
                {Next::tr("Traffic %1 to 100 %").arg(weightNow(plan)), Next::tr("the new version becomes the stable one"), {}}};
    QList<NextStep> steps;
    const int from = rollout.currentStepIndex.value_or(0) + 1;
    for (int i = from; i < rollout.steps.size() && steps.size() < 3; ++i) {
        const CanaryStep &step = rollout.steps.at(i);
        const bool person = step.kind == StepKind::Pause && !step.pauseSeconds;
        steps << NextStep {Next::tr("Step %1 of %2").arg(i + 1).arg(rollout.steps.size()), stepLabel(step), person ? Next::tr("a person") : QString()};
        if (person)
            return steps;
    }
    if (from >= rollout.steps.size())
        steps << NextStep {Next::tr("Traffic %1 to 100 %").arg(weightNow(plan)), Next::tr("the new version becomes the stable one"), {}};
    return steps;
}

QList<NextStep> rollbackSteps(const OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    if (plan.way == RollbackWay::Abort)
        return abortSteps(plan);
    if (rollout.workload == WorkloadKind::Deployment)
        return {{Next::tr("A rolling update begins"), Next::tr("pods of the earlier version start, the present ones stop"), Next::tr("until they are ready")}};
    if (plan.way == RollbackWay::SwitchBack)
        return {{Next::tr("All users switch back"), Next::tr("the earlier pods still run"), Next::tr("at once")}, formerPodsStop(rollout)};
    const bool walks = std::any_of(plan.warnings.begin(), plan.warnings.end(), [](const PlanWarning &w) { return w.code == WarningCode::UndoWalksAllSteps; });
    QList<NextStep> steps {{Next::tr("Pods of the earlier version start"), Next::tr("the template is put back"), Next::tr("until they are ready")}};
    if (walks)
        steps << NextStep {Next::tr("All steps again"), Next::tr("%1 steps with their pauses and analyses").arg(rollout.steps.size()), {}};
    return steps;
}

QList<NextStep> controllerSteps(const OperationPlan &plan)
{
    switch (plan.request.verb) {
    case Verb::Promote:
    case Verb::SkipStep:
    case Verb::PromoteFull: return forwardSteps(plan);
    case Verb::Abort: return abortSteps(plan);
    case Verb::Rollback: return rollbackSteps(plan);
    case Verb::Retry: return {{Next::tr("The update starts again"), Next::tr("from the first step, with new analysis runs"), {}}};
    case Verb::Restart: return {{Next::tr("Pods are replaced"), Next::tr("one after another"), Next::tr("until all are ready")}};
    case Verb::SetImage: return {{Next::tr("A new revision begins"), Next::tr("with the image of the drill, from the first step"), {}}};
    case Verb::Scale: return {{Next::tr("Pods start or stop"), Next::tr("the controller makes the number true"), Next::tr("until they are ready")}};
    case Verb::SetWeight100:
        return {{Next::tr("The steps begin anew"), Next::tr("there is one: everything to the new version"), Next::tr("until its pods are ready")},
                {Next::tr("Traffic %1 to 100 %").arg(weightNow(plan)), Next::tr("the new version becomes the stable one"), {}}};
    case Verb::DisableAnalysis: return {{Next::tr("Background analysis ends"), Next::tr("the controller stops a run under way"), {}}};
    case Verb::RestoreAnalysis: return {{Next::tr("Background analysis is back"), Next::tr("an update under way is measured again"), {}}};
    case Verb::RestoreSteps: return {{Next::tr("The former steps are back"), Next::tr("for the next update; one under way begins at the first"), {}}};
    case Verb::Pause: return {{Next::tr("All progress stops"), Next::tr("users stay where they are, analysis runs on"), Next::tr("until it is resumed")}};
    case Verb::Resume: return {{Next::tr("Progress goes on"), Next::tr("a pause of the steps stays"), {}}};
    }
    return {};
}

} // namespace

QList<NextStep> nextSteps(const OperationPlan &plan)
{
    if (!plan.before || !plan.allowed.allowed)
        return {};
    QList<NextStep> steps {{Next::tr("Journal"), Next::tr("the intent is on disk first"), Next::tr("< 1 s")}};
    const int writes = int(std::max<qsizetype>(1, plan.requests.isEmpty() ? plan.steps.size() : plan.requests.size()));
    steps << NextStep {Next::tr("Send"), plan.call && plan.call->isProgram() ? Next::tr("one program is started, never again by itself") : writes == 1 ? Next::tr("one request, never repeated by itself") : Next::tr("%1 requests, each sent once").arg(writes), Next::tr("< 1 s")};
    if (!plan.call)
        steps << controllerSteps(plan);
    steps << NextStep {Next::tr("Verify"), Next::tr("the effect is looked for in the cluster"), Next::tr("up to %1").arg(durationText(observeSeconds))};
    steps << NextStep {Next::tr("Evidence"), Next::tr("outcome in the Journal, an Event"), Next::tr("< 1 s")};
    return steps;
}

} // namespace maestro
