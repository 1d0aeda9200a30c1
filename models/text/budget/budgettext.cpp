// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/budget/budgettext.h"

#include "text/humanize.h"
#include "text/slotext.h"

#include <QCoreApplication>

namespace maestro {

QString burnLimitText(const BurnLimits &limits)
{
    if (limits.gate.isEmpty())
        return {};
    const QString gate = displaySafe(limits.gate, 40);
    return limits.meaning == QLatin1String("consumed-since-T") ? QCoreApplication::translate("Slo", "%1, on average since the change").arg(gate)
                                                               : QCoreApplication::translate("Slo", "%1, on average over the budget's window").arg(gate);
}

namespace {

QString shareText(const std::optional<double> &share)
{
    return metricText(share, MetricUnit::Ratio);
}

} // namespace

QString budgetUseText(const BudgetReading &reading)
{
    if (!reading.consumed)
        return QCoreApplication::translate("Slo", "how much of the budget is used is not known");
    const QString use = QStringLiteral("%1 %2").arg(shareText(reading.consumed), budgetMeaning(reading.meaning));
    if (!reading.limit)
        return use;
    return reading.within == true ? QCoreApplication::translate("Slo", "%1, within the limit of %2").arg(use, shareText(reading.limit))
                                  : QCoreApplication::translate("Slo", "%1, over the limit of %2").arg(use, shareText(reading.limit));
}

QString acknowledgementText(const BudgetReading &reading)
{
    if (!reading.acknowledged)
        return {};
    const BudgetAcknowledgement &one = *reading.acknowledged;
    const QString said = QCoreApplication::translate("Slo", "acknowledged at %1 by %2, %3: %4")
                             .arg(shareText(one.consumed), displaySafe(one.by, 80), utcText(one.at), displaySafe(one.reason, 200));
    return one.inForce ? said : QCoreApplication::translate("Slo", "%1 (no longer covers what is used)").arg(said);
}

QString acknowledgementRecordText(const BudgetRequest &request)
{
    return QCoreApplication::translate("Slo", "budget %1 acknowledged at %2 %3").arg(displaySafe(request.budget, 80), shareText(request.consumed), budgetMeaning(request.meaning));
}

} // namespace maestro
