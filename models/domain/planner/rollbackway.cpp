// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/rollbackway.h"

namespace maestro {

namespace {

RollbackChoice refused(RefusalCode code, const QStringList &arguments = {})
{
    return {{false, code, arguments}, RollbackWay::None, std::nullopt};
}

template<typename Predicate> const Revision *findRevision(const RolloutSnapshot &snapshot, Predicate predicate)
{
    const auto it = std::find_if(snapshot.revisions.begin(), snapshot.revisions.end(), predicate);
    return it == snapshot.revisions.end() ? nullptr : &*it;
}

RollbackChoice namedRevision(const RolloutSnapshot &snapshot, int number)
{
    if (const Revision *exact = findRevision(snapshot, [&](const Revision &r) { return number > 0 && r.number == number; }))
        return {{true}, RollbackWay::Undo, *exact};
    if (const Revision *former = findRevision(snapshot, [&](const Revision &r) { return r.formerNumbers.contains(number); }))
        return refused(RefusalCode::RevisionRenumbered, {QString::number(number), QString::number(former->number)});
    QStringList known;
    for (const Revision &r : snapshot.revisions)
        if (r.number > 0)
            known.append(QString::number(r.number));
    return refused(RefusalCode::RevisionNotFound, {QString::number(number), known.join(QStringLiteral(", "))});
}

/// The newest revision other than the current one; while an update is aborted, the stable one.
RollbackChoice previousRevision(const RolloutSnapshot &snapshot, const Revision *current)
{
    if (const Revision *stable = stableRevision(snapshot); stable && current && stable->replicaSetUid != current->replicaSetUid)
        return {{true}, RollbackWay::Undo, *stable};
    const Revision *previous = findRevision(snapshot, [&](const Revision &r) {
        return r.number > 0 && (!current || r.replicaSetUid != current->replicaSetUid);
    });
    return previous ? RollbackChoice {{true}, RollbackWay::Undo, *previous} : refused(RefusalCode::NoPreviousRevision);
}

bool standsBy(const Revision &revision, const QDateTime &nowUtc)
{
    const QDateTime deadline = QDateTime::fromString(revision.scaleDownDeadline, Qt::ISODate);
    return nowUtc.isValid() && deadline.isValid() && deadline > nowUtc && revision.available > 0;
}

} // namespace

const Revision *currentRevision(const RolloutSnapshot &snapshot)
{
    const QString hash = snapshot.rollout.currentPodHash;
    if (snapshot.rollout.workload == WorkloadKind::Deployment)
        return findRevision(snapshot, [](const Revision &r) { return r.has(RevisionRole::Active); });
    return findRevision(snapshot, [&](const Revision &r) { return !hash.isEmpty() && r.hash == hash; });
}

const Revision *stableRevision(const RolloutSnapshot &snapshot)
{
    const QString hash = snapshot.rollout.stableHash;
    return findRevision(snapshot, [&](const Revision &r) { return !hash.isEmpty() && r.hash == hash; });
}

RollbackChoice chooseRollback(const RolloutSnapshot &snapshot, std::optional<int> toRevision, const QDateTime &nowUtc)
{
    const Rollout &rollout = snapshot.rollout;
    const bool isRollout = rollout.workload == WorkloadKind::Rollout;
    const bool midFlight = isRollout && !rollout.stableHash.isEmpty() && !rollout.isFullyPromoted();
    if (midFlight && !rollout.abort && !toRevision)
        return {{true}, RollbackWay::Abort, std::nullopt};
    if (!rollout.generationObserved())
        return refused(RefusalCode::NotObservedYet);
    if (!snapshot.partsComplete)
        return refused(RefusalCode::PartsMissing, {snapshot.missing.join(QStringLiteral("; "))});
    if (!isRollout && rollout.specPaused)
        return refused(RefusalCode::PausedBySpec);
    if (rollout.workloadRef && rollout.workloadRef->kind != QLatin1String("Deployment"))
        return refused(RefusalCode::WorkloadRefUnsupported, {rollout.workloadRef->kind, rollout.workloadRef->name});
    if (isRollout && rollout.stableHash.isEmpty() && !toRevision)
        return refused(RefusalCode::NoPreviousRevision);
    const Revision *current = currentRevision(snapshot);
    RollbackChoice choice = toRevision ? namedRevision(snapshot, *toRevision) : previousRevision(snapshot, current);
    if (!choice.allowed.allowed)
        return choice;
    if (current && current->replicaSetUid == choice.target->replicaSetUid)
        return refused(RefusalCode::SameTemplate, {QString::number(current->number)});
    if (rollout.strategy == Strategy::BlueGreen && rollout.isFullyPromoted() && standsBy(*choice.target, nowUtc))
        choice.way = RollbackWay::SwitchBack;
    return choice;
}

} // namespace maestro
