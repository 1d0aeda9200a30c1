// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisfleet.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct AnalysisFleetRow
{
    FleetRun run;

    QString key() const { return run.context + QLatin1Char('/') + run.run->meta.uid; }
    bool operator==(const AnalysisFleetRow &) const = default;
};

/// AnalysisRuns of the whole fleet, one row each, in the order of the snapshot; roles as in detailroles.h (FLT-10).
class AnalysisFleetModel : public KeyedTableModel<AnalysisFleetRow>
{
    Q_OBJECT
public:
    enum Column { Rollout, Phase, Metrics, Kind, Run, Namespace, Started, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setRuns(AnalysisFleetPtr fleet);
    void setFilter(const QString &words); ///< every word is in rollout, run, namespace, context or phase
    void setScope(const QString &context, const QString &ns); ///< empty: all
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refill();
    bool isWanted(const FleetRun &run) const;

    AnalysisFleetPtr m_fleet;
    QString m_filter;
    QString m_context;
    QString m_ns;
};

} // namespace maestro
