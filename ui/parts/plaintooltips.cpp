// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/plaintooltips.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QTextDocument>
#include <QToolTip>

namespace maestro {

bool PlainToolTips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return false;
    const auto *view = qobject_cast<QAbstractItemView *>(watched->parent());
    if (!view || view->viewport() != watched)
        return false;
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex index = view->indexAt(help->pos());
    const QString text = index.data(Qt::ToolTipRole).toString();
    if (!Qt::mightBeRichText(text))
        return false;
    QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(text), view->viewport(), view->visualRect(index));
    return true;
}

} // namespace maestro
