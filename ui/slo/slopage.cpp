// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/slopage.h"

#include "charts/chartdialog.h"
#include "charts/chartgrid.h"
#include "items/health/gatemodel.h"
#include "parts/detailtable.h"
#include "parts/linkrow.h"
#include "slo/alertpanel.h"
#include "slo/automationstrip.h"
#include "slo/bake/bakepanel.h"
#include "slo/budgettiles.h"
#include "slo/gates/gatedetail.h"
#include "slo/grafana/grafanapanel.h"
#include "slo/metrics/metrictiles.h"
#include "slo/policyfaultline.h"
#include "slo/querybox.h"
#include "text/baketext.h"
#include "text/humanize.h"
#include "text/metrics/metrictext.h"
#include "text/slotext.h"
#include "theme/chip.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int ranges[] = {1800, 7200, 21'600, 86'400};
constexpr int pointsOfALine = 480;
constexpr int mostRows = 9; ///< of gates without scrolling
constexpr double liveSeconds = 20; // of a report: evaluated at least every 15 s
constexpr double staleSeconds = 60;
constexpr qint64 lateSeconds = 30; ///< of charts: asked with each report
constexpr qint64 repaintSeconds = 5;
constexpr int namedAnnotations = 4;
constexpr qint64 compareEveryMs = 60'000; ///< its intervals are minutes
constexpr int comparisonsOfABake = 240; ///< a long one is read less often: little of it is new

/// How old the newest sample behind any gate is; 0: there is none.
double newestSampleSeconds(const SloReport &report, const QDateTime &now)
{
    QDateTime newest;
    for (const GateReading &gate : report.gates) {
        if (!newest.isValid() || gate.provenance.newestSampleAt > newest)
            newest = gate.provenance.newestSampleAt;
    }
    return newest.isValid() ? double(newest.msecsTo(now)) / 1000 : 0;
}

} // namespace

SloPage::SloPage(const Ports &ports, TimeCursor *cursor, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_cursor(cursor)
    , m_theme(theme)
    , m_stack(new QStackedWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_empty(new EmptyState(theme, this))
    , m_gates(new GateModel(this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(theme->px(16), theme->px(10), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(10));
    buildBody(column);
    m_scroll->setWidget(body);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    m_empty->setSentence(tr("No rollout is open"), tr("Choose one on the Fleet page: its gates, budgets, charts and alerts are shown here."));
    m_clock.setInterval(1000);
    m_clock.setTimerType(Qt::PreciseTimer);
    connect(&m_clock, &QTimer::timeout, this, &SloPage::tick);
    if (ports.slo) {
        connect(ports.slo, &SloPort::reportChanged, this, &SloPage::takeReport);
        connect(ports.slo, &SloPort::chartsChanged, this, &SloPage::takeCharts);
        connect(ports.slo, &SloPort::policyFaultsChanged, this, &SloPage::takeFaults);
        connect(ports.slo, &SloPort::queried, this, [this](const QString &promql, const QList<SampleSeries> &result, const Provenance &provenance) {
            m_query->showAnswer(promql, result, provenance, serverNow());
        });
        connect(ports.slo, &SloPort::compared, this, &SloPage::takeComparison);
        connect(m_query, &QueryBox::asked, ports.slo, &SloPort::query);
    }
    connect(cursor, &TimeCursor::rangeChosen, this, &SloPage::askRange);
}

QWidget *SloPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(4));
    auto *row = new QHBoxLayout;
    row->setSpacing(m_theme->px(10));
    m_title = new ThemedLabel({}, m_theme, FontRole::PageTitle, Token::Text, head);
    m_pill = new PillLabel(m_theme, head);
    m_decision = new FactLabel(tr("Decision"), head);
    m_decision->setFont(m_theme->font(FontRole::Secondary));
    m_decision->setWordWrap(true);
    m_age = new DataAgeLabel(m_theme, head);
    m_age->setAccessibleName(tr("Health data age"));
    auto *range = new SegmentBar(m_theme, {tr("30 min"), tr("2 h"), tr("6 h"), tr("24 h")}, head);
    connect(range, &SegmentBar::chosen, this, [this](int index) {
        m_lastSeconds = ranges[std::clamp(index, 0, int(std::size(ranges)) - 1)];
        if (m_cursor->range())
            m_cursor->choose({}); // asks for the new one
        else
            askRange();
    });
    row->addWidget(m_title);
    row->addWidget(m_pill);
    row->addWidget(m_decision, 1);
    row->addWidget(range);
    row->addWidget(m_age);
    column->addLayout(row);
    m_sentence = new FactLabel(tr("Health summary"), head);
    m_sentence->setWordWrap(true);
    m_sentence->setFont(m_theme->font(FontRole::Body));
    column->addWidget(m_sentence);
    m_policy = new PolicyFaultLine(m_theme, head);
    column->addWidget(m_policy);
    m_regression = new FactLabel(tr("Where trouble began"), head);
    m_regression->setFont(m_theme->font(FontRole::BodyStrong));
    m_regression->setWordWrap(true);
    m_regression->hide();
    column->addWidget(m_regression);
    m_criteria = new FactLabel(tr("Promotion criteria"), head);
    m_criteria->setFont(m_theme->font(FontRole::Secondary));
    m_criteria->setWordWrap(true);
    m_criteria->hide();
    column->addWidget(m_criteria);
    m_automation = new AutomationStrip(m_ports, m_theme, head);
    column->addWidget(m_automation);
    m_links = new LinkRow(8, m_theme, head);
    connect(m_links, &LinkRow::failed, m_decision, &FactLabel::announce);
    column->addWidget(m_links, 0, Qt::AlignLeft);
    return head;
}

QWidget *SloPage::buildGates()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(m_theme->px(8));
    m_gateTable = new DetailTable(tr("Gates"), m_gates, {80, 116, 76, 76, 0, 148, 58, 84, 76}, m_theme, box);
    m_gateTable->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    m_gateTable->setDispensable({GateModel::Source, GateModel::Since}); // of the chosen gate they stand below
    m_gate = new GateDetail(m_theme, box);
    connect(m_gate, &GateDetail::chartAsked, this, &SloPage::openGateChart);
    auto *main = new QVBoxLayout;
    main->setSpacing(m_theme->px(8));
    main->addWidget(m_gateTable, 1);
    main->addWidget(m_gate);
    row->addLayout(main, 24);
    auto *side = new QVBoxLayout;
    side->setSpacing(m_theme->px(8));
    m_budgets = new BudgetTiles(m_ports.decisions, m_theme, box);
    side->addWidget(m_budgets);
    m_burn = new SloChart(m_cursor, m_theme, box);
    m_burn->setMinimumHeight(m_theme->px(128));
    m_burn->setMaximumHeight(m_theme->px(168)); // what is left belongs to the charts
    connect(m_burn, &SloChart::openRequested, this, [this] { openChart(m_burn); });
    side->addWidget(m_burn, 1);
    row->addLayout(side, 11);
    m_gateTable->table()->installEventFilter(this);
    connect(m_gateTable->table(), &QTableView::doubleClicked, this, &SloPage::openGateChart);
    connect(m_gateTable->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SloPage::showChosenGate);
    return box;
}

void SloPage::buildBody(QVBoxLayout *column)
{
    column->addWidget(buildHead());
    column->addWidget(buildGates());
    m_tiles = new MetricTiles(m_theme, this);
    column->addWidget(m_tiles);
    m_grid = new ChartGrid(m_cursor, 3, m_theme, this);
    m_grid->setMinimumHeight(m_theme->px(380));
    connect(m_grid, &ChartGrid::openRequested, this, &SloPage::openChart);
    column->addWidget(m_grid, 1);
    m_bake = new BakePanel(m_theme, this);
    column->addWidget(m_bake);
    m_alerts = new AlertPanel(m_ports, m_theme, this);
    column->addWidget(m_alerts);
    m_grafana = new GrafanaPanel(m_ports.clock, m_theme, this);
    connect(m_grafana, &GrafanaPanel::annotationsChanged, this, &SloPage::markAnnotations);
    column->addWidget(m_grafana);
    m_query = new QueryBox(m_theme, this);
    column->addWidget(m_query);
    connect(m_gate, &GateDetail::queryAsked, this, [this](const QString &promql) {
        m_query->run(promql);
        m_scroll->ensureWidgetVisible(m_query);
    });
    setFocusProxy(m_gateTable->table());
}

void SloPage::open(const ObjectRef &ref)
{
    m_ref = ref;
    m_report.reset();
    m_charts.reset();
    m_comparison.reset();
    m_compareAtMs = 0;
    m_bake->showReport({});
    m_links->setLinks({});
    m_gates->setReport({});
    showChosenGate();
    m_budgets->showReport({}, {});
    m_tiles->showReport({});
    m_burn->hide();
    m_cursor->hover({});
    m_cursor->pin({});
    m_grid->clear(tr("not read yet"));
    m_alerts->showReport({});
    m_gateTable->setEmptySentence(m_ports.slo ? tr("not read yet") : tr("unknown: nothing measures health here"));
    if (m_dialog)
        m_dialog->close();
    m_automation->open(ref);
    m_grafana->open(ref);
    showHead();
    m_stack->setCurrentIndex(1);
    if (!m_ports.slo)
        return;
    m_ports.slo->open(ref);
    if (m_cursor->range())
        m_cursor->choose({}); // asks for the range of the present
    else
        askRange();
}

void SloPage::askRange()
{
    if (!m_ports.slo || m_ref.isEmpty())
        return;
    const std::optional<TimeCursor::Range> range = m_cursor->range();
    const QDateTime from = range ? QDateTime::fromMSecsSinceEpoch(range->from, Qt::UTC) : m_ports.clock->utcNow().addSecs(-m_lastSeconds);
    const QDateTime to = range ? QDateTime::fromMSecsSinceEpoch(range->to, Qt::UTC) : QDateTime();
    m_ports.slo->setRange(from, to, pointsOfALine);
    m_grafana->setRange(from, to);
}

void SloPage::takeReport(const SloReportPtr &report)
{
    if (!report || report->target != m_ref)
        return;
    if (report != m_report)
        m_reportAge.begin(report->at, report->serverTime(m_ports.clock->utcNow()), m_ports.clock->bootMs());
    m_report = report;
    m_gates->setReport(*report);
    const int rows = std::clamp(m_gates->rowCount(), 2, mostRows);
    m_gateTable->setMinimumHeight(m_theme->px(34 + 24 + 25 * rows + 4));
    m_gateTable->setEmptySentence(verdictSentence(*report));
    showChosenGate();
    compareWhenDue();
    m_alerts->showReport(report);
    m_tiles->showReport(*report);
    m_budgets->showReport(*report, m_charts ? m_charts->burnPageLine : std::nullopt);
    for (const GateReading &reading : report->gates) {
        if (!reading.provenance.source.isEmpty())
            m_query->setSource(reading.provenance.source);
    }
    showHead();
    if (m_charts) {
        m_grid->showCharts(m_charts, m_report, m_ports.clock->utcNow());
        showBurn();
    } else if (report->problem || report->policy.isEmpty()) {
        m_grid->clear(verdictSentence(*report)); // nobody will ask for charts
    }
    tick();
}

void SloPage::takeFaults(const PolicyFaults &faults)
{
    if (m_faults == faults)
        return;
    m_faults = faults;
    showHead();
}

void SloPage::takeCharts(const ChartSetPtr &charts)
{
    if (!charts || charts->target != m_ref)
        return;
    m_charts = charts;
    m_links->setLinks(charts->links);
    const QDateTime now = m_ports.clock->utcNow();
    m_grid->showCharts(charts, m_report, now);
    showBurn();
    showChosenGate();
    if (m_report)
        m_budgets->showReport(*m_report, charts->burnPageLine);
    if (!m_dialog)
        return;
    for (int i = 0; i < m_grid->count(); ++i) {
        const SloChart *chart = m_grid->chart(i);
        if (chart->data().metric == m_dialogMetric)
            m_dialog->showChart(chart->data(), chart->context(), chart->verdict(), chart->kind());
    }
}

void SloPage::showBurn()
{
    m_burn->setVisible(!m_charts->burn.isEmpty());
    ChartContext context = contextOf(*m_charts, m_report.get(), m_ports.clock->utcNow(), !m_cursor->range());
    context.markers += m_grid->annotations();
    m_burn->showChart(burnChart(*m_charts, m_report.get()), context, {}, ChartKind::Burn);
}

void SloPage::setGrafana(GrafanaPort *port)
{
    m_grafana->setPort(port);
}

/// The newest ones are named, as far as charts have room.
void SloPage::markAnnotations()
{
    QList<ChartContext::Marker> markers;
    const QList<GrafanaAnnotation> all = m_grafana->annotations();
    for (qsizetype i = 0; i < all.size(); ++i)
        markers.append({all.at(i).at.toMSecsSinceEpoch(), all.size() - i > namedAnnotations ? QStringLiteral("✎") : QString(u"✎ " % displaySafe(all.at(i).text.simplified(), 22)), false});
    m_grid->setAnnotations(markers);
    if (!m_charts)
        return;
    m_grid->showCharts(m_charts, m_report, m_ports.clock->utcNow());
    showBurn();
}

void SloPage::openChart(SloChart *chart)
{
    if (m_dialog)
        m_dialog->close();
    m_dialogMetric = chart->data().metric;
    m_dialog = new ChartDialog(chart, m_cursor, m_theme, window());
    m_dialog->show();
}

void SloPage::showHead()
{
    m_title->setText(tr("%1 in %2").arg(displaySafe(m_ref.name, 80), displaySafe(m_ref.ns, 80)));
    const PolicyFaults doubts = faultsOf(m_faults, m_report ? m_report->policy : QString());
    m_policy->showFaults(doubts);
    if (!m_report) {
        m_pill->setLook({Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, tr("unknown")});
        m_sentence->setFact(m_ports.slo ? tr("Reading the policy and the metrics …") : tr("Health is unknown: no source of metrics is configured."));
        m_decision->setFact({});
        m_regression->hide();
        m_criteria->hide();
        return;
    }
    const SloReport &report = *m_report;
    const bool judged = !report.problem && !report.policy.isEmpty();
    m_pill->setLook(judged ? lookOf(report, !doubts.isEmpty()) : StateLook {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, tr("unknown")});
    m_sentence->setFact(verdictSentence(report));
    QStringList facts;
    if (judged && !report.decision.rule.isEmpty())
        facts << tr("decided by %1").arg(displaySafe(report.decision.rule, 80));
    if (!report.policy.isEmpty())
        facts << tr("policy %1 %2").arg(displaySafe(report.policy, 60), QString::fromLatin1(report.policyHash.left(8)));
    if (!report.phase.isEmpty())
        facts << tr("phase %1").arg(displaySafe(report.phase, 40));
    if (m_comparison && !m_comparison->problem)
        facts << tr("against stable: %1").arg(bakeHeadline(*m_comparison));
    if (report.skewMs != 0)
        facts << (report.skewMs > 0 ? tr("the server's clock is %1 ahead") : tr("the server's clock is %1 behind")).arg(ageText(double(std::abs(report.skewMs)) / 1000));
    if (!report.ladderDrift.isEmpty())
        facts << displaySafe(report.ladderDrift, 200);
    m_decision->setFact(facts.join(QStringLiteral(" · ")));
    const QString trouble = regressionText(report.regression);
    m_regression->setFact(trouble.isEmpty() ? QString() : tr("⚑ %1").arg(trouble));
    m_regression->setVisible(!trouble.isEmpty());
    const QString criteria = criteriaText(report.criteria);
    m_criteria->setFact(criteria);
    m_criteria->setVisible(!criteria.isEmpty());
}

void SloPage::tick()
{
    const QDateTime now = serverNow();
    m_gates->setNow(now);
    m_alerts->tick();
    m_grafana->tick();
    m_gate->tick(now);
    if (m_charts && m_charts->to.secsTo(now) > lateSeconds && !m_cursor->range() && now.toSecsSinceEpoch() % repaintSeconds == 0) { // nothing new comes: that is seen
        m_grid->showCharts(m_charts, m_report, m_ports.clock->utcNow());
        showBurn();
    }
    compareWhenDue();
    Freshness fresh;
    if (m_report) {
        const std::optional<qint64> known = m_reportAge.ms(now, m_ports.clock->bootMs());
        fresh.seconds = known ? double(*known) / 1000 : -1;
        fresh.state = !known ? FreshnessState::Stale : fresh.seconds < liveSeconds ? FreshnessState::Live : fresh.seconds < staleSeconds ? FreshnessState::Late : FreshnessState::Stale;
        if (const double newest = newestSampleSeconds(*m_report, now); newest > std::max(staleSeconds, fresh.seconds)) // an answer of now about then
            fresh = {FreshnessState::Stale, newest};
        if (m_report->problem && hasPolicy(*m_report))
            fresh.state = FreshnessState::Disconnected;
    }
    m_age->setFreshness(fresh);
    m_gateTable->setStale(m_report && fresh.state == FreshnessState::Stale);
}

QDateTime SloPage::serverNow() const
{
    const QDateTime now = m_ports.clock->utcNow();
    return m_report ? m_report->serverTime(now) : now;
}

/// Once there is a report, and then as often as something is new.
void SloPage::compareWhenDue()
{
    const qint64 now = m_ports.clock->bootMs();
    if (!m_ports.slo || !m_report || !isVisible() || now < m_compareAtMs)
        return;
    m_compareAtMs = now + compareEveryMs;
    m_ports.slo->compare();
}

void SloPage::takeComparison(const BakeReportPtr &report)
{
    if (!report || report->target != m_ref)
        return;
    m_comparison = report;
    m_compareAtMs = std::max(m_compareAtMs, m_ports.clock->bootMs() + report->from.msecsTo(report->to) / comparisonsOfABake);
    m_bake->showReport(report);
    showHead();
}

/// The one that a person chose, else the worst.
void SloPage::showChosenGate()
{
    const QModelIndex current = m_gateTable->table()->currentIndex();
    std::optional<GateReading> chosen;
    if (current.isValid())
        chosen = m_gates->rowAt(current.row()).reading;
    else if (m_report && !m_report->gates.isEmpty())
        chosen = *std::max_element(m_report->gates.begin(), m_report->gates.end(), [](const GateReading &a, const GateReading &b) {
            return std::pair(a.verdict.state, isPending(a.verdict)) < std::pair(b.verdict.state, isPending(b.verdict));
        });
    m_gate->showGate(chosen, serverNow());
    m_gate->setChart(chartOfGate() != nullptr);
}

SloChart *SloPage::chartOfGate() const
{
    const std::optional<GateReading> &chosen = m_gate->reading();
    for (int i = 0; chosen && i < m_grid->count(); ++i) {
        SloChart *chart = m_grid->chart(i);
        if (chart->data().gate == chosen->verdict.gate || chart->data().metric == chosen->gate.subject)
            return chart;
    }
    return nullptr;
}

void SloPage::openGateChart()
{
    if (SloChart *chart = chartOfGate())
        openChart(chart);
}

bool SloPage::eventFilter(QObject *watched, QEvent *event)
{
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && watched == m_gateTable->table()) {
        openGateChart();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SloPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick();
    m_clock.start();
}

void SloPage::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QWidget::hideEvent(event);
}

} // namespace maestro
