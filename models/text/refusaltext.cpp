// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/operationtext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Refusal
{
    Q_DECLARE_TR_FUNCTIONS(Operation)

public:
    /// The state of the rollout as the reason.
    static QString byState(RefusalCode code)
    {
        switch (code) {
        case RefusalCode::NotForDeployment: return tr("A Deployment has no steps: use Roll back, Pause, Resume or Restart.");
        case RefusalCode::NotForRollout: return tr("This is not possible for a Rollout.");
        case RefusalCode::NotForBlueGreen: return tr("Blue/green has no steps to skip: promote switches, abort stays.");
        case RefusalCode::NoSteps: return tr("The strategy has no steps.");
        case RefusalCode::NothingToPromote: return tr("There is nothing to promote: no update waits.");
        case RefusalCode::NotPausedNorProgressing: return tr("No update is under way.");
        case RefusalCode::AllStepsDone: return tr("All steps are done.");
        case RefusalCode::AlreadyFull: return tr("The current version already serves everybody.");
        case RefusalCode::AlreadyPromotingFull: return tr("A full promotion is already under way. Abort is still possible.");
        case RefusalCode::CanaryOnly: return tr("This is for canaries: blue/green keeps its analyses before and after the switch.");
        case RefusalCode::NoAnalysis: return tr("The strategy has no background analysis that could be turned off.");
        case RefusalCode::OnlyWeight100: return tr("Its only step sends everybody to the new version already.");
        case RefusalCode::NothingKept: return tr("The Journal has nothing that was taken out of this strategy from here and not put back.");
        case RefusalCode::NothingToAbort: return tr("There is nothing to abort: no stable version to go back to.");
        case RefusalCode::FullyPromoted:
            return tr("The update is complete: the controller would drop an abort. Use Roll back to return to the version before.");
        case RefusalCode::NotAborted: return tr("There is nothing to retry: the update is not aborted.");
        case RefusalCode::AlreadyPaused: return tr("It is already paused.");
        case RefusalCode::PausedBySpec: return tr("A person paused it. Resume it first.");
        case RefusalCode::NoPreviousRevision: return tr("There is no earlier revision to go back to.");
        case RefusalCode::AbortedUsePromoteNot: return tr("The update is aborted: a promote would ship the version that was stopped. Retry starts it again.");
        case RefusalCode::NotObservedYet: return tr("The controller has not yet seen the last change. Wait until it has.");
        case RefusalCode::Unpausing: return tr("A promote was just sent and the controller has not acted on it yet.");
        case RefusalCode::BeingDeleted: return tr("It is being deleted.");
        case RefusalCode::UpdateUnderWay: return tr("An update is under way: a drill does not replace it.");
        case RefusalCode::AbortUnderWay: return tr("The abort is still moving pods back: a pause would stop it half-way.");
        case RefusalCode::UnknownStrategy: return tr("The strategy is not known to this console: nothing about it can be promised.");
        default: return {};
        }
    }

    /// What stands between the operator and the object as the reason.
    static QString byCircumstance(RefusalCode code)
    {
        switch (code) {
        case RefusalCode::Disconnected: return tr("The cluster is not reachable: what is shown is the last known state.");
        case RefusalCode::ReadOnly: return tr("This connection is read-only.");
        case RefusalCode::InFlight: return tr("An action on this object is under way.");
        case RefusalCode::PermissionUnknown: return tr("Your permission could not be checked.");
        default: return {};
        }
    }

    static QString withArguments(RefusalCode code, const QString &first, const QString &second, const QString &third)
    {
        switch (code) {
        case RefusalCode::NotPaused:
            return first.isEmpty() ? tr("It is not paused by a person.")
                                   : tr("It is held by its own pause (%1), not by a person: use Promote to pass it.").arg(first);
        case RefusalCode::AlreadyAborted:
            return first.isEmpty() ? tr("The update is already aborted.") : tr("The controller has already aborted this update by itself: %1.").arg(first);
        case RefusalCode::KindIsReadOnly: return tr("%1 is shown only: the verbs are for Rollouts and Deployments.").arg(first);
        case RefusalCode::RevisionNotFound: return tr("There is no revision %1. There are: %2.").arg(first, second);
        case RefusalCode::RevisionRenumbered: return tr("Revision %1 is now revision %2: going back to it gave it a new number.").arg(first, second);
        case RefusalCode::SameTemplate: return tr("Revision %1 is what the object already asks for.").arg(first);
        case RefusalCode::TemplateUnknown:
            return first.isEmpty() ? tr("The pod template is not known yet.") : tr("The pod template of revision %1 could not be read.").arg(first);
        case RefusalCode::DataTooOld: return tr("The data is %1 old: nothing is sent on it.").arg(durationText(first.toLongLong()));
        case RefusalCode::Unreadable: return tr("%1 could not be read, and this action depends on it.").arg(first);
        case RefusalCode::MissingPermission: return tr("You are not permitted: %1.").arg(first);
        case RefusalCode::PartsMissing: return first.isEmpty() ? tr("What belongs to it has not been read yet.") : tr("Not everything could be read: %1.").arg(first);
        case RefusalCode::PreconditionFailed: return tr("%1 was expected to be %2 and is %3.").arg(first, second, third);
        case RefusalCode::ObjectReplaced: return tr("It was deleted and made anew since it was shown: look at it again.");
        case RefusalCode::WorkloadRefUnsupported: return tr("Its pods are defined by %1 %2; only a Deployment can be patched.").arg(first, second);
        case RefusalCode::WayUnusable: return first;
        case RefusalCode::DryRunRefused: return tr("The server was asked beforehand and would refuse it: %1").arg(first);
        case RefusalCode::ChangedSinceKept: return tr("%1 was changed by somebody since: nothing is put over it.").arg(first);
        case RefusalCode::CannotBeKept: return tr("%1 is not taken out: it is too large for the Journal, or holds what looks like a secret, so it could not be put back.").arg(first);
        case RefusalCode::NotForDrills: return tr("%1 is not marked for drills: the policy in force has no \"drill: true\" there.").arg(first);
        case RefusalCode::ContainerUnknown:
            return first.isEmpty() ? tr("The drill names no container, and there is more than one: %1.").arg(second) : tr("There is no container %1. There are: %2.").arg(first, second);
        case RefusalCode::SameImage: return tr("Its container has the image %1 already.").arg(first);
        case RefusalCode::BadImage: return tr("\"%1\" is no image or tag.").arg(first);
        case RefusalCode::SameReplicas: return tr("It already asks for %1 pods.").arg(first);
        case RefusalCode::ReplicasOutOfRange:
            return third.isEmpty() ? tr("%1 pods cannot be asked for here: between 1 and %2.").arg(first, second)
                                   : tr("%1 pods are more than the policy %3 allows: at most %2 (actions.scale.max).").arg(first, second, third);
        case RefusalCode::AlreadyRestarting: return tr("A restart asked for at %1 is still under way.").arg(first);
        default: return {};
        }
    }
};

struct Warning
{
    Q_DECLARE_TR_FUNCTIONS(Operation)

public:
    static QString ofRollback(const PlanWarning &w, const QString &first, const QString &second)
    {
        switch (w.code) {
        case WarningCode::UndoWalksAllSteps:
            return tr("The old version goes through all %1 steps again, pauses and analysis included. To be fast, follow with Promote fully.").arg(first);
        case WarningCode::UndoWithinWindow: return tr("Inside the rollback window of %1 revisions: steps are skipped and the switch is fast.").arg(first);
        case WarningCode::UndoToStable: return tr("The target is the stable version: steps are skipped and the update ends.");
        case WarningCode::ScaleDownPassed: return tr("The old pods are gone: they are started again and the preview is repeated. This is not instant.");
        case WarningCode::SameSecondRevisions:
            return tr("Both revisions were created in the same second: the controller will not see this as a rollback and will take the slow way.");
        case WarningCode::TogglesBack:
            return tr("The present version is itself the result of a rollback: this goes back to revision %1, which was left then.").arg(first);
        case WarningCode::FormerRevision: return tr("Revision %1 was revision %2 before.").arg(first, second);
        case WarningCode::PatchesWorkload: return tr("What is patched is %1 %2, which defines the pods.").arg(first, second);
        case WarningCode::UndoAlsoUnpauses: return tr("It is paused by a person: the pause is lifted too, or nothing would move.");
        default: return {};
        }
    }

    static QString ofAbort(const PlanWarning &w, const QString &first, const QString &second)
    {
        switch (w.code) {
        case WarningCode::AbortKeepsSpec: return tr("The spec, and Git, still name the new version: Retry would start it again.");
        case WarningCode::AbortWhilePaused:
            return first == QLatin1String("routed")
                ? tr("It is paused by a person: traffic goes back, but no pod is stopped until it is resumed.")
                : tr("It is paused by a person, and while it is, the controller moves nothing: a second request lifts that pause.");
        case WarningCode::ResetsPromoteFull: return tr("A full promotion is under way: it is withdrawn in the same request, or the abort would be ignored.");
        case WarningCode::DynamicStableScale: return tr("The stable version was scaled down: traffic returns only as its pods become ready.");
        case WarningCode::LowReplicas: return tr("The stable version has %1 of %2 pods ready.").arg(first, second);
        default: return {};
        }
    }

    static QString ofPromote(const PlanWarning &w, const QString &first)
    {
        switch (w.code) {
        case WarningCode::SkipsGates: return tr("Passes over pauses without a decision: %1.").arg(first);
        case WarningCode::SkipsAnalysis: return tr("Passes over analysis that has not succeeded: %1.").arg(first);
        case WarningCode::PromoteAlsoUnpauses: return tr("It is also paused by a person: that pause is lifted first, by a request of its own.");
        case WarningCode::UnverifiedWeight: return tr("The router has not confirmed the present weight.");
        default: return {};
        }
    }
};

QString argument(const QStringList &arguments, int index)
{
    return displaySafe(arguments.value(index));
}

} // namespace

QString refusalText(const Allowed &allowed)
{
    if (allowed.allowed)
        return {};
    for (const QString &text : {Refusal::byState(allowed.code), Refusal::byCircumstance(allowed.code),
                                Refusal::withArguments(allowed.code, argument(allowed.arguments, 0), argument(allowed.arguments, 1), argument(allowed.arguments, 2))})
        if (!text.isEmpty())
            return text;
    return Refusal::tr("This is not possible now.");
}

QString warningText(const PlanWarning &warning)
{
    const QString first = argument(warning.arguments, 0);
    const bool isList = warning.code == WarningCode::SkipsGates || warning.code == WarningCode::SkipsAnalysis;
    for (const QString &text : {Warning::ofRollback(warning, first, argument(warning.arguments, 1)), Warning::ofAbort(warning, first, argument(warning.arguments, 1)),
                                Warning::ofPromote(warning, isList ? displaySafe(warning.arguments.join(QStringLiteral(", "))) : first)})
        if (!text.isEmpty())
            return text;
    switch (warning.code) {
    case WarningCode::GitOpsWillRevert: return Warning::tr("%1 owns this object and may revert the change: change it in Git too.").arg(first);
    case WarningCode::ControllerSlow: return Warning::tr("The controller has not yet acted on the last change.");
    case WarningCode::AutoscalerMayRevert: return Warning::tr("A HorizontalPodAutoscaler, where there is one, sets the number anew.");
    case WarningCode::FewerPods: return Warning::tr("Capacity goes down: %1 pods become %2.").arg(first, warning.arguments.value(1));
    case WarningCode::AnalysisStays: return Warning::tr("Analysis inside the steps stays and can still stop the update: step %1.").arg(displaySafe(warning.arguments.join(QStringLiteral(", "))));
    case WarningCode::StepsReplaced: return Warning::tr("All %1 steps are replaced; an update under way begins at the first step of the new list.").arg(first);
    case WarningCode::AnalysisGoesOn: return Warning::tr("The background analysis goes on and can still abort the update.");
    case WarningCode::RestartNewRevision: return Warning::tr("Restarting a Deployment makes a new revision.");
    default: return {};
    }
}

QString warningWord(WarningCode code)
{
    switch (code) {
    case WarningCode::UndoWalksAllSteps: return QStringLiteral("undoWalksAllSteps");
    case WarningCode::UndoWithinWindow: return QStringLiteral("undoWithinWindow");
    case WarningCode::UndoToStable: return QStringLiteral("undoToStable");
    case WarningCode::ScaleDownPassed: return QStringLiteral("scaleDownPassed");
    case WarningCode::AbortKeepsSpec: return QStringLiteral("abortKeepsSpec");
    case WarningCode::AbortWhilePaused: return QStringLiteral("abortWhilePaused");
    case WarningCode::ResetsPromoteFull: return QStringLiteral("resetsPromoteFull");
    case WarningCode::SkipsGates: return QStringLiteral("skipsGates");
    case WarningCode::SkipsAnalysis: return QStringLiteral("skipsAnalysis");
    case WarningCode::GitOpsWillRevert: return QStringLiteral("gitOpsWillRevert");
    case WarningCode::SameSecondRevisions: return QStringLiteral("sameSecondRevisions");
    case WarningCode::TogglesBack: return QStringLiteral("togglesBack");
    case WarningCode::ControllerSlow: return QStringLiteral("controllerSlow");
    case WarningCode::PatchesWorkload: return QStringLiteral("patchesWorkload");
    case WarningCode::RestartNewRevision: return QStringLiteral("restartNewRevision");
    case WarningCode::DynamicStableScale: return QStringLiteral("dynamicStableScale");
    case WarningCode::PromoteAlsoUnpauses: return QStringLiteral("promoteAlsoUnpauses");
    case WarningCode::FormerRevision: return QStringLiteral("formerRevision");
    case WarningCode::LowReplicas: return QStringLiteral("lowReplicas");
    case WarningCode::UnverifiedWeight: return QStringLiteral("unverifiedWeight");
    case WarningCode::UndoAlsoUnpauses: return QStringLiteral("undoAlsoUnpauses");
    case WarningCode::AutoscalerMayRevert: return QStringLiteral("autoscalerMayRevert");
    case WarningCode::FewerPods: return QStringLiteral("fewerPods");
    case WarningCode::AnalysisStays: return QStringLiteral("analysisStays");
    case WarningCode::StepsReplaced: return QStringLiteral("stepsReplaced");
    case WarningCode::AnalysisGoesOn: return QStringLiteral("analysisGoesOn");
    }
    return QStringLiteral("unknown");
}

} // namespace maestro
