// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct PodRow
{
    Pod pod;
    QList<RevisionRole> roles; ///< of the revision its hash names
    int revision = 0; ///< 0: no revision has this hash

    QString key() const { return pod.meta.uid; }
    bool operator==(const PodRow &) const = default;
};

/// Pods of one rollout with the role of their revision (FLT-04).
class PodModel : public KeyedTableModel<PodRow>
{
    Q_OBJECT
public:
    enum Column { Name, Role, Ready, Status, Restarts, LastTermination, Image, Node, Ip, Age, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setSnapshot(const RolloutSnapshot &snapshot);
    void setNow(const QDateTime &utc); ///< for ages
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const PodRow &row, int column) const;
    static Tone toneOf(const PodRow &row, int column);
    QString sentence(const PodRow &row) const;

    QDateTime m_now;
};

} // namespace maestro
