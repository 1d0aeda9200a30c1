// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/preparedway.h"

namespace maestro {

PreparedWay preparedWay(const RollbackOption &option, const QString &to, const QString &reason, const QDateTime &at)
{
    const Rollout &workload = option.plan->before->rollout;
    PreparedWay out {option.plan->request, option.plan, at};
    out.request.verb = Verb::Rollback;
    out.request.target = option.plan->before->ref;
    out.request.workload = workload.workload;
    out.request.uid = workload.meta.uid;
    out.request.via = option.way.name;
    out.request.to = to;
    out.request.reason = reason;
    if (workload.workload == WorkloadKind::Rollout)
        out.request.expectHash = workload.currentPodHash;
    else if (workload.revision() > 0)
        out.request.expectRevision = workload.revision();
    return out;
}

std::optional<FailedPrecondition> movedSince(const RolloutSnapshot &before, const RolloutSnapshot &now)
{
    const auto facts = [](const RolloutSnapshot &of) {
        const Rollout &workload = of.rollout;
        return QList<std::pair<QString, QString>> {
            {QStringLiteral("/metadata/uid"), workload.meta.uid},
            {guardPath(GuardField::RevisionAnnotation, workload.workload), workload.workload == WorkloadKind::Deployment ? QString::number(workload.revision()) : QString()},
            {QStringLiteral("/status/currentPodHash"), workload.currentPodHash},
            {QStringLiteral("/status/stableRS"), workload.stableHash},
            {QStringLiteral("/status/currentStepIndex"), workload.currentStepIndex ? QString::number(*workload.currentStepIndex) : QStringLiteral("-")},
            {QStringLiteral("/status/abort"), workload.abort ? QStringLiteral("true") : QStringLiteral("false")}};
    };
    const auto was = facts(before);
    const auto is = facts(now);
    for (qsizetype i = 0; i < was.size(); ++i)
        if (was[i] != is[i])
            return FailedPrecondition {was[i].first, was[i].second, is[i].second};
    return std::nullopt;
}

std::optional<Expiry> expiryOf(const PreparedWay &prepared, const RollbackOptions &now)
{
    if (const auto moved = movedSince(*prepared.plan->before, *now.before))
        return Expiry {Expiry::Why::Moved, moved, {}};
    const auto found = std::find_if(now.options.cbegin(), now.options.cend(), [&](const RollbackOption &option) { return option.way.name == prepared.request.via; });
    if (found == now.options.cend() || !found->usable)
        return Expiry {Expiry::Why::Unusable, {}, found == now.options.cend() ? QString() : found->reason};
    if (prepared.plan->call && found->plan->call && prepared.plan->call->fromRevision != found->plan->call->fromRevision)
        return Expiry {Expiry::Why::OtherCall, {}, {}}; // somebody else told Helm to do something
    if (prepared.request.to.isEmpty() && found->plan->digest != prepared.plan->digest)
        return Expiry {Expiry::Why::OtherCall, {}, {}};
    return std::nullopt;
}

} // namespace maestro
