// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/specplanner.h"

#include "domain/planner/guards.h"

namespace maestro {

void planPause(OperationPlan &plan)
{
    plan.effect = {EffectKind::Paused, {}, std::nullopt, {}, {}};
    plan.steps.append({PatchTarget::Main, guardsOf(plan.before->rollout, {GuardField::Uid, GuardField::SpecPaused}), {{ChangeKind::SetPaused, true}}});
}

void planResume(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    QList<GuardField> fields {GuardField::Uid, GuardField::SpecPaused};
    fields.append(rollout.workload == WorkloadKind::Rollout ? GuardField::CurrentPodHash : GuardField::Generation);
    plan.effect = {EffectKind::Resumed, {}, std::nullopt, {}, {}};
    plan.steps.append({PatchTarget::Main, guardsOf(rollout, fields), {{ChangeKind::SetPaused, false}}});
}

void planRestart(OperationPlan &plan, const QDateTime &nowUtc)
{
    const Rollout &rollout = plan.before->rollout;
    const QString at = nowUtc.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'hh:mm:ss'Z'"));
    plan.effect = {EffectKind::Restarted, {}, std::nullopt, at, {}};
    if (rollout.workload == WorkloadKind::Rollout) {
        plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::CurrentPodHash, GuardField::RestartAt}),
                           {{ChangeKind::SetRestartAt, at}}});
        return;
    }
    if (rollout.podTemplate.isEmpty()) {
        plan.allowed = {false, RefusalCode::TemplateUnknown, {}};
        return;
    }
    // the map of annotations may be missing; the generation guards that it still is as seen
    const QString key = QStringLiteral("kubectl.kubernetes.io/restartedAt");
    const QJsonValue annotations = rollout.podTemplate.value(u"metadata").toObject().value(u"annotations");
    const QJsonValue value = annotations.isObject() ? QJsonValue(at) : QJsonValue(QJsonObject {{key, at}});
    plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::Generation}), {{ChangeKind::SetTemplateRestartedAt, value}}});
    plan.warnings.append({WarningCode::RestartNewRevision, {}});
}

void planScale(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    const int now = rollout.specReplicas;
    const int wanted = plan.request.replicas.value_or(scalePreset);
    if (wanted == now) {
        plan.allowed = {false, RefusalCode::SameReplicas, {QString::number(now)}};
        return;
    }
    if (wanted < 1 || wanted > std::max(mostReplicas, 2 * now)) {
        plan.allowed = {false, RefusalCode::ReplicasOutOfRange, {QString::number(wanted), QString::number(std::max(mostReplicas, 2 * now))}};
        return;
    }
    plan.effect.kind = EffectKind::Scaled;
    plan.effect.replicas = wanted;
    plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::Replicas}), {{ChangeKind::SetReplicas, wanted}}});
    if (wanted < now)
        plan.warnings.append({WarningCode::FewerPods, {QString::number(now), QString::number(wanted)}});
    plan.warnings.append({WarningCode::AutoscalerMayRevert, {}});
}

} // namespace maestro
