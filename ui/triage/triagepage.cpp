// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/triagepage.h"

#include "decision/boardpanel.h"
#include "items/triage/checklistmodel.h"
#include "text/humanize.h"
#include "text/triage/triagetext.h"
#include "theme/smallparts.h"
#include "triage/checklistdelegate.h"
#include "parts/linkrow.h"
#include "parts/tiles/promptline.h"
#include "triage/lookdialog.h"
#include "triage/outputview.h"
#include "triage/suspectchart.h"
#include "triage/triagehead.h"
#include "triage/waylist.h"

#include <QComboBox>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr double liveSeconds = 25; // read every ten, and an answer may take as long again
constexpr double lateSeconds = 60;
constexpr qint64 waysOldSeconds = 30;

} // namespace

TriagePage::TriagePage(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_port(ports.triage)
    , m_theme(theme)
    , m_model(new ChecklistModel(this))
    , m_stack(new QStackedWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *above = new QVBoxLayout;
    above->setContentsMargins(theme->px(16), theme->px(10), theme->px(16), 0);
    m_prompt = new PromptLine(tr("Hand over…"), theme, this);
    above->addWidget(m_prompt);
    column->addLayout(above);
    column->addWidget(m_stack);
    m_stack->addWidget(buildStart());
    auto *body = new QWidget(m_stack);
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins(theme->px(16), theme->px(10), theme->px(16), theme->px(12));
    rows->setSpacing(theme->px(10));
    m_head = new TriageHead(theme, body);
    rows->addWidget(m_head);
    auto *split = new QSplitter(body);
    split->setChildrenCollapsible(false);
    split->addWidget(buildChecklist());
    auto *middle = new QSplitter(Qt::Vertical, split);
    middle->setChildrenCollapsible(false);
    m_output = new OutputView(theme, middle);
    m_chart = new SuspectChart(theme, middle);
    middle->setSizes({theme->px(430), theme->px(230)});
    middle->setStretchFactor(0, 1);
    split->addWidget(middle);
    split->addWidget(buildDecision());
    split->setSizes({theme->px(350), theme->px(650), theme->px(320)});
    split->setStretchFactor(1, 1);
    rows->addWidget(split, 1);
    m_stack->addWidget(body);
    connect(m_output, &OutputView::analysisAsked, this, &TriagePage::analysisAsked);
    connect(m_output, &OutputView::failed, this, &TriagePage::noticed);
    connect(m_output, &OutputView::logsAsked, this, &TriagePage::showLogs);
    connect(m_chart, &SuspectChart::opened, this, &TriagePage::chartsAsked);
    listenForWays();
    listenForPrompts();
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &TriagePage::showClock);
    if (ports.slo)
        connect(ports.slo, &SloPort::reportChanged, this, [this](const SloReportPtr &report) {
            if (!report || report->target != m_ref)
                return;
            m_report = report;
            showBoard();
            showCharts();
            suggestPlaybook();
        });
    if (ports.slo)
        connect(ports.slo, &SloPort::chartsChanged, this, [this](const ChartSetPtr &charts) {
            if (!charts || charts->target != m_ref)
                return;
            m_charts = charts;
            showCharts();
        });
    if (!m_port)
        return;
    connect(m_head, &TriageHead::startAsked, m_port, [this](const QString &playbook) { m_port->start(playbook, {}); });
    connect(m_port, &TriagePort::offersChanged, this, &TriagePage::takeOffers);
    connect(m_port, &TriagePort::viewChanged, this, &TriagePage::takeView);
    connect(m_port, &TriagePort::failed, this, [this](const Error &error) {
        m_rollbackAfter = false;
        m_wayAfter.clear();
        Q_EMIT noticed(displaySafe(error.hint.isEmpty() ? error.message : QString(error.message % u' ' % error.hint), 600));
    });
    connect(m_output, &OutputView::tickAsked, m_port, [this](const QString &item, ItemState state) { m_port->tick(item, {}, state); });
    connect(m_output, &OutputView::untickAsked, m_port, &TriagePort::untick);
}

void TriagePage::listenForPrompts()
{
    if (m_ports.fleet)
        connect(m_ports.fleet, &FleetPort::rolloutChanged, this, [this](const RolloutSnapshotPtr &snapshot) {
            if (!snapshot || snapshot->ref != m_ref)
                return;
            m_snapshot = snapshot;
            showPrompts();
        });
    connect(m_prompt, &PromptLine::asked, this, &TriagePage::handOver);
    if (!m_port)
        return;
    connect(m_port, &TriagePort::escalationRulesRead, this, [this](const ObjectRef &ref, const QList<AnalysisEscalation> &rules) {
        if (ref != m_ref)
            return;
        m_rules = rules;
        showPrompts();
    });
}

QWidget *TriagePage::buildStart()
{
    auto *page = new QWidget(m_stack);
    auto *column = new QVBoxLayout(page);
    column->addStretch(2);
    auto *title = new ThemedLabel(tr("No triage yet"), m_theme, FontRole::PageTitle, Token::Text, page);
    column->addWidget(title, 0, Qt::AlignHCenter);
    m_none = new FactLabel(tr("Triage"), page);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignHCenter);
    m_none->setMinimumWidth(m_theme->px(520));
    m_none->setFact(tr("No rollout is open. Choose one on the Fleet page: a checklist then reads what changed, pods, logs, ingress and dependencies."));
    column->addWidget(m_none);
    m_alert = new FactLabel(tr("Firing alert"), page);
    m_alert->setWordWrap(true);
    m_alert->setAlignment(Qt::AlignHCenter);
    m_alert->setMinimumWidth(m_theme->px(520));
    m_alert->hide();
    column->addWidget(m_alert);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    m_playbooks = new QComboBox(page);
    m_playbooks->setAccessibleName(tr("Playbook"));
    m_playbooks->setMinimumWidth(m_theme->px(280));
    row->addWidget(m_playbooks);
    auto *start = new QPushButton(tr("Start triage"), page);
    start->setAutoDefault(false);
    connect(start, &QPushButton::clicked, this, [this] {
        const QString chosen = m_playbooks->currentData().toString();
        if (m_port && !chosen.isEmpty())
            m_port->start(chosen, chosen == m_firingPlaybook ? m_firing : QString());
    });
    row->addWidget(start);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(3);
    m_playbooks->setEnabled(false);
    return page;
}

QWidget *TriagePage::buildChecklist()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(0, m_theme->px(8), 0, 0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(m_theme->px(14), 0, m_theme->px(10), 0);
    head->addWidget(new ThemedLabel(tr("Checklist"), m_theme, FontRole::PanelTitle, Token::Text, panel));
    m_count = new FactLabel(tr("Checks"), panel);
    m_count->setFont(m_theme->font(FontRole::Secondary));
    head->addWidget(m_count, 1);
    m_age = new DataAgeLabel(m_theme, panel);
    m_age->setAccessibleName(tr("Age of the checks"));
    head->addWidget(m_age);
    auto *all = new QPushButton(tr("Run all"), panel);
    all->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, [this] {
        m_port->read();
        readWays();
    });
    head->addWidget(all);
    column->addLayout(head);
    m_list = new QListView(panel);
    m_list->setAccessibleName(tr("Checklist"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ChecklistDelegate(m_theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(m_theme->px(280));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TriagePage::showChosen);
    column->addWidget(m_list, 1);
    setFocusProxy(m_list);
    return panel;
}

void TriagePage::open(const ObjectRef &ref, WorkloadKind workload)
{
    m_ref = ref;
    m_workload = workload;
    m_view.reset();
    m_snapshot.reset();
    m_rules.clear();
    showPrompts();
    m_report.reset();
    m_charts.reset();
    m_waysAskedMs.reset();
    m_ways->showWays({}, tr("not read yet"));
    showCharts();
    showBoard();
    suggestPlaybook();
    m_told = false;
    m_rollbackAfter = false; // of another rollout's decision
    m_model->setView({});
    m_output->showItem(nullptr, true);
    m_stack->setCurrentIndex(0);
    m_playbooks->setEnabled(m_port != nullptr);
    m_none->setFact(m_port ? tr("A checklist reads what changed, pods, logs, ingress and dependencies of %1, keeps what it saw, and ends in a decision.").arg(displaySafe(ref.name))
                           : tr("unknown: nothing reads for triage here"));
    if (m_port)
        m_port->open(ref, workload);
}

void TriagePage::takeOffers(const QList<PlaybookOffer> &offers)
{
    m_playbooks->clear();
    m_head->setOffers(offers);
    for (const PlaybookOffer &offer : offers)
        m_playbooks->addItem(displaySafe(offer.playbook.title.isEmpty() ? offer.playbook.name : offer.playbook.title), offer.playbook.name);
    m_offers = offers;
    m_firing.clear();
    suggestPlaybook();
}

/// The policy says which checklist answers an alert (ledger TRI-09): it is chosen once, when the alert is first seen.
void TriagePage::suggestPlaybook()
{
    const AlertReading *firing = nullptr;
    const PlaybookOffer *answer = nullptr;
    const QList<AlertReading> alerts = m_report ? m_report->alerts : QList<AlertReading>();
    for (const AlertReading &alert : alerts)
        for (const PlaybookOffer &offer : std::as_const(m_offers))
            if (!answer && alert.state == AlertReading::State::Firing && offer.families.contains(alert.family)) {
                firing = &alert;
                answer = &offer;
            }
    m_alert->setVisible(firing != nullptr);
    const QString before = std::exchange(m_firing, firing ? firing->name : QString());
    m_firingPlaybook = answer ? answer->playbook.name : QString();
    if (!firing)
        return;
    const QString title = answer->playbook.title.isEmpty() ? answer->playbook.name : answer->playbook.title;
    m_alert->setFact(tr("%1 fires since %2: %3 answers it.").arg(displaySafe(firing->name), utcText(firing->since), displaySafe(title)));
    if (before != m_firing)
        m_playbooks->setCurrentIndex(m_playbooks->findData(m_firingPlaybook));
}

void TriagePage::takeView(const ObjectRef &ref, const TriageViewPtr &view)
{
    if (ref != m_ref)
        return;
    const bool another = view && (!m_view || m_view->run.id != view->run.id);
    m_view = view;
    m_told = !view || view->run.decision || view->changedAt.isValid() || view->suggestion.kind != TriageSuggestion::Kind::None;
    m_model->setView(view);
    m_stack->setCurrentIndex(view ? 1 : 0);
    if (!view)
        return;
    const TriageRun &run = view->run;
    int ran = 0;
    int bad = 0;
    for (const TriageItem &item : run.items) {
        ran += item.reading ? 1 : 0;
        bad += item.state() == ItemState::Bad ? 1 : 0;
    }
    m_count->setFact(tr("%1 read, %2 bad").arg(ran).arg(bad));
    showSuggestion();
    if (!view->links.isEmpty() || another)
        m_links->setLinks(view->links);
    m_decision->setFact(run.decision ? tr("Decided by %1, %2: %3").arg(displaySafe(run.decision->by), utcText(run.decision->at), displaySafe(run.decision->reason, 600)) : tr("Not decided yet. A person decides."));
    for (QPushButton *button : std::as_const(m_decide))
        button->setEnabled(!run.decision);
    m_take->setVisible(!run.decision);
    showHandOvers();
    m_ways->setVisible(!run.decision); // they are on their own page then
    if (another) {
        m_list->setCurrentIndex(m_model->index(m_model->firstBad()));
        readWays();
    }
    showChosen();
    showClock();
    if (std::exchange(m_rollbackAfter, false) && run.decision)
        Q_EMIT waysAsked(std::exchange(m_wayAfter, {}));
}

void TriagePage::showChosen()
{
    const TriageItem *item = m_model->itemAt(m_list->currentIndex().row());
    m_output->showItem(item, !m_view || m_view->run.decision.has_value(), m_ports.clock->utcNow());
    m_chart->prefer(item && item->check.kind == CheckKind::MetricValue ? item->check.subject : QString());
    showProbe();
    showCharts();
}

/// FLT-05: the item of the checklist that reads them, else one look.
void TriagePage::showLogs()
{
    if (!m_view)
        return;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (const TriageItem *item = m_model->itemAt(row); item && item->check.kind == CheckKind::CanaryLogs && !m_view->run.decision) {
            m_list->setCurrentIndex(m_model->index(row));
            return m_list->setFocus();
        }
    auto *dialog = new LookDialog(m_port, CheckKind::CanaryLogs, tr("Canary logs: %1").arg(displaySafe(m_view->run.service)), m_theme, this);
    dialog->show();
}

void TriagePage::showCharts()
{
    m_chart->setCharts(m_charts, m_report, m_ports.clock->utcNow());
}

/// Of the oldest reading: what was recorded when the run began, or by somebody else, is not the present.
void TriagePage::showAge()
{
    QDateTime oldest;
    for (const TriageItem &item : m_view->run.items)
        if (item.reading && item.reading->at.isValid() && (!oldest.isValid() || item.reading->at < oldest))
            oldest = item.reading->at;
    m_age->setVisible(oldest.isValid() && !m_view->run.decision);
    if (oldest != m_oldest.at())
        m_oldest.begin(oldest, m_ports.clock->utcNow(), m_ports.clock->bootMs());
    const std::optional<qint64> known = m_oldest.ms(m_ports.clock->utcNow(), m_ports.clock->bootMs());
    const double age = known ? double(*known) / 1000 : -1;
    m_age->setFreshness({!known ? FreshnessState::Stale : age <= liveSeconds ? FreshnessState::Live : age <= lateSeconds ? FreshnessState::Late : FreshnessState::Stale, age});
}

void TriagePage::showClock()
{
    showBoard();
    showPrompts();
    if (!m_view)
        return;
    showAge();
    m_output->showAge(m_ports.clock->utcNow());
    m_head->showRun(*m_view, m_report, m_ports.clock->utcNow());
}

void TriagePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start();
    showClock();
    if (m_port)
        m_port->setWatched(true);
    if (!m_waysAskedMs || m_ports.clock->bootMs() - *m_waysAskedMs >= waysOldSeconds * 1000)
        readWays();
}

void TriagePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
    if (m_port)
        m_port->setWatched(false);
}

} // namespace maestro
