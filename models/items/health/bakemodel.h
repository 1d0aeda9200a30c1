// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakereport.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct BakeRow
{
    BakeMetric metric;

    QString key() const { return metric.name; }
    bool operator==(const BakeRow &) const = default;
};

/// Canary against stable, one row for each comparison: both values with their sample sizes, the difference and what is known of it.
class BakeModel : public KeyedTableModel<BakeRow>
{
    Q_OBJECT
public:
    enum Column { Metric, State, Canary, Stable, Difference, Interval, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setVerdict(const BakeVerdict &verdict);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace maestro
