// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"
#include "domain/journal/journalrecord.h"
#include "domain/rollout/rolloutsnapshot.h"

namespace maestro {

/// Why a verb cannot be used now. models/text turns it into words; the arguments fill the blanks.
enum class RefusalCode {
    None,
    NotForDeployment, KindIsReadOnly, NotForRollout, NotForBlueGreen, NoSteps, NothingToPromote, NotPausedNorProgressing, AllStepsDone, AlreadyFull,
    AlreadyPromotingFull, AlreadyAborted, NothingToAbort, FullyPromoted, NotAborted, AlreadyPaused, NotPaused, PausedBySpec,
    NoPreviousRevision, RevisionNotFound, RevisionRenumbered, SameTemplate, TemplateUnknown, AbortedUsePromoteNot,
    NotObservedYet, Unpausing, DataTooOld, Disconnected, Unreadable, BeingDeleted, ReadOnly, MissingPermission, PermissionUnknown,
    InFlight, PartsMissing, PreconditionFailed, ObjectReplaced, WorkloadRefUnsupported, UnknownStrategy, AlreadyRestarting, AbortUnderWay,
};

struct Allowed
{
    bool allowed = false;
    RefusalCode code = RefusalCode::None;
    QStringList arguments = {};

    bool operator==(const Allowed &) const = default;
};

/// What the operator asked for, before any planning. Expectations of the command line become guards.
struct OperationRequest
{
    Verb verb = Verb::Promote;
    ObjectRef target;
    WorkloadKind workload = WorkloadKind::Rollout;
    QString uid; ///< of the object on screen; empty from the command line
    std::optional<int> toRevision = {};
    std::optional<int> expectRevision = {};
    QString expectHash = {};
    std::optional<int> expectStep = {};
    QString reason = {};
    QString ticket = {};
};

/// What is possible in this state, by the state alone (argo-semantics.md sections 8 to 11); neither permission nor age.
Allowed allowedByState(Verb verb, const RolloutSnapshot &snapshot);

/// The resource that the verb patches first in this state: "rollouts/status", "rollouts" or "deployments".
QString writtenResource(Verb verb, const RolloutSnapshot &snapshot);

/// The same with permission and age: a denied write, and data that is not live, block the verb with the reason; a late answer
/// unblocks by itself.
Allowed allowedNow(Verb verb, const RolloutSnapshot &snapshot, const Freshness &freshness);

} // namespace maestro
