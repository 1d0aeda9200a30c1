// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakereport.h"

namespace maestro {

// Words for canary against stable, translated.

QString bakeMetricLabel(const QString &name); ///< "error rate", "p95 latency"
QString bakeStateLabel(BakeState state); ///< "same", "not enough requests to tell"
/// "error rate: canary 1.2 % of 4,310, stable 1.1 % of 81,200; difference +0.1 pp (-0.4 … +0.6), same"
QString bakeSentence(const BakeMetric &metric);
QString bakeSideText(const BakeMetric &metric, bool canary); ///< "1.2 % of 4,310"
QString bakeDifferenceText(const BakeMetric &metric); ///< "+0.1 pp"; empty: not known
QString bakeIntervalText(const BakeMetric &metric); ///< "-0.4 … +0.6 pp"; empty: nothing can be said yet
/// What the numbers allow to say, in one sentence; too little traffic is a state of its own.
QString bakeHeadline(const BakeReport &report);
/// How sure that is, and what counts as no difference.
QString bakeConfidenceText(const BakeReport &report);
QString bakeScoreText(const BakeVerdict &verdict); ///< "0.25", "unknown"
/// "roll back; score 0.25; intervals with both roles: 12"
QString bakeSummary(const BakeVerdict &verdict);

} // namespace maestro
