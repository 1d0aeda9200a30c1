// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

namespace maestro {

QString metricName(const MetricReading &reading); ///< its title, else its name
/// "↑ above the usual 120 ms", "▲ unusual, ↓ below the usual 120 ms, score 5.2", or why there is no number.
QString metricRemark(const MetricReading &reading);
/// "median 3:12 of 5 rollbacks, over the target of 5:00"; empty: nobody asks and none is known.
QString paceText(const RollbackPace &pace, const std::optional<double> &measuredSeconds);
/// One of the two is not below the target.
bool isPaceMissed(const RollbackPace &pace, const std::optional<double> &measuredSeconds);
/// Of the policy's own metric, out of the readings.
std::optional<double> measuredPace(const SloReport &report);
/// Empty: the policy names no annotation.
QString criteriaText(const CriteriaReading &criteria);

} // namespace maestro
