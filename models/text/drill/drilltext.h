// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill/drillview.h"

namespace maestro {

/// "0:56", "12:03"; "–" for nothing.
QString stopwatchText(const std::optional<qint64> &ms);
QString drillPartText(DrillSplit::Part part); ///< "Deploy", "Detect", "Decide", "Roll back", "Recover", "Evidence"
QString drillStateText(DrillState state); ///< "passed", "failed", ... translated
/// What a step does, as the policy writes it, before anything is filled in.
QString drillStepTitle(const DrillStep &step);
QString drillStepTitle(const DrillStepRun &step); ///< of a run
/// "due by 30 Nov 2026", "OVERDUE since ...", "no date".
QString drillDueText(const DrillEntry &entry);
/// How the newest run ended and when; "never run".
QString drillLastText(const DrillEntry &entry);
/// The splits in words, for those who do not see them.
QString drillSplitsSentence(const QList<DrillSplit> &splits);

} // namespace maestro
