// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/pod.h"
#include "domain/rollout/replicaset.h"
#include "domain/rollout/rollout.h"

namespace maestro {

enum class RevisionRole { Stable, Canary, Active, Preview, Old, Ping, Pong };

/// A ReplicaSet seen as one revision of its owner.
struct Revision
{
    int number = 0;
    QString hash;
    QString replicaSet;
    QString replicaSetUid;
    QList<RevisionRole> roles; ///< kubectl-argo-rollouts info/replicaset_info.go; Old when none other fits
    QStringList images;
    QList<int> formerNumbers;
    int desired = 0;
    int ready = 0;
    int available = 0;
    QDateTime createdAt;
    QString scaleDownDeadline;
    QString changeCause; ///< kubernetes.io/change-cause

    bool has(RevisionRole role) const { return roles.contains(role); }
    bool operator==(const Revision &) const = default;
};

/// Owned by UID, newest revision first, then by name.
QList<Revision> revisionsOf(const Rollout &rollout, const QList<ReplicaSet> &replicaSets);

/// "stable", "canary", "active", "preview", "old", "ping", "pong"
QString roleWord(RevisionRole role);

} // namespace maestro
