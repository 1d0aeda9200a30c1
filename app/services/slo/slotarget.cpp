// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/slotarget.h"

namespace maestro {

Judged judgedOf(const Rollout &rollout)
{
    const bool update = rollout.workload == WorkloadKind::Rollout && !rollout.isFullyPromoted() && !rollout.abort;
    return update ? Judged::Canary : Judged::Running;
}

QDateTime changeTime(const Rollout &rollout, const QList<Revision> &revisions)
{
    const auto newest = std::find_if(revisions.cbegin(), revisions.cend(), [&rollout](const Revision &r) { return r.number == rollout.revision(); });
    if (newest == revisions.cend())
        return {};
    if (newest->formerNumbers.isEmpty())
        return newest->createdAt;
    const auto open = std::find_if(rollout.conditions.cbegin(), rollout.conditions.cend(),
                                   [](const Condition &c) { return c.type == u"Completed" && c.status == u"False"; });
    return open == rollout.conditions.cend() ? QDateTime() : open->lastTransitionAt;
}

namespace {

/// Argo Rollouts, status.abortedAt and the condition Completed.
QDateTime endOfUpdate(const Rollout &rollout)
{
    if (judgedOf(rollout) != Judged::Running || rollout.workload != WorkloadKind::Rollout)
        return {};
    if (rollout.abort)
        return QDateTime::fromString(rollout.abortedAt, Qt::ISODate).toUTC();
    const auto over = std::find_if(rollout.conditions.cbegin(), rollout.conditions.cend(), [](const Condition &c) { return c.type == u"Completed" && c.status == u"True"; });
    return over == rollout.conditions.cend() ? QDateTime() : over->lastTransitionAt;
}

} // namespace

SloTarget sloTarget(const ObjectRef &ref, const Rollout &rollout, const QDateTime &changedAt, const PolicyMatch &match)
{
    return {ref, match, judgedOf(rollout), rollout.revision(), changedAt, rollout.meta.annotations, endOfUpdate(rollout)};
}

} // namespace maestro
