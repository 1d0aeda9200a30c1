// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timecursor.h"
#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QFrame>

namespace maestro {

class FactLabel;
class SloChart;

/// The chart of what is bad, with the change and the first bad sample marked: the metric that is asked for, else that of the gate which
/// became bad first, else of any gate that fails, else the first that has samples. GUI thread.
class SuspectChart : public QFrame
{
    Q_OBJECT
public:
    explicit SuspectChart(Theme *theme, QWidget *parent = nullptr);

    void setCharts(const ChartSetPtr &set, const SloReportPtr &report, const QDateTime &now);
    /// A metric that a person looks at in the checklist; empty: the worst.
    void prefer(const QString &metric) { m_preferred = metric; }
    void clear();

Q_SIGNALS:
    void opened(); ///< the page with all charts is wanted

private:
    void makeRoom(bool chart); ///< without a chart the output beside it has the room

    Theme *m_theme;
    TimeCursor m_cursor;
    SloChart *m_chart;
    FactLabel *m_none;
    QString m_preferred;
};

/// The chart to show, or null.
const ChartData *suspectChart(const ChartSet &set, const SloReport *report, const QString &preferred);

} // namespace maestro
