// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"

namespace maestro {

// Words of the guard, the plan and the outcome (ux/design.md sections 4 and 6, cli.md Plan and Outcome).

QString verbLabel(Verb verb); ///< "Promote fully", the name of the button
QString refusalText(const Allowed &allowed); ///< empty when allowed
QString planTitle(const OperationPlan &plan); ///< "Abort default/web"
QString confirmLabel(const OperationPlan &plan); ///< "Abort web", the confirming button
QString effectText(const OperationPlan &plan); ///< what will change and what will not, from what to what
QString notUndoneText(const OperationPlan &plan);
QString counterActionText(const OperationPlan &plan);
QString warningText(const PlanWarning &warning);
QString warningWord(WarningCode code); ///< stable word for scripts
QString requestText(const PlannedRequest &request); ///< method, path and body, as sent
/// Staging and dev ask for less; what is not known counts as production.
bool isRelaxed(const QString &environment);
/// What must be typed: the consequence of the plan ("25 % -> 50 %", "rev 41"), or empty when the tier needs none. Abort: see safety.md 4.1.
QString planDutyTitle(const PlanDuty &duty, const ObjectRef &target); ///< "Turn the analysis of shop/web on again"
QString planDutyText(const OperationPlan &plan); ///< what somebody owes afterwards, and until when; empty: nothing
QString typedToken(const OperationPlan &plan, const QString &environment);
int minimumReasonLength(Verb verb); ///< 10, 1 for abort
int minimumReasonLength(const OperationPlan &plan); ///< the same, or more where the policy asks for it
QString stageText(const OperationProgress &progress);
QString outcomeText(const Outcome &outcome); ///< "Applied, observed", "Refused: ...", "Unknown: ..."

} // namespace maestro
