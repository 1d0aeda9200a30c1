// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/rollbackplanner.h"

#include "domain/planner/abortplanner.h"
#include "domain/planner/guards.h"
#include "domain/planner/rollbackway.h"

namespace maestro {

namespace {

const QString rolloutHashLabel = QStringLiteral("rollouts-pod-template-hash");

QJsonObject withoutHashLabel(QJsonObject podTemplate, WorkloadKind owner)
{
    const QString label = owner == WorkloadKind::Rollout ? rolloutHashLabel : QStringLiteral("pod-template-hash");
    QJsonObject meta = podTemplate.value(u"metadata").toObject();
    QJsonObject labels = meta.value(u"labels").toObject();
    if (!labels.contains(label))
        return podTemplate;
    labels.remove(label);
    meta.insert(QStringLiteral("labels"), labels);
    podTemplate.insert(QStringLiteral("metadata"), meta);
    return podTemplate;
}

/// strategy.*.antiAffinity puts a term against the other revision's hash into each ReplicaSet. Nobody else selects by that label.
bool isInjected(const QJsonObject &entry)
{
    const QJsonObject term = entry.contains(u"podAffinityTerm") ? entry.value(u"podAffinityTerm").toObject() : entry;
    const QJsonArray expressions = term.value(u"labelSelector").toObject().value(u"matchExpressions").toArray();
    return expressions.size() == 1 && expressions.first().toObject().value(u"key") == rolloutHashLabel;
}

/// Sets a member, or removes it when nothing is left in it.
template<typename Json> void putBack(QJsonObject &owner, const QString &name, const Json &value)
{
    if (value.isEmpty())
        owner.remove(name);
    else
        owner.insert(name, value);
}

QJsonObject withoutInjectedAffinity(QJsonObject podTemplate)
{
    QJsonObject spec = podTemplate.value(u"spec").toObject();
    QJsonObject affinity = spec.value(u"affinity").toObject();
    QJsonObject anti = affinity.value(u"podAntiAffinity").toObject();
    bool found = false;
    for (const QString &kind : anti.keys()) {
        QJsonArray kept;
        const QJsonArray terms = anti.value(kind).toArray();
        for (const QJsonValue &term : terms)
            if (!isInjected(term.toObject()))
                kept.append(term);
        found = found || kept.size() < terms.size();
        putBack(anti, kind, kept);
    }
    if (!found)
        return podTemplate;
    putBack(affinity, QStringLiteral("podAntiAffinity"), anti);
    putBack(spec, QStringLiteral("affinity"), affinity);
    podTemplate.insert(QStringLiteral("spec"), spec);
    return podTemplate;
}

/// rollout/canary.go isRollbackWithinWindow: older than stable, and fewer ReplicaSets between them than the window holds.
bool withinWindow(const RolloutSnapshot &snapshot, const Revision &target, const Revision &stable)
{
    const int window = snapshot.rollout.rollbackWindowRevisions.value_or(0);
    if (window <= 0 || !target.createdAt.isValid() || target.createdAt >= stable.createdAt)
        return false;
    const auto between = std::count_if(snapshot.revisions.begin(), snapshot.revisions.end(), [&](const Revision &r) {
        return r.createdAt < stable.createdAt && target.createdAt < r.createdAt;
    });
    return between < window;
}

void warnOfSpeed(OperationPlan &plan, const Revision &target)
{
    const Rollout &rollout = plan.before->rollout;
    const Revision *stable = stableRevision(*plan.before);
    if (stable && stable->replicaSetUid == target.replicaSetUid) {
        plan.warnings.append({WarningCode::UndoToStable, {}});
        return;
    }
    const bool fastWay = plan.way == RollbackWay::SwitchBack || rollout.rollbackWindowRevisions.value_or(0) > 0;
    if (stable && fastWay && target.createdAt.isValid() && target.createdAt == stable->createdAt)
        plan.warnings.append({WarningCode::SameSecondRevisions, {}});
    if (plan.way == RollbackWay::SwitchBack)
        return;
    if (stable && withinWindow(*plan.before, target, *stable))
        plan.warnings.append({WarningCode::UndoWithinWindow, {QString::number(*rollout.rollbackWindowRevisions)}});
    else if (rollout.strategy == Strategy::BlueGreen)
        plan.warnings.append({WarningCode::ScaleDownPassed, {}});
    else if (!rollout.steps.isEmpty())
        plan.warnings.append({WarningCode::UndoWalksAllSteps, {QString::number(rollout.steps.size())}});
}

void warnOfTarget(OperationPlan &plan, const Revision &target)
{
    const Revision *current = currentRevision(*plan.before);
    const bool toggles = current && !current->formerNumbers.isEmpty() && !plan.request.toRevision && target.number < current->number
        && target.number > current->formerNumbers.last();
    if (toggles)
        plan.warnings.append({WarningCode::TogglesBack, {QString::number(target.number)}});
    QStringList former;
    for (const int number : target.formerNumbers)
        former.append(QString::number(number));
    if (!former.isEmpty())
        plan.warnings.append({WarningCode::FormerRevision, {QString::number(target.number), former.join(QStringLiteral(", "))}});
}

void refuse(OperationPlan &plan, RefusalCode code, const QStringList &arguments = {})
{
    plan.allowed = {false, code, arguments};
    plan.way = RollbackWay::None;
}

void appendUndo(OperationPlan &plan, const QJsonObject &podTemplate, const Rollout *referenced)
{
    const Rollout &rollout = plan.before->rollout;
    PatchStep step {PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::Generation}), {{ChangeKind::ReplaceTemplate, podTemplate}}};
    if (rollout.workload == WorkloadKind::Deployment) {
        plan.steps.append(step);
        return;
    }
    if (rollout.specPaused)
        plan.warnings.append({WarningCode::UndoAlsoUnpauses, {}});
    if (referenced) {
        step.target = PatchTarget::Workload;
        step.guards = guardsOf(*referenced, {GuardField::Uid, GuardField::Generation});
        plan.steps.append(step);
        if (rollout.specPaused)
            plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::SpecPaused}), {{ChangeKind::SetPaused, false}}});
        plan.warnings.append({WarningCode::PatchesWorkload, {rollout.workloadRef->kind, rollout.workloadRef->name}});
        return;
    }
    step.guards += guardsOf(rollout, {GuardField::CurrentPodHash, GuardField::StableHash, GuardField::SpecPaused});
    if (rollout.specPaused)
        step.changes.append({ChangeKind::SetPaused, false});
    plan.steps.append(step);
}

/// The Deployment that a workloadRef names, readable and the right one; null and a refusal otherwise.
bool referencedIsUsable(OperationPlan &plan, const Rollout *referenced)
{
    const Rollout &rollout = plan.before->rollout;
    if (!rollout.workloadRef)
        return true;
    const bool isThatOne = referenced && referenced->workload == WorkloadKind::Deployment && referenced->meta.name == rollout.workloadRef->name
        && referenced->meta.ns == rollout.meta.ns && !referenced->meta.uid.isEmpty();
    if (!isThatOne)
        refuse(plan, RefusalCode::PartsMissing, {QStringLiteral("%1 %2").arg(rollout.workloadRef->kind, rollout.workloadRef->name)});
    return isThatOne;
}

} // namespace

void planRollback(OperationPlan &plan, const QList<ReplicaSet> &replicaSets, const Rollout *referenced, const QDateTime &nowUtc)
{
    const RolloutSnapshot &before = *plan.before;
    const RollbackChoice choice = chooseRollback(before, plan.request.toRevision, nowUtc);
    plan.allowed = choice.allowed;
    plan.way = choice.way;
    if (!choice.allowed.allowed)
        return;
    if (choice.way == RollbackWay::Abort) {
        planAbort(plan);
        return;
    }
    const Revision target = *choice.target;
    plan.targetRevision = target;
    const auto set = std::find_if(replicaSets.begin(), replicaSets.end(), [&](const ReplicaSet &s) {
        return !s.meta.uid.isEmpty() && s.meta.uid == target.replicaSetUid && s.revision() == target.number;
    });
    if (set == replicaSets.end() || set->podTemplate.isEmpty()) {
        refuse(plan, RefusalCode::TemplateUnknown, {QString::number(target.number)});
        return;
    }
    if (!referencedIsUsable(plan, referenced))
        return;
    const bool inReferenced = before.rollout.workloadRef.has_value();
    const Rollout &holder = inReferenced ? *referenced : before.rollout;
    QJsonObject podTemplate = withoutHashLabel(set->podTemplate, before.rollout.workload);
    if (before.rollout.workload == WorkloadKind::Rollout)
        podTemplate = withoutInjectedAffinity(podTemplate);
    if (holder.podTemplate == podTemplate) {
        refuse(plan, RefusalCode::SameTemplate, {QString::number(target.number)});
        return;
    }
    plan.effect = {plan.way == RollbackWay::SwitchBack ? EffectKind::SwitchedBack : EffectKind::TemplateInForce, target.hash, std::nullopt, {}, podTemplate};
    appendUndo(plan, podTemplate, inReferenced ? referenced : nullptr);
    if (before.rollout.workload == WorkloadKind::Rollout)
        warnOfSpeed(plan, target);
    warnOfTarget(plan, target);
}

} // namespace maestro
