// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/deskway.h"
#include "domain/operation/outcome.h"
#include "domain/policy/policymatch.h"

#include <chrono>
#include <functional>

namespace maestro {

/// What a mass rollback does with one rollout (ledger EMG-04). The runbook aborts everything, which does nothing to what is promoted.
enum class MassDeed { Abort, Rollback, Skip };
enum class MassWhy { Moving, PromotedLately, Idle, AbortedAlready, NotReadable, NotSettled, PolicyLeavesMoving, PolicyLeavesPromoted, OneNamespace };

/// What the policy of a service says to its part of a mass rollback; all empty: the Rollout itself is taken back.
struct MassWay
{
    QString via; ///< the way that the policy puts first for the environment (ledger RBK-01, RBK-14, RBK-15), where it is no patch of the Rollout
    DeskKind kind = DeskKind::Argo; ///< of it
    QStringList command; ///< of it, as the policy writes it; empty: it is no program
    QStringList after; ///< the ways that the policy orders behind it, in their order; empty text: the Rollout itself
    QString policyHash; ///< of the policy that says so: under another one by then nothing is begun
    bool abortsMoving = false; ///< `emergency.mass.in_progress: abort`: what moves is aborted whatever is put first
    bool asksApproval = false; ///< for going on; a way back never waits for an approval (ledger X-19)
    bool leavesMoving = false; ///< `in_progress: skip`
    std::optional<std::chrono::milliseconds> lately; ///< `promoted_within.age`
    bool leavesPromoted = false; ///< `promoted_within.do: skip`
    bool takesPromoted = false; ///< `promoted_within.opt_in: false`: chosen without being asked for
    bool oneNamespace = false; ///< `scope: namespace`
    int parallel = 1; ///< rows under way at once
    QString confirm; ///< guard; the scope and the count are typed whatever it says

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
    int parallel() const; ///< the least that the policies of the chosen rows allow, from 1 to mostAtOnce
    QString confirmation() const; ///< what a person types: the scope and the count
    bool operator==(const MassPlan &) const = default;
};

constexpr int mostAtOnce = 10; ///< whatever a policy says

/// Moving: abort. Promoted within `lately`: roll back, not chosen. Everything else: skip, with the reason. A state that cannot be read
/// or that the controller has not caught up with is skipped, never guessed. `wayOf` may put another way in the place of either, and what the policy
/// of a service says of mass rollbacks holds for its rows; its age of a promotion comes before `lately`. Pure.
MassPlan massPlan(const QString &context, const QString &ns, const QList<Rollout> &rollouts, const QDateTime &now, std::chrono::milliseconds lately,
                  const std::function<MassWay(const Rollout &)> &wayOf = {});

constexpr QLatin1String massRollbackWord("mass-rollback"); ///< verb of its notes, rule of its rows

/// Whoever carries out this batch holds the lock of this name.
inline QString massLockOf(const QString &batch) { return QStringLiteral("mass/") + batch; }

/// The request for one row: it names the version that was seen, and the batch.
OperationRequest massRequest(const MassRow &row, const QString &batch);

/// How one row ended. No outcome: it was not begun (stopped), or could not even be planned (`problem`).
struct MassResult
{
    MassRow row;
    std::optional<Outcome> outcome;
    QString problem;
    QStringList passedOver = {}; ///< "way: why it could not be used", in the order of the policy
};

struct MassReport
{
    QString batch; ///< id of the batch in the Journal
    MassPlan plan;
    QList<MassResult> results; ///< of the chosen rows, as they ended
    bool stopped = false;

    int applied() const;
    int notDone() const; ///< chosen rows without an applied outcome
};

QString massDeedWord(MassDeed deed); ///< "abort", "rollback", "skip"
QString massWhyWord(MassWhy why); ///< "moving", "promotedLately", "idle", "abortedAlready", "notReadable", "notSettled", "policyLeavesMoving", "policyLeavesPromoted", "oneNamespace"

} // namespace maestro
