// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/slo/judgedworkload.h"

#include "services/slo/pace.h"
#include "text/humanize.h"

namespace maestro {

namespace {

Error noPolicy(const Call *call, const Rollout &rollout, const QList<PolicyPtr> &policies)
{
    QStringList names;
    for (const PolicyPtr &policy : policies)
        names.append(policy->name);
    return call->noPolicy(CliText::tr("no policy names %1 %2/%3 for this connection").arg(workloadWord(rollout.workload), displaySafe(rollout.meta.ns), displaySafe(rollout.meta.name)),
                          names.isEmpty() ? CliText::tr("No policy is loaded; give --policy FILE.") : CliText::tr("In force: %1").arg(displaySafe(names.join(QStringLiteral(", ")), 400)));
}

Result<JudgedWorkload> judgedOf(Call *call, const Target &target, NeedsPolicy needed, const RolloutParts &parts)
{
    const auto policies = call->policies();
    const auto endpoints = call->endpoints();
    if (!policies || !endpoints)
        return policies ? endpoints.error() : policies.error();
    const QString context = target.access->context();
    JudgedWorkload found{target, parts, (*policies)->match((*call->workspace())->policyConnection(context), parts.rollout), nullptr};
    if (!found.match && (needed == NeedsPolicy::Yes || !(*policies)->faults().isEmpty())) // a broken file may hold the rules of this one
        return noPolicy(call, parts.rollout, (*policies)->policies());
    const PolicyEnvironment *environment = found.match ? found.match.environmentEntry() : nullptr;
    found.client = (*endpoints)->prometheus(context, environment ? endpointFrom(environment->prometheus) : Endpoint());
    if (found.match)
        found.match.policy = paced(found.match.policy);
    return found;
}

} // namespace

SloTarget JudgedWorkload::sloTarget() const
{
    return maestro::sloTarget({target.access->context(), parts.rollout.meta.ns, parts.rollout.meta.name}, parts.rollout,
                              changeTime(parts.rollout, revisionsOf(parts.rollout, parts.replicaSets)), match);
}

void readJudged(Call *call, const Target &target, NeedsPolicy needed, std::function<void(const Result<JudgedWorkload> &)> done)
{
    target.access->readParts(target.ns, target.name.name, target.name.kind, ClusterAccess::Depth::Effect, [call, target, needed, done](const Result<RolloutParts> &parts) {
        if (!parts)
            return done(parts.error());
        const Result<JudgedWorkload> found = judgedOf(call, target, needed, *parts);
        if (!found || !found->client || found->client->clockSkewMs())
            return done(found);
        found->client->status([found, done](const Result<PromStatus> &) { done(found); });
    });
}

} // namespace maestro
