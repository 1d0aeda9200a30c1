// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/budgetsource.h"

namespace maestro {

QString BudgetSource::badRatio(const QString &window) const
{
    const QString average = QStringLiteral("avg_over_time(((%1) >= 0)[%2:1m])").arg(promql, window) % (percent ? QStringLiteral(" / 100") : QString());
    return countsGood ? QString(QStringLiteral("1 - ") % average) : average;
}

std::optional<BudgetSource> budgetSource(const Policy &policy, const QList<PolicyGate> &inForce, const GateQueries &queries)
{
    for (const PolicyGate &gate : inForce) {
        const PolicyMetric *metric = gate.kind == PolicyGate::Kind::Metric && gate.meaning.isEmpty() ? policy.metric(gate.subject) : nullptr;
        const bool share = metric && (metric->unit == MetricUnit::Ratio || metric->unit == MetricUnit::Percent);
        const GateQuery *query = share ? queries.value(metric->name) : nullptr;
        if (!query || !gate.pass || !gate.pass->amount || gate.pass->form != GateBound::Form::Absolute)
            continue;
        const bool percent = metric->unit == MetricUnit::Percent;
        const double limit = *gate.pass->amount / (percent ? 100 : 1);
        const double objective = metric->lowerIsBetter ? 1 - limit : limit;
        if (objective > 0 && objective < 1)
            return BudgetSource{metric->name, objective, percent, !metric->lowerIsBetter, query->promql};
    }
    return std::nullopt;
}

const QStringList &burnWindows()
{
    static const QStringList windows{QStringLiteral("5m"), QStringLiteral("1h"), QStringLiteral("6h")};
    return windows;
}

} // namespace maestro
