// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace maestro {

/// Calls back once, when the window has been painted for the first time; after a second in any case, for a window that nobody sees.
class FirstFrame : public QObject
{
    Q_OBJECT
public:
    FirstFrame(QWidget *window, std::function<void()> painted);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void done();

    std::function<void()> m_painted;
};

} // namespace maestro
