// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

// Emergencies that take a part out of the canary strategy for a while, and put exactly that back (ledger ACT-13 to ACT-15). What is taken
// out travels as a guard, so the server itself refuses where it is something else by then; the intent keeps it for the way back. The plan
// is already known to be allowed.

/// All steps become one that gives the new version everything. A changed list of steps begins at its first step (argo-semantics.md section 9).
void planSetWeight100(OperationPlan &plan);
void planDisableAnalysis(OperationPlan &plan);
/// request.kept goes back; refused where there is something else in its place than what this program left.
void planRestore(OperationPlan &plan);

/// [{"setWeight": 100}]
QJsonArray stepsOfWeight100();
/// Hex SHA-256 of a part of the strategy; empty: it is absent.
QString partFingerprint(const QJsonValue &part);
/// What a verb takes out, as it stands in the plan's guards; Undefined: it takes nothing out.
QJsonValue takenOut(const OperationPlan &plan);
/// The field that a verb takes out or puts back; nothing: it does neither.
std::optional<GuardField> strategyField(Verb verb);
/// What the action leaves somebody to do, and until when.
std::optional<PlanDuty> dutyAfter(const OperationRequest &request, const PlanPolicy &policy, const QDateTime &nowUtc);

} // namespace maestro
