// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct RevisionRow
{
    Revision revision;

    QString key() const { return revision.replicaSetUid; }
    bool operator==(const RevisionRow &) const = default;
};

/// Revision history, newest first (FLT-07).
class RevisionModel : public KeyedTableModel<RevisionRow>
{
    Q_OBJECT
public:
    enum Column { Number, Role, Image, Pods, Hash, Created, Cause, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setSnapshot(const RolloutSnapshot &snapshot);
    void setNow(const QDateTime &utc); ///< for ages
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Revision &revision, int column) const;
    static Tone toneOf(const Revision &revision, int column);
    QString sentence(const Revision &revision) const;

    QDateTime m_now;
};

} // namespace maestro
