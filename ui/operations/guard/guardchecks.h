// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/age.h"
#include "domain/operation/operationplan.h"
#include "domain/slo/sloreport.h"
#include "theme/glyph.h"

#include <QWidget>

class QGridLayout;

namespace maestro {

class Clock;

/// What speaks for and against an action, as it is known while the guard is open: the version it leads to, gates, alerts. It informs;
/// what must hold is checked by the server in the write itself. GUI thread.
class GuardChecks : public QWidget
{
    Q_OBJECT
public:
    GuardChecks(OperationPlanPtr plan, const Clock *clock, Theme *theme, QWidget *parent = nullptr);

    /// Of the same rollout; null: nobody judged it yet.
    void see(const SloReportPtr &report);
    void refresh(); ///< what was told grows old

private:
    struct Check
    {
        Glyph glyph;
        QString title;
        QString text;
        bool operator==(const Check &) const = default;
    };
    QList<Check> checks() const;
    void addTarget(QList<Check> &list) const;
    void addGates(QList<Check> &list) const;

    OperationPlanPtr m_plan;
    const Clock *m_clock;
    Theme *m_theme;
    QGridLayout *m_grid;
    SloReportPtr m_report;
    SteadyAge m_age; ///< of the report
    QList<Check> m_shown;
};

} // namespace maestro
