// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/gateevaluator.h"

#include "domain/slo/facts.h"
#include "domain/slo/gatejudge.h"

#include <algorithm>

namespace maestro {

struct GateEvaluator::Node
{
    PolicyGate gate;
    std::vector<Node> members;
    int depth = 0;
    Streak failing; ///< of the bound, before `for` and `consecutive`
    Streak failures; ///< ConsecutiveFailures: instants at which one of the named gates failed
    QSet<QString> culprits; ///< those that did, in this streak
    QDateTime evaluatedAt; ///< the last evaluation that had data
    bool evaluatedNow = false;
    std::optional<bool> broken; ///< the last evaluation's bound
    GateVerdict kept; ///< of the last evaluation
    GateVerdict shown; ///< of the last instant

    explicit Node(const PolicyGate &of)
        : gate(of)
    {
        for (PolicyGate member : of.members) {
            if (member.every.count() == 0)
                member.every = of.every;
            members.emplace_back(member);
        }
    }

    GateVerdict look(const QDateTime &at, const GateEvaluator &evaluator, bool due);
    GateVerdict lookAtFailures(const QDateTime &at, const GateEvaluator &evaluator, bool due);
    GateVerdict between(const QDateTime &at, const GateVerdict &now) const;
    GateVerdict decide(const QDateTime &at, GateVerdict now);
    const GateVerdict &step(const QDateTime &at, const GateEvaluator &evaluator);
};

namespace {

std::optional<bool> isBroken(GateState state)
{
    if (state == GateState::NoData || state == GateState::Unset)
        return std::nullopt;
    return state == GateState::Fail;
}

constexpr int deepest = 8; ///< of gates that count gates that count gates

/// A gate comes after those it counts.
int depthOf(const PolicyGate &gate, const Policy &policy, int left = deepest)
{
    int depth = 0;
    for (const QString &name : gate.of)
        if (const PolicyGate *counted = policy.gate(name); counted && left > 0)
            depth = std::max(depth, 1 + depthOf(*counted, policy, left - 1));
    for (const PolicyGate &member : gate.members)
        depth = std::max(depth, depthOf(member, policy, left));
    return depth;
}

void collectCounted(const PolicyGate &gate, QSet<QString> &names)
{
    names.unite(QSet<QString>(gate.of.cbegin(), gate.of.cend()));
    for (const PolicyGate &member : gate.members)
        collectCounted(member, names);
}

void collectNamed(const PolicyWhen &when, QSet<QString> &names)
{
    if (when.kind == PolicyWhen::Kind::Gate)
        names.insert(when.subject);
    for (const PolicyWhen &member : when.members)
        collectNamed(member, names);
}

void collectMetrics(const PolicyGate &gate, QStringList &names)
{
    if (gate.kind == PolicyGate::Kind::Metric && !names.contains(gate.subject))
        names.append(gate.subject);
    for (const PolicyGate &member : gate.members)
        collectMetrics(member, names);
}

} // namespace

GateVerdict GateEvaluator::Node::lookAtFailures(const QDateTime &at, const GateEvaluator &evaluator, bool due)
{
    bool failed = false;
    bool looked = false;
    bool healed = true; ///< whatever failed in this streak is known to be well
    QString unknown;
    double answers = 0; ///< of a probe that failed, in a row
    for (const QString &name : gate.of) {
        if (!evaluator.m_policy->gate(name)) {
            const QList<Sample> said = evaluator.m_book.values(failedLooksFact(name));
            if (said.isEmpty() || !said.first().value)
                unknown = name;
            else
                answers = std::max(answers, *said.first().value);
            continue;
        }
        const auto node = std::find_if(evaluator.m_nodes.cbegin(), evaluator.m_nodes.cend(), [&name](const Node &other) { return other.gate.name == name; });
        const std::optional<bool> state = node == evaluator.m_nodes.cend() ? std::nullopt : node->broken;
        looked = looked || (state && node->evaluatedNow);
        failed = failed || (state == true && node->evaluatedNow);
        if (due && state == true && node->evaluatedNow)
            culprits.insert(name);
        if (!state)
            unknown = name;
        healed = healed && (state == false || !culprits.contains(name));
    }
    if (due && looked && (failed || healed))
        failures.look(at, failed);
    if (failures.count() == 0)
        culprits.clear();
    GateVerdict verdict = judged(gate, nullptr, {{at, {}, SampleRole::None, std::max(double(failures.count()), answers), {}}}, {}, at);
    if (!unknown.isEmpty() && verdict.state != GateState::Unset && !((failed || answers > 0) && verdict.state == GateState::Fail)) {
        verdict.state = GateState::NoData;
        verdict.cause = GateCause::Member;
        verdict.decidedBy = unknown;
    }
    return verdict;
}

/// What the samples of this instant say, without `for`, `consecutive` and `every`.
GateVerdict GateEvaluator::Node::look(const QDateTime &at, const GateEvaluator &evaluator, bool due)
{
    const SampleBook &book = evaluator.m_book;
    switch (gate.kind) {
    case PolicyGate::Kind::Metric: {
        const PolicyMetric *metric = evaluator.m_policy->metric(gate.subject);
        return metric ? judged(gate, metric, book.values(gate.subject), book.baselines(*metric), at) : GateVerdict();
    }
    case PolicyGate::Kind::Signal: {
        const auto signal = book.signal(gate.subject);
        return judged(gate, nullptr, signal ? QList<Sample>{*signal} : QList<Sample>(), {}, at);
    }
    case PolicyGate::Kind::Any:
    case PolicyGate::Kind::All: {
        QList<GateVerdict> verdicts;
        for (Node &member : members)
            verdicts.append(member.step(at, evaluator));
        return combined(gate, verdicts);
    }
    case PolicyGate::Kind::ConsecutiveFailures: return lookAtFailures(at, evaluator, due);
    }
    return {};
}

/// Not due: the last result, but nothing without data and no pass on what would not pass now.
GateVerdict GateEvaluator::Node::between(const QDateTime &at, const GateVerdict &now) const
{
    if (now.state != GateState::NoData && (kept.state != GateState::Pass || now.state == GateState::Pass)) {
        GateVerdict verdict = kept;
        verdict.at = at;
        return verdict;
    }
    GateVerdict verdict = now;
    verdict.failingSince = kept.failingSince;
    verdict.failingFor = kept.failingFor;
    verdict.failingCount = kept.failingCount;
    if (now.state == GateState::Fail) {
        verdict.state = GateState::Hold;
        verdict.cause = GateCause::NotDue;
    }
    return verdict;
}

/// An evaluation: takes note of it and delays a failure as asked.
GateVerdict GateEvaluator::Node::decide(const QDateTime &at, GateVerdict now)
{
    broken = isBroken(now.state);
    failing.look(at, broken);
    if (now.state != GateState::NoData)
        evaluatedAt = at;
    now.failingSince = failing.since();
    now.failingFor = failing.seen();
    now.failingCount = failing.count();
    if (now.state == GateState::Fail && (failing.seen() < gate.needed || failing.count() < gate.consecutive)) {
        now.state = GateState::Hold;
        now.cause = GateCause::Delayed;
    }
    return now;
}

const GateVerdict &GateEvaluator::Node::step(const QDateTime &at, const GateEvaluator &evaluator)
{
    evaluatedNow = !evaluatedAt.isValid() || at <= evaluatedAt || evaluatedAt.msecsTo(at) >= gate.every.count();
    GateVerdict now = look(at, evaluator, evaluatedNow);
    now.at = at;
    now.gate = memberName(gate);
    if (evaluatedNow) {
        now = decide(at, now);
        kept = now;
    } else {
        now = between(at, now);
    }
    const bool goesOn = shown.since.isValid() && shown.since <= at && shown.state == now.state;
    now.since = goesOn ? shown.since : at;
    shown = now;
    return shown;
}

GateEvaluator::GateEvaluator(PolicyPtr policy, const QList<PolicyGate> &inForce)
    : m_policy(std::move(policy))
    , m_inForce(inForce)
    , m_book(factsThatStay(*m_policy))
{
    QSet<QString> named;
    for (const PolicyGate &gate : inForce)
        collectCounted(gate, named);
    for (const QList<DecisionRule> *rules : {&m_policy->decisions.immediate, &m_policy->decisions.rollback, &m_policy->decisions.hold})
        for (const DecisionRule &rule : *rules)
            collectNamed(rule.when, named);
    for (int i = 0; i < deepest; ++i)
        for (const PolicyGate &gate : m_policy->gates)
            if (named.contains(gate.name))
                collectCounted(gate, named);
    for (const PolicyGate &gate : inForce) {
        m_nodes.emplace_back(gate);
        named.remove(gate.name);
    }
    for (const PolicyGate &gate : m_policy->gates)
        if (named.contains(gate.name))
            m_nodes.emplace_back(gate);
    for (Node &node : m_nodes)
        node.depth = depthOf(node.gate, *m_policy);
}

GateEvaluator::~GateEvaluator() = default;
GateEvaluator::GateEvaluator(GateEvaluator &&) noexcept = default;
GateEvaluator &GateEvaluator::operator=(GateEvaluator &&) noexcept = default;

QList<GateVerdict> GateEvaluator::evaluate(const QDateTime &at, const QList<Sample> &samples)
{
    m_book.turn(at, samples);
    for (int depth = 0; depth <= deepest; ++depth)
        for (Node &node : m_nodes)
            if (node.depth == depth)
                node.step(at, *this);
    m_verdicts.clear();
    for (qsizetype i = 0; i < m_inForce.size(); ++i)
        m_verdicts.append(m_nodes.at(size_t(i)).shown);
    return m_verdicts;
}

std::optional<GateVerdict> GateEvaluator::verdict(const QString &gate) const
{
    const auto node = std::find_if(m_nodes.cbegin(), m_nodes.cend(), [&gate](const Node &other) { return other.gate.name == gate; });
    return node == m_nodes.cend() || !node->shown.at.isValid() ? std::nullopt : std::optional(node->shown);
}

std::optional<bool> GateEvaluator::against(const QString &gate, const GateBound &bound) const
{
    const auto node = std::find_if(m_nodes.cbegin(), m_nodes.cend(), [&gate](const Node &other) { return other.gate.name == gate; });
    if (node == m_nodes.cend())
        return std::nullopt;
    PolicyGate asked = node->gate;
    asked.pass.reset();
    asked.fail = bound;
    switch (asked.kind) {
    case PolicyGate::Kind::Metric: {
        const PolicyMetric *metric = m_policy->metric(asked.subject);
        return metric ? isBroken(judged(asked, metric, m_book.values(asked.subject), m_book.baselines(*metric), m_book.at()).state) : std::nullopt;
    }
    case PolicyGate::Kind::Signal: {
        const auto signal = m_book.signal(asked.subject);
        return isBroken(judged(asked, nullptr, signal ? QList<Sample>{*signal} : QList<Sample>(), {}, m_book.at()).state);
    }
    case PolicyGate::Kind::Any:
    case PolicyGate::Kind::All:
    case PolicyGate::Kind::ConsecutiveFailures: break;
    }
    return std::nullopt;
}

QStringList GateEvaluator::metrics() const
{
    QStringList names;
    for (const Node &node : m_nodes)
        collectMetrics(node.gate, names);
    return names;
}

} // namespace maestro
