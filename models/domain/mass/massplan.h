// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"

#include <chrono>

namespace maestro {

/// What a mass rollback does with one rollout (ledger EMG-04). The runbook aborts everything, which does nothing to what is promoted.
enum class MassDeed { Abort, Rollback, Skip };
enum class MassWhy { Moving, PromotedLately, Idle, AbortedAlready, NotReadable, NotSettled };

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
/// or that the controller has not caught up with is skipped, never guessed. Pure.
MassPlan massPlan(const QString &context, const QString &ns, const QList<Rollout> &rollouts, const QDateTime &now, std::chrono::milliseconds lately);

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
