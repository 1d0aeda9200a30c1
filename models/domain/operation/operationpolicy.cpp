// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/abortorigin.h"
#include "domain/planner/guards.h"
#include "domain/planner/rollbackway.h"
#include "domain/planner/strategyplanner.h"

namespace maestro {

namespace {

Allowed yes()
{
    return {true};
}

Allowed no(RefusalCode code, const QStringList &arguments = {})
{
    return {false, code, arguments};
}

bool isProgressVerb(Verb verb)
{
    return verb == Verb::Promote || verb == Verb::PromoteFull || verb == Verb::SkipStep || verb == Verb::Abort || verb == Verb::Retry;
}

/// The fields on which the decision and the guards of a verb stand.
QStringList fieldsBehind(Verb verb, WorkloadKind workload)
{
    QStringList fields {QStringLiteral("/metadata/uid"), QStringLiteral("/metadata/generation"), QStringLiteral("/spec/paused")};
    if (workload == WorkloadKind::Rollout)
        fields << QStringLiteral("/status/currentPodHash") << QStringLiteral("/status/abort");
    if (isProgressVerb(verb) || verb == Verb::Rollback)
        fields << QStringLiteral("/status/stableRS") << QStringLiteral("/status/promoteFull");
    if (verb == Verb::Promote || verb == Verb::PromoteFull || verb == Verb::SkipStep)
        fields << QStringLiteral("/status/currentStepIndex") << QStringLiteral("/status/pauseConditions")
               << QStringLiteral("/status/controllerPause") << QStringLiteral("/status/observedGeneration")
               << QStringLiteral("/spec/strategy");
    if (verb == Verb::Rollback)
        fields << QStringLiteral("/spec/workloadRef") << QStringLiteral("/spec/template") << QStringLiteral("/spec/strategy");
    if (verb == Verb::Scale)
        fields << QStringLiteral("/spec/replicas");
    if (verb == Verb::SetWeight100 || verb == Verb::RestoreSteps || verb == Verb::DisableAnalysis || verb == Verb::RestoreAnalysis)
        fields << QStringLiteral("/spec/strategy");
    if (verb == Verb::SetWeight100)
        fields << QStringLiteral("/status/stableRS") << QStringLiteral("/status/promoteFull");
    if (verb == Verb::SetImage)
        fields << QStringLiteral("/status/stableRS") << QStringLiteral("/spec/strategy") << QStringLiteral("/spec/template") << QStringLiteral("/spec/workloadRef");
    if (verb == Verb::Restart)
        fields << QStringLiteral("/spec/restartAt");
    return fields;
}

Allowed readable(Verb verb, const Rollout &rollout)
{
    if (rollout.meta.uid.isEmpty())
        return no(RefusalCode::Unreadable, {QStringLiteral("/metadata/uid")});
    const QStringList fields = fieldsBehind(verb, rollout.workload) + QStringList{QStringLiteral("/metadata/deletionTimestamp")};
    for (const QString &field : fields)
        if (rollout.isUnreadable(field))
            return no(RefusalCode::Unreadable, {field});
    return yes();
}

Allowed possibleForKind(Verb verb, const Rollout &rollout)
{
    if (!hasVerbs(rollout.workload))
        return no(RefusalCode::KindIsReadOnly, {workloadWord(rollout.workload)});
    if (rollout.workload == WorkloadKind::Deployment)
        return isProgressVerb(verb) ? no(RefusalCode::NotForDeployment) : yes();
    const bool known = rollout.strategy == Strategy::Canary || rollout.strategy == Strategy::BlueGreen;
    if (!known && (isProgressVerb(verb) || verb == Verb::Rollback))
        return no(RefusalCode::UnknownStrategy);
    return yes();
}

/// Common to the verbs that let a new version go on: the state must be settled, and an update must be under way.
Allowed goingOn(const Rollout &rollout)
{
    if (rollout.abort)
        return no(RefusalCode::AbortedUsePromoteNot);
    if (!rollout.generationObserved())
        return no(RefusalCode::NotObservedYet);
    if (rollout.promoteFull)
        return no(RefusalCode::AlreadyPromotingFull);
    if (rollout.isUnpausing())
        return no(RefusalCode::Unpausing);
    return yes();
}

/// A step of a kind this program does not know must not be passed by a promise about it.
Allowed knownStep(const Rollout &rollout)
{
    const std::optional<CanaryStep> step = rollout.currentStep();
    if (step && step->kind == StepKind::Unknown)
        return no(RefusalCode::Unreadable, {QStringLiteral("/spec/strategy/canary/steps/%1/%2").arg(rollout.currentStepIndex.value_or(0)).arg(step->key)});
    return yes();
}

Allowed nextStepExists(const Rollout &rollout)
{
    if (rollout.strategy == Strategy::BlueGreen)
        return no(RefusalCode::NotForBlueGreen);
    if (rollout.steps.isEmpty())
        return no(RefusalCode::NoSteps);
    if (rollout.currentPodHash.isEmpty())
        return no(RefusalCode::NothingToPromote); // never taken up by the controller: an index would be all there is of it
    if (rollout.isFullyPromoted() || !rollout.currentStep())
        return no(RefusalCode::AllStepsDone);
    if (rollout.specPaused)
        return no(RefusalCode::PausedBySpec);
    return knownStep(rollout);
}

Allowed promote(const Rollout &rollout)
{
    if (const Allowed going = goingOn(rollout); !going.allowed)
        return going;
    if (!rollout.pauseConditions.isEmpty())
        return knownStep(rollout);
    if (rollout.isFullyPromoted() || rollout.stableHash.isEmpty() || rollout.steps.isEmpty() || rollout.strategy != Strategy::Canary)
        return no(rollout.specPaused ? RefusalCode::PausedBySpec : RefusalCode::NothingToPromote);
    return nextStepExists(rollout);
}

Allowed promoteFull(const Rollout &rollout)
{
    if (const Allowed going = goingOn(rollout); !going.allowed)
        return going;
    if (rollout.isFullyPromoted())
        return no(RefusalCode::AlreadyFull);
    if (rollout.stableHash.isEmpty() || rollout.currentPodHash.isEmpty())
        return no(RefusalCode::NothingToPromote);
    return yes();
}

Allowed skipStep(const Rollout &rollout)
{
    if (const Allowed going = goingOn(rollout); !going.allowed)
        return going;
    return nextStepExists(rollout);
}

Allowed abort(const Rollout &rollout, const EffectivePhase &phase)
{
    if (rollout.abort) {
        const QString cause = abortOrigin(rollout, phase).cause;
        return no(RefusalCode::AlreadyAborted, cause.isEmpty() ? QStringList() : QStringList {cause});
    }
    if (rollout.stableHash.isEmpty() || rollout.currentPodHash.isEmpty())
        return no(RefusalCode::NothingToAbort);
    if (rollout.isFullyPromoted())
        return no(rollout.generationObserved() ? RefusalCode::FullyPromoted : RefusalCode::NotObservedYet);
    return yes();
}

Allowed pause(const Rollout &rollout)
{
    if (rollout.specPaused)
        return no(RefusalCode::AlreadyPaused);
    // a paused controller moves no pods and no Service: it would stop the way back half-way; a router goes on
    const bool movesPods = rollout.strategy == Strategy::Canary && !rollout.traffic.present && rollout.updatedReplicas > 0;
    const bool switches = rollout.strategy == Strategy::BlueGreen && rollout.activeHash != rollout.stableHash;
    if (rollout.abort && (movesPods || switches))
        return no(RefusalCode::AbortUnderWay);
    return yes();
}

Allowed resume(const Rollout &rollout)
{
    if (rollout.specPaused)
        return yes();
    return no(RefusalCode::NotPaused, rollout.pauseConditions.isEmpty() ? QStringList() : QStringList {rollout.pauseConditions.first().reason});
}

Allowed restart(const Rollout &rollout)
{
    if (rollout.workload == WorkloadKind::Deployment)
        return rollout.specPaused ? no(RefusalCode::PausedBySpec) : yes();
    return !rollout.restartAt.isEmpty() && rollout.restartAt != rollout.restartedAt ? no(RefusalCode::AlreadyRestarting, {rollout.restartAt})
                                                                                     : yes();
}

/// Of the verbs that take a part out of the canary strategy or put it back.
Allowed canaryOnly(const Rollout &rollout)
{
    if (rollout.workload != WorkloadKind::Rollout)
        return no(RefusalCode::NotForDeployment);
    if (rollout.strategy == Strategy::BlueGreen)
        return no(RefusalCode::CanaryOnly);
    return rollout.strategy == Strategy::Canary ? yes() : no(RefusalCode::UnknownStrategy);
}

/// A row of a list does not keep the strategy as received: then the plan decides.
Allowed setWeight100(const Rollout &rollout)
{
    for (const Allowed &check : {canaryOnly(rollout), promoteFull(rollout)})
        if (!check.allowed)
            return check;
    if (rollout.steps.isEmpty())
        return no(RefusalCode::NoSteps);
    if (rollout.specPaused)
        return no(RefusalCode::PausedBySpec);
    return receivedValue(rollout, GuardField::CanarySteps) == QJsonValue(stepsOfWeight100()) ? no(RefusalCode::OnlyWeight100) : yes();
}

Allowed disableAnalysis(const Rollout &rollout)
{
    const Allowed canary = canaryOnly(rollout);
    if (!canary.allowed || rollout.received.isEmpty())
        return canary;
    return receivedValue(rollout, GuardField::CanaryAnalysis).isNull() ? no(RefusalCode::NoAnalysis) : yes();
}

/// Nobody's update may be replaced by a drill's; one that was aborted is nobody's any more.
Allowed setImage(const Rollout &rollout)
{
    if (const Allowed canary = canaryOnly(rollout); !canary.allowed)
        return canary;
    if (rollout.workloadRef)
        return no(RefusalCode::WorkloadRefUnsupported, {rollout.workloadRef->kind, rollout.workloadRef->name});
    if (!rollout.generationObserved())
        return no(RefusalCode::NotObservedYet);
    if (rollout.stableHash.isEmpty() || rollout.currentPodHash.isEmpty())
        return no(RefusalCode::NothingToAbort);
    if (rollout.specPaused)
        return no(RefusalCode::PausedBySpec);
    return rollout.isFullyPromoted() || rollout.abort ? yes() : no(RefusalCode::UpdateUnderWay);
}

} // namespace

QString triggerWord(TriggerKind kind)
{
    switch (kind) {
    case TriggerKind::Manual: return QStringLiteral("manual");
    case TriggerKind::Gate: return QStringLiteral("gate");
    case TriggerKind::Breaker: return QStringLiteral("breaker");
    case TriggerKind::Controller: return QStringLiteral("controller");
    case TriggerKind::Drill: return QStringLiteral("drill");
    }
    return QStringLiteral("manual");
}

Allowed allowedByState(Verb verb, const RolloutSnapshot &snapshot)
{
    const Rollout &rollout = snapshot.rollout;
    if (rollout.meta.deletedAt.isValid())
        return no(RefusalCode::BeingDeleted);
    for (const Allowed &check : {possibleForKind(verb, rollout), readable(verb, rollout)})
        if (!check.allowed)
            return check;
    switch (verb) {
    case Verb::Promote: return promote(rollout);
    case Verb::PromoteFull: return promoteFull(rollout);
    case Verb::SkipStep: return skipStep(rollout);
    case Verb::Abort: return abort(rollout, snapshot.phase);
    case Verb::Retry: return rollout.abort ? yes() : no(RefusalCode::NotAborted);
    case Verb::Pause: return pause(rollout);
    case Verb::Resume: return resume(rollout);
    case Verb::Restart: return restart(rollout);
    case Verb::Scale: return yes();
    case Verb::SetWeight100: return setWeight100(rollout);
    case Verb::DisableAnalysis: return disableAnalysis(rollout);
    case Verb::RestoreSteps:
    case Verb::RestoreAnalysis: return canaryOnly(rollout);
    case Verb::SetImage: return setImage(rollout);
    case Verb::Rollback: return chooseRollback(snapshot, std::nullopt, {}).allowed;
    }
    return no(RefusalCode::Unreadable);
}

QString writtenResource(Verb verb, const RolloutSnapshot &snapshot)
{
    const Rollout &rollout = snapshot.rollout;
    if (rollout.workload == WorkloadKind::Deployment)
        return QStringLiteral("deployments");
    switch (verb) {
    case Verb::Pause:
    case Verb::Resume:
    case Verb::Restart:
    case Verb::Scale:
    case Verb::SetWeight100:
    case Verb::RestoreSteps:
    case Verb::DisableAnalysis:
    case Verb::RestoreAnalysis:
    case Verb::SetImage: return QStringLiteral("rollouts");
    case Verb::Rollback:
        if (chooseRollback(snapshot, std::nullopt, {}).way == RollbackWay::Abort)
            return QStringLiteral("rollouts/status");
        return rollout.workloadRef ? QStringLiteral("deployments") : QStringLiteral("rollouts");
    case Verb::Promote:
    case Verb::PromoteFull:
    case Verb::SkipStep:
    case Verb::Abort:
    case Verb::Retry: return QStringLiteral("rollouts/status");
    }
    return QStringLiteral("rollouts");
}

Allowed allowedNow(Verb verb, const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    if (freshness.state == FreshnessState::Disconnected)
        return no(RefusalCode::Disconnected);
    if (freshness.state != FreshnessState::Live)
        return no(RefusalCode::DataTooOld, {QString::number(qRound64(freshness.seconds))});
    const Allowed byState = allowedByState(verb, snapshot);
    const QString resource = writtenResource(verb, snapshot);
    if (byState.allowed && snapshot.deniedWrites.contains(resource))
        return no(RefusalCode::MissingPermission, {QString(QStringLiteral("patch ") + resource), snapshot.ref.ns, snapshot.deniedWrites.value(resource)});
    return byState;
}

} // namespace maestro
