// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "services/validation/checkchain.h"
#include "services/validation/escalationlocks.h"
#include "services/validation/validationrun.h"

namespace maestro {

void runValidate(Call *call);
void runEscalationContacts(Call *call);
void runEscalationList(Call *call);
void runEscalationSent(Call *call);
void runEscalationAck(Call *call);
void runEscalationSend(Call *call);
/// What makes verbs wait; child of the call.
EscalationLocks *escalationLocks(Call *call, Workspace *workspace, PolicyLibrary *policies, JournalService *journal);

/// Whom validations of this call ask.
Result<ValidationDoors> validationDoors(Call *call);

/// Follows the validation of an action that has just ended until it is verified or the time is over; `done` hears whether it is. Progress
/// goes to stderr.
void followValidation(Call *call, const QString &id, int waitMs, std::function<void(const Validation &)> done);

/// Runs what the plan lets follow an action that has just ended; `done` hears how each check ended. Ctrl+C ends the script under way.
void followChecks(Call *call, const OperationPlan &plan, const QString &id, std::function<void(const QList<CheckChain::End> &)> done);
/// Their ends, as in Outcome.checks.
QJsonArray checkResults(const QList<CheckChain::End> &results);

/// Validation of cli.md.
QJsonObject validationDocument(const Validation &validation, const QDateTime &now);
QString validationText(const Validation &validation, const QDateTime &now);

/// 0 when it is verified, otherwise 7: the cluster changed, and what was wanted is not seen.
int validationExitCode(const Validation &validation);

} // namespace maestro
