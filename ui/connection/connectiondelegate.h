// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/connectionmodel.h"
#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace maestro {

/// Paints the table of connections: environment edge, state pill, two lines a cell.
class ConnectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ConnectionDelegate(const ConnectionModel *model, const Theme *theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const ConnectionModel *m_model;
    const Theme *m_theme;
};

} // namespace maestro
