// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/decisions.h"

#include "domain/slo/facts.h"
#include "domain/slo/gatejudge.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maestro {

namespace {

using Truth = std::optional<bool>;

/// What the leaves read at one instant.
struct Scene
{
    const GateEvaluator &gates;
    QDateTime at;
    QDateTime changedAt; ///< invalid: no change is known
    std::optional<QDateTime> firstBadAt; ///< nothing: not known
};

/// One node of a condition, with its memory.
struct Leaf
{
    PolicyWhen when;
    std::vector<Leaf> members;
    Streak streak;

    explicit Leaf(const PolicyWhen &of)
        : when(of)
        , members(of.members.cbegin(), of.members.cend())
    {
    }
};

/// 1 is true, 0 is not, anything else and nothing at all is unknown. A source of two minds is believed when it is worst.
Truth fact(const Scene &scene, const QString &name, bool worstIs)
{
    Truth found;
    for (const Sample &sample : scene.gates.samples().values(name)) {
        if (!sample.value || (*sample.value != 0 && *sample.value != 1))
            return std::nullopt;
        const bool now = *sample.value == 1;
        found = !found ? now : found == now ? now : worstIs;
    }
    return found;
}

Truth flag(const Scene &scene, const QString &name)
{
    const auto set = scene.gates.samples().signal(name);
    if (!set)
        return isRaisedByPeople(scene.gates.policy(), name) ? Truth(false) : std::nullopt;
    return set->value && !std::isnan(*set->value) ? Truth(*set->value > 0) : std::nullopt;
}

/// A severity's number is the n of "Pn"; without one it was taken back, and NaN is unknown.
Truth signal(const Scene &scene, const PolicyWhen &when)
{
    if (when.argument.isEmpty())
        return flag(scene, when.subject);
    const auto set = scene.gates.samples().signal(when.subject);
    if (!set || !set->value)
        return false;
    if (std::isnan(*set->value))
        return std::nullopt;
    return QStringLiteral("P%1").arg(*set->value) == when.argument;
}

Truth gate(const Scene &scene, const PolicyWhen &when)
{
    if (when.value)
        return scene.gates.against(when.subject, *when.value);
    const auto verdict = scene.gates.verdict(when.subject);
    if (!verdict || verdict->state == GateState::NoData || verdict->state == GateState::Unset)
        return std::nullopt;
    return verdict->state == GateState::Fail;
}

Truth regression(const Scene &scene, const PolicyWhen &when)
{
    if (!scene.firstBadAt)
        return std::nullopt;
    if (!scene.firstBadAt->isValid())
        return false;
    if (!scene.changedAt.isValid())
        return std::nullopt;
    const bool before = *scene.firstBadAt < scene.changedAt;
    return wordOf(when) == QLatin1String("before-change") ? before : !before;
}

Truth inverted(Truth truth)
{
    return truth ? Truth(!*truth) : truth;
}

Truth state(Leaf &leaf, const Scene &scene);

Truth ofMembers(Leaf &leaf, const Scene &scene)
{
    const bool any = leaf.when.kind == PolicyWhen::Kind::Any;
    Truth result = !any;
    for (Leaf &member : leaf.members) {
        const Truth one = state(member, scene); // every one, for its memory
        if (one == any || result == any)
            result = any;
        else if (!one)
            result = std::nullopt;
    }
    return leaf.members.empty() ? std::nullopt : result;
}

Truth atThisInstant(Leaf &leaf, const Scene &scene)
{
    switch (leaf.when.kind) {
    case PolicyWhen::Kind::Any:
    case PolicyWhen::Kind::All: return ofMembers(leaf, scene);
    case PolicyWhen::Kind::Gate: return gate(scene, leaf.when);
    case PolicyWhen::Kind::Signal: return signal(scene, leaf.when);
    case PolicyWhen::Kind::Health: return inverted(fact(scene, healthFact(wordOf(leaf.when)), false));
    case PolicyWhen::Kind::Builtin: return fact(scene, builtinFact(wordOf(leaf.when)), true);
    case PolicyWhen::Kind::Dependencies: return fact(scene, dependenciesFact(wordOf(leaf.when)), false);
    case PolicyWhen::Kind::DependencyFlag: return flag(scene, dependencyFlagFact(wordOf(leaf.when)));
    case PolicyWhen::Kind::RegressionStarted: return regression(scene, leaf.when);
    }
    return std::nullopt;
}

/// Whether what goes on now began with the change: not before it, and within the window after it.
bool beganWithChange(const QDateTime &since, const Scene &scene)
{
    const auto window = scene.gates.policy().decisions.changeWindow;
    return scene.changedAt.isValid() && since >= scene.changedAt && (window.count() == 0 || since <= scene.changedAt.addMSecs(window.count()));
}

Truth state(Leaf &leaf, const Scene &scene)
{
    const Truth now = atThisInstant(leaf, scene);
    leaf.streak.look(scene.at, now);
    if (now != true)
        return now;
    const auto seen = leaf.streak.seen();
    const bool longEnough = leaf.when.strictly && leaf.when.needed.count() > 0 ? seen > leaf.when.needed : seen >= leaf.when.needed;
    if (!longEnough || (leaf.when.afterChange && !beganWithChange(leaf.streak.since(), scene)))
        return false;
    return leaf.when.unlessFlag.isEmpty() ? Truth(true) : inverted(flag(scene, leaf.when.unlessFlag));
}

/// The leaf whose timer a reader wants to see: the first that waits.
const Leaf *waiting(const Leaf &leaf)
{
    if (leaf.when.needed.count() > 0)
        return &leaf;
    for (const Leaf &member : leaf.members)
        if (const Leaf *found = waiting(member))
            return found;
    return nullptr;
}

} // namespace

struct DecisionMaker::Rule
{
    Leaf root;
    RuleReading reading;
};

DecisionMaker::DecisionMaker(PolicyPtr policy)
    : m_policy(std::move(policy))
{
    const auto add = [this](const QList<DecisionRule> &rules, RuleReading::Column column) {
        for (const DecisionRule &rule : rules) {
            RuleReading reading;
            reading.id = rule.id;
            reading.column = column;
            m_rules.push_back({Leaf(rule.when), reading});
        }
    };
    add(m_policy->decisions.immediate, RuleReading::Column::Immediate);
    add(m_policy->decisions.rollback, RuleReading::Column::Rollback);
    add(m_policy->decisions.hold, RuleReading::Column::Hold);
}

DecisionMaker::~DecisionMaker() = default;
DecisionMaker::DecisionMaker(DecisionMaker &&) noexcept = default;
DecisionMaker &DecisionMaker::operator=(DecisionMaker &&) noexcept = default;

namespace {

/// The gates alone.
DecisionVerdict ofGates(const GateEvaluator &gates)
{
    QList<GateVerdict> deciding;
    DecisionVerdict result;
    for (qsizetype i = 0; i < gates.verdicts().size(); ++i) {
        const PolicyGate &gate = gates.inForce().at(i);
        const GateVerdict &verdict = gates.verdicts().at(i);
        if (gate.showOnly)
            continue;
        if (verdict.state == GateState::Fail && gate.onFail == OnFail::Rollback)
            return {verdict.at, Decision::Rollback, gate.name};
        deciding.append(verdict);
    }
    const GateVerdict *bad = worst(deciding);
    if (!bad)
        return {gates.samples().at(), Decision::Hold, {}};
    return bad->state == GateState::Pass ? DecisionVerdict{bad->at, Decision::Promote, {}} : DecisionVerdict{bad->at, Decision::Hold, bad->gate};
}

} // namespace

std::pair<QString, QDateTime> firstFailure(const GateEvaluator &gates)
{
    std::pair<QString, QDateTime> first;
    for (qsizetype i = 0; i < gates.verdicts().size(); ++i) {
        const GateVerdict &verdict = gates.verdicts().at(i);
        const bool earlier = !first.second.isValid() || verdict.failingSince < first.second;
        if (!gates.inForce().at(i).showOnly && verdict.failingSince.isValid() && earlier)
            first = {verdict.gate, verdict.failingSince};
    }
    return first;
}

namespace {

/// Nothing is bad is known only when every gate that decides has data.
std::optional<QDateTime> knownFirstFailure(const GateEvaluator &gates)
{
    const QDateTime first = firstFailure(gates).second;
    if (first.isValid())
        return first;
    for (qsizetype i = 0; i < gates.verdicts().size(); ++i)
        if (!gates.inForce().at(i).showOnly && gates.verdicts().at(i).state == GateState::NoData)
            return {};
    return first;
}

} // namespace

DecisionVerdict DecisionMaker::decide(const GateEvaluator &gates, const std::optional<QDateTime> &firstBadAt)
{
    const QDateTime at = gates.samples().at();
    if (const auto change = gates.samples().signal(changeFact()); change && change->value && change->value != m_change) {
        m_change = change->value;
        m_changedAt = change->at;
    }
    const Scene scene{gates, at, m_changedAt, firstBadAt ? firstBadAt : knownFirstFailure(gates)};
    m_readings.clear();
    std::array<const RuleReading *, 3> met{};
    const RuleReading *unknown = nullptr;
    for (Rule &rule : m_rules) {
        const Truth before = rule.reading.state;
        rule.reading.state = state(rule.root, scene);
        if (before != rule.reading.state || !rule.reading.since.isValid())
            rule.reading.since = at;
        if (const Leaf *timer = waiting(rule.root)) {
            rule.reading.needed = timer->when.needed;
            rule.reading.elapsed = timer->streak.seen();
            rule.reading.trueSince = timer->streak.since();
        }
        m_readings.append(rule.reading);
        const RuleReading *&first = met.at(size_t(rule.reading.column));
        if (rule.reading.state == true && !first)
            first = &rule.reading;
        if (!rule.reading.state && !unknown)
            unknown = &rule.reading;
    }
    const auto [immediate, rollback, hold] = met;
    if (immediate)
        return {at, Decision::Immediate, immediate->id};
    if (rollback && hold)
        return {at, Decision::Conflict, rollback->id + QStringLiteral(" / ") + hold->id};
    if (rollback)
        return {at, Decision::Rollback, rollback->id};
    if (hold)
        return {at, Decision::Hold, hold->id};
    const DecisionVerdict gate = ofGates(gates);
    if (gate.decision == Decision::Promote && unknown)
        return {at, Decision::Hold, unknown->id};
    return gate;
}

QString gateStateWord(GateState state)
{
    switch (state) {
    case GateState::Pass: return QStringLiteral("pass");
    case GateState::Hold: return QStringLiteral("hold");
    case GateState::Unset: return QStringLiteral("unset");
    case GateState::NoData: return QStringLiteral("noData");
    case GateState::Fail: return QStringLiteral("fail");
    }
    return {};
}

QString decisionWord(Decision decision)
{
    switch (decision) {
    case Decision::Promote: return QStringLiteral("promote");
    case Decision::Hold: return QStringLiteral("hold");
    case Decision::Rollback: return QStringLiteral("rollback");
    case Decision::Immediate: return QStringLiteral("immediate");
    case Decision::Conflict: return QStringLiteral("conflict");
    }
    return {};
}

} // namespace maestro
