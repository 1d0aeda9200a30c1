// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "items/detailroles.h"

#include <QAbstractTableModel>

namespace maestro {

/// The lines of a chart as a table, oldest row first: time, one column per line. What was not sampled is empty, NaN is said.
/// Every point of the input is here: the table is not decimated.
class SeriesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setSeries(const QList<SampleSeries> &series, MetricUnit unit);
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_times.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_heads.size()) + 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    qint64 timeAt(int row) const { return m_times.at(row); }
    int rowAtTime(qint64 ms) const; ///< the last one not after `ms`; -1 before the first

private:
    QString text(int row, int column) const;
    QString sentence(int row) const;

    QList<qint64> m_times;
    QStringList m_heads;
    QList<QHash<qint64, double>> m_values;
    MetricUnit m_unit = MetricUnit::None;
};

/// "canary", or the label of a further line.
QString seriesLabel(const SampleSeries &series);

} // namespace maestro
