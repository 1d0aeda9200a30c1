// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/automation/automationtext.h"

#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Automation)
};

QString listed(const QStringList &rules)
{
    constexpr qsizetype shown = 4;
    QStringList names;
    for (const QString &rule : rules.first(std::min(rules.size(), shown)))
        names.append(displaySafe(rule, 40));
    const QString text = names.join(QStringLiteral(", "));
    return rules.size() > shown ? Words::tr("%1 and %n more", nullptr, int(rules.size() - shown)).arg(text) : text;
}

/// What the policy lets it do, as the end of a sentence.
QString wouldDo(const AutomationStatus &status)
{
    const QString aborts = status.abortRules.isEmpty() ? QString() : Words::tr("abort on %1").arg(listed(status.abortRules));
    const QString promotes = status.promotes ? Words::tr("promote when every gate passes") : QString();
    return aborts.isEmpty() ? promotes : promotes.isEmpty() ? aborts : Words::tr("%1; %2").arg(aborts, promotes);
}

QString whoHoldsIt(const AutomationStatus &status)
{
    if (!status.leaseProblem.isEmpty())
        return Words::tr("The Lease of namespace %1: %2").arg(displaySafe(status.target.ns, 60), displaySafe(status.leaseProblem, 200));
    if (status.leaseHeld)
        return Words::tr("This window holds the Lease.");
    return status.leaseHolder.isEmpty() ? Words::tr("Nobody holds the Lease.") : Words::tr("The Lease is held by %1.").arg(leaseHolderText(status.leaseHolder));
}

QString whyNot(const AutomationStatus &status)
{
    const QString rule = displaySafe(status.rule, 60);
    switch (status.block) {
    case AutomationBlock::Conflict: return Words::tr("It will not act: %1 ask for opposite things. A person decides.").arg(rule);
    case AutomationBlock::AlreadyTried: return Words::tr("It acted on this release already and does not repeat it; the Journal has the outcome.");
    case AutomationBlock::DwellNotMet: return Words::tr("It waits until the pause has lasted as long as the policy asks for.");
    case AutomationBlock::RecommendOnly:
        return status.verb == Verb::Promote ? Words::tr("Every gate passes: the policy leaves promotion to a person.")
                                            : Words::tr("What %1 asks for, the policy leaves to a person.").arg(rule);
    case AutomationBlock::NotOwner:
    case AutomationBlock::None:
    case AutomationBlock::DataOld:
    case AutomationBlock::NoLease:
    case AutomationBlock::StoodDown: break;
    }
    return status.current ? QString() : Words::tr("It waits: the numbers or the connection are too old to act on.");
}

} // namespace

QString notActedText(AutomationBlock block, const DecisionVerdict &decision)
{
    const QString rule = displaySafe(decision.rule);
    switch (block) {
    case AutomationBlock::Conflict: return Words::tr("Not acted: %1 ask for opposite things. A person decides.").arg(rule);
    case AutomationBlock::NotOwner: return Words::tr("Rollback asked for by %1, not done here: the policy does not name the console as the owner.").arg(rule);
    case AutomationBlock::RecommendOnly: return Words::tr("Rollback asked for by %1, not done: the policy lets the console recommend only.").arg(rule);
    case AutomationBlock::StoodDown: return Words::tr("Rollback asked for by %1, not done: this window stands down.").arg(rule);
    case AutomationBlock::None:
    case AutomationBlock::DataOld:
    case AutomationBlock::NoLease:
    case AutomationBlock::DwellNotMet:
    case AutomationBlock::AlreadyTried: break;
    }
    return Words::tr("Not acted on %1.").arg(rule);
}

QString actedText(const SloReport &report)
{
    const QString rule = report.decision.rule.isEmpty() ? Words::tr("all gates") : report.decision.rule;
    for (const GateReading &gate : report.gates)
        if (gate.verdict.gate == report.decision.rule && !gate.verdict.reason.isEmpty())
            return Words::tr("Automation of policy %1: %2: %3").arg(report.policy, rule, gate.verdict.reason);
    return report.decision.decision == Decision::Promote ? Words::tr("Automation of policy %1: every gate passes").arg(report.policy)
                                                         : Words::tr("Automation of policy %1: rule %2").arg(report.policy, rule);
}

QString abortedByControllerText(const QString &cause)
{
    return Words::tr("The controller aborted by itself: %1").arg(displaySafe(cause));
}

QString automationWord(AutomationStatus::Mood mood)
{
    switch (mood) {
    case AutomationStatus::Mood::Ready: return Words::tr("would act");
    case AutomationStatus::Mood::Acting: return Words::tr("acts");
    case AutomationStatus::Mood::Waits: return Words::tr("waits");
    case AutomationStatus::Mood::StandsBy: return Words::tr("stands by");
    case AutomationStatus::Mood::WillNot: return Words::tr("will not act");
    case AutomationStatus::Mood::StoodDown: break;
    }
    return Words::tr("stood down");
}

QString automationSentence(const AutomationStatus &status)
{
    const QString policy = displaySafe(status.policy, 60);
    if (status.abortRules.isEmpty() && !status.promotes)
        return Words::tr("Policy %1 names the console as owner, but lets it recommend only.").arg(policy);
    if (status.standsDown)
        return Words::tr("This window stands down and does nothing by itself, for any rollout, until it is switched back or closed. Policy %1 would let it %2. %3")
            .arg(policy, wouldDo(status), whoHoldsIt(status));
    QStringList parts;
    if (moodOf(status) == AutomationStatus::Mood::Acting)
        parts << Words::tr("By policy %1 this window acts by itself now: %2, by %3.")
                     .arg(policy, verbLabel(*status.verb), status.rule.isEmpty() ? Words::tr("all gates") : displaySafe(status.rule, 60));
    else
        parts << Words::tr("By policy %1 this window would act by itself: %2.").arg(policy, wouldDo(status));
    if (const QString why = whyNot(status); !why.isEmpty())
        parts << why;
    parts << whoHoldsIt(status);
    return parts.join(u' ');
}

QString leaseHolderText(const QString &holder)
{
    const QStringList parts = holder.split(u'_');
    if (parts.size() < 3)
        return displaySafe(holder, 80);
    const QString process = parts.at(parts.size() - 2);
    return Words::tr("%1, process %2").arg(displaySafe(parts.first(parts.size() - 2).join(u'_'), 60), displaySafe(process, 12));
}

QString standDownText(bool down, const QString &holder)
{
    return down ? Words::tr("Automation stands down in the window of %1: it does nothing by itself, for any rollout.").arg(leaseHolderText(holder))
                : Words::tr("Automation acts again in the window of %1.").arg(leaseHolderText(holder));
}

} // namespace maestro
