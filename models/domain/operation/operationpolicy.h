// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"
#include "domain/journal/journalrecord.h"
#include "domain/rollout/rolloutsnapshot.h"

#include <chrono>

namespace maestro {

/// Why a verb cannot be used now. models/text turns it into words; the arguments fill the blanks.
enum class RefusalCode {
    None,
    NotForDeployment, KindIsReadOnly, NotForRollout, NotForBlueGreen, NoSteps, NothingToPromote, NotPausedNorProgressing, AllStepsDone, AlreadyFull,
    AlreadyPromotingFull, AlreadyAborted, NothingToAbort, FullyPromoted, NotAborted, AlreadyPaused, NotPaused, PausedBySpec,
    NoPreviousRevision, RevisionNotFound, RevisionRenumbered, SameTemplate, TemplateUnknown, AbortedUsePromoteNot,
    NotObservedYet, Unpausing, DataTooOld, Disconnected, Unreadable, BeingDeleted, ReadOnly, MissingPermission, PermissionUnknown,
    InFlight, PartsMissing, PreconditionFailed, ObjectReplaced, WorkloadRefUnsupported, UnknownStrategy, AlreadyRestarting, AbortUnderWay,
    SameReplicas, ReplicasOutOfRange,
    WayUnusable, ///< of a way back beside the cluster; the argument says why
    DryRunRefused, ///< the server was asked beforehand and said no; the argument is what it said
    CanaryOnly, NoAnalysis, OnlyWeight100, ///< of the verbs that replace a part of the canary strategy for a while
    NothingKept, ChangedSinceKept, ///< of a restore; the argument of the latter: the field
    CannotBeKept, ///< what would be replaced looks like a secret or is too large for the Journal; the argument: the field
    NotForDrills, ///< a step of a drill where the policy does not say `drill: true`; the argument: where
    UpdateUnderWay, ContainerUnknown, SameImage, BadImage, ///< of a drill's image
};

struct Allowed
{
    bool allowed = false;
    RefusalCode code = RefusalCode::None;
    QStringList arguments = {};

    bool operator==(const Allowed &) const = default;
};

/// What a verb took out of the strategy, as the Journal kept it; a restore puts back exactly that (ledger ACT-13, ACT-15).
struct KeptValue
{
    QString action; ///< that took it out; also the id of the duty to put it back
    QJsonValue value;
    QString by;
    QDateTime at;

    bool operator==(const KeptValue &) const = default;
};

/// What the operator asked for, before any planning. Expectations of the command line become guards.
/// Why an action is taken (AUT-03). Breaker: a gate of the policy's set "breakers".
enum class TriggerKind { Manual, Gate, Breaker, Controller, Drill };

struct ActionTrigger
{
    TriggerKind kind = TriggerKind::Manual;
    QString rule = {}; ///< the gate or decision rule that won
    QString release = {}; ///< releaseKey() of automation; empty for a person

    bool operator==(const ActionTrigger &) const = default;
};

/// "manual", "gate", "breaker", "controller", "drill"
QString triggerWord(TriggerKind kind);

/// The image that a drill gives a container; `image` whole, or `tag` beside the repository that is there.
struct ImageWish
{
    QString container; ///< empty: the only one
    QString image;
    QString tag;

    bool operator==(const ImageWish &) const = default;
};

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
    ActionTrigger trigger = {};
    QString via = {}; ///< of a rollback: the way back by name or type; empty: as the state says
    QString to = {}; ///< with `via`: revision, Helm revision or tag; empty: the last known good
    std::optional<int> replicas = {}; ///< of a Scale: how many pods to ask for
    bool review = false; ///< of a full promotion: the emergency bypass, after which somebody owes a review (ledger EMG-03)
    std::optional<KeptValue> kept = {}; ///< of a restore; nothing: nothing is known to be kept
    ImageWish image = {}; ///< of SetImage
    std::chrono::milliseconds dutyWithin {0}; ///< how soon what it leaves to do has to be done; 0: as the policy says
};

/// What is possible in this state, by the state alone (argo-semantics.md sections 8 to 11); neither permission nor age.
Allowed allowedByState(Verb verb, const RolloutSnapshot &snapshot);

/// The resource that the verb patches first in this state: "rollouts/status", "rollouts" or "deployments".
QString writtenResource(Verb verb, const RolloutSnapshot &snapshot);

/// The same with permission and age: a denied write, and data that is not live, block the verb with the reason; a late answer
/// unblocks by itself.
Allowed allowedNow(Verb verb, const RolloutSnapshot &snapshot, const Freshness &freshness);

} // namespace maestro
