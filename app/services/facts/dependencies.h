// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/factreading.h"
#include "domain/policy/policymatch.h"
#include "services/cluster/clusteraccess.h"
#include "services/facts/healthprober.h"

namespace maestro {

/// How one dependency was found by one way of looking: its workload, its pods, a probe.
enum class DependencyState { Healthy, Degraded, Unhealthy, Unknown };

/// Ready of desired: all is healthy, none unhealthy, some degraded; nothing desired is unhealthy.
DependencyState stateOfReplicas(int ready, int desired);
/// The worst of what was seen; something unseen makes it unknown, unless it is unhealthy anyway.
DependencyState worstOf(const QList<DependencyState> &seen);

/// `dependency:NAME` of each, and what rules ask of all together: dependencies:healthy, degraded, unhealthy. Unknown stays unknown as
/// long as it may change the answer. Without dependencies everything is unknown. Pure.
QList<FactReading> dependencyFacts(const QList<FactReading> &each, const QDateTime &at);

/// A dependency of the policy, or another service that is depended upon; nothing: there is none of that name.
std::optional<PolicyDependency> dependencyNamed(const Policy &policy, const QString &name);

/// Reads these dependencies of a policy: Rollouts, Deployments and StatefulSets by their ready replicas, pods by their readiness, probes.
/// Calls back once, with dependency:NAME of each; not after `owner` is gone.
void readDependencies(const PolicyMatch &match, const QStringList &names, const QString &ns, ClusterAccess *access, HealthProber *prober, const HealthProber::Variables &variables,
                      const Clock *clock, QObject *owner, Callback<QList<FactReading>> done);

} // namespace maestro
