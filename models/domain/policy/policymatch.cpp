// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/policymatch.h"

#include "domain/rollout/weight.h"

#include <cmath>

namespace maestro {

namespace {

QString kindOf(const Rollout &rollout)
{
    return rollout.workload == WorkloadKind::Deployment ? QStringLiteral("Deployment") : QStringLiteral("Rollout");
}

const PolicyService *serviceOf(const Policy &policy, const Rollout &rollout)
{
    const auto runsAs = [&rollout](const PolicyService &service) {
        return service.workload.kind == kindOf(rollout) && service.workload.name == rollout.meta.name
            && (service.workload.ns.isEmpty() || service.workload.ns == rollout.meta.ns);
    };
    const auto found = std::find_if(policy.services.cbegin(), policy.services.cend(), runsAs);
    return found == policy.services.cend() ? nullptr : &*found;
}

/// Rising weights; the end at 100 goes without saying, so it never makes a difference.
QList<double> withoutEnd(QList<double> weights)
{
    while (!weights.isEmpty() && weights.constLast() >= 100)
        weights.removeLast();
    return weights;
}

std::optional<LadderDrift> driftOf(const PolicyStrategy &strategy, const Rollout &rollout)
{
    LadderDrift drift;
    for (const PolicyPhase &phase : strategy.phases) {
        if (phase.weight)
            drift.policy.append(*phase.weight);
    }
    if (strategy.blueGreen || drift.policy.isEmpty() || rollout.strategy != Strategy::Canary || rollout.isUnreadable(QStringLiteral("/spec/strategy")))
        return std::nullopt;
    for (const CanaryStep &step : rollout.steps) {
        if (step.weight)
            drift.cluster.append(100.0 * *step.weight / std::max(1, rollout.traffic.maxWeight));
    }
    const QList<double> wanted = withoutEnd(drift.policy);
    const QList<double> real = withoutEnd(drift.cluster);
    const bool same = std::equal(wanted.cbegin(), wanted.cend(), real.cbegin(), real.cend(), [](double a, double b) { return std::abs(a - b) < 0.005; });
    return same ? std::nullopt : std::optional(drift);
}

QString phaseOf(const PolicyStrategy &strategy, const Rollout &rollout)
{
    if (strategy.phases.isEmpty())
        return {};
    if (strategy.blueGreen) {
        const bool switched = !rollout.activeHash.isEmpty() && rollout.activeHash == rollout.currentPodHash;
        return switched && !rollout.isFullyPromoted() ? strategy.phases.constLast().name : strategy.phases.constFirst().name;
    }
    if (rollout.isFullyPromoted())
        return strategy.phases.constLast().name;
    const std::optional<Weight> weight = weightFromStatus(rollout);
    const std::optional<int> wanted = weight ? weight->wanted : std::nullopt;
    return phaseAt(strategy, wanted ? std::optional(int(std::lround(100.0 * *wanted / std::max(1, weight->max)))) : std::nullopt);
}

} // namespace

const PolicyEnvironment *PolicyMatch::environmentEntry() const
{
    const auto found = std::find_if(policy->environments.cbegin(), policy->environments.cend(), [this](const PolicyEnvironment &e) { return e.name == environment; });
    return found == policy->environments.cend() ? nullptr : &*found;
}

const PolicyEnvironment *environmentOf(const Policy &policy, const PolicyConnection &connection)
{
    const auto find = [&policy](auto fits) {
        const auto found = std::find_if(policy.environments.cbegin(), policy.environments.cend(), fits);
        return found == policy.environments.cend() ? nullptr : &*found;
    };
    if (!connection.environment.isEmpty()) {
        if (const auto *found = find([&](const PolicyEnvironment &e) { return e.name == connection.environment; }))
            return found;
    }
    return find([&](const PolicyEnvironment &e) { return e.connection == connection.name || e.connection == connection.context; });
}

QString phaseAt(const PolicyStrategy &strategy, std::optional<int> weight)
{
    const PolicyPhase *last = nullptr;
    for (const PolicyPhase &phase : strategy.phases) {
        if (!phase.weight)
            continue;
        last = &phase;
        if (!weight || *phase.weight >= *weight)
            return phase.name;
    }
    return last ? last->name : strategy.phases.isEmpty() ? QString() : strategy.phases.constFirst().name;
}

PolicyMatch matchPolicy(const QList<PolicyPtr> &policies, const PolicyConnection &connection, const Rollout &rollout)
{
    PolicyMatch match;
    for (const PolicyPtr &policy : policies) {
        const PolicyService *service = serviceOf(*policy, rollout);
        const PolicyEnvironment *environment = environmentOf(*policy, connection);
        if (!service || (!environment && !policy->environments.isEmpty()))
            continue;
        if (match) {
            match.alsoIn.append(policy->name);
            continue;
        }
        match.policy = policy;
        match.environment = environment ? environment->name : QString();
        match.service = service->name;
        if (const PolicyStrategy *strategy = policy->strategyOf(*service)) {
            match.strategy = strategy->name;
            match.phase = phaseOf(*strategy, rollout);
            match.drift = driftOf(*strategy, rollout);
        }
    }
    return match;
}

} // namespace maestro
