// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/silence.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct SilenceRow
{
    QString connection;
    Silence silence;

    QString key() const { return connection % u'/' % silence.id; }
    bool operator==(const SilenceRow &) const = default;
};

/// Silences; those that hide what a policy depends on come first, expired ones last.
class SilenceModel : public KeyedTableModel<SilenceRow>
{
    Q_OBJECT
public:
    enum Column { Matchers, State, Ends, Hides, Comment, By, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setSilences(QList<SilenceRow> rows);
    void setNow(const QDateTime &utc); ///< counts down to the end
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const SilenceRow &row, int column) const;

    QDateTime m_now;
};

} // namespace maestro
