// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/automation/automationtext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Automation)
};

} // namespace

QString notActedText(AutomationBlock block, const DecisionVerdict &decision)
{
    const QString rule = displaySafe(decision.rule);
    switch (block) {
    case AutomationBlock::Conflict: return Words::tr("Not acted: %1 ask for opposite things. A person decides.").arg(rule);
    case AutomationBlock::NotOwner: return Words::tr("Rollback asked for by %1, not done here: the policy does not name the console as the owner.").arg(rule);
    case AutomationBlock::RecommendOnly: return Words::tr("Rollback asked for by %1, not done: the policy lets the console recommend only.").arg(rule);
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

} // namespace maestro
