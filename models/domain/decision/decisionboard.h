// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/decision/factreading.h"
#include "domain/decision/probehistory.h"
#include "domain/slo/decisions.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// A rule of the policy, how it stands, and what was read for it.
struct BoardCondition
{
    RuleReading rule; ///< nothing as state: unknown, which is never "no"
    QDateTime since; ///< of the state, as early as a source tells
    QList<FactReading> reads;

    bool operator==(const BoardCondition &) const = default;
};

enum class BoardVerdict { None, Hold, Rollback, Immediate, Conflict };

/// The decision board of one service at one moment (ledger GAT-01 to GAT-09): it recommends, a person decides. Immutable.
struct DecisionBoard
{
    ObjectRef target;
    QString service;
    QString policy;
    QByteArray policyHash;
    QDateTime at;
    QList<BoardCondition> conditions; ///< immediate, rollback, hold; as in the policy
    BoardVerdict verdict = BoardVerdict::None;
    QString rule; ///< that won; of a conflict "ROLLBACK / HOLD"; empty with None
    DecisionVerdict goNoGo; ///< what gates and rules say about going on: promote is go
    QList<FactReading> facts; ///< everything that was read
    QList<ProbeHistory> probes; ///< the looks at the health endpoints of the service; not part of what a decision keeps
    bool hasDefaultRules = false; ///< the policy has none for a rollback; nobody acts by these

    bool operator==(const DecisionBoard &) const = default;
};

using DecisionBoardPtr = std::shared_ptr<const DecisionBoard>;

QString boardVerdictWord(BoardVerdict verdict); ///< "none", "hold", "rollback", "immediate", "conflict"
QString boardColumnWord(RuleReading::Column column); ///< "immediate", "rollback", "hold"

/// Precedence of the conditions alone (GAT-09): immediate beats all; rollback and hold at once are a conflict; an unknown one decides
/// nothing. The second is the rule that won, the first of its column.
std::pair<BoardVerdict, QString> boardVerdict(const QList<BoardCondition> &conditions);

/// The board of a report whose gates and decision are filled in. Where no condition is met, a gate that asks for a rollback decides.
DecisionBoard decisionBoard(const Policy &policy, const SloReport &report, const QList<RuleReading> &rules, const QList<FactReading> &facts);

} // namespace maestro
