// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QTimer>

namespace maestro {

/// The button that confirms. Plain: one click. Held: 1.5 s of mouse or Space, letting go cancels; whoever presses it another way
/// (accessibility bus, a short key) is offered the typed way instead. Return never presses it, auto-repeat counts for nothing.
class ConfirmButton : public QPushButton
{
    Q_OBJECT
public:
    static constexpr int holdMs = 1500;

    ConfirmButton(Theme *theme, QWidget *parent);

    void setHeld(bool held);
    bool isHeld() const { return m_held; }
    /// What a press through the accessibility bus does.
    void pressByAssistant();
    QSize sizeHint() const override;

Q_SIGNALS:
    void confirmed();
    void typedWayAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void startHold();
    /// True when a hold was under way and is cancelled.
    bool cancelHold();
    void tick();

    Theme *m_theme;
    bool m_held = false;
    QElapsedTimer m_since; ///< valid while held down
    QTimer m_ticks;
    qint64 m_lastTick = 0;
};

} // namespace maestro
