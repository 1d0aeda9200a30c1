// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/servicefinder.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "text/humanize.h"

namespace maestro {

namespace {

bool refersTo(const Rollout &rollout, const Rollout &deployment)
{
    return rollout.workloadRef && rollout.workloadRef->kind == QLatin1String("Deployment") && rollout.workloadRef->name == deployment.meta.name
        && rollout.meta.ns == deployment.meta.ns;
}

bool isNamed(const Rollout &workload, const QString &service)
{
    return workload.meta.name == service;
}

bool isLabelled(const Rollout &workload, const QString &service)
{
    return workload.meta.labels.value(QStringLiteral("app")) == service || workload.selector.value(QStringLiteral("app")) == service;
}

std::optional<WorkloadKind> kindNamed(const QString &word)
{
    for (const WorkloadKind kind : {WorkloadKind::Rollout, WorkloadKind::Deployment})
        if (workloadWord(kind) == word)
            return kind;
    return {};
}

/// Of the policies in force, as far as the file tells.
std::optional<Target> namedByPolicy(const QList<PolicyPtr> &policies, const PolicyConnection &connection, const QString &service, ClusterAccess *access)
{
    for (const PolicyPtr &policy : policies) {
        const PolicyService *entry = policy->service(service);
        const auto kind = entry ? kindNamed(entry->workload.kind) : std::nullopt;
        if (!kind || (!policy->environments.isEmpty() && !environmentOf(*policy, connection)))
            continue;
        return Target{access, entry->workload.ns.isEmpty() ? access->defaultNamespace() : entry->workload.ns, {kind, entry->workload.name}};
    }
    return {};
}

} // namespace

Result<Rollout> chooseService(const QString &service, const QList<Rollout> &rollouts, const QList<Rollout> &deployments)
{
    QList<Rollout> all = rollouts;
    for (const Rollout &deployment : deployments)
        if (std::none_of(rollouts.begin(), rollouts.end(), [&](const Rollout &r) { return refersTo(r, deployment); }))
            all.append(deployment);
    for (const auto matches : {isNamed, isLabelled}) {
        QList<Rollout> found;
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const Rollout &workload) { return matches(workload, service); });
        if (found.size() == 1)
            return found.constFirst();
        if (found.isEmpty())
            continue;
        QStringList names;
        for (const Rollout &workload : found.mid(0, 10))
            names.append(workloadWord(workload.workload).toLower() + u'/' + workload.meta.name);
        return Error{ErrorKind::BadInput, QStringLiteral("ambiguous"),
                     CliText::tr("%1 workloads belong to the service \"%2\": %3").arg(found.size()).arg(displaySafe(service, 80), names.join(QStringLiteral(", "))),
                     CliText::tr("Name one of them instead of --service."), {}};
    }
    return Error{ErrorKind::NotFound, QStringLiteral("notFound"),
                 CliText::tr("no Rollout or Deployment is named \"%1\" or labelled app=%1 in this namespace").arg(displaySafe(service, 80)),
                 CliText::tr("Give -n NAMESPACE; `maestro list -A --deployments` shows what there is."), {}};
}

void findService(ClusterAccess *access, const QString &ns, const QString &service, const std::function<void(Result<Rollout>)> &done)
{
    access->list(WorkloadKind::Rollout, ns, [=](Result<QList<Rollout>> rollouts) {
        const bool absent = !rollouts && rollouts.error().kind == ErrorKind::NotFound; // no Argo Rollouts on this cluster
        if (!rollouts && !absent)
            return done(rollouts.error());
        const QList<Rollout> known = absent ? QList<Rollout>() : *rollouts;
        access->list(WorkloadKind::Deployment, ns, [=](Result<QList<Rollout>> deployments) {
            done(deployments ? chooseService(service, known, *deployments) : Result<Rollout>(deployments.error()));
        });
    });
}

void serviceTarget(Call *call, const QString &service, std::function<void(const Result<Target> &)> done)
{
    const auto access = call->access();
    const auto policies = call->policies();
    if (!access || !policies)
        return done(access ? policies.error() : access.error());
    const PolicyConnection connection = (*call->workspace())->policyConnection((*access)->context());
    if (const auto found = namedByPolicy((*policies)->policies(), connection, service, *access))
        return done(*found);
    findService(*access, (*access)->defaultNamespace(), service, [access = *access, done](const Result<Rollout> &found) {
        done(found ? Result<Target>(Target{access, found->meta.ns, {found->workload, found->meta.name}}) : found.error());
    });
}

void serviceWorkload(Call *call, const QString &service, std::function<void(const Result<Rollout> &)> done)
{
    serviceTarget(call, service, [done = std::move(done)](const Result<Target> &target) {
        if (!target)
            return done(target.error());
        target->access->readWorkload(target->ns, target->name.name, target->name.kind, done);
    });
}

} // namespace maestro
