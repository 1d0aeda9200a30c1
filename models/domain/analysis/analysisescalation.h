// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/gatebound.h"
#include "domain/rollout/analysisrun.h"

#include <QStringList>

namespace maestro {

/// A rule of the policy's section `escalation` with `when: {analysis_failures: ...}` (ledger ESC-07).
struct AnalysisEscalation
{
    QString rule;
    QString title;
    QStringList to;
    Comparison comparison = Comparison::GreaterOrEqual;
    std::optional<double> limit; ///< nothing: it is unset, and the rule asks nothing
    QString text; ///< the condition as written

    bool operator==(const AnalysisEscalation &) const = default;
};

/// A rule that asks to escalate now. It only asks: nothing is sent by it.
struct EscalationPrompt
{
    AnalysisEscalation rule;
    int failures = 0; ///< AnalysisRuns that failed in a row
    QString lastRun;
    QDateTime lastAt;

    bool operator==(const EscalationPrompt &) const = default;
};

/// Those whose condition the runs of one rollout meet, in the order of the policy. Pure.
QList<EscalationPrompt> escalationPrompts(const QList<AnalysisEscalation> &rules, const QList<AnalysisRun> &runs);

} // namespace maestro
