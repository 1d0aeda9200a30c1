// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/automation/automationchoice.h"

namespace maestro {

namespace {

using What = AutomationChoice::What;

constexpr int attemptLimit = 3;

std::optional<Verb> askedFor(const Rollout &rollout, Decision decision)
{
    const bool underWay = !rollout.stableHash.isEmpty() && !rollout.currentPodHash.isEmpty() && !rollout.isFullyPromoted();
    if (!underWay || rollout.abort || !rollout.generationObserved())
        return {};
    switch (decision) {
    case Decision::Rollback:
    case Decision::Immediate: return Verb::Abort;
    case Decision::Promote: return rollout.waitsForPerson() && !rollout.specPaused ? std::optional(Verb::Promote) : std::nullopt;
    case Decision::Hold:
    case Decision::Conflict: break;
    }
    return {};
}

const PolicyPhase *phaseOf(const PolicyStrategy &strategy, const QString &name)
{
    const auto found = std::find_if(strategy.phases.begin(), strategy.phases.end(), [&](const PolicyPhase &phase) { return phase.name == name; });
    return found == strategy.phases.end() ? nullptr : &*found;
}

TriggerKind kindOf(const Policy &policy, const QString &rule)
{
    return policy.gateSets.value(QStringLiteral("breakers")).contains(rule) ? TriggerKind::Breaker : TriggerKind::Gate;
}

/// How long the present pause has lasted; nothing: its start is not known.
std::optional<std::chrono::milliseconds> dwelt(const Rollout &rollout, const QDateTime &now)
{
    if (rollout.pauseConditions.isEmpty())
        return {};
    const QDateTime start = QDateTime::fromString(rollout.pauseConditions.first().startTime, Qt::ISODate);
    return start.isValid() ? std::optional(std::chrono::milliseconds(start.msecsTo(now))) : std::nullopt;
}

/// What the policy itself forbids; None: it lets this console act.
AutomationBlock byPolicy(const PolicyStrategy &strategy, const QString &phase, Verb verb)
{
    if (strategy.automation.owner != Automation::Owner::Console)
        return AutomationBlock::NotOwner;
    if (verb == Verb::Abort)
        return strategy.automation.abort == Automation::Abort::Auto ? AutomationBlock::None : AutomationBlock::RecommendOnly;
    return promotesByItself(strategy, phase) ? AutomationBlock::None : AutomationBlock::RecommendOnly;
}

AutomationBlock byMoment(const AutomationFacts &facts, const PolicyPhase *phase, Verb verb)
{
    if (!facts.current)
        return AutomationBlock::DataOld;
    if (!facts.leaseHeld)
        return AutomationBlock::NoLease;
    if (verb == Verb::Promote && dwelt(facts.rollout, facts.now).value_or(std::chrono::milliseconds(-1)) < phase->dwellMin)
        return AutomationBlock::DwellNotMet;
    return AutomationBlock::None;
}

} // namespace

bool promotesByItself(const PolicyStrategy &strategy, const QString &phase)
{
    const PolicyPhase *found = phaseOf(strategy, phase);
    return found && found->promote.value_or(strategy.automation.promote) == Automation::Promote::Auto;
}

QString releaseKey(const Rollout &rollout, Verb verb)
{
    const QString key = QStringLiteral("%1/%2/%3").arg(rollout.meta.uid, rollout.currentPodHash, verbWord(verb));
    return verb == Verb::Promote ? QStringLiteral("%1/%2").arg(key).arg(rollout.currentStepIndex.value_or(-1)) : key;
}

AutomationChoice automationChoice(const AutomationFacts &facts)
{
    const PolicyService *service = facts.policy && facts.report ? facts.policy->service(facts.report->service) : nullptr;
    const PolicyStrategy *strategy = service ? facts.policy->strategyOf(*service) : nullptr;
    if (!strategy)
        return {};
    const DecisionVerdict &decision = facts.report->decision;
    const ActionTrigger rule {kindOf(*facts.policy, decision.rule), decision.rule, {}};
    if (decision.decision == Decision::Conflict && !facts.rollout.abort)
        return {What::Skip, {}, AutomationBlock::Conflict, {rule.kind, rule.rule, releaseKey(facts.rollout, Verb::Abort)}};
    const std::optional<Verb> verb = askedFor(facts.rollout, decision.decision);
    if (!verb)
        return {};
    AutomationChoice choice {What::Act, verb, AutomationBlock::None, {rule.kind, rule.rule, releaseKey(facts.rollout, *verb)}};
    if (choice.block = byPolicy(*strategy, facts.report->phase, *verb); choice.block != AutomationBlock::None) {
        choice.what = *verb == Verb::Abort ? What::Skip : What::Nothing;
        return choice;
    }
    if (facts.attempts > 0 && (!facts.settled || facts.attempts >= attemptLimit)) {
        choice.block = AutomationBlock::AlreadyTried;
        choice.what = What::Nothing;
        return choice;
    }
    if (facts.standsDown) {
        choice.block = AutomationBlock::StoodDown;
        choice.what = *verb == Verb::Abort ? What::Skip : What::Nothing;
        return choice;
    }
    choice.block = byMoment(facts, phaseOf(*strategy, facts.report->phase), *verb);
    if (choice.block != AutomationBlock::None)
        choice.what = What::Wait;
    return choice;
}

} // namespace maestro
