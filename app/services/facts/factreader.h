// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/facts/dependencies.h"
#include "services/facts/podfacts.h"

namespace maestro {

/// What is read live about one workload besides its metrics.
struct FactSheet
{
    QDateTime at;
    std::optional<RolloutParts> parts; ///< nothing: the workload could not be read
    QList<ProbeAnswer> probes; ///< of the service, as its policy lists them
    QList<ProbeAnswer> canaryProbes; ///< the same with the header X-Canary: true, while an update is under way
    QList<FactReading> readings; ///< names as in slo/facts.h and decision/factreading.h
};

/// Reads the facts of one workload by its policy: pods, the endpoints of its Services, health, dependencies; all at the same time. One
/// reader for everybody; owns the prober. Lives on the services' thread.
class FactReader : public QObject
{
    Q_OBJECT
public:
    explicit FactReader(const Clock *clock, QObject *parent = nullptr);

    struct Question
    {
        ObjectRef target;
        WorkloadKind workload = WorkloadKind::Rollout;
        PolicyMatch match;
        bool updates = false; ///< canary and stable both serve
        QList<ProbeAnswer> recent = {}; ///< of probes that were asked less than their interval ago: not asked again
    };
    /// Calls back once, later; not after destruction. A null access: what the cluster would tell is unknown. Without a policy only
    /// pods and endpoints are read.
    void read(const Question &question, ClusterAccess *access, Callback<FactSheet> done);

    /// Whether a policy's gates and rules rest on anything that is read here.
    static bool isNeeded(const Policy &policy);

    HealthProber *prober() { return &m_prober; }

private:
    const Clock *m_clock;
    HealthProber m_prober;
};

/// What {{name}} means in an address of the policy: the variables of the service, of the environment, and namespace and environment.
HealthProber::Variables variablesOf(const PolicyMatch &match, const ObjectRef &target);

} // namespace maestro
