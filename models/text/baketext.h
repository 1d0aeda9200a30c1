// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakeverdict.h"

namespace maestro {

// Words for canary against stable, translated.

QString bakeMetricLabel(const QString &name); ///< "error rate", "p95 latency"
QString bakeStateLabel(BakeState state); ///< "same", "not enough requests to tell"
/// "error rate: canary 1.2 % of 4,310, stable 1.1 % of 81,200; difference +0.1 pp (-0.4 … +0.6), same"
QString bakeSentence(const BakeMetric &metric);
/// "roll back; score 0.25; intervals with both roles: 12"
QString bakeSummary(const BakeVerdict &verdict);

} // namespace maestro
