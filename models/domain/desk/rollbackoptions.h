// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/deskcall.h"
#include "domain/desk/lastgood.h"

namespace maestro {

/// One way back as it would be taken now (RollbackOptions of cli.md). Texts are words for people.
struct RollbackOption
{
    DeskWay way;
    bool usable = false;
    QString reason; ///< why not; for a usable one what it decided ("abort: an update is under way"), or empty
    QString permission; ///< what it needs, and whether we have it
    QString target; ///< what it goes back to, as a ref; empty: it takes none
    QString reverts;
    QString leaves;
    QString sideEffects;
    std::optional<int> estimateSeconds; ///< of this console's own history
    OperationPlanPtr plan; ///< null: it could not be planned

    bool operator==(const RollbackOption &) const = default;
};

/// Every way back for one service side by side, in the order of the policy.
struct RollbackOptions
{
    QString service;
    ObjectRef target;
    RolloutSnapshotPtr before;
    PlanPolicy policy;
    QList<KnownGood> lastKnownGood;
    QList<RollbackOption> options;
    QDateTime at;
    HelmRevisions helm; ///< of the release behind it, newest first; empty: there is none, or it was not read
    QString busy; ///< who is taking a way back here now, in words; empty: nobody that is known
    QString asking; ///< the registry whose tags are still to come, by its address; empty: nothing more comes
    bool amended = false; ///< the same ways were told before, without those tags
    QStringList problems; ///< what could not be read, in words

    bool operator==(const RollbackOptions &) const = default;
};

using RollbackOptionsPtr = std::shared_ptr<const RollbackOptions>;

} // namespace maestro
