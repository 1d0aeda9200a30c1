// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmbutton.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace maestro {

namespace {

constexpr qint64 kLongestGapMs = 500; ///< between two ticks; a longer one means that the machine slept or hung

} // namespace

ConfirmButton::ConfirmButton(Theme *theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setAutoDefault(false);
    setDefault(false);
    setProperty("kind", QStringLiteral("danger"));
    m_ticks.setInterval(40);
    connect(&m_ticks, &QTimer::timeout, this, &ConfirmButton::tick);
    connect(this, &QPushButton::clicked, this, [this] {
        if (!m_held)
            Q_EMIT confirmed();
    });
}

void ConfirmButton::setHeld(bool held)
{
    cancelHold();
    m_held = held;
    setToolTip(held ? tr("Hold for 1.5 s; pressing it shortly offers to type instead") : QString());
    updateGeometry();
}

void ConfirmButton::pressByAssistant()
{
    if (!isEnabled())
        return;
    if (m_held)
        Q_EMIT typedWayAsked();
    else
        Q_EMIT confirmed();
}

QSize ConfirmButton::sizeHint() const
{
    return QPushButton::sizeHint() + QSize(m_held ? m_theme->px(64) : 0, 0);
}

void ConfirmButton::startHold()
{
    m_since.start();
    m_lastTick = 0;
    m_ticks.start();
    setDown(true);
    update();
}

bool ConfirmButton::cancelHold()
{
    const bool was = m_since.isValid();
    m_since.invalidate();
    m_ticks.stop();
    setDown(false);
    update();
    return was;
}

void ConfirmButton::tick()
{
    const qint64 held = m_since.elapsed();
    if (held - m_lastTick > kLongestGapMs) {
        cancelHold();
        return;
    }
    m_lastTick = held;
    update();
    if (held < holdMs)
        return;
    cancelHold();
    Q_EMIT confirmed();
}

void ConfirmButton::mousePressEvent(QMouseEvent *event)
{
    if (!m_held)
        QPushButton::mousePressEvent(event);
    else if (event->button() == Qt::LeftButton)
        startHold();
}

void ConfirmButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_held)
        QPushButton::mouseReleaseEvent(event);
    else
        cancelHold();
}

void ConfirmButton::keyPressEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat()) {
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        event->ignore();
        return;
    }
    if (m_held && event->key() == Qt::Key_Space)
        startHold();
    else
        QPushButton::keyPressEvent(event);
}

void ConfirmButton::keyReleaseEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat()) {
        event->accept();
        return;
    }
    if (m_held && event->key() == Qt::Key_Space) {
        if (cancelHold())
            Q_EMIT typedWayAsked();
    } else
        QPushButton::keyReleaseEvent(event);
}

void ConfirmButton::focusOutEvent(QFocusEvent *event)
{
    cancelHold();
    QPushButton::focusOutEvent(event);
}

void ConfirmButton::hideEvent(QHideEvent *event)
{
    cancelHold();
    QPushButton::hideEvent(event);
}

void ConfirmButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::EnabledChange && !isEnabled())
        cancelHold();
    QPushButton::changeEvent(event);
}

void ConfirmButton::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    if (!m_held || !m_since.isValid())
        return;
    QPainter painter(this);
    QColor fill = m_theme->color(Token::OnAccent);
    fill.setAlphaF(0.4F);
    const double share = std::min(1.0, double(m_since.elapsed()) / holdMs);
    painter.fillRect(QRectF(1, 1, (width() - 2) * share, height() - 2), fill);
}

} // namespace maestro
