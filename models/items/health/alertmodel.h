// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct AlertRow
{
    QString connection;
    AlertReading alert;

    QString key() const { return connection % u'/' % alert.fingerprint % u'/' % alert.name; }
    bool operator==(const AlertRow &) const = default;
};

/// Alerts, worst and newest first.
class AlertModel : public KeyedTableModel<AlertRow>
{
    Q_OBJECT
public:
    enum Column { Name, State, Severity, Family, Service, Since, SilencedBy, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setAlerts(QList<AlertRow> rows);
    void setNow(const QDateTime &utc);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const AlertRow &row, int column) const;

    QDateTime m_now;
};

} // namespace maestro
