// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace maestro {

/// Error budgets side by side. Each says in words what its number is a share of, and its burn over each window.
class BudgetTiles : public QWidget
{
    Q_OBJECT
public:
    explicit BudgetTiles(Theme *theme, QWidget *parent = nullptr);
    void showBudgets(const QList<BudgetReading> &budgets, const std::optional<double> &pageLine, const std::optional<double> &planLimit);

private:
    Theme *m_theme;
    QHBoxLayout *m_row;
    QList<BudgetReading> m_shown;
    std::optional<double> m_page;
    std::optional<double> m_plan;
    bool m_built = false;
};

} // namespace maestro
