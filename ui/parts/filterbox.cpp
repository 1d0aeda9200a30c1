// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/filterbox.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QKeyEvent>

namespace maestro {

FilterBox::FilterBox(const QString &placeholder, int width, Theme *theme, QWidget *parent)
    : QLineEdit(parent)
{
    setAccessibleName(tr("Filter"));
    setPlaceholderText(placeholder);
    addAction(themedIcon(Icon::Filter, *theme, Token::Text3), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setFixedHeight(theme->px(28));
    setMinimumWidth(theme->px(110));
    setMaximumWidth(theme->px(width));
}

void FilterBox::take()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void FilterBox::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Escape)
        clear();
    if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Down)
        Q_EMIT left();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace maestro
