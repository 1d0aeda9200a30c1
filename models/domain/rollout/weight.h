// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/kubeobjects.h"
#include "domain/rollout/replicaset.h"
#include "domain/rollout/rollout.h"

namespace maestro {

/// Three values that are never merged. Absent means unknown, never 0.
struct Weight
{
    std::optional<int> wanted; ///< what the steps ask for (GetCurrentSetWeight)
    std::optional<int> recorded; ///< what the controller last wrote to the router: status.canary.weights
    std::optional<int> observed; ///< what pods, Ingress or Services show now
    std::optional<bool> verified;
    int max = 100;
    QString observedFrom; ///< "pods 1 of 4", "Ingress web-main-canary"; empty when observed is absent

    bool operator==(const Weight &) const = default;
};

/// Absent for plain Deployments. A basic canary is observed by ready pods of the canary ReplicaSet over all ready pods;
/// NGINX by the canary Ingress (a missing one is 0); blue/green by the active Service's selector; other routers are not read,
/// so observed is absent (argo-semantics.md sections 6 and 15, O22, O29).
std::optional<Weight> weightOf(const Rollout &rollout, const QList<ReplicaSet> &replicaSets, const QList<Ingress> &ingresses,
                               const QList<Service> &services);

/// The same from the Rollout alone, for lists: observed is filled only where status suffices.
std::optional<Weight> weightFromStatus(const Rollout &rollout);

/// Where the weight comes to rest when the present step is passed: at the next step that waits, or at everything after the last.
/// Absent when an unknown step lies on the way or nothing is under way.
std::optional<int> weightAfterPresentStep(const Rollout &rollout);

} // namespace maestro
