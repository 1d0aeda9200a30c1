// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

/// One metric of one run; a run that measured nothing yet has one row without a metric.
struct AnalysisRow
{
    QString runUid;
    QString runName;
    QString runKind;
    std::optional<int> stepIndex;
    QString runPhase;
    QString runMessage;
    QDateTime startedAt;
    QDateTime completedAt;
    std::optional<MetricResult> metric;

    QString key() const { return runUid + QLatin1Char('/') + (metric ? metric->name : QString()); }
    bool operator==(const AnalysisRow &) const = default;
};

/// AnalysisRuns of one rollout by metric, in the snapshot's order (FLT-10).
class AnalysisRunModel : public KeyedTableModel<AnalysisRow>
{
    Q_OBJECT
public:
    enum Column { Metric, Phase, Measurements, LastValue, Counts, Kind, Run, Started, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setSnapshot(const RolloutSnapshot &snapshot);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

/// "step 3", "background", "before the switch".
QString analysisKindText(const QString &kind, std::optional<int> stepIndex);

/// Pass, running, inconclusive, error, failed: the phases of an AnalysisRun, its metrics and measurements.
Tone analysisTone(const QString &phase);

} // namespace maestro
