// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/rolloutpage.h"

#include "items/analysisrunmodel.h"
#include "items/eventmodel.h"
#include "items/podmodel.h"
#include "items/revisionmodel.h"
#include "operations/emergency/dutystrip.h"
#include "operations/operationactions.h"
#include "rollouts/actionbar.h"
#include "rollouts/analysis/analysiscard.h"
#include "parts/detailtable.h"
#include "rollouts/rolloutheader.h"
#include "rollouts/stagestrip.h"
#include "rollouts/suites/suitepanel.h"
#include "rollouts/validation/validationpanel.h"
#include "rollouts/checkpointstrip.h"
#include "slo/automationstrip.h"
#include "slo/boardbutton.h"
#include "slo/gatestrip.h"
#include "domain/analysis/failurestory.h"
#include "parts/tiles/promptline.h"
#include "ports/grafanaport.h"
#include "slo/policyfaultline.h"
#include "text/humanize.h"
#include "timeline/timelinepanel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

RolloutPage::RolloutPage(const Ports &ports, Theme *theme, OperationActions *actions, TimeCursor *cursor, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_actions(actions)
    , m_header(new RolloutHeader(theme, this))
    , m_bar(new ActionBar(theme, this))
    , m_validation(new ValidationPanel(ports, theme, this))
    , m_automation(new AutomationStrip(ports, theme, this))
    , m_suites(new SuitePanel(ports, theme, this))
    , m_points(new CheckpointStrip(ports, theme, this))
    , m_owed(new DutyStrip(ports, theme, this))
    , m_policy(new PolicyFaultLine(theme, this))
    , m_prompt(new PromptLine(tr("Triage…"), theme, this))
    , m_stages(new StageStrip(theme, this))
    , m_gates(new GateStrip(theme, this))
    , m_board(new BoardButton(theme, this))
    , m_timeline(new TimelinePanel(cursor, theme, this))
    , m_pods(new PodModel(this))
    , m_revisions(new RevisionModel(this))
    , m_analysis(new AnalysisRunModel(this))
    , m_events(new EventModel(this))
{
    buildLayout();
    m_clock.setInterval(1000);
    m_clock.setTimerType(Qt::PreciseTimer);
    connect(&m_clock, &QTimer::timeout, this, &RolloutPage::tick);
    connect(ports.fleet, &FleetPort::rolloutChanged, this, &RolloutPage::takeSnapshot);
    connect(ports.fleet, &FleetPort::rolloutGone, this, &RolloutPage::takeGone);
    if (ports.slo) {
        connect(ports.slo, &SloPort::reportChanged, this, &RolloutPage::takeReport);
        connect(ports.slo, &SloPort::policyFaultsChanged, this, [this](const PolicyFaults &faults) {
            m_faults = faults;
            showFaults();
        });
        connect(ports.slo, &SloPort::chartsChanged, this, [this](const ChartSetPtr &charts) {
            if (!charts || charts->target != m_ref)
                return;
            m_health.add(charts->verdicts);
            m_chartRange = TimeCursor::Range {charts->from.toMSecsSinceEpoch(), charts->to.toMSecsSinceEpoch()};
            m_baselines = charts->baselineWindows;
            m_timeline->showHealth(m_health, m_baselines, m_chartRange);
        });
    }
    connect(m_prompt, &PromptLine::asked, this, &RolloutPage::triageAsked);
    if (ports.triage)
        connect(ports.triage, &TriagePort::escalationRulesRead, this, [this](const ObjectRef &ref, const QList<AnalysisEscalation> &rules) {
            if (ref == m_ref)
                m_rules = rules;
            tick();
        });
    connect(m_analysisTable->table(), &QTableView::activated, this, &RolloutPage::explain);
    connect(m_gates, &GateStrip::clicked, this, &RolloutPage::gatesAsked);
    connect(m_board, &BoardButton::clicked, this, &RolloutPage::boardAsked);
    connect(m_bar, &ActionBar::chosen, this, &RolloutPage::act);
    connect(m_owed, &DutyStrip::asked, this, &RolloutPage::act);
    m_bar->offerWays(ports.desk != nullptr);
    connect(m_bar, &ActionBar::waysAsked, this, &RolloutPage::showWays);
    connect(m_bar, &ActionBar::emergencyAsked, this, &RolloutPage::showEmergency);
    m_header->showMessage({}, tr("No rollout is open. Choose one on the Fleet page."));
}

void RolloutPage::setGrafana(GrafanaPort *port)
{
    connect(port, &GrafanaPort::sightChanged, this, [this](const GrafanaSightPtr &sight) {
        if (sight && sight->target == m_ref)
            m_timeline->showAnnotations(sight->annotations);
    });
}

void RolloutPage::buildLayout()
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 10, 0, 0);
    page->setSpacing(8);
    auto *top = new QVBoxLayout; // what is acted by never scrolls away
    top->setContentsMargins(16, 0, 16, 0);
    top->setSpacing(8);
    top->addWidget(m_header);
    top->addWidget(m_bar);
    page->addLayout(top);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(16, 0, 16, 10);
    column->setSpacing(8);
    scroll->setWidget(body);
    page->addWidget(scroll, 1);
    column->addWidget(m_owed);
    column->addWidget(m_validation);
    column->addWidget(m_automation);
    column->addWidget(m_suites);
    column->addWidget(m_points);
    column->addWidget(m_policy);
    column->addWidget(m_prompt);
    column->addWidget(m_stages);
    auto *verdicts = new QHBoxLayout;
    verdicts->setSpacing(8);
    verdicts->addWidget(m_gates, 1);
    verdicts->addWidget(m_board);
    column->addLayout(verdicts);
    column->addWidget(m_timeline);
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    buildTables(grid);
    column->addLayout(grid, 1);
    m_stages->hide();
}

void RolloutPage::buildTables(QGridLayout *grid)
{
    m_podTable = new DetailTable(tr("Pods"), m_pods, {0, 112, 70, 130, 70, 124, 96, 110, 90, 80}, m_theme, this);
    m_revisionTable = new DetailTable(tr("Revisions"), m_revisions, {72, 96, 0, 116, 96, 90, 140}, m_theme, this);
    m_analysisTable = new DetailTable(tr("Analysis"), m_analysis, {0, 100, 112, 84, 160, 110, 160, 160}, m_theme, this);
    m_eventTable = new DetailTable(tr("Events"), m_events, {174, 84, 140, 0, 140, 56, 130}, m_theme, this);
    grid->addWidget(m_podTable, 0, 0);
    grid->addWidget(m_revisionTable, 0, 1);
    grid->addWidget(m_eventTable, 1, 0);
    grid->addWidget(m_analysisTable, 1, 1);
    grid->setColumnStretch(0, 11);
    grid->setColumnStretch(1, 10);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
    for (DetailTable *table : {m_podTable, m_revisionTable, m_analysisTable, m_eventTable}) {
        table->setMinimumHeight(m_theme->px(104));
        table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
}

void RolloutPage::open(const ObjectRef &ref, WorkloadKind workload)
{
    m_ref = ref;
    m_workload = workload;
    if (m_card)
        m_card->close();
    m_snapshot.reset();
    m_gone = false;
    const RolloutSnapshot nothing;
    m_pods->setSnapshot(nothing);
    m_revisions->setSnapshot(nothing);
    m_analysis->setSnapshot(nothing);
    m_events->setSnapshot(nothing);
    m_timeline->clear();
    m_health = {};
    m_baselines.clear();
    m_chartRange.reset();
    m_judgedBy.clear();
    showFaults();
    m_gates->showReport({}, {});
    m_board->showReport({});
    m_stages->hide();
    const QString reading = tr("Reading %1 in %2 …").arg(displaySafe(ref.name, 80), displaySafe(ref.ns, 80));
    m_header->showMessage(ref, reading);
    m_bar->block(tr("not read yet"));
    for (DetailTable *table : {m_podTable, m_revisionTable, m_analysisTable, m_eventTable})
        table->setEmptySentence(tr("not read yet"));
    m_validation->open(ref);
    m_automation->open(ref);
    m_suites->open(ref);
    m_points->open(ref);
    m_owed->open(ref);
    m_ports.fleet->openRollout(ref, workload);
}

void RolloutPage::takeSnapshot(const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline)
{
    if (!snapshot || snapshot->ref != m_ref || snapshot->rollout.workload != m_workload)
        return;
    m_snapshot = snapshot;
    m_gone = false;
    const QDateTime now = m_ports.clock->utcNow();
    m_pods->setNow(now);
    m_revisions->setNow(now);
    m_pods->setSnapshot(*snapshot);
    m_revisions->setSnapshot(*snapshot);
    m_analysis->setSnapshot(*snapshot);
    m_events->setSnapshot(*snapshot);
    if (m_card)
        m_card->follow(*snapshot);
    describeTables(*snapshot);
    const Freshness fresh = freshness();
    m_header->showSnapshot(*snapshot, fresh);
    m_stages->setVisible(snapshot->rollout.strategy == Strategy::BlueGreen);
    m_stages->showSnapshot(*snapshot, now);
    if (timeline)
        m_timeline->showRollout(snapshot, timeline, fresh, now);
    tick();
}

void RolloutPage::takeReport(const SloReportPtr &report)
{
    if (!report || report->target != m_ref)
        return;
    m_judgedBy = report->policy;
    showFaults();
    m_gates->showReport(report, m_ports.clock->utcNow());
    m_board->showReport(report);
    m_health.add(*report);
    m_timeline->showHealth(m_health, m_baselines, m_chartRange);
}

void RolloutPage::showFaults()
{
    const PolicyFaults doubts = faultsOf(m_faults, m_judgedBy);
    m_policy->showFaults(doubts);
    m_gates->setDoubtful(!doubts.isEmpty());
}

void RolloutPage::takeGone(const ObjectRef &ref, const QString &message)
{
    if (ref != m_ref)
        return;
    m_gone = true;
    m_snapshot.reset();
    m_header->showMessage(ref, tr("Cannot be shown: %1").arg(displaySafe(message)));
    m_bar->block(tr("the object cannot be read: %1").arg(displaySafe(message)));
}

void RolloutPage::describeTables(const RolloutSnapshot &snapshot)
{
    const int ready = int(std::count_if(snapshot.pods.begin(), snapshot.pods.end(), [](const Pod &p) { return p.ready; }));
    m_podTable->setNote(snapshot.pods.isEmpty() ? QString() : tr("%1 of %2 ready").arg(ready).arg(snapshot.pods.size()));
    m_revisionTable->setNote(snapshot.revisions.isEmpty() ? QString() : tr("%n kept", nullptr, int(snapshot.revisions.size())));
    m_analysisTable->setNote(snapshot.analysisRuns.isEmpty() ? QString() : tr("%n runs", nullptr, int(snapshot.analysisRuns.size())));
    m_eventTable->setNote(snapshot.events.isEmpty() ? QString() : tr("newest first"));
    // A list that was not read, or may not be, is not an empty one: each table speaks for its own resource.
    const auto sentence = [&snapshot](const QString &resource, const QString &whenEmpty) {
        for (const QString &missing : snapshot.missing)
            if (missing.startsWith(resource + u':'))
                return tr("unknown: %1").arg(displaySafe(missing));
        return snapshot.partsComplete ? whenEmpty : tr("not read yet");
    };
    m_podTable->setEmptySentence(sentence(QStringLiteral("pods"), tr("No pods belong to this workload.")));
    m_revisionTable->setEmptySentence(sentence(QStringLiteral("replicasets"), tr("No ReplicaSets belong to this workload.")));
    m_analysisTable->setEmptySentence(sentence(QStringLiteral("analysisruns"), tr("No AnalysisRuns belong to this rollout: the controller measures nothing.")));
    m_eventTable->setEmptySentence(sentence(QStringLiteral("events"), tr("No events. The cluster keeps them for about an hour.")));
}

Freshness RolloutPage::freshness() const
{
    if (!m_snapshot)
        return {};
    return freshnessAt(m_snapshot->heardAtBootMs, m_snapshot->connected, m_ports.clock->bootMs());
}

void RolloutPage::tick()
{
    if (!m_snapshot)
        return;
    const Freshness fresh = freshness();
    const QDateTime now = m_ports.clock->utcNow();
    m_header->tick(*m_snapshot, fresh);
    m_bar->showAllowed(*m_snapshot, fresh);
    m_timeline->tick(fresh, now);
    m_gates->tick(now);
    m_prompt->showPrompts(escalationPrompts(m_rules, m_snapshot->analysisRuns), now);
    m_validation->tick(now);
    m_suites->tick(now);
    m_owed->tick(now);
    m_stages->showSnapshot(*m_snapshot, now);
    m_pods->setNow(now);
    m_revisions->setNow(now);
    const bool stale = fresh.state == FreshnessState::Stale || fresh.state == FreshnessState::Disconnected;
    for (DetailTable *table : {m_podTable, m_revisionTable, m_analysisTable, m_eventTable})
        table->setStale(stale);
}

void RolloutPage::act(Verb verb)
{
    if (m_snapshot && allowedNow(verb, *m_snapshot, freshness()).allowed)
        m_actions->start(verb, m_ref, m_workload, m_snapshot->rollout.meta.uid);
}

void RolloutPage::showWays()
{
    m_actions->showWays(m_ref, m_workload);
}

bool RolloutPage::showEmergency()
{
    return m_actions->showEmergency(m_ref);
}

/// Why did it fail: the metric of a row, and its query once more.
void RolloutPage::explain(const QModelIndex &index)
{
    const AnalysisRow &row = m_analysis->rowAt(index.row());
    if (!m_snapshot || !row.metric)
        return;
    for (const AnalysisRun &run : m_snapshot->analysisRuns) {
        if (run.meta.uid != row.runUid)
            continue;
        showMetric(run, row.metric->name);
    }
}

void RolloutPage::showMetric(const AnalysisRun &run, const QString &metric)
{
    if (!m_card)
        m_card = new AnalysisCard(m_ports, m_theme, this);
    m_card->showMetric(run, metric);
    m_card->show();
    m_card->raise();
    m_card->activateWindow();
}

QString RolloutPage::explainAnalysis()
{
    if (!m_snapshot)
        return tr("The rollout has not been read yet: its AnalysisRuns are here when it is.");
    const AnalysisRun *run = runToExplain(m_snapshot->analysisRuns, m_snapshot->rollout.currentPodHash);
    if (!run)
        return tr("No AnalysisRun of the newest revision is known.");
    const MetricResult *metric = decidingMetric(*run);
    if (!metric && run->metrics.isEmpty())
        return tr("%1 measured nothing: %2").arg(displaySafe(run->meta.name), displaySafe(run->message.isEmpty() ? run->phase : run->message, 300));
    showMetric(*run, metric ? metric->name : run->metrics.constFirst().name);
    return {};
}

void RolloutPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!focusWidget())
        m_timeline->setFocus(Qt::OtherFocusReason);
    tick();
    m_clock.start();
}

void RolloutPage::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QWidget::hideEvent(event);
}

} // namespace maestro
