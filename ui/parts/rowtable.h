// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace maestro {

/// What all tables of objects have in common: whole rows, one at a time, no grid, no editing, Tab leaves, headings that do nothing.
void makeRowTable(QTableView *table);

/// Cells of plain text that begin where their heads do.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CellDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int leadOf(const QStyleOptionViewItem &option, const QModelIndex &index) const; ///< px before the text
};

} // namespace maestro
