// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/escalationrules.h"

#include "config/policy/policyvalues.h"

namespace maestro {

using namespace Qt::StringLiterals;

QList<AnalysisEscalation> analysisEscalations(const Policy &policy)
{
    QList<AnalysisEscalation> rules;
    for (const QVariant &entry : policy.document.value(u"escalation"_s).toList()) {
        const QVariantMap map = entry.toMap();
        const QString written = map.value(u"when"_s).toMap().value(u"analysis_failures"_s).toString();
        QString problem;
        const auto condition = written.isEmpty() ? std::nullopt : parseCondition(written, &problem);
        const auto bound = condition ? resolveCondition(*condition, MetricUnit::None, policy.limits, &problem) : std::nullopt;
        if (!bound)
            continue;
        QStringList to;
        for (const QVariant &name : map.value(u"to"_s).toList())
            to.append(name.toString());
        const std::optional<double> limit = bound->form == GateBound::Form::Absolute ? bound->amount : std::nullopt;
        rules.append({map.value(u"id"_s).toString(), map.value(u"title"_s).toString(), to, bound->comparison, limit, written});
    }
    return rules;
}

} // namespace maestro
