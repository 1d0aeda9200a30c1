// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QFrame>

class QPushButton;
class QVBoxLayout;

namespace maestro {

class FactLabel;
class ThemedLabel;

/// One error budget: how much of it is used and of what that is a share, its burn, and who acknowledged it. GUI thread.
class BudgetTile : public QFrame
{
    Q_OBJECT
public:
    BudgetTile(const QString &name, Theme *theme, QWidget *parent);

    void showBudget(const BudgetReading &budget, const std::optional<double> &pageLine);
    const BudgetReading &budget() const { return m_budget; }
    void setAcknowledgeable(bool can); ///< whether there is anybody to write it down

Q_SIGNALS:
    void acknowledgeAsked();

private:
    class ShareBar;
    void showBurn(const std::optional<double> &pageLine);
    void showAcknowledgement();

    BudgetReading m_budget;
    bool m_can = false;
    ThemedLabel *m_title;
    FactLabel *m_number;
    ShareBar *m_bar;
    ThemedLabel *m_meaning;
    ThemedLabel *m_burn;
    FactLabel *m_acknowledged;
    QPushButton *m_button;
};

} // namespace maestro
