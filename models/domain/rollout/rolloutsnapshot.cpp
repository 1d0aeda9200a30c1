// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/rolloutsnapshot.h"

#include <QSet>

namespace maestro {

namespace {

int revisionNumber(const AnalysisRun &run)
{
    return run.meta.annotations.value(QStringLiteral("rollout.argoproj.io/revision")).toInt();
}

bool olderPod(const Pod &a, const Pod &b)
{
    return a.meta.createdAt != b.meta.createdAt ? a.meta.createdAt < b.meta.createdAt : a.meta.name < b.meta.name;
}

bool newerRun(const AnalysisRun &a, const AnalysisRun &b)
{
    if (revisionNumber(a) != revisionNumber(b))
        return revisionNumber(a) > revisionNumber(b);
    return a.meta.createdAt != b.meta.createdAt ? a.meta.createdAt < b.meta.createdAt : a.meta.name > b.meta.name;
}

bool olderEvent(const KubeEvent &a, const KubeEvent &b)
{
    if (a.lastAt != b.lastAt)
        return a.lastAt < b.lastAt;
    return a.firstAt != b.firstAt ? a.firstAt < b.firstAt : a.meta.name < b.meta.name;
}

} // namespace

RolloutSnapshot assembleSnapshot(const RolloutParts &parts)
{
    RolloutSnapshot snapshot;
    snapshot.ref = {parts.context, parts.rollout.meta.ns, parts.rollout.meta.name};
    snapshot.rollout = parts.rollout;
    snapshot.phase = effectivePhase(parts.rollout);
    snapshot.partsComplete = parts.partsComplete;
    snapshot.missing = parts.missing;
    snapshot.weight = parts.partsComplete ? weightOf(parts.rollout, parts.replicaSets, parts.ingresses, parts.services)
                                          : weightFromStatus(parts.rollout);
    snapshot.revisions = revisionsOf(parts.rollout, parts.replicaSets);

    const QString uid = parts.rollout.meta.uid;
    QSet<QString> sets;
    for (const Revision &revision : std::as_const(snapshot.revisions))
        sets.insert(revision.replicaSetUid);
    for (const Pod &pod : parts.pods)
        if (std::any_of(pod.meta.owners.begin(), pod.meta.owners.end(), [&](const OwnerReference &o) { return sets.contains(o.uid); }))
            snapshot.pods.append(pod);
    QSet<QString> related = sets;
    related.insert(uid);
    for (const AnalysisRun &run : parts.analysisRuns) {
        if (uid.isEmpty() || !run.meta.isOwnedBy(uid))
            continue;
        snapshot.analysisRuns.append(run);
        related.insert(run.meta.uid);
    }
    related.remove(QString());
    for (const KubeEvent &event : parts.events)
        if (related.contains(event.regardingUid))
            snapshot.events.append(event);
    std::sort(snapshot.pods.begin(), snapshot.pods.end(), olderPod);
    std::sort(snapshot.analysisRuns.begin(), snapshot.analysisRuns.end(), newerRun);
    std::sort(snapshot.events.begin(), snapshot.events.end(), olderEvent);
    return snapshot;
}

} // namespace maestro
