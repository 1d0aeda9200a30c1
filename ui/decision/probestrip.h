// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/probehistory.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

class FactLabel;

/// The looks at one health endpoint: a cell for each, oldest on the left, and in words how it stands, since when it fails, and how many looks
/// there were. A cell tells what it is by its form as well: fine is half as high as failed, unknown is an empty one.
class ProbeStrip : public QWidget
{
    Q_OBJECT
public:
    explicit ProbeStrip(Theme *theme, QWidget *parent = nullptr);

    void showProbe(const ProbeHistory &probe);

private:
    class Cells;

    Theme *m_theme;
    FactLabel *m_state;
    Cells *m_cells;
    FactLabel *m_looks;
};

} // namespace maestro
