// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace maestro {

/// Repaints the rows that changed, or one column of them, where QTableView repaints everything as soon as more than one cell did.
class FleetTable : public QTableView
{
    Q_OBJECT
public:
    /// `headHeight` in pixels: the head is as high as it is told, and no column is measured for it.
    explicit FleetTable(int headHeight, QWidget *parent = nullptr);

    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles = {}) override;
};

} // namespace maestro
