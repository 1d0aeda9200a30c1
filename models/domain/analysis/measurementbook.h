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
    /// Takes in what the run shows and fills in what was seen of it before. The key tells runs apart, of all clusters.
    void complete(const QString &key, AnalysisRun &run);
    /// One that was seen in another life; later ones come later.
    void remember(const QString &key, const QString &metric, const Measurement &measurement);
    bool knows(const QString &key) const { return m_runs.contains(key); }

    static constexpr qsizetype keptPerMetric = 2'000;
    static constexpr qsizetype keptRuns = 500; ///< the one looked at longest ago goes first
    static constexpr qsizetype keptInAll = 100'000; ///< measurements of all runs

private:
    struct Run
    {
        QHash<QString, QList<Measurement>> byMetric;
        quint64 usedAt = 0;
    };
    Run &used(const QString &key);
    void set(QList<Measurement> &known, const QList<Measurement> &now);
    void forgetOldest();

    QHash<QString, Run> m_runs;
    qsizetype m_total = 0; ///< measurements
    quint64 m_uses = 0;
};

} // namespace maestro
