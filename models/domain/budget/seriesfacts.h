// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sample.h"

#include <functional>
#include <optional>

namespace maestro {

// What a line of samples says about time. Points that are NaN say nothing.

/// When the present trouble began (TML-11): the first bad point of the last run of bad points that reaches the end of the series. A gap
/// or NaN inside the run does not end it. Invalid: the newest number is not bad.
QDateTime firstBad(const SampleSeries &series, const std::function<bool(double)> &isBad);

/// Whether a series is back where it was (SLO-34): the newest `needed` numbers lie within `tolerance`, a share of the baseline, on the
/// wrong side of it; on the good side anything is fine. The absolute slack is for baselines of zero. Nothing: fewer numbers than that.
std::optional<bool> recovered(const SampleSeries &series, double baseline, double tolerance, double slack, int needed, bool lowerIsBetter);

/// Robust z-scores (SLO-35): (x - median) / (1.4826 * MAD), after Iglewicz and Hoaglin; where more than half of the points are equal
/// the mean absolute deviation times 1.2533 stands in for the MAD. One per point, nothing for NaN; all nothing for fewer than eight
/// numbers or a line without spread. Informational: no gate reads it.
QList<std::optional<double>> robustScores(const SampleSeries &series);
constexpr double unusualScore = 3.5;

} // namespace maestro
