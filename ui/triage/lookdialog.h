// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/triageport.h"
#include "theme/theme.h"

#include <QDialog>

class QPushButton;

namespace maestro {

class OutputView;

/// One look at something that is no item of the run: what it saw, when, and by which command. It ticks and records nothing. GUI thread.
class LookDialog : public QDialog
{
    Q_OBJECT
public:
    LookDialog(TriagePort *port, CheckKind kind, const QString &title, Theme *theme, QWidget *parent);

private:
    void look();

    TriagePort *m_port;
    CheckKind m_kind;
    OutputView *m_output;
    QPushButton *m_again;
};

} // namespace maestro
