// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/automation/automationstatus.h"

namespace maestro {

namespace {

using Mood = AutomationStatus::Mood;

QStringList rulesOfAbort(const Policy &policy, const PolicyService &service, const QString &phase)
{
    QStringList rules;
    for (const PolicyGate &gate : policy.gatesInForce(service, phase))
        if (gate.onFail == OnFail::Rollback && !gate.showOnly)
            rules.append(gate.name);
    for (const QList<DecisionRule> &column : {policy.decisions.immediate, policy.decisions.rollback})
        for (const DecisionRule &rule : column)
            rules.append(rule.id);
    return rules;
}

} // namespace

std::shared_ptr<AutomationStatus> automationStatus(const AutomationFacts &facts, const AutomationChoice &choice)
{
    const PolicyService *service = facts.policy && facts.report ? facts.policy->service(facts.report->service) : nullptr;
    const PolicyStrategy *strategy = service ? facts.policy->strategyOf(*service) : nullptr;
    if (!strategy || strategy->automation.owner != Automation::Owner::Console)
        return {};
    auto status = std::make_shared<AutomationStatus>();
    status->target = facts.report->target;
    status->policy = facts.policy->name;
    if (strategy->automation.abort == Automation::Abort::Auto)
        status->abortRules = rulesOfAbort(*facts.policy, *service, facts.report->phase);
    status->promotes = promotesByItself(*strategy, facts.report->phase);
    status->leaseHeld = facts.leaseHeld;
    status->rule = choice.trigger.rule;
    status->what = choice.what;
    status->block = choice.block;
    status->verb = choice.verb;
    status->current = facts.current;
    status->standsDown = facts.standsDown;
    return status;
}

Mood moodOf(const AutomationStatus &status)
{
    if (status.abortRules.isEmpty() && !status.promotes)
        return Mood::WillNot;
    if (status.standsDown)
        return Mood::StoodDown;
    switch (status.block) {
    case AutomationBlock::RecommendOnly:
        if (status.verb == Verb::Promote)
            break; // a person promotes; it would still abort
        return Mood::WillNot;
    case AutomationBlock::NotOwner:
    case AutomationBlock::Conflict:
    case AutomationBlock::AlreadyTried: return Mood::WillNot;
    case AutomationBlock::DataOld:
    case AutomationBlock::DwellNotMet: return Mood::Waits;
    case AutomationBlock::None:
    case AutomationBlock::StoodDown:
    case AutomationBlock::NoLease: break;
    }
    if (!status.current)
        return Mood::Waits;
    if (!status.leaseHeld)
        return status.leaseHolder.isEmpty() || !status.leaseProblem.isEmpty() ? Mood::Waits : Mood::StandsBy;
    return status.what == AutomationChoice::What::Act ? Mood::Acting : Mood::Ready;
}

} // namespace maestro
