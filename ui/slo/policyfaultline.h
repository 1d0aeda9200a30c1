// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policyfault.h"
#include "theme/factlabel.h"

namespace maestro {

class Theme;

/// "Policy problem": which policy file is broken, where, and what is in force instead; hidden while none is. GUI thread.
class PolicyFaultLine : public FactLabel
{
    Q_OBJECT
public:
    PolicyFaultLine(Theme *theme, QWidget *parent);

    void showFaults(const PolicyFaults &faults);

private:
    void takeColor();

    Theme *m_theme;
};

} // namespace maestro
