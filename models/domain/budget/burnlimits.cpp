// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget/burnlimits.h"

#include <cmath>

namespace maestro {

BurnLimits burnLimits(const SloReport &report, std::chrono::milliseconds window)
{
    for (const GateReading &reading : report.gates) {
        const QString &meaning = reading.gate.meaning;
        const bool since = meaning == QLatin1String("consumed-since-T");
        if (!since && meaning != QLatin1String("consumed-window"))
            continue;
        double factor = 1;
        if (since) {
            const qint64 elapsed = report.regression.changedAt.isValid() ? report.regression.changedAt.msecsTo(report.at) : 0;
            if (elapsed <= 0)
                continue;
            factor = double(window.count()) / double(elapsed);
        }
        if (reading.unit == MetricUnit::Percent)
            factor /= 100;
        const auto pace = [factor](const std::optional<double> &share) {
            return share && std::isfinite(*share) && *share > 0 ? std::optional(*share * factor) : std::nullopt;
        };
        BurnLimits limits {reading.gate.name, meaning, pace(reading.verdict.passLimit), pace(reading.verdict.failLimit)};
        if (limits.pass || limits.fail)
            return limits;
    }
    return {};
}

} // namespace maestro
