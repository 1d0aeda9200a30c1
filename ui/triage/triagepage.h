// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/age.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QListView;
class QPushButton;
class QStackedWidget;

namespace maestro {

class BoardPanel;
class ChecklistModel;
class DataAgeLabel;
class FactLabel;
class LinkRow;
class OutputView;
class PromptLine;
class SuspectChart;
class TriageHead;
class WayList;
class VerdictCard;

/// "Triage" of the open rollout: a checklist that reads by itself, what each item saw, the chart of what is bad, what all that speaks for,
/// the ways back as they stand, and the decision. GUI thread.
/// It sends nothing to a cluster: a decision to roll back is recorded, then the ways back are asked for.
class TriagePage : public QWidget
{
    Q_OBJECT
public:
    TriagePage(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void open(const ObjectRef &ref, WorkloadKind workload);
    /// "rollback", "hold", "escalate": asks why, then records it. Without a run, a rollback goes to the ways back at once.
    void decide(const QString &verdict, const QString &way = {});
    bool isSettled() const { return m_told; }
    /// Asks to whom, shows the message, sends it by a click of its own.
    void handOver(const QString &to = {});
    bool hasRun() const { return m_view != nullptr; }

Q_SIGNALS:
    void waysAsked(QString way); ///< the ways back of this rollout are wanted now; with a name, that one chosen
    void chartsAsked(); ///< the page with all charts
    void analysisAsked(); ///< why the last AnalysisRun failed
    void noticed(QString text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildStart();
    QWidget *buildChecklist();
    QWidget *buildDecision();
    void takeOffers(const QList<PlaybookOffer> &offers);
    void takeView(const ObjectRef &ref, const TriageViewPtr &view);
    void suggestPlaybook();
    void showChosen();
    void showBoard();
    void showProbe();
    void showCharts();
    void readWays();
    void listenForWays();
    void listenForPrompts();
    void showSuggestion();
    void showHandOvers();
    void showPrompts();
    TriageSuggestion suggested() const; ///< needs a view
    void showLogs();
    void showAge();
    void showClock();

    Ports m_ports;
    TriagePort *m_port;
    Theme *m_theme;
    ObjectRef m_ref;
    TriageViewPtr m_view;
    RolloutSnapshotPtr m_snapshot; ///< of the open rollout
    PromptLine *m_prompt;
    QList<AnalysisEscalation> m_rules; ///< of the open rollout
    bool m_told = false;
    bool m_rollbackAfter = false; ///< of the decision under way
    QTimer m_clock; ///< 1 Hz while visible
    ChecklistModel *m_model;
    QStackedWidget *m_stack;
    TriageHead *m_head = nullptr;
    FactLabel *m_count = nullptr;
    DataAgeLabel *m_age = nullptr;
    SteadyAge m_oldest; ///< of the readings
    QComboBox *m_playbooks = nullptr;
    FactLabel *m_alert = nullptr;
    QList<PlaybookOffer> m_offers;
    QString m_firing; ///< alert that `m_firingPlaybook` answers
    QString m_firingPlaybook;
    FactLabel *m_none = nullptr;
    QListView *m_list = nullptr;
    OutputView *m_output = nullptr;
    BoardPanel *m_board = nullptr;
    SloReportPtr m_report; ///< of the open rollout
    ChartSetPtr m_charts; ///< the same
    SuspectChart *m_chart = nullptr;
    WayList *m_ways = nullptr;
    QString m_wayAfter; ///< chosen with the decision under way
    std::optional<qint64> m_waysAskedMs;
    WorkloadKind m_workload = WorkloadKind::Rollout;
    VerdictCard *m_verdict = nullptr;
    FactLabel *m_decision = nullptr;
    LinkRow *m_links = nullptr;
    QList<QPushButton *> m_decide;
    QPushButton *m_take = nullptr;
    QPushButton *m_handOver = nullptr;
    FactLabel *m_handOvers = nullptr;
};

} // namespace maestro
