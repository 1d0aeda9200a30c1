// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/analysisrun.h"

#include <QHash>

namespace maestro {

/// Remembers measurements of AnalysisRuns beyond the ten that the controller keeps per metric, for as long as this lives and as far as
/// they were seen. Not thread-safe.
class MeasurementBook
{
public:
    /// Takes in what the run shows and fills in what was seen of it before.
    void complete(AnalysisRun &run);

    static constexpr int keptPerMetric = 2'000;
    static constexpr int keptRuns = 500; ///< the one looked at longest ago goes first

private:
    struct Run
    {
        QHash<QString, QList<Measurement>> byMetric;
        quint64 usedAt = 0;
    };
    QHash<QString, Run> m_runs; ///< by uid
    quint64 m_uses = 0;
};

} // namespace maestro
