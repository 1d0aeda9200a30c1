// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/slochart.h"
#include "domain/base/age.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QPointer>
#include <QScrollArea>

class QStackedWidget;
class QVBoxLayout;

namespace maestro {

class AlertPanel;
class AutomationStrip;
class BakePanel;
class BudgetTiles;
class ChartDialog;
class ChartGrid;
class DataAgeLabel;
class DetailTable;
class EmptyState;
class FactLabel;
class GateDetail;
class GateModel;
class GrafanaPanel;
class GrafanaPort;
class LinkRow;
class MetricTiles;
class PillLabel;
class PolicyFaultLine;
class QueryBox;
class ThemedLabel;

/// "SLO and gates" of the open rollout: the verdict in one sentence, gates with their timers and sources, budgets and burn, charts with one
/// crosshair, canary against stable, alerts and silences, and any query. GUI thread. Everything shown comes from one report and one set of charts; their
/// age is told each second.
class SloPage : public QWidget
{
    Q_OBJECT
public:
    /// `cursor` is shared with the timeline and outlives the page.
    SloPage(const Ports &ports, TimeCursor *cursor, Theme *theme, QWidget *parent = nullptr);

    void setGrafana(GrafanaPort *port);
    /// What was shown before is gone at once, never mixed.
    void open(const ObjectRef &ref);
    /// A report is there, and the charts that it promises.
    bool isSettled() const { return m_report && (m_charts || m_report->problem || m_report->policy.isEmpty()); }
    SloReportPtr report() const { return m_report; } ///< null: not read yet
    BakeReportPtr comparison() const { return m_comparison; } ///< null: not read yet
    ChartGrid *charts() const { return m_grid; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildGates();
    void buildBody(QVBoxLayout *column);
    void takeReport(const SloReportPtr &report);
    void takeCharts(const ChartSetPtr &charts);
    void takeFaults(const PolicyFaults &faults);
    void takeComparison(const BakeReportPtr &report);
    void compareWhenDue();
    void showChosenGate();
    void openGateChart();
    SloChart *chartOfGate() const; ///< of the chosen one; null: none shows its metric
    QDateTime serverNow() const; ///< by the clock of the server that was asked; ours before a report
    void showBurn();
    void markAnnotations();
    void askRange();
    void openChart(SloChart *chart);
    void showHead();
    void tick();

    Ports m_ports;
    TimeCursor *m_cursor;
    Theme *m_theme;
    ObjectRef m_ref;
    SloReportPtr m_report;
    ChartSetPtr m_charts;
    BakeReportPtr m_comparison;
    qint64 m_compareAtMs = 0; ///< boot time of the next comparison
    PolicyFaults m_faults;
    qint64 m_lastSeconds = 1800;
    QTimer m_clock; ///< 1 Hz while visible
    QPointer<ChartDialog> m_dialog;
    QString m_dialogMetric;

    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    EmptyState *m_empty;
    ThemedLabel *m_title = nullptr;
    PillLabel *m_pill = nullptr;
    FactLabel *m_sentence = nullptr;
    FactLabel *m_regression = nullptr;
    PolicyFaultLine *m_policy = nullptr;
    FactLabel *m_decision = nullptr;
    FactLabel *m_criteria = nullptr;
    DataAgeLabel *m_age = nullptr;
    SteadyAge m_reportAge;
    AutomationStrip *m_automation = nullptr;
    GateModel *m_gates;
    DetailTable *m_gateTable = nullptr;
    GateDetail *m_gate = nullptr;
    LinkRow *m_links = nullptr;
    BakePanel *m_bake = nullptr;
    BudgetTiles *m_budgets = nullptr;
    MetricTiles *m_tiles = nullptr;
    SloChart *m_burn = nullptr;
    ChartGrid *m_grid = nullptr;
    AlertPanel *m_alerts = nullptr;
    GrafanaPanel *m_grafana = nullptr;
    QueryBox *m_query = nullptr;
};

} // namespace maestro
