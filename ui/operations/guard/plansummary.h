// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"
#include "theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace maestro {

/// What a plan will do, said in full: effect, from and to, warnings. Nothing here is elided.
class PlanSummary : public QWidget
{
    Q_OBJECT
public:
    PlanSummary(const OperationPlan &plan, Theme *theme, QWidget *parent = nullptr);

private:
    void addCards(QVBoxLayout *column, const OperationPlan &plan);
    void addWarnings(QVBoxLayout *column, const OperationPlan &plan);

    Theme *m_theme;
};

/// The right side: what happens next, what stays, the way back, what is checked, and the exact request.
class PlanDetails : public QWidget
{
    Q_OBJECT
public:
    PlanDetails(const OperationPlan &plan, Theme *theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addFact(QVBoxLayout *column, const QString &caption, const QString &text);

    Theme *m_theme;
};

} // namespace maestro
