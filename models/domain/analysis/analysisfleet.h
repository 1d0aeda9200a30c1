// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/analysisrun.h"

#include <QList>

#include <memory>

namespace maestro {

/// One run of one connection; an unchanged run keeps its pointer.
struct FleetRun
{
    QString context;
    std::shared_ptr<const AnalysisRun> run;

    /// The Rollout that owns it; empty: nobody, or an Experiment.
    QString rollout() const
    {
        for (const OwnerReference &owner : run->meta.owners)
            if (owner.kind == QLatin1String("Rollout"))
                return owner.name;
        return {};
    }
    bool operator==(const FleetRun &) const = default;
};

/// All AnalysisRuns of all connections, active ones first, then the newest (FLT-10).
struct AnalysisFleet
{
    QList<FleetRun> runs;
    QStringList problems; ///< "prod: why it is not read, or not whole"
    bool complete = false; ///< every list has come once, or never will
};

using AnalysisFleetPtr = std::shared_ptr<const AnalysisFleet>;

bool isActive(const AnalysisRun &run); ///< Pending or Running, or not begun
void sortRuns(QList<FleetRun> &runs);

} // namespace maestro
