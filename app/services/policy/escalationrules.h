// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisescalation.h"
#include "domain/policy/policy.h"

namespace maestro {

/// The rules of a policy by which failing AnalysisRuns ask to escalate (`escalation: [{id, when: {analysis_failures: ">= 3"}, to}]`, ledger ESC-07),
/// in its order. A limit that is unset stays without a number.
QList<AnalysisEscalation> analysisEscalations(const Policy &policy);

} // namespace maestro
