// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/decisionboard.h"

#include <chrono>

namespace maestro {

struct TriageRun;

/// What the readings and the decision board together speak for, and why (ledger TRI-08, GAT-09): one answer, never two.
struct TriageSuggestion
{
    enum class Kind { None, Rollback, Investigate } kind = Kind::None; ///< None: nothing bad was found
    enum class Why { NothingBad, NotKnown, RightAfterChange, BeforeChange, NoRecentChange } why = Why::NotKnown; ///< of the checklist alone
    QStringList bad; ///< items, and the gate or fact that is bad
    QStringList unread; ///< items that could not tell
    qint64 afterChangeMs = 0; ///< from the change to the first bad sight
    bool beganKnown = true; ///< when trouble began is measured; else it is when the run began that was counted
    bool changeKnown = true; ///< when it last changed is known
    BoardVerdict board = BoardVerdict::None;
    QString rule; ///< of the board, that won
    bool boardUnknown = false; ///< no rule is met, but not all can be told, or the board is old

    bool operator==(const TriageSuggestion &) const = default;
};

/// Of the checklist alone. `badSince`: when trouble was first seen; invalid: when the run began. `badSample`: gate or fact that is bad; empty:
/// none is known. `window`: how long something counts as right after a change.
TriageSuggestion suggestion(const TriageRun &run, const QDateTime &changedAt, const QDateTime &badSince, std::chrono::milliseconds window, const QString &badSample = {});

/// The same beside what the board says at `now`: a rule that is met goes before the checklist, which is told with it. May be weighed again
/// with a newer board. Null: no policy names the service.
TriageSuggestion weighed(TriageSuggestion said, const DecisionBoard *board, const QDateTime &now);

QString suggestionWord(TriageSuggestion::Kind kind); ///< "none", "rollback", "investigate"

} // namespace maestro
