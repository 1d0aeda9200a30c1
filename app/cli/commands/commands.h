// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

// One function per command. Each starts the work and returns; the call is told when it ended.

void runClusters(Call *call);
void runList(Call *call);
QList<WorkloadKind> listedKinds(const CommandLine &line); ///< what list and list --watch were asked for
void runAnalysisRuns(Call *call);
void runGet(Call *call);
void runTimeline(Call *call);
void runPlan(Call *call);
void runOperate(Call *call);
void runJournalList(Call *call);
void runJournalShow(Call *call);
void runJournalVerify(Call *call);
void runJournalExport(Call *call);
void runJournalReconcile(Call *call);
void runJournalAcknowledge(Call *call);
void runJournalDeliver(Call *call);
void runTrustList(Call *call);
void runTrustAdd(Call *call);
void runTrustRemove(Call *call);
void runPolicyCheck(Call *call);
void runPolicyShow(Call *call);
void runPolicyDiff(Call *call);
void runPolicyExport(Call *call);
void runDoctor(Call *call);
void runCompletion(Call *call);
void runPolicyEvaluate(Call *call);
void runSlo(Call *call);
void runBake(Call *call);

/// Context, namespace and name of what a read command is about.
struct Target
{
    ClusterAccess *access = nullptr;
    QString ns;
    TargetName name;
};
Result<Target> targetOf(Call *call, const QString &operand);

/// What was read, as of now.
RolloutSnapshot snapshotNow(const RolloutParts &parts, const Clock &clock);
Freshness ageOf(const RolloutSnapshot &snapshot, const Clock &clock);

} // namespace maestro
