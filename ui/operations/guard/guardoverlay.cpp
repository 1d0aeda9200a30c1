// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/guardoverlay.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace maestro {

GuardOverlay::GuardOverlay(QWidget *window, Theme *theme)
    : QWidget(window)
    , m_theme(theme)
    , m_focusBefore(QApplication::focusWidget())
{
    setGeometry(window->rect());
    window->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_frame && isVisible() && now->window() == this->window() && !isAncestorOf(now))
            m_frame->setFocus(Qt::OtherFocusReason);
    });
    connect(this, &QObject::destroyed, window, [before = m_focusBefore] {
        if (before && before->isVisible())
            before->setFocus(Qt::OtherFocusReason);
    });
}

void GuardOverlay::setFrame(QWidget *frame)
{
    m_frame = frame;
    frame->setParent(this);
    place();
    show();
    raise();
    frame->show();
}

bool GuardOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (watched == parentWidget() && event->type() == QEvent::ChildAdded)
        raise();
    return QWidget::eventFilter(watched, event);
}

bool GuardOverlay::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
        event->accept();
        return true;
    default:
        return QWidget::event(event);
    }
}

/// Tab goes round inside the frame.
bool GuardOverlay::focusNextPrevChild(bool next)
{
    QWidget *now = QApplication::focusWidget();
    QWidget *w = now ? now : m_frame;
    for (int i = 0; w && i < 1000; ++i) {
        w = next ? w->nextInFocusChain() : w->previousInFocusChain();
        if (w == now)
            break;
        if (isAncestorOf(w) && w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus)) {
            w->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            break;
        }
    }
    return true;
}

void GuardOverlay::place()
{
    if (!m_frame)
        return;
    const QSize wanted = m_frame->sizeHint().expandedTo(m_frame->minimumSizeHint());
    const QSize room(width() - m_theme->px(32), height() - m_theme->px(24));
    const QSize size = wanted.boundedTo(room);
    m_frame->setGeometry((width() - size.width()) / 2, std::max(m_theme->px(12), (height() - size.height()) / 2), size.width(), size.height());
}

void GuardOverlay::resizeEvent(QResizeEvent *)
{
    place();
}

void GuardOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = m_theme->isDark() ? QColor(0, 0, 0) : m_theme->color(Token::Text);
    veil.setAlphaF(m_theme->isDark() ? 0.62F : 0.5F);
    painter.fillRect(rect(), veil);
}

} // namespace maestro
