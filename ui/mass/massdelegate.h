// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace maestro {

/// Paints rows of a MassModel: check box, name and images, state as a pill, weight, what will be sent, result. A click on the box or
/// Space asks for the other choice.
class MassDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit MassDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

private:
    QRect boxIn(const QRect &cell) const;
    void paintBox(QPainter &painter, const QRect &box, bool checked, bool live) const;

    const Theme *m_theme;
};

} // namespace maestro
