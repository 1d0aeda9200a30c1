// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "items/keyedtablemodel.h"

#include <memory>

namespace maestro {

/// A row of the Journal: one action with all its records, or the head of a section (no records).
struct JournalEntry
{
    QString id;
    QList<JournalRecord> records; ///< oldest first
    QString title; ///< of a section
    bool open = false; ///< an intent without an outcome: nobody knows yet whether it happened

    QString key() const { return id; }
    bool isSection() const { return records.isEmpty(); }
    const JournalRecord &first() const { return records.first(); }
    const JournalRecord &last() const { return records.last(); }
    bool operator==(const JournalEntry &) const = default;
};

/// The Journal as people ask it: open intents first, then newest first by day. Several records of one action are one row.
class JournalModel : public KeyedTableModel<JournalEntry>
{
    Q_OBJECT
public:
    enum Column { Time, Who, Action, Object, Reason, State, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setRecords(std::shared_ptr<const QList<JournalRecord>> records);
    void setFilter(const QString &text);

    int recordCount() const;
    int openCount() const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void layoutUpdated(); ///< sections may have moved

private:
    void rebuild();

    std::shared_ptr<const QList<JournalRecord>> m_records;
    QString m_filter;
    int m_open = 0;
};

QString journalActionText(const JournalEntry &entry); ///< "Promote", "Chain started"
QString journalStateText(const JournalEntry &entry); ///< "applied", "open: not known whether it was sent"
QString journalWho(const JournalEntry &entry);
/// All that is recorded about one action, as readable text with one line a field.
QString journalDetails(const JournalEntry &entry);

} // namespace maestro
