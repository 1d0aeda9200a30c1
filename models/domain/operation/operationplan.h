// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationpolicy.h"

#include <QJsonArray>

#include <chrono>

namespace maestro {

/// What a rollback turns into, by state (ux/design.md section 4).
enum class RollbackWay { None, Abort, Undo, SwitchBack };

/// Things the operator must hear before confirming. models/text has the words.
enum class WarningCode {
    UndoWalksAllSteps, UndoWithinWindow, UndoToStable, ScaleDownPassed, AbortKeepsSpec, AbortWhilePaused, ResetsPromoteFull,
    SkipsGates, SkipsAnalysis, GitOpsWillRevert, SameSecondRevisions, TogglesBack, ControllerSlow, PatchesWorkload,
    RestartNewRevision, DynamicStableScale, PromoteAlsoUnpauses, FormerRevision, LowReplicas, UnverifiedWeight, UndoAlsoUnpauses, AutoscalerMayRevert, FewerPods,
    AnalysisStays, StepsReplaced, AnalysisGoesOn, // of emergencies: what a replaced part of the strategy leaves and does
};

struct PlanWarning
{
    WarningCode code;
    QStringList arguments = {};

    bool operator==(const PlanWarning &) const = default;
};

/// The object a step writes to.
enum class PatchTarget { Status, Main, Workload };

/// A fact the operator saw, checked by the server in the same write (a JSON Patch `test`).
enum class GuardField {
    Uid, Generation, ResourceVersion, CurrentPodHash, StableHash, StepIndex, PauseConditions, ControllerPause, Abort, PromoteFull,
    SpecPaused, RestartAt, RevisionAnnotation, Replicas, CanarySteps, CanaryAnalysis, // the Journal keeps the numbers: append only
};

struct Guard
{
    GuardField field;
    QJsonValue value; ///< exactly as received; Null: must be absent

    bool operator==(const Guard &) const = default;
};

enum class ChangeKind {
    ClearPause, ClearControllerPause, SetStepIndex, SetAbort, ClearAbort, SetPromoteFull, ClearPromoteFull, SetPaused, SetRestartAt, ReplaceTemplate, SetTemplateRestartedAt, SetReplicas, SetSteps, SetAnalysis, RemoveAnalysis,
    SetImage, ///< value: {"index", "name", "from", "image"} of a container; the first three are tested in the same request
};

struct Change
{
    ChangeKind kind;
    QJsonValue value = {};

    bool operator==(const Change &) const = default;
};

/// One request: guards and changes travel together and the server takes all or nothing.
struct PatchStep
{
    PatchTarget target = PatchTarget::Status;
    QList<Guard> guards;
    QList<Change> changes;

    bool operator==(const PatchStep &) const = default;
};

/// The exact bytes, made by app/kube/patch from a PatchStep; shown to the operator and sent unchanged.
struct PlannedRequest
{
    QString method;
    QString path; ///< with query
    QString contentType;
    QByteArray body;

    bool operator==(const PlannedRequest &) const = default;
};

/// What will be looked for to call the operation done; never HTTP 200.
enum class EffectKind {
    GatePassed, FullyPromoted, StepSkipped, Aborted, Retried, Paused, Resumed, Restarted, TemplateInForce, SwitchedBack, Scaled, WeightAll, StepsRestored, AnalysisOff, AnalysisRestored, ImageSet, // append only
};

struct ExpectedEffect
{
    EffectKind kind = EffectKind::GatePassed;
    QString hash; ///< pod hash that must be current or stable, where the kind needs one; of ImageSet the one that must be no more
    std::optional<int> fromStep;
    QString restartAt;
    QJsonObject podTemplate; ///< TemplateInForce on a Deployment
    std::optional<int> replicas = {}; ///< Scaled
    QString valueSha256 = {}; ///< of the part of the strategy, or of the container's name and image, that has to stand there; empty: none has to

    bool operator==(const ExpectedEffect &) const = default;
};

/// What the policy in force says about an action; all empty when none does.
struct PlanPolicy
{
    QString name;
    QString hash; ///< Policy::hash; goes into every record of the action
    QString environment;
    QString service;
    QString phase;
    QString guard; ///< confirm, hold, type-name, type-count; empty: the program's own rule
    bool drill = false; ///< the environment is for drills
    int minReasonChars = 0; ///< never below the program's own rule; an abort needs no more than that
    std::chrono::milliseconds restoreWithin {0}; ///< obligation of the action: how soon it has to be put back or reviewed; 0: the program's own

    bool operator==(const PlanPolicy &) const = default;
};

/// What somebody owes after an action (ledger EMG-03, EMG-05). It is part of the intent, so that no crash can lose it.
struct PlanDuty
{
    enum class Kind { Review, RestoreSteps, RestoreAnalysis };

    Kind kind = Kind::Review;
    QDateTime due; ///< UTC

    bool operator==(const PlanDuty &) const = default;
};
/// "review", "restore-steps", "restore-analysis"
QString planDutyWord(PlanDuty::Kind kind);

struct ConfigBackup;
struct DeskCall;
struct DryRun;

/// One verb on one object as it would be done now. Immutable; never refreshed, only replaced.
struct OperationPlan
{
    OperationRequest request;
    RolloutSnapshotPtr before; ///< what the operator sees, decoded whole
    Allowed allowed;
    RollbackWay way = RollbackWay::None;
    std::optional<Revision> targetRevision; ///< of a rollback
    QList<PatchStep> steps;
    ExpectedEffect effect;
    QList<PlanWarning> warnings;
    std::shared_ptr<const DeskCall> call = {}; ///< a way back that is no patch of the workload; then there are no steps and no effect

    // filled by the service
    Actor actor;
    QString server;
    PlanPolicy policy;
    QList<PlannedRequest> requests;
    QString digest; ///< hex SHA-256 over target, guards and requests
    qint64 armedAtBootMs = -1; ///< a confirmation is good for 60 s from here (safety.md section 4.3)
    std::shared_ptr<const DryRun> dryRun = {}; ///< what the server said to the requests beforehand; null: it was not asked
    QString logUrl = {}; ///< where the deployment's log is, offered to whoever confirms (DEPLOYMENT_LOG_URL)
    QString evidenceProblem = {}; ///< why no evidence file can be written; empty: one can, or none is wanted
    QStringList recordAsks = {}; ///< of reason, ticket, log_url: what the policy wants in the record and only the yes can give
    std::optional<PlanDuty> duty = {}; ///< that the action leaves behind
    std::shared_ptr<const ConfigBackup> backup = {}; ///< written before anything is sent; null: no evidence is wanted
};

using OperationPlanPtr = std::shared_ptr<const OperationPlan>;

constexpr std::chrono::hours reviewWithin(24); ///< where the policy does not say
constexpr std::chrono::hours restoreWithin(4); ///< the same, of what was taken out of the strategy

constexpr int scalePreset = 5; ///< pods of a Scale that names no number (ledger EMG-02)
constexpr int mostReplicas = 100; ///< of a Scale, or twice what there is

/// Pure. `nowUtc` is only used for restartAt. `replicaSets` with templates are needed for Rollback alone; `referenced` is the
/// Deployment of a workloadRef, when there is one.
OperationPlan planOperation(const OperationRequest &request, RolloutSnapshotPtr snapshot, const QList<ReplicaSet> &replicaSets,
                            const Rollout *referenced, const QDateTime &nowUtc);

/// Whether the effect is visible in `now`: the observable of argo-semantics.md section 20 item 5. An abort is done only when the
/// controller says so and neither pods nor router serve the canary beyond what the strategy keeps (O13). A plan that was read back
/// from the Journal has no `before`; then request.uid names the object, and what only a comparison could tell is not claimed.
bool effectVisible(const OperationPlan &plan, const RolloutSnapshot &now);

/// Which guard of request number `step` no longer holds in `now`: names the precondition behind a 422 that names nothing (O1).
/// Guards on the Deployment of a workloadRef cannot be told from the Rollout and are left out.
struct FailedPrecondition
{
    QString path; ///< JSON pointer
    QString expected;
    QString found;

    bool operator==(const FailedPrecondition &) const = default;
};
std::optional<FailedPrecondition> failedPrecondition(const OperationPlan &plan, const RolloutSnapshot &now, int step = 0);

/// JSON pointer of a guard, e.g. /status/currentPodHash.
QString guardPath(GuardField field, WorkloadKind workload = WorkloadKind::Rollout);

/// Hex SHA-256 over target, verb and requests, guards included: what a confirmation is good for. Needs `requests`.
QString planDigest(const OperationPlan &plan);

} // namespace maestro
