// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertrouting.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct ReachRow
{
    QString connection;
    QString policy;
    AlertReach reach;

    QString key() const { return connection % u'\n' % policy % u'\n' % reach.family % u'\n' % reach.alert; }
    bool operator==(const ReachRow &) const = default;
};

/// Whether every alert that policies name exists and would be told to somebody (ledger ALR-09); those that would not come first.
class ReachModel : public KeyedTableModel<ReachRow>
{
    Q_OBJECT
public:
    enum Column { Alert, State, Receivers, Family, Policy, Connection, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setRouting(const QList<AlertRouting> &all);
    int notTold() const; ///< rows that do not reach anybody, or of which nobody knows
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace maestro
