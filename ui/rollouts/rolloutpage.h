// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timecursor.h"
#include "domain/slo/healthtrack.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace maestro {

class ActionBar;
class AnalysisCard;
class AnalysisRunModel;
class AutomationStrip;
class CheckpointStrip;
class SuitePanel;
class DetailTable;
class DutyStrip;
class EventModel;
class BoardButton;
class GateStrip;
class GrafanaPort;
class PolicyFaultLine;
class OperationActions;
class PodModel;
class PromptLine;
class RevisionModel;
class RolloutHeader;
class StageStrip;
class TimelinePanel;
class ValidationPanel;

/// One rollout: what state it is in and why, its timeline, pods, revisions, analysis and events. GUI thread. Everything shown
/// comes from one snapshot; its age is told each second and old data blocks every action.
class RolloutPage : public QWidget
{
    Q_OBJECT
public:
    RolloutPage(const Ports &ports, Theme *theme, OperationActions *actions, TimeCursor *cursor, QWidget *parent = nullptr);

    void setGrafana(GrafanaPort *port); ///< what is written there joins the timeline
    /// Shows this rollout; what was shown before is gone at once, never mixed.
    void open(const ObjectRef &ref, WorkloadKind workload);
    /// Every way back for it, side by side.
    void showWays();
    /// Why the newest AnalysisRun of the newest revision failed, or how it stands. Empty: it is shown; else why not.
    QString explainAnalysis();
    bool showEmergency(); ///< false: no rollout is open

Q_SIGNALS:
    void gatesAsked();
    void boardAsked(); ///< the decision board
    void triageAsked();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLayout();
    void buildTables(QGridLayout *grid);
    void takeSnapshot(const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline);
    void takeReport(const SloReportPtr &report);
    void showFaults();
    void takeGone(const ObjectRef &ref, const QString &message);
    void tick();
    void act(Verb verb);
    void explain(const QModelIndex &index);
    void showMetric(const AnalysisRun &run, const QString &metric);
    void describeTables(const RolloutSnapshot &snapshot);
    Freshness freshness() const;

    Ports m_ports;
    Theme *m_theme;
    OperationActions *m_actions;
    ObjectRef m_ref;
    PolicyFaults m_faults;
    QList<AnalysisEscalation> m_rules; ///< when failing AnalysisRuns ask to escalate
    QString m_judgedBy; ///< the policy of the last report; empty: none
    WorkloadKind m_workload = WorkloadKind::Rollout;
    RolloutSnapshotPtr m_snapshot;
    HealthTrack m_health;
    QList<ChartData::Span> m_baselines;
    std::optional<TimeCursor::Range> m_chartRange;
    bool m_gone = false;
    QTimer m_clock; ///< 1 Hz while visible

    RolloutHeader *m_header;
    ActionBar *m_bar;
    ValidationPanel *m_validation;
    AutomationStrip *m_automation;
    SuitePanel *m_suites;
    CheckpointStrip *m_points;
    DutyStrip *m_owed;
    PolicyFaultLine *m_policy;
    PromptLine *m_prompt;
    StageStrip *m_stages;
    GateStrip *m_gates;
    BoardButton *m_board;
    TimelinePanel *m_timeline;
    PodModel *m_pods;
    RevisionModel *m_revisions;
    AnalysisRunModel *m_analysis;
    EventModel *m_events;
    DetailTable *m_podTable = nullptr;
    DetailTable *m_revisionTable = nullptr;
    DetailTable *m_analysisTable = nullptr;
    DetailTable *m_eventTable = nullptr;
    AnalysisCard *m_card = nullptr; ///< made when first asked for
};

} // namespace maestro
