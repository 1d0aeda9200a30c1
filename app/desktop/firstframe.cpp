// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/firstframe.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace maestro {

namespace {

constexpr int latestMs = 1000;

} // namespace

FirstFrame::FirstFrame(QWidget *window, std::function<void()> painted)
    : QObject(window)
    , m_painted(std::move(painted))
{
    window->installEventFilter(this);
    QTimer::singleShot(latestMs, this, &FirstFrame::done);
}

bool FirstFrame::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint)
        QMetaObject::invokeMethod(this, &FirstFrame::done, Qt::QueuedConnection);
    return false;
}

void FirstFrame::done()
{
    if (const auto painted = std::exchange(m_painted, {}))
        painted();
}

} // namespace maestro
