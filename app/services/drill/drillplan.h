// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill/policydrill.h"
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
    HealthProbe probe(const QString &name) const; ///< of the service
};

/// Refused: notForDrills where the environment is not marked `drill: true` or the drill is not for it, and why a program cannot be started
/// (programrules.h). BadInput: drillSteps, a step that cannot be run, named with its number. Reads files.
Result<DrillPlan> planDrill(const PolicyDrill &drill, const PolicyMatch &match, const ObjectRef &target, const DrillOrder &order, const ProgramGround &ground);

/// The step in a few words: the program with its arguments, the probe, what has to be there.
QString drillStepText(const DrillPlan &plan, qsizetype step);

} // namespace maestro
