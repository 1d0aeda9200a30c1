// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/budget/budgettext.h"

#include "text/humanize.h"

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

} // namespace maestro
