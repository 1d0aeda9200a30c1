// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/rollout/fleet.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct ConnectionRow
{
    ConnectionStatus status;

    QString key() const { return status.context; }
    bool operator==(const ConnectionRow &) const = default;
};

/// One row for each kubeconfig context: where it leads, as whom, how old its data is, and what to do when it does not work.
class ConnectionModel : public KeyedTableModel<ConnectionRow>
{
    Q_OBJECT
public:
    enum Column { Context, Phase, Server, Identity, Age, Versions, Notices, ColumnCount };

    explicit ConnectionModel(const Clock *clock, QObject *parent = nullptr);

    void setConnections(const QList<ConnectionStatus> &connections);
    void tick(); ///< once a second: ages
    Freshness freshnessAtRow(int row) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock *m_clock;
};

Freshness freshnessOf(const ConnectionStatus &connection, qint64 nowBootMs);
QString connectionIdentity(const ConnectionStatus &connection); ///< who the server says we are, or that it was not asked
QString connectionVersions(const ConnectionStatus &connection);
QStringList connectionNotices(const ConnectionStatus &connection); ///< what is wrong or limited, then what to do

} // namespace maestro
