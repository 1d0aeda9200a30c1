// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QPushButton>

namespace maestro {

/// What the decision board recommends, in its words; a press opens the board. Hidden without one.
class BoardButton : public QPushButton
{
    Q_OBJECT
public:
    explicit BoardButton(Theme *theme, QWidget *parent = nullptr);

    void showReport(const SloReportPtr &report);

private:
    Theme *m_theme;
};

} // namespace maestro
