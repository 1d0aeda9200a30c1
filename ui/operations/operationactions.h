// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QPointer>

class QWidget;

namespace maestro {

/// From the wish to act to the guard and the tracked outcome. Nothing is sent from here without a confirmed plan, and one
/// window shows one guard at a time. GUI thread; guard and outcome bar are children of the window.
class OperationActions : public QObject
{
    Q_OBJECT
public:
    OperationActions(const Ports &ports, Theme *theme, QWidget *window);

    /// Asks for a plan and opens the guard on it. `uid` is the object's on screen.
    void start(Verb verb, const ObjectRef &ref, WorkloadKind workload, const QString &uid);
    /// Hidden until an operation is under way; the shell places it above the status line.
    QWidget *outcomeBar();

private:
    Ports m_ports;
    Theme *m_theme;
    QPointer<QWidget> m_window;
    QPointer<QWidget> m_bar;
};

} // namespace maestro
