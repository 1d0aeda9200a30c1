// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/analysisfleet.h"

#include <tuple>

namespace maestro {

bool isActive(const AnalysisRun &run)
{
    return run.phase.isEmpty() || run.phase == QLatin1String("Pending") || run.phase == QLatin1String("Running");
}

void sortRuns(QList<FleetRun> &runs)
{
    const auto order = [](const FleetRun &r) {
        const ObjectMeta &meta = r.run->meta;
        return std::tuple(!isActive(*r.run), -(meta.createdAt.isValid() ? meta.createdAt.toMSecsSinceEpoch() : 0), r.context, meta.ns, meta.name);
    };
    std::sort(runs.begin(), runs.end(), [&](const FleetRun &a, const FleetRun &b) { return order(a) < order(b); });
}

} // namespace maestro
