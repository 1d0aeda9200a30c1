// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/nextsteps.h"
#include "theme/theme.h"

#include <QWidget>

class QGridLayout;

namespace maestro {

/// "What happens next" as a numbered list: title, how long it takes, and why. The accessible description has it whole.
class NextStepList : public QWidget
{
    Q_OBJECT
public:
    NextStepList(const QList<NextStep> &steps, Theme *theme, QWidget *parent = nullptr);

private:
    void addStep(QGridLayout *grid, int row, const NextStep &step);

    Theme *m_theme;
};

} // namespace maestro
