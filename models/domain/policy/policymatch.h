// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/policy/policyfault.h"
#include "domain/rollout/rollout.h"

namespace maestro {

/// A cluster as policies may call it: the entry of connections.yaml and the kubeconfig context.
struct PolicyConnection
{
    QString context;
    QString name; ///< of the entry; empty: none
    QString environment; ///< of the entry; empty: the policy that names the connection says
};

/// Steps of the cluster beside those of the policy (ledger STR-01, STR-03). The cluster's are what happens.
struct LadderDrift
{
    QList<double> policy; ///< percent, as the policy asks
    QList<double> cluster; ///< percent, from spec.strategy.canary.steps

    bool operator==(const LadderDrift &) const = default;
};

/// What a policy says about one workload.
struct PolicyMatch
{
    PolicyPtr policy;
    QString environment; ///< empty: the policy has none for this connection
    QString service;
    QString strategy;
    QString phase; ///< where the workload is; empty without a strategy
    std::optional<LadderDrift> drift;
    QStringList alsoIn; ///< other policies that claim the same workload; the first by file wins
    PolicyFaults doubts; ///< without a policy: files that might name the workload and could not be read

    explicit operator bool() const { return policy != nullptr; }
    const PolicyService *serviceEntry() const { return policy->service(service); }
    /// Null without an environment.
    const PolicyEnvironment *environmentEntry() const;
};

/// The service of the first policy with this workload whose environments include the connection (a policy without environments
/// includes all). Pure.
PolicyMatch matchPolicy(const QList<PolicyPtr> &policies, const PolicyConnection &connection, const Rollout &rollout);

/// The environment of a policy that a connection is, by connection or by name; null when there is none.
const PolicyEnvironment *environmentOf(const Policy &policy, const PolicyConnection &connection);

/// Where a canary at this weight is: the phase with it, else the next one up; without weights the first phase.
QString phaseAt(const PolicyStrategy &strategy, std::optional<int> weight);

} // namespace maestro
