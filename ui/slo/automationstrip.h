// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace maestro {

class FactLabel;
class PillLabel;

/// What this window would do by itself about the open rollout, and the switch that makes it stand down. Hidden where no policy
/// names the console as owner. GUI thread.
class AutomationStrip : public QWidget
{
    Q_OBJECT
public:
    AutomationStrip(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void open(const ObjectRef &ref);

private:
    void take(const ObjectRef &ref, const AutomationStatusPtr &status);

    AutomationPort *m_port;
    ObjectRef m_ref;
    AutomationStatusPtr m_status;
    PillLabel *m_pill;
    FactLabel *m_sentence;
    QPushButton *m_switch;
};

} // namespace maestro
