// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <optional>
#include <utility>

namespace maestro {

/// A table over rows that have a key. A new list becomes removals, one insertion, one layoutChanged that moves persistent
/// indexes, and dataChanged for runs of changed rows; never a reset, so that selection and scroll position stay with the row
/// they belong to. Linear in the number of rows. Row needs operator==, a default constructor and a unique `key() const` fit for QHash.
template<typename Row> class KeyedTableModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;
    using Key = std::decay_t<decltype(std::declval<const Row &>().key())>;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    const Row &rowAt(int row) const { return m_rows.at(row); }
    int rowOf(const Key &key) const
    {
        const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.key() == key; });
        return it == m_rows.end() ? -1 : int(it - m_rows.begin());
    }

protected:
    const QList<Row> &rows() const { return m_rows; }

    /// Whoever hears of a change may hand over the next list: it waits until the one before it is in.
    void replaceRows(QList<Row> next)
    {
        m_next = std::move(next);
        if (std::exchange(m_replacing, true))
            return;
        while (m_next)
            replaceWith(*std::exchange(m_next, std::nullopt));
        m_replacing = false;
    }

    /// Replaces one row in place; its key must be the same.
    void replaceRow(int row, const Row &next)
    {
        m_rows[row] = next;
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    void columnChanged(int column, const QList<int> &roles = {})
    {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), roles);
    }

    void everythingChanged()
    {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }

private:
    void replaceWith(QList<Row> next)
    {
        if (std::equal(m_rows.begin(), m_rows.end(), next.begin(), next.end(), [](const Row &a, const Row &b) { return a.key() == b.key(); }))
            return assign(next);
        QHash<Key, int> wanted;
        wanted.reserve(next.size());
        next.removeIf([&wanted](const Row &row) { // a key that comes twice counts once: the other side may not be trusted
            if (wanted.contains(row.key()))
                return true;
            wanted.insert(row.key(), int(wanted.size()));
            return false;
        });
        removeMissing(wanted);
        appendNew(next);
        reorder(wanted);
        assign(next);
    }

    void removeMissing(const QHash<Key, int> &wanted)
    {
        for (int last = int(m_rows.size()) - 1; last >= 0; --last) {
            if (wanted.contains(m_rows.at(last).key()))
                continue;
            int first = last;
            while (first > 0 && !wanted.contains(m_rows.at(first - 1).key()))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    void appendNew(const QList<Row> &next)
    {
        QSet<Key> known;
        known.reserve(m_rows.size());
        for (const Row &row : std::as_const(m_rows))
            known.insert(row.key());
        QList<Row> added;
        for (const Row &row : next) {
            if (!known.contains(row.key()))
                added << row;
        }
        if (added.isEmpty())
            return;
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + added.size()) - 1);
        m_rows << added;
        endInsertRows();
    }

    void reorder(const QHash<Key, int> &wanted)
    {
        QList<int> target(m_rows.size());
        bool moved = false;
        for (int i = 0; i < m_rows.size(); ++i) {
            target[i] = wanted.value(m_rows.at(i).key());
            moved = moved || target.at(i) != i;
        }
        if (!moved)
            return;
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        QList<Row> ordered(m_rows.size());
        for (int i = 0; i < m_rows.size(); ++i)
            ordered[target.at(i)] = std::move(m_rows[i]);
        m_rows = std::move(ordered);
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        to.reserve(from.size());
        for (const QModelIndex &old : from)
            to << index(target.at(old.row()), old.column());
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    void assign(const QList<Row> &next)
    {
        for (int row = 0; row < m_rows.size(); ++row) {
            if (m_rows.at(row) == next.at(row))
                continue;
            const int first = row;
            for (; row < m_rows.size() && !(m_rows.at(row) == next.at(row)); ++row)
                m_rows[row] = next.at(row);
            Q_EMIT dataChanged(index(first, 0), index(row - 1, columnCount() - 1));
        }
    }

    QList<Row> m_rows;
    std::optional<QList<Row>> m_next;
    bool m_replacing = false;
};

} // namespace maestro
