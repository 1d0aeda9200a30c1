// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/verbpermissions.h"

#include "cli/call.h"
#include "domain/journal/keptvalue.h"
#include "domain/operation/operationplan.h"
#include "text/operationtext.h"

#include <QJsonObject>

namespace maestro {

namespace {

struct Asked
{
    QMap<PatchTarget, QList<Verb>> needed;
    VerbRefusals refusals;
    Callback<VerbRefusals> done;
    int open = 1;

    void answered()
    {
        if (--open == 0)
            done(refusals);
    }
};

AccessQuestion question(PatchTarget target, const Rollout &rollout)
{
    const bool deployment = target == PatchTarget::Workload || rollout.workload == WorkloadKind::Deployment;
    const QString name = target == PatchTarget::Workload && rollout.workloadRef ? rollout.workloadRef->name : rollout.meta.name;
    return {QStringLiteral("patch"), deployment ? QStringLiteral("apps") : QStringLiteral("argoproj.io"),
            deployment ? QStringLiteral("deployments") : QStringLiteral("rollouts"),
            target == PatchTarget::Status ? QStringLiteral("status") : QString(), rollout.meta.ns, name};
}

/// What the plan of this moment would write to. The Deployment of a workloadRef is not read for this.
QList<PatchTarget> targetsOf(Verb verb, const RolloutParts &parts, const RolloutSnapshotPtr &snapshot, const QDateTime &nowUtc)
{
    OperationRequest request;
    request.verb = verb;
    request.target = snapshot->ref;
    request.workload = snapshot->rollout.workload;
    const OperationPlan plan = planOperation(request, snapshot, parts.replicaSets, nullptr, nowUtc);
    QList<PatchTarget> targets;
    for (const PatchStep &step : plan.steps)
        targets.append(step.target);
    if (verb == Verb::RestoreSteps || verb == Verb::RestoreAnalysis)
        targets.append(PatchTarget::Main);
    if (targets.isEmpty() && verb == Verb::Rollback && snapshot->rollout.workloadRef)
        targets.append(PatchTarget::Workload);
    return targets;
}

} // namespace

VerbRefusals restoreRefusals(Call *call, const RolloutSnapshotPtr &snapshot)
{
    VerbRefusals refusals;
    for (const Verb verb : {Verb::RestoreSteps, Verb::RestoreAnalysis}) {
        if (!allowedByState(verb, *snapshot).allowed)
            continue;
        OperationRequest request;
        request.verb = verb;
        request.target = snapshot->ref;
        request.workload = snapshot->rollout.workload;
        request.kept = keptFor(call->takenOut(), snapshot->rollout.meta.uid, verb);
        if (const OperationPlan plan = planOperation(request, snapshot, {}, nullptr, call->clock()->utcNow()); !plan.allowed.allowed)
            refusals.insert(verb, plan.allowed);
    }
    return refusals;
}

void askVerbPermissions(Call *call, ClusterAccess *access, const RolloutParts &parts, const RolloutSnapshotPtr &snapshot, Callback<VerbRefusals> done)
{
    const auto asked = std::make_shared<Asked>();
    asked->done = std::move(done);
    asked->refusals = restoreRefusals(call, snapshot);
    for (const Verb verb : allVerbs())
        if (allowedByState(verb, *snapshot).allowed && !asked->refusals.contains(verb))
            for (const PatchTarget target : targetsOf(verb, parts, snapshot, call->clock()->utcNow()))
                asked->needed[target].append(verb);
    for (auto it = asked->needed.cbegin(); it != asked->needed.cend(); ++it) {
        ++asked->open;
        const AccessQuestion ask = question(it.key(), snapshot->rollout);
        access->canI(ask, [asked, ask, target = it.key()](const AccessAnswer &answer) {
            const QString what = ask.subresource.isEmpty() ? ask.resource : ask.resource + u'/' + ask.subresource;
            if (answer.access == Access::Denied)
                for (const Verb verb : asked->needed.value(target))
                    asked->refusals.insert(verb, {false, RefusalCode::MissingPermission, {QStringLiteral("patch ") + what, ask.ns, answer.reason}});
            asked->answered();
        });
    }
    asked->answered();
}

QJsonObject withRefusals(QJsonObject rollout, const VerbRefusals &refusals)
{
    QJsonObject allowed = rollout.value(u"allowed").toObject();
    for (auto it = refusals.cbegin(); it != refusals.cend(); ++it) {
        const QString word = verbWord(it.key());
        if (allowed.value(word).toObject().value(u"allowed").toBool())
            allowed.insert(word, QJsonObject{{QStringLiteral("allowed"), false}, {QStringLiteral("reason"), refusalText(it.value())}});
    }
    rollout.insert(QStringLiteral("allowed"), allowed);
    return rollout;
}

} // namespace maestro
