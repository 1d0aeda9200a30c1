// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/slo/gatequeries.h"

namespace maestro {

/// What an error budget is counted from: a gate in force that promises a share of good events, such as "availability >= 99.9 %".
struct BudgetSource
{
    QString metric;
    double objective = 0; ///< 0.999
    bool percent = false; ///< the metric's unit is percent, not a ratio
    bool countsGood = true; ///< higher is better; otherwise it is the share of bad events
    QString promql; ///< as judged

    /// The share of bad events, averaged over a window such as "1h" by what the metric said each minute of it; minutes in which it was no
    /// number, as without any traffic, say nothing.
    QString badRatio(const QString &window) const;
};

/// Of the first gate whose pass bound is an absolute share between 0 and 1. Nothing: the gates in force promise none.
std::optional<BudgetSource> budgetSource(const Policy &policy, const QList<PolicyGate> &inForce, const GateQueries &queries);

/// "5m", "1h", "6h"
const QStringList &burnWindows();

} // namespace maestro
