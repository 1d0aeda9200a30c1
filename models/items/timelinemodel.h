// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timeline/timeline.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct TimelineRow
{
    TimelineEntry entry;

    QString key() const { return entry.id; }
    bool operator==(const TimelineRow &) const = default;
};

/// Entries of one timeline, oldest first; one column, whose text is the whole entry in one line (TML-01).
class TimelineModel : public KeyedTableModel<TimelineRow>
{
    Q_OBJECT
public:
    enum Role { SourceRole = Qt::UserRole + 1 }; ///< the word for where an entry comes from

    using KeyedTableModel::KeyedTableModel;

    void setTimeline(const Timeline &timeline);
    const TimelineEntry &entryAt(int row) const { return rowAt(row).entry; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex &index, int role) const override;
};

/// "14:20:36 UTC, Observed: weight 25 %", with the person and the reason where there are any.
QString timelineSentence(const TimelineEntry &entry);

} // namespace maestro
