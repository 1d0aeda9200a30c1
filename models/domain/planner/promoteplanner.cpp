// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/promoteplanner.h"

#include "domain/planner/guards.h"

namespace maestro {

namespace {

/// Everything the controller looks at when it passes a gate: a second click, a new revision or another person's hand breaks one.
QList<Guard> gateGuards(const Rollout &rollout)
{
    QList<GuardField> fields {GuardField::Uid, GuardField::CurrentPodHash};
    if (rollout.strategy == Strategy::Canary)
        fields.append(GuardField::StepIndex);
    fields << GuardField::PauseConditions << GuardField::ControllerPause << GuardField::Abort << GuardField::PromoteFull
           << GuardField::SpecPaused;
    return guardsOf(rollout, fields);
}

/// Puts the lifting of spec.paused before `step` where it is set; the guards of `step` then expect what the first one leaves.
void appendUnpausing(OperationPlan &plan, PatchStep step)
{
    const Rollout &rollout = plan.before->rollout;
    if (rollout.specPaused) {
        plan.steps.append({PatchTarget::Main, step.guards, {{ChangeKind::SetPaused, false}}});
        step.guards = withGuard(step.guards, GuardField::SpecPaused, false);
        for (Guard &guard : step.guards)
            if (guard.field == GuardField::Generation)
                guard.value = rollout.meta.generation + 1;
        plan.warnings.append({WarningCode::PromoteAlsoUnpauses, {}});
    }
    plan.steps.append(step);
}

bool stepAnalysisInconclusive(const Rollout &rollout)
{
    return rollout.strategy == Strategy::Canary && std::any_of(rollout.analysis.begin(), rollout.analysis.end(), [](const AnalysisStatus &a) {
        return a.kind == QLatin1String("step") && a.phase == QLatin1String("Inconclusive");
    });
}

bool isAnalysis(const CanaryStep &step)
{
    return step.kind == StepKind::Analysis || step.kind == StepKind::Experiment;
}

/// Moves past the current step by its number. A pause that is set goes with it, and the controller's mark too: left true, the
/// next pause step would count as already resumed and two gates would be passed (O11).
void advanceStep(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    const int index = rollout.currentStepIndex.value_or(0);
    PatchStep step {PatchTarget::Status, gateGuards(rollout), {}};
    if (!rollout.pauseConditions.isEmpty()) {
        step.changes.append({ChangeKind::ClearPause});
        step.changes.append({ChangeKind::ClearControllerPause, false});
    }
    step.changes.append({ChangeKind::SetStepIndex, qMin<int>(index + 1, int(rollout.steps.size()))});
    plan.effect = {EffectKind::StepSkipped, rollout.currentPodHash, index, {}, {}};
    if (const std::optional<CanaryStep> current = rollout.currentStep()) {
        const QString number = QString::number(index + 1);
        if (isAnalysis(*current))
            plan.warnings.append({WarningCode::SkipsAnalysis, {number}});
        else if (current->kind == StepKind::Pause)
            plan.warnings.append({WarningCode::SkipsGates, {number}});
    }
    appendUnpausing(plan, step);
}

void warnOfUnverifiedWeight(OperationPlan &plan)
{
    const auto &weight = plan.before->weight;
    if (weight && weight->verified && !*weight->verified)
        plan.warnings.append({WarningCode::UnverifiedWeight, {}});
}

} // namespace

void planPromote(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    warnOfUnverifiedWeight(plan);
    const bool gate = !rollout.pauseConditions.isEmpty();
    if (!gate || (stepAnalysisInconclusive(rollout) && rollout.controllerPause)) {
        advanceStep(plan);
        return;
    }
    plan.effect = {EffectKind::GatePassed, rollout.currentPodHash, rollout.currentStepIndex, {}, {}};
    appendUnpausing(plan, {PatchTarget::Status, gateGuards(rollout), {{ChangeKind::ClearPause}}});
}

void planSkipStep(OperationPlan &plan)
{
    advanceStep(plan);
}

void planPromoteFull(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    QStringList gates;
    QStringList analyses;
    for (int i = qMax(0, rollout.currentStepIndex.value_or(0)); i < rollout.steps.size(); ++i) {
        if (rollout.steps.at(i).kind == StepKind::Pause)
            gates.append(QString::number(i + 1));
        else if (isAnalysis(rollout.steps.at(i)))
            analyses.append(QString::number(i + 1));
    }
    if (rollout.strategy == Strategy::BlueGreen && !rollout.pauseConditions.isEmpty())
        gates.append(rollout.pauseConditions.first().reason);
    for (const AnalysisStatus &run : rollout.analysis)
        if (run.kind != QLatin1String("step") && run.phase != QLatin1String("Successful"))
            analyses.append(run.name);
    if (!gates.isEmpty())
        plan.warnings.append({WarningCode::SkipsGates, gates});
    if (!analyses.isEmpty())
        plan.warnings.append({WarningCode::SkipsAnalysis, analyses});
    warnOfUnverifiedWeight(plan);
    plan.effect = {EffectKind::FullyPromoted, rollout.currentPodHash, std::nullopt, {}, {}};
    // the generation too: a template that is newer than what the controller has seen must not ride along (O14)
    appendUnpausing(plan, {PatchTarget::Status,
                           guardsOf(rollout, {GuardField::Uid, GuardField::Generation, GuardField::CurrentPodHash, GuardField::StableHash,
                                              GuardField::Abort, GuardField::PromoteFull, GuardField::SpecPaused}),
                           {{ChangeKind::SetPromoteFull, true}}});
}

} // namespace maestro
