// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "domain/policy/policymatch.h"

#include <chrono>
#include <functional>

namespace maestro {

/// What a mass rollback does with one rollout (ledger EMG-04). The runbook aborts everything, which does nothing to what is promoted.
enum class MassDeed { Abort, Rollback, Skip };
enum class MassWhy { Moving, PromotedLately, Idle, AbortedAlready, NotReadable, NotSettled };

/// What the policy of a service says to its part of a mass rollback; all empty: the Rollout itself is taken back.
struct MassWay
{
    QString via; ///< the script that the policy puts first for the environment (ledger RBK-14, RBK-15)
    QStringList command; ///< of it, as the policy writes it
    QString policyHash; ///< of the policy that says so: under another one by then nothing is begun
    bool abortsMoving = false; ///< `emergency.mass.in_progress: abort`: what moves is aborted whatever is put first
    bool asksApproval = false; ///< for going on; a way back never waits for an approval (ledger X-19)

    bool operator==(const MassWay &) const = default;
};
MassWay massWayOf(const PolicyMatch &match, const Rollout &rollout);

struct MassRow
{
    ObjectRef ref;
    QString uid;
    QString hash; ///< of the newest version when it was looked at: the request is refused where it is another one by then
    MassDeed deed = MassDeed::Skip;
    MassWhy why = MassWhy::Idle;
    QDateTime promotedAt; ///< PromotedLately
    bool chosen = false; ///< PromotedLately: only where somebody asks for it
    QStringList images;
    EffectivePhase phase;
    std::optional<int> weight; ///< observed where the Rollout tells, else recorded
    int maxWeight = 100;
    MassWay way = {}; ///< `via` only where it is what is done

    bool operator==(const MassRow &) const = default;
};

/// Every rollout of one namespace (or of the cluster), the moving ones first. Nothing is sent by it.
struct MassPlan
{
    QString context;
    QString ns; ///< empty: all namespaces
    QList<MassRow> rows;

    int chosen() const;
    QString confirmation() const; ///< what a person types: the scope and the count
    bool operator==(const MassPlan &) const = default;
};

/// Moving: abort. Promoted within `lately`: roll back, not chosen. Everything else: skip, with the reason. A state that cannot be read
/// or that the controller has not caught up with is skipped, never guessed. `wayOf` may put a script in the place of either. Pure.
MassPlan massPlan(const QString &context, const QString &ns, const QList<Rollout> &rollouts, const QDateTime &now, std::chrono::milliseconds lately,
                  const std::function<MassWay(const Rollout &)> &wayOf = {});

/// The request for one row: it names the version that was seen, and the batch.
OperationRequest massRequest(const MassRow &row, const QString &batch);

/// How one row ended. No outcome: it was not begun (stopped), or could not even be planned (`problem`).
struct MassResult
{
    MassRow row;
    std::optional<Outcome> outcome;
    QString problem;
};

struct MassReport
{
    QString batch; ///< id of the batch in the Journal
    MassPlan plan;
    QList<MassResult> results; ///< of the chosen rows, in order
    bool stopped = false;

    int applied() const;
    int notDone() const; ///< chosen rows without an applied outcome
};

QString massDeedWord(MassDeed deed); ///< "abort", "rollback", "skip"
QString massWhyWord(MassWhy why); ///< "moving", "promotedLately", "idle", "abortedAlready", "notReadable", "notSettled"

} // namespace maestro
