// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/decisionboard.h"

#include "domain/slo/facts.h"

#include <array>

namespace maestro {

namespace {

const DecisionRule *ruleOf(const Policy &policy, const RuleReading &reading)
{
    const QList<DecisionRule> &rules = reading.column == RuleReading::Column::Immediate ? policy.decisions.immediate
        : reading.column == RuleReading::Column::Rollback                               ? policy.decisions.rollback
                                                                                         : policy.decisions.hold;
    const auto found = std::find_if(rules.cbegin(), rules.cend(), [&reading](const DecisionRule &rule) { return rule.id == reading.id; });
    return found == rules.cend() ? nullptr : &*found;
}

/// A gate read by a rule, as a fact: 1 when it fails.
FactReading ofGate(const GateReading &gate)
{
    FactReading read;
    read.name = QStringLiteral("gate:") + gate.gate.name;
    const GateState state = gate.verdict.state;
    if (state != GateState::NoData && state != GateState::Unset)
        read.value = state == GateState::Fail ? 1 : 0;
    read.since = gate.verdict.since;
    read.at = gate.verdict.sampleAt.isValid() ? gate.verdict.sampleAt : gate.verdict.at;
    read.source = gate.provenance.source;
    read.text = gate.verdict.reason;
    return read;
}

void collectReads(const PolicyWhen &when, const SloReport &report, const QList<FactReading> &facts, QList<FactReading> &reads)
{
    if (when.kind == PolicyWhen::Kind::Gate)
        for (const GateReading &gate : report.gates)
            if (gate.gate.name == when.subject)
                reads.append(ofGate(gate));
    const QStringList names = factsReadBy(when);
    for (const FactReading &fact : facts) {
        const bool part = when.kind == PolicyWhen::Kind::Dependencies && fact.name.startsWith(QLatin1String("dependency:"));
        if (names.contains(fact.name) || part)
            reads.append(fact);
    }
    for (const PolicyWhen &member : when.members)
        collectReads(member, report, facts, reads);
}

/// A rule that waits for nothing and rests on one fact has its state for as long as the source says, however late somebody looked.
QDateTime sinceOf(const RuleReading &rule, const QList<FactReading> &reads)
{
    const bool tells = rule.state && rule.needed.count() == 0 && reads.size() == 1 && reads.first().since.isValid();
    return tells ? reads.first().since : rule.since;
}

} // namespace

QString boardVerdictWord(BoardVerdict verdict)
{
    switch (verdict) {
    case BoardVerdict::None: return QStringLiteral("none");
    case BoardVerdict::Hold: return QStringLiteral("hold");
    case BoardVerdict::Rollback: return QStringLiteral("rollback");
    case BoardVerdict::Immediate: return QStringLiteral("immediate");
    case BoardVerdict::Conflict: return QStringLiteral("conflict");
    }
    return QStringLiteral("none");
}

QString boardColumnWord(RuleReading::Column column)
{
    switch (column) {
    case RuleReading::Column::Immediate: return QStringLiteral("immediate");
    case RuleReading::Column::Rollback: return QStringLiteral("rollback");
    case RuleReading::Column::Hold: return QStringLiteral("hold");
    }
    return QStringLiteral("hold");
}

std::pair<BoardVerdict, QString> boardVerdict(const QList<BoardCondition> &conditions)
{
    std::array<QString, 3> met;
    for (const BoardCondition &condition : conditions)
        if (QString &first = met.at(size_t(condition.rule.column)); condition.rule.state == true && first.isEmpty())
            first = condition.rule.id;
    const auto &[immediate, rollback, hold] = met;
    if (!immediate.isEmpty())
        return {BoardVerdict::Immediate, immediate};
    if (!rollback.isEmpty() && !hold.isEmpty())
        return {BoardVerdict::Conflict, rollback + QStringLiteral(" / ") + hold};
    if (!rollback.isEmpty())
        return {BoardVerdict::Rollback, rollback};
    if (!hold.isEmpty())
        return {BoardVerdict::Hold, hold};
    return {};
}

DecisionBoard decisionBoard(const Policy &policy, const SloReport &report, const QList<RuleReading> &rules, const QList<FactReading> &facts)
{
    DecisionBoard board;
    board.target = report.target;
    board.service = report.service;
    board.policy = policy.name;
    board.policyHash = policy.hash;
    board.at = report.at;
    board.facts = facts;
    board.goNoGo = report.decision;
    for (const RuleReading &reading : rules) {
        BoardCondition condition;
        condition.rule = reading;
        if (const DecisionRule *rule = ruleOf(policy, reading))
            collectReads(rule->when, report, facts, condition.reads);
        condition.since = sinceOf(reading, condition.reads);
        board.conditions.append(condition);
    }
    std::tie(board.verdict, board.rule) = boardVerdict(board.conditions);
    if (board.verdict == BoardVerdict::None && report.decision.decision == Decision::Rollback) {
        board.verdict = BoardVerdict::Rollback;
        board.rule = report.decision.rule;
    }
    return board;
}

} // namespace maestro
