// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/strategyplanner.h"

#include "domain/planner/guards.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace maestro {

namespace {

/// Numbers of the steps that analyse, inline: they stay when the background analysis goes.
QStringList inlineAnalyses(const Rollout &rollout)
{
    QStringList numbers;
    for (int i = 0; i < rollout.steps.size(); ++i)
        if (rollout.steps.at(i).kind == StepKind::Analysis || rollout.steps.at(i).kind == StepKind::Experiment)
            numbers.append(QString::number(i + 1));
    return numbers;
}

bool isUnderWay(const Rollout &rollout)
{
    return !rollout.isFullyPromoted() && !rollout.abort;
}

} // namespace

QJsonArray stepsOfWeight100()
{
    return {QJsonObject {{QStringLiteral("setWeight"), 100}}};
}

QString partFingerprint(const QJsonValue &part)
{
    if (part.isNull() || part.isUndefined())
        return {};
    return QString::fromLatin1(QCryptographicHash::hash(QJsonDocument(QJsonArray {part}).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256).toHex());
}

std::optional<GuardField> strategyField(Verb verb)
{
    switch (verb) {
    case Verb::SetWeight100:
    case Verb::RestoreSteps: return GuardField::CanarySteps;
    case Verb::DisableAnalysis:
    case Verb::RestoreAnalysis: return GuardField::CanaryAnalysis;
    default: return std::nullopt;
    }
}

QJsonValue takenOut(const OperationPlan &plan)
{
    const Verb verb = plan.request.verb;
    if (plan.steps.isEmpty() || (verb != Verb::SetWeight100 && verb != Verb::DisableAnalysis))
        return QJsonValue::Undefined;
    for (const Guard &guard : plan.steps.first().guards)
        if (guard.field == *strategyField(verb))
            return guard.value;
    return QJsonValue::Undefined;
}

void planSetWeight100(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    if (receivedValue(rollout, GuardField::CanarySteps).isNull()) {
        plan.allowed = {false, RefusalCode::Unreadable, {guardPath(GuardField::CanarySteps)}};
        return;
    }
    const QJsonArray steps = stepsOfWeight100();
    QStringList gates;
    for (int i = std::max(0, rollout.currentStepIndex.value_or(0)); i < rollout.steps.size(); ++i)
        if (rollout.steps.at(i).kind == StepKind::Pause)
            gates.append(QString::number(i + 1));
    if (!gates.isEmpty())
        plan.warnings.append({WarningCode::SkipsGates, gates});
    if (const QStringList analyses = inlineAnalyses(rollout); !analyses.isEmpty())
        plan.warnings.append({WarningCode::SkipsAnalysis, analyses});
    plan.warnings.append({WarningCode::StepsReplaced, {QString::number(rollout.steps.size())}});
    if (!receivedValue(rollout, GuardField::CanaryAnalysis).isNull())
        plan.warnings.append({WarningCode::AnalysisGoesOn, {}});
    plan.effect = {EffectKind::WeightAll, rollout.currentPodHash, std::nullopt, {}, {}};
    plan.effect.valueSha256 = partFingerprint(steps);
    // the generation too: a template that is newer than what the controller has seen must not ride along (O14)
    plan.steps.append({PatchTarget::Main,
                       guardsOf(rollout, {GuardField::Uid, GuardField::Generation, GuardField::CurrentPodHash, GuardField::StableHash, GuardField::Abort, GuardField::PromoteFull,
                                          GuardField::SpecPaused, GuardField::CanarySteps}),
                       {{ChangeKind::SetSteps, steps}}});
}

void planDisableAnalysis(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    if (receivedValue(rollout, GuardField::CanaryAnalysis).isNull()) {
        plan.allowed = {false, RefusalCode::NoAnalysis, {}};
        return;
    }
    if (const QStringList analyses = inlineAnalyses(rollout); !analyses.isEmpty())
        plan.warnings.append({WarningCode::AnalysisStays, analyses});
    plan.effect.kind = EffectKind::AnalysisOff;
    plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::CanaryAnalysis}), {{ChangeKind::RemoveAnalysis, {}}}});
}

void planRestore(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    const bool steps = plan.request.verb == Verb::RestoreSteps;
    const GuardField field = steps ? GuardField::CanarySteps : GuardField::CanaryAnalysis;
    const auto refuse = [&plan](RefusalCode code, const QStringList &arguments = {}) { plan.allowed = {false, code, arguments}; };
    if (!plan.request.kept)
        return refuse(RefusalCode::NothingKept);
    const QJsonValue left = steps ? QJsonValue(stepsOfWeight100()) : QJsonValue(QJsonValue::Null);
    if (receivedValue(rollout, field) != left)
        return refuse(RefusalCode::ChangedSinceKept, {guardPath(field)});
    if (steps && isUnderWay(rollout))
        plan.warnings.append({WarningCode::StepsReplaced, {QString::number(rollout.steps.size())}});
    plan.effect.kind = steps ? EffectKind::StepsRestored : EffectKind::AnalysisRestored;
    plan.effect.valueSha256 = partFingerprint(plan.request.kept->value);
    plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, field}), {{steps ? ChangeKind::SetSteps : ChangeKind::SetAnalysis, plan.request.kept->value}}});
}

std::optional<PlanDuty> dutyAfter(const OperationRequest &request, const PlanPolicy &policy, const QDateTime &nowUtc)
{
    const auto due = [&](std::chrono::milliseconds otherwise) {
        const auto within = request.dutyWithin.count() > 0 ? request.dutyWithin : policy.restoreWithin.count() > 0 ? policy.restoreWithin : otherwise;
        return nowUtc.addMSecs(within.count());
    };
    if (request.verb == Verb::PromoteFull && request.review)
        return PlanDuty {PlanDuty::Kind::Review, due(reviewWithin)};
    if (request.verb == Verb::SetWeight100)
        return PlanDuty {PlanDuty::Kind::RestoreSteps, due(restoreWithin)};
    if (request.verb == Verb::DisableAnalysis)
        return PlanDuty {PlanDuty::Kind::RestoreAnalysis, due(restoreWithin)};
    return std::nullopt;
}

QString planDutyWord(PlanDuty::Kind kind)
{
    switch (kind) {
    case PlanDuty::Kind::Review: return QStringLiteral("review");
    case PlanDuty::Kind::RestoreSteps: return QStringLiteral("restore-steps");
    case PlanDuty::Kind::RestoreAnalysis: return QStringLiteral("restore-analysis");
    }
    return {};
}

} // namespace maestro
