// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/operationplan.h"

#include "domain/operation/dryrun.h"
#include "domain/operation/expectation.h"
#include "domain/desk/deskcall.h"
#include "domain/planner/abortplanner.h"
#include "domain/planner/guards.h"
#include "domain/planner/imageplanner.h"
#include "domain/planner/promoteplanner.h"
#include "domain/planner/rollbackplanner.h"
#include "domain/planner/rollbackway.h"
#include "domain/planner/specplanner.h"
#include "domain/planner/strategyplanner.h"

#include <QCryptographicHash>

namespace maestro {

namespace {

Allowed refusal(RefusalCode code, const QStringList &arguments = {})
{
    return {false, code, arguments};
}

Allowed unexpected(const QString &what, const QString &expected, const QString &found)
{
    return refusal(RefusalCode::PreconditionFailed, {what, expected, found.isEmpty() ? QStringLiteral("absent") : found});
}

QString currentHash(const RolloutSnapshot &snapshot)
{
    if (snapshot.rollout.workload == WorkloadKind::Rollout)
        return snapshot.rollout.currentPodHash;
    const Revision *current = currentRevision(snapshot);
    return current ? current->hash : QString();
}

/// Expectations travel with the first request on the object itself, so that they hold at the moment of writing.
void addExpectations(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    const bool isRollout = rollout.workload == WorkloadKind::Rollout;
    QList<GuardField> wanted;
    if (plan.request.expectRevision)
        wanted.append(GuardField::RevisionAnnotation);
    if (!plan.request.expectHash.isEmpty() && isRollout)
        wanted.append(GuardField::CurrentPodHash);
    if (plan.request.expectStep && isRollout)
        wanted.append(GuardField::StepIndex);
    for (PatchStep &step : plan.steps) {
        if (step.target == PatchTarget::Workload)
            continue;
        for (const GuardField field : std::as_const(wanted)) {
            const bool there = std::any_of(step.guards.begin(), step.guards.end(), [&](const Guard &g) { return g.field == field; });
            if (!there)
                step.guards.append(guardsOf(rollout, {field}));
        }
        return;
    }
}

void addCommonWarnings(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    const bool touchesSpec = std::any_of(plan.steps.begin(), plan.steps.end(), [](const PatchStep &step) {
        return std::any_of(step.changes.begin(), step.changes.end(), [](const Change &change) {
            return change.kind == ChangeKind::SetPaused || change.kind == ChangeKind::ReplaceTemplate || change.kind == ChangeKind::SetReplicas
                || change.kind == ChangeKind::SetSteps || change.kind == ChangeKind::SetAnalysis || change.kind == ChangeKind::RemoveAnalysis || change.kind == ChangeKind::SetImage;
        });
    });
    if (touchesSpec && !rollout.gitOpsOwner().isEmpty())
        plan.warnings.append({WarningCode::GitOpsWillRevert, {rollout.gitOpsOwner()}});
    if (!plan.before->phase.observed)
        plan.warnings.append({WarningCode::ControllerSlow, {}});
}

void planVerb(OperationPlan &plan, const QList<ReplicaSet> &replicaSets, const Rollout *referenced, const QDateTime &nowUtc)
{
    switch (plan.request.verb) {
    case Verb::Promote: return planPromote(plan);
    case Verb::PromoteFull: return planPromoteFull(plan);
    case Verb::SkipStep: return planSkipStep(plan);
    case Verb::Abort: return planAbort(plan);
    case Verb::Retry: return planRetry(plan);
    case Verb::Pause: return planPause(plan);
    case Verb::Resume: return planResume(plan);
    case Verb::Restart: return planRestart(plan, nowUtc);
    case Verb::Scale: return planScale(plan);
    case Verb::SetWeight100: return planSetWeight100(plan);
    case Verb::RestoreSteps:
    case Verb::RestoreAnalysis: return planRestore(plan);
    case Verb::DisableAnalysis: return planDisableAnalysis(plan);
    case Verb::SetImage: return planSetImage(plan);
    case Verb::Rollback: return planRollback(plan, replicaSets, referenced, nowUtc);
    }
}

} // namespace

Allowed asExpected(const OperationRequest &request, const RolloutSnapshot &snapshot)
{
    const Rollout &rollout = snapshot.rollout;
    if (!request.uid.isEmpty() && request.uid != rollout.meta.uid)
        return refusal(RefusalCode::ObjectReplaced, {request.uid, rollout.meta.uid});
    if (request.expectRevision && *request.expectRevision != rollout.revision())
        return unexpected(guardPath(GuardField::RevisionAnnotation, rollout.workload), QString::number(*request.expectRevision),
                          rollout.revision() > 0 ? QString::number(rollout.revision()) : QString());
    if (!request.expectHash.isEmpty() && request.expectHash != currentHash(snapshot))
        return unexpected(guardPath(GuardField::CurrentPodHash), request.expectHash, currentHash(snapshot));
    if (request.expectStep && request.expectStep != rollout.currentStepIndex)
        return unexpected(guardPath(GuardField::StepIndex), QString::number(*request.expectStep),
                          rollout.currentStepIndex ? QString::number(*rollout.currentStepIndex) : QString());
    return {true};
}

OperationPlan planOperation(const OperationRequest &request, RolloutSnapshotPtr snapshot, const QList<ReplicaSet> &replicaSets,
                            const Rollout *referenced, const QDateTime &nowUtc)
{
    OperationPlan plan;
    plan.request = request;
    plan.before = std::move(snapshot);
    if (!plan.before) {
        plan.allowed = refusal(RefusalCode::PartsMissing);
        return plan;
    }
    plan.allowed = asExpected(request, *plan.before);
    if (!plan.allowed.allowed)
        return plan;
    // a named revision can be had where the default way back cannot, so Rollback decides by itself what is possible
    plan.allowed = allowedByState(request.verb, *plan.before);
    const bool namesRevision = request.verb == Verb::Rollback && request.toRevision;
    const bool decidesLater = plan.allowed.code == RefusalCode::NoPreviousRevision || plan.allowed.code == RefusalCode::SameTemplate;
    if (!plan.allowed.allowed && !(namesRevision && decidesLater))
        return plan;
    planVerb(plan, replicaSets, referenced, nowUtc);
    if (!plan.allowed.allowed) {
        plan.steps.clear();
        plan.warnings.clear();
        return plan;
    }
    addExpectations(plan);
    addCommonWarnings(plan);
    return plan;
}

QString planDigest(const OperationPlan &plan)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &part) {
        hash.addData(QByteArray::number(part.size()).append(':'));
        hash.addData(part);
    };
    const ObjectRef &target = plan.request.target;
    for (const QString &text : {QStringLiteral("maestro-plan/1"), plan.server, target.context, target.ns, target.name,
                                plan.before ? plan.before->rollout.meta.uid : QString(), verbWord(plan.request.verb)})
        add(text.toUtf8());
    for (const PlannedRequest &request : plan.requests) {
        add(request.method.toUtf8());
        add(request.path.toUtf8());
        add(request.contentType.toUtf8());
        add(request.body);
    }
    if (plan.call)
        add(callBytes(*plan.call));
    if (plan.duty)
        add(QString(planDutyWord(plan.duty->kind) + u' ' + plan.duty->due.toString(Qt::ISODate)).toUtf8());
    if (plan.dryRun) { // what was shown of it is part of what is confirmed
        add(dryRunWord(plan.dryRun->state).toUtf8());
        add(plan.dryRun->differences.join(u'\n').toUtf8());
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace maestro
