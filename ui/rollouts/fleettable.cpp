// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/fleettable.h"

#include <QAccessible>
#include <QHeaderView>

namespace maestro {

namespace {

class FixedHead : public QHeaderView
{
public:
    FixedHead(int height, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setFixedHeight(height);
    }

    QSize sizeHint() const override { return {length(), height()}; }
};

} // namespace

FleetTable::FleetTable(int headHeight, QWidget *parent)
    : QTableView(parent)
{
    setHorizontalHeader(new FixedHead(headHeight, this));
}

void FleetTable::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    if (!first.isValid() || !last.isValid() || QAccessible::isActive()) // who listens is told by the base
        return QTableView::dataChanged(first, last, roles);
    const int top = rowViewportPosition(first.row());
    const int bottom = rowViewportPosition(last.row()) + rowHeight(last.row());
    const bool cells = first.column() == last.column();
    const int left = cells ? columnViewportPosition(first.column()) : 0;
    const int width = cells ? columnWidth(first.column()) : viewport()->width();
    const QRect seen = viewport()->rect() & QRect(left, top, width, bottom - top);
    if (!seen.isEmpty())
        viewport()->update(seen);
}

} // namespace maestro
