// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/freshness/freshness.h"
#include "domain/rollout/analysisrun.h"
#include "domain/rollout/kubeobjects.h"
#include "domain/rollout/pod.h"
#include "domain/rollout/revision.h"
#include "domain/rollout/rolloutphase.h"
#include "domain/rollout/weight.h"

#include <memory>

namespace maestro {

/// Everything known about one Rollout's neighbours, decoded, before any rule.
struct RolloutParts
{
    QString context;
    Rollout rollout;
    QList<ReplicaSet> replicaSets;
    QList<Pod> pods;
    QList<AnalysisRun> analysisRuns;
    QList<KubeEvent> events;
    QList<Service> services;
    QList<Ingress> ingresses;
    bool partsComplete = true; ///< false: neighbours not listed yet, or forbidden; weights and revisions are then unknown
    QStringList missing; ///< what is missing and why, in words
};

/// One immutable, joined view of a Rollout at one moment. Crosses threads as shared_ptr<const RolloutSnapshot>.
struct RolloutSnapshot
{
    ObjectRef ref;
    Rollout rollout;
    EffectivePhase phase;
    std::optional<Weight> weight;
    QList<Revision> revisions;
    QList<Pod> pods; ///< of all revisions, oldest first
    QList<AnalysisRun> analysisRuns; ///< newest revision first
    QList<KubeEvent> events; ///< of the Rollout, its ReplicaSets and AnalysisRuns, oldest first
    bool partsComplete = true;
    QStringList missing;
    QMap<QString, QString> deniedWrites; ///< resource the operator may not patch ("rollouts/status", "rollouts", "deployments") and the server's reason
    qint64 heardAtBootMs = -1; ///< Clock::bootMs() of the last proof that this is current
    bool connected = false;

    bool operator==(const RolloutSnapshot &) const = default;
};

using RolloutSnapshotPtr = std::shared_ptr<const RolloutSnapshot>;

/// Pure join by owner UID. heardAtBootMs and connected are the caller's to fill.
RolloutSnapshot assembleSnapshot(const RolloutParts &parts);

} // namespace maestro
