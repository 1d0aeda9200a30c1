// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

enum class OutcomeState { Applied, Refused, NotPermitted, NotSent, Unknown, NotObserved, Failed };

/// How one confirmed operation ended (Outcome of cli.md).
struct Outcome
{
    QString id;
    Verb verb = Verb::Promote;
    OutcomeState state = OutcomeState::Failed;
    QString message;
    std::optional<FailedPrecondition> failedPrecondition;
    std::optional<int> httpStatus;
    QString auditId;
    RolloutSnapshotPtr before;
    RolloutSnapshotPtr after;
    QString journalSegment;
    qint64 journalSeq = -1;
    QString evidencePath; ///< the evidence file; empty: none was written
    QString backupPath = {}; ///< the configuration before the action; empty: none was kept
};

/// Where an operation under way stands, for the outcome tracker; the order is the order of safety.md section 4.4.
enum class OperationStage { Checking, IntentRecorded, Sent, Accepted, Observing, Finished };

struct OperationProgress
{
    QString id;
    OperationStage stage = OperationStage::Checking;
    QString text;
};

/// The words and exit codes of cli.md: "applied" 0, "refused" 3, "notPermitted" 4, "notSent" 5, "unknown" 6, "notObserved" 7, "failed" 1.
QString outcomeWord(OutcomeState state);
int outcomeExitCode(OutcomeState state);

/// The operator's yes to one plan, by digest; nothing else may be executed.
struct Confirmation
{
    QString planDigest;
    QString reason;
    QString ticket;
    QString logUrl = {}; ///< where the deployment's log is (DEPLOYMENT_LOG_URL)
    bool withoutEvidence = false; ///< the operator goes on although no evidence file can be written
};

} // namespace maestro
