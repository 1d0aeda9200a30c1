// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertrouting.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct RouteRow
{
    QString connection;
    QList<int> path; ///< from the root on
    AlertRoute route; ///< without its children
    QString receiver; ///< in words
    bool tells = false; ///< the receiver tells somebody
    bool hit = false; ///< the alert that is followed ends here
    bool timed = false; ///< a time interval on the way may keep it from being told

    QString key() const;
    bool operator==(const RouteRow &) const = default;
};

/// The trees of routes of all connections, written out in the order in which Alertmanager tries them (ledger ALR-08).
class RouteModel : public KeyedTableModel<RouteRow>
{
    Q_OBJECT
public:
    enum Column { Hit, Route, Receiver, Rest, Connection, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    /// With labels, the routes where such an alert ends are marked.
    void setRouting(const QList<AlertRouting> &all, const std::optional<QMap<QString, QString>> &labels);
    QList<RouteRow> hits() const;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace maestro
