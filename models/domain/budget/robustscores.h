// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sample.h"

#include <optional>

namespace maestro {

/// Robust z-scores (SLO-35): (x - median) / (1.4826 * MAD), after Iglewicz and Hoaglin; where more than half of the points are equal
/// the mean absolute deviation times 1.2533 stands in for the MAD. One per point, nothing for NaN; all nothing for fewer than eight
/// numbers or a line without spread. Informational: no gate reads it.
QList<std::optional<double>> robustScores(const SampleSeries &series);
constexpr double unusualScore = 3.5;

/// A tenth of the usual value at least: a calm line takes every step for an extreme one, which it is to nobody who looks at it.
bool isSeenStep(double value, double usual);

/// Where a line leaves its usual values to the worse side (SLO-18): points that are unusual beside the twenty before them and differ from
/// those by a tenth at least. Of points in a row only the first: what stays is a level, no spike. Informational: no gate reads it.
QList<SampleSeries::Point> spikesOf(const SampleSeries &series, bool lowerIsBetter);

/// The middle of the numbers of a line; nothing: it has none.
std::optional<double> medianOf(const SampleSeries &series);
std::optional<double> medianOf(QList<double> values);

} // namespace maestro
