// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QWidget>

class QGridLayout;

namespace maestro {

/// What the policy measures and no gate in force judges, what its pages and the focus of the phase name, and what stands out: number,
/// how it compares with the half hour before, and the time rollbacks take. Nothing to show: hidden. GUI thread.
class MetricTiles : public QWidget
{
    Q_OBJECT
public:
    MetricTiles(Theme *theme, QWidget *parent);

    void showReport(const SloReport &report);

private:
    void clear();

    Theme *m_theme;
    QGridLayout *m_grid;
    QList<MetricReading> m_shown;
    QString m_pace;
};

} // namespace maestro
