// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPointer>
#include <QWidget>

namespace maestro {

/// A veil over the whole window with one frame in its middle. Part of the window, so it cannot fall behind it. While it is
/// shown, neither mouse, keys nor shortcuts reach what lies below, and the keyboard focus stays in the frame.
class GuardOverlay : public QWidget
{
    Q_OBJECT
public:
    GuardOverlay(QWidget *window, Theme *theme);

    /// Takes ownership; the frame is as large as it asks for and the window allows.
    void setFrame(QWidget *frame);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    Theme *m_theme;
    QWidget *m_frame = nullptr;
    QPointer<QWidget> m_focusBefore;
};

} // namespace maestro
