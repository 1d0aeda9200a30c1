// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/checkpoint.h"
#include "domain/decision/decisionboard.h"
#include "domain/decision/signalbook.h"

namespace maestro {

QString conditionStateText(const std::optional<bool> &state); ///< "met", "not met", "unknown"
QString columnTitle(RuleReading::Column column); ///< "Roll back at once", "Roll back now", "Hold"
/// "failing 2:14 of 3:00", "failing since 14:20:36 UTC"; empty: it waits for nothing.
QString conditionTimerText(const BoardCondition &condition);
/// Why a rule whose timer is full is not met all the same: it did not begin with a change, a flag stands against it, or another part of it is not so.
QString conditionGapText(const BoardCondition &condition);
QString boardVerdictLabel(const DecisionBoard &board); ///< "Roll back now", "No rule is met", "Not known"
/// What the board recommends and the rule that won. It recommends: nothing is done by it.
QString boardSentence(const DecisionBoard &board);
QString goNoGoText(const DecisionBoard &board);
QString defaultRulesText(const DecisionBoard &board); ///< that the rules are not the policy's; empty: they are
QString readText(const FactReading &fact); ///< "pods of a/b: 2 of 3 ready", harmless to show

QString probeWord(std::optional<bool> ok); ///< "fine", "failed", "unknown"
/// "failing since 14:20:36 UTC: HTTP 500", "fine: HTTP 200 in 3 ms", "unknown: nobody looked since 14:20:36 UTC".
QString probeStateText(const ProbeHistory &probe);
QString probeLooksText(const ProbeHistory &probe); ///< "24 looks since …, the last at …: 20 fine, 4 failed, 0 unknown; first failure at …"

QString checkpointText(const CheckpointState &state, const QDateTime &now); ///< "go by ann", "overdue since 14:20:36 UTC", "open"
/// "due at 14:20:36 UTC, in 5:12", "overdue for 1:02:05, since …", "put off until …, in 5:12"; of a point that is decided only when it was due.
QString checkpointDueText(const CheckpointState &state, const QDateTime &now);
/// "Go or no-go of shop/web: "stability" is overdue for 1:02:05, since …": of any rollout, on whatever page.
QString overduePointText(const ObjectRef &target, const CheckpointState &state, const QDateTime &now);
QString checkpointWord(const CheckpointState &state, const QDateTime &now); ///< "open", "overdue", "go", "no-go", "put off"
QString checkpointSaidText(const CheckpointState &state); ///< who decided what, when, why, with what; empty: nobody
QString noGoText(const CheckpointState &state); ///< why a verb that goes on is refused

QString signalStateText(const SignalState &state); ///< "3", "raised by ann until 14:20:36 UTC", "not raised"
/// Of the codes that problemOf() knows; others are left as they are.
Error signalProblem(const Policy &policy, const SignalRequest &request, Error error);
QString signalRecordText(const SignalRequest &request); ///< "customer_complaints +1", "security_breach raised", "… cleared"

} // namespace maestro
