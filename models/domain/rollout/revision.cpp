// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/revision.h"

namespace maestro {

namespace {

QList<RevisionRole> canaryRoles(const Rollout &rollout, const QString &hash)
{
    QList<RevisionRole> roles;
    if (hash == rollout.stableHash)
        roles.append(RevisionRole::Stable);
    else if (hash == rollout.currentPodHash)
        roles.append(RevisionRole::Canary);
    else
        return roles;
    if (!rollout.traffic.pingService.isEmpty() || !rollout.stablePingPong.isEmpty()) {
        const bool stableIsPing = rollout.stablePingPong == QLatin1String("ping");
        const bool isStable = roles.first() == RevisionRole::Stable;
        roles.append(isStable == stableIsPing ? RevisionRole::Ping : RevisionRole::Pong);
    }
    return roles;
}

QList<RevisionRole> blueGreenRoles(const Rollout &rollout, const QString &hash)
{
    QList<RevisionRole> roles;
    if (hash == rollout.stableHash)
        roles.append(RevisionRole::Stable);
    if (hash == rollout.activeHash)
        roles.append(RevisionRole::Active);
    else if (hash == rollout.previewHash)
        roles.append(RevisionRole::Preview);
    return roles;
}

/// Argo Rollouts, pkg/kubectl-argo-rollouts/info/replicaset_info.go; a Deployment has only its newest revision in force.
QList<RevisionRole> rolesOf(const Rollout &rollout, const ReplicaSet &set, int newest)
{
    QList<RevisionRole> roles;
    const QString hash = set.hash();
    if (rollout.workload == WorkloadKind::Deployment) {
        const int inForce = rollout.revision() > 0 ? rollout.revision() : newest;
        if (inForce > 0 && set.revision() == inForce)
            roles.append(RevisionRole::Active);
    } else if (!hash.isEmpty() && rollout.strategy == Strategy::BlueGreen) {
        roles = blueGreenRoles(rollout, hash);
    } else if (!hash.isEmpty()) {
        roles = canaryRoles(rollout, hash);
    }
    if (roles.isEmpty())
        roles.append(RevisionRole::Old);
    return roles;
}

} // namespace

QList<Revision> revisionsOf(const Rollout &rollout, const QList<ReplicaSet> &replicaSets)
{
    int newest = 0;
    QList<Revision> revisions;
    const auto isOwn = [&](const ReplicaSet &set) { return !rollout.meta.uid.isEmpty() && set.meta.isOwnedBy(rollout.meta.uid); };
    for (const ReplicaSet &set : replicaSets)
        if (isOwn(set))
            newest = qMax(newest, set.revision());
    for (const ReplicaSet &set : replicaSets) {
        if (!isOwn(set))
            continue;
        Revision r;
        r.number = set.revision();
        r.hash = set.hash();
        r.replicaSet = set.meta.name;
        r.replicaSetUid = set.meta.uid;
        r.roles = rolesOf(rollout, set, newest);
        r.images = set.images;
        r.formerNumbers = set.formerRevisions();
        r.desired = set.desired;
        r.ready = set.ready;
        r.available = set.available;
        r.createdAt = set.meta.createdAt;
        r.scaleDownDeadline = set.scaleDownDeadline();
        r.changeCause = set.meta.annotations.value(QStringLiteral("kubernetes.io/change-cause"));
        revisions.append(r);
    }
    std::sort(revisions.begin(), revisions.end(), [](const Revision &a, const Revision &b) {
        return a.number != b.number ? a.number > b.number : a.replicaSet < b.replicaSet;
    });
    return revisions;
}

QString roleWord(RevisionRole role)
{
    switch (role) {
    case RevisionRole::Stable: return QStringLiteral("stable");
    case RevisionRole::Canary: return QStringLiteral("canary");
    case RevisionRole::Active: return QStringLiteral("active");
    case RevisionRole::Preview: return QStringLiteral("preview");
    case RevisionRole::Old: return QStringLiteral("old");
    case RevisionRole::Ping: return QStringLiteral("ping");
    case RevisionRole::Pong: return QStringLiteral("pong");
    }
    return QStringLiteral("old");
}

} // namespace maestro
