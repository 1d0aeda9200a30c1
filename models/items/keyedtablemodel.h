// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSet>

namespace maestro {

/// A table over rows that have a key. A new list becomes removals, moves, insertions and dataChanged, never a reset, so that
/// selection and scroll position stay with the row they belong to. Row needs operator== and `QString key() const`.
template<typename Row> class KeyedTableModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    const Row &rowAt(int row) const { return m_rows.at(row); }
    int rowOf(const QString &key) const
    {
        const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.key() == key; });
        return it == m_rows.end() ? -1 : int(it - m_rows.begin());
    }

protected:
    const QList<Row> &rows() const { return m_rows; }

    void replaceRows(const QList<Row> &next)
    {
        removeMissing(next);
        for (int i = 0; i < next.size(); ++i) {
            if (i == m_rows.size()) {
                insert(i, next.mid(i));
                return;
            }
            place(i, next.at(i));
        }
        if (m_rows.size() > next.size())
            remove(int(next.size()), int(m_rows.size()) - 1);
    }

    void columnChanged(int column, const QList<int> &roles = {})
    {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), roles);
    }

private:
    void removeMissing(const QList<Row> &next)
    {
        QSet<QString> keep;
        for (const Row &row : next)
            keep.insert(row.key());
        for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
            if (keep.contains(m_rows.at(i).key()))
                continue;
            int first = i;
            while (first > 0 && !keep.contains(m_rows.at(first - 1).key()))
                --first;
            remove(first, i);
            i = first;
        }
    }
    void place(int i, const Row &row)
    {
        if (m_rows.at(i).key() != row.key()) {
            int from = i + 1;
            while (from < m_rows.size() && m_rows.at(from).key() != row.key())
                ++from;
            if (from == m_rows.size()) {
                insert(i, {row});
                return;
            }
            beginMoveRows({}, from, from, {}, i);
            m_rows.move(from, i);
            endMoveRows();
        }
        if (m_rows.at(i) == row)
            return;
        m_rows[i] = row;
        Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
    }
    void insert(int at, const QList<Row> &rows)
    {
        beginInsertRows({}, at, at + int(rows.size()) - 1);
        for (int i = 0; i < rows.size(); ++i)
            m_rows.insert(at + i, rows.at(i));
        endInsertRows();
    }
    void remove(int first, int last)
    {
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
    }

    QList<Row> m_rows;
};

} // namespace maestro
