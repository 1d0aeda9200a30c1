// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill/policydrill.h"
#include "domain/operation/operationplan.h"
#include "services/desk/programrules.h"

namespace maestro {

/// What a person says to a drill.
struct DrillOrder
{
    QString id; ///< of the run
    QString reason;
    QString logUrl; ///< {{log_url}}
    DeskVariables values; ///< {{names}} of this run alone, such as bad_tag
    QString evidence; ///< absolute: where programs leave their records, their EVIDENCE_DIR unless the policy says another
};

/// A drill with everything filled in: what would be run is exactly what is shown.
struct DrillPlan
{
    PolicyDrill drill;
    PolicyMatch match;
    ObjectRef target;
    DrillOrder order;
    QList<DrillStep> steps; ///< those of the policy, and after the last program that follows a wait the probe that has to be well again
    QList<DeskCall> calls; ///< one for each step, empty where the step is no program
    QList<PlannedRequest> requests; ///< one for each step; without a method where it is no native step, or rests on what an earlier step leaves
    QString uid; ///< of the workload: another one of the same name is not touched
    QString servedBefore; ///< pod hash that was current
    HealthProbe probe(const QString &name) const; ///< of the service
};

/// Why a drill may not be run in an environment of its policy (null: the policy has none for the cluster); nothing: it may (S10).
std::optional<Error> drillRefusal(const PolicyDrill &drill, const Policy &policy, const PolicyEnvironment *environment);

/// Refused: notForDrills where the environment is not marked `drill: true` or the drill is not for it, and why a program cannot be started
/// (programrules.h), notAllowed where the state of the workload refuses the native set-image that comes first. BadInput: drillSteps, a step that cannot be run, named with its number. Reads files.
Result<DrillPlan> planDrill(const PolicyDrill &drill, const PolicyMatch &match, const QString &context, const Rollout &workload, const DrillOrder &order, const ProgramGround &ground);

/// The step in a few words: the program with its arguments, the probe, what has to be there.
QString drillStepText(const DrillPlan &plan, qsizetype step);
/// What leaves at this step, to the letter: the command line, the request. Of an abort the hash of what the drill deployed is not known
/// beforehand and stands as `<...>`. Empty: nothing leaves, or it is worked out then.
QString drillStepExact(const DrillPlan &plan, qsizetype step);

/// What a native step asks of the OperationService; it refuses where the policy in force does not mark the environment for drills.
OperationRequest nativeRequest(const DrillPlan &plan, qsizetype step);

} // namespace maestro
