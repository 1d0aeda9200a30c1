// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct EventRow
{
    KubeEvent event;

    QString key() const { return event.meta.uid; }
    bool operator==(const EventRow &) const = default;
};

/// Kubernetes events of one rollout and what it owns, newest first (FLT-09).
class EventModel : public KeyedTableModel<EventRow>
{
    Q_OBJECT
public:
    enum Column { Last, Type, Reason, Message, Object, Count, Source, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setSnapshot(const RolloutSnapshot &snapshot);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace maestro
