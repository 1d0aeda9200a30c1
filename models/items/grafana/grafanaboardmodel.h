// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/grafanaboard.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct GrafanaBoardRow
{
    GrafanaBoard board;

    QString key() const { return board.uid; }
    bool operator==(const GrafanaBoardRow &) const = default;
};

/// Boards of Grafana; those that name the service first.
class GrafanaBoardModel : public KeyedTableModel<GrafanaBoardRow>
{
    Q_OBJECT
public:
    enum Column { Title, Folder, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setBoards(const QList<GrafanaBoard> &boards, const QString &service);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace maestro
