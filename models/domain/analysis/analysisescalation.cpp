// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/analysisescalation.h"

#include "domain/analysis/failurestory.h"
#include "domain/slo/limit.h"

namespace maestro {

QList<EscalationPrompt> escalationPrompts(const QList<AnalysisEscalation> &rules, const QList<AnalysisRun> &runs)
{
    const QList<const AnalysisRun *> failed = failedInARow(runs);
    QList<EscalationPrompt> prompts;
    for (const AnalysisEscalation &rule : rules)
        if (!failed.isEmpty() && rule.limit && holds(rule.comparison, double(failed.size()), *rule.limit))
            prompts.append({rule, int(failed.size()), failed.constFirst()->meta.name, failed.constFirst()->completedAt});
    return prompts;
}

} // namespace maestro
