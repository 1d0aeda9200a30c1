// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/gateevaluator.h"

#include <vector>

namespace maestro {

/// How a decision rule stands. The board of conditions is made of these.
struct RuleReading
{
    enum class Column { Immediate, Rollback, Hold };

    QString id;
    Column column = Column::Hold;
    std::optional<bool> state; ///< nothing: not known
    QDateTime since; ///< of the state
    QDateTime trueSince; ///< while what it waits for goes on: since when
    std::chrono::milliseconds needed{0}; ///< 0: at once
    std::chrono::milliseconds elapsed{0};

    bool operator==(const RuleReading &) const = default;
};

/// The gate in force whose present trouble began first, by the evaluator's memory, and when; nothing is bad: an empty name, an invalid time.
std::pair<QString, QDateTime> firstFailure(const GateEvaluator &gates);

/// What the gates and the rules of a policy say together (ledger 5.1, GAT-09): an immediate rule beats all; a rollback rule and a
/// hold rule at once are a conflict, which is a person's; then rollback, then hold; then the gates in force: one that failed and asks
/// for rollback, else the worst that does not pass; and promote only when every gate passes, there is one, and no rule is unknown.
/// Facts are read from the evaluator's samples (facts.h). Reads no clock; any thread, one at a time.
class DecisionMaker
{
public:
    explicit DecisionMaker(PolicyPtr policy);
    ~DecisionMaker();
    DecisionMaker(DecisionMaker &&) noexcept;
    DecisionMaker &operator=(DecisionMaker &&) noexcept;

    /// For the instant `gates` was told last. `firstBadAt`: when trouble began, where somebody looked further back than the gates'
    /// own memory; invalid: nothing is bad.
    DecisionVerdict decide(const GateEvaluator &gates, const std::optional<QDateTime> &firstBadAt = {});

    const QList<RuleReading> &rules() const { return m_readings; } ///< immediate, rollback, hold; as in the policy

private:
    struct Rule;

    PolicyPtr m_policy;
    std::vector<Rule> m_rules;
    QList<RuleReading> m_readings;
    QDateTime m_changedAt;
    std::optional<double> m_change;
};

QString gateStateWord(GateState state); ///< "pass", "hold", "fail", "noData", "unset"
QString decisionWord(Decision decision); ///< "promote", "hold", "rollback", "immediate", "conflict"

} // namespace maestro
