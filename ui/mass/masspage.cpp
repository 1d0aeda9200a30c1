// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mass/masspage.h"

#include "items/mass/massmodel.h"
#include "mass/massconfirm.h"
#include "mass/massdelegate.h"
#include "mass/massorderchart.h"
#include "parts/rowtable.h"
#include "text/humanize.h"
#include "text/mass/masstext.h"
#include "text/mass/massviewtext.h"
#include "theme/chip.h"
#include "theme/smallparts.h"

#include <QHeaderView>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

MassPage::MassPage(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_port(ports.mass)
    , m_theme(theme)
    , m_model(new MassModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(10), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(new ThemedLabel(tr("Mass rollback"), theme, FontRole::PageTitle, Token::Text, this));
    m_about = new FactLabel(tr("Scope"), this);
    m_about->setWordWrap(true);
    column->addWidget(m_about);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme->px(10));
    row->addWidget(buildTable(), 1);
    m_confirm = new MassConfirm(theme, this);
    m_confirm->setFixedWidth(theme->px(390));
    row->addWidget(m_confirm);
    column->addLayout(row, 1);
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &MassPage::tick);
    connect(m_ports.fleet, &FleetPort::fleetChanged, this, &MassPage::takeFleet);
    showRows();
    if (!m_port)
        return;
    connect(m_port, &MassPort::planChanged, this, &MassPage::takeView);
    connect(m_port, &MassPort::progressed, this, [this](const MassReportPtr &report) { takeReport(report, true); });
    connect(m_port, &MassPort::finished, this, [this](const MassReportPtr &report) { takeReport(report, false); });
    connect(m_port, &MassPort::failed, m_confirm, [this](const Error &error) { m_confirm->refused(displaySafe(error.message, 600)); });
    connect(m_model, &MassModel::chooseAsked, m_port, &MassPort::choose);
    connect(m_confirm, &MassConfirm::confirmed, m_port, &MassPort::begin);
    connect(m_confirm, &MassConfirm::stopAsked, m_port, &MassPort::stop);
    connect(m_confirm, &MassConfirm::againAsked, this, [this] {
        m_report.reset();
        m_confirm->leaveReport();
        showRows();
        m_table->setFocus(Qt::OtherFocusReason);
    });
}

QWidget *MassPage::buildTable()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_table = new QTableView(panel);
    m_table->setAccessibleName(tr("Mass rollback"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MassDelegate(m_theme, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    makeRowTable(m_table);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_theme->px(46));
    QHeaderView *head = m_table->horizontalHeader();
    head->setFixedHeight(m_theme->px(28));
    head->setSectionResizeMode(QHeaderView::Fixed);
    m_empty = new EmptyState(m_theme, panel);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    column->addLayout(m_stack, 1);
    column->addWidget(buildCounts(panel));
    m_order = new MassOrderChart(m_theme, panel);
    column->addWidget(m_order);
    setFocusProxy(m_table);
    return panel;
}

QWidget *MassPage::buildCounts(QWidget *parent)
{
    auto *bar = new QWidget(parent);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(m_theme->px(14), m_theme->px(8), m_theme->px(14), m_theme->px(8));
    row->setSpacing(m_theme->px(18));
    const auto count = [&](const QString &name) {
        auto *cell = new QVBoxLayout;
        cell->setSpacing(0);
        auto *number = new FactLabel(name, bar);
        number->setFont(m_theme->font(FontRole::Number));
        number->setMinimumHeight(QFontMetrics(number->font()).height()); // also with smaller words in it
        auto *label = new ThemedLabel(name, m_theme, FontRole::Secondary, Token::Text2, bar);
        label->setAccessibleName(name % QLatin1Char(':'));
        cell->addWidget(number);
        cell->addWidget(label);
        row->addLayout(cell);
        return number;
    };
    m_chosen = count(tr("will be rolled back"));
    m_optional = count(tr("optional, not chosen"));
    m_skipped = count(tr("skipped"));
    m_total = count(tr("about in all"));
    row->addStretch(1);
    row->addWidget(new ThemedLabel(tr("If one fails"), m_theme, FontRole::Secondary, Token::Text2, bar));
    auto *onFailure = new SegmentBar(m_theme, {tr("Go on"), tr("Stop at it")}, bar);
    connect(onFailure, &SegmentBar::chosen, this, [this](int index) { m_confirm->setStopOnFailure(index == 1); });
    row->addWidget(onFailure);
    m_onFailure = onFailure;
    return bar;
}

void MassPage::setScope(const QString &context, const QString &ns)
{
    m_wantedContext = context;
    m_ns = ns;
    follow();
}

void MassPage::takeFleet(const FleetSnapshotPtr &fleet)
{
    m_onlyContext = fleet->connections.size() == 1 ? fleet->connections.first().context : QString();
    follow();
}

/// Asks for the scope on the page, or for none while nobody looks.
void MassPage::follow()
{
    if (!m_port)
        return;
    const QString context = !isVisible() ? QString() : m_wantedContext.isEmpty() ? m_onlyContext : m_wantedContext;
    const QString wanted = context.isEmpty() ? QString() : QString(context % QLatin1Char('\n') % m_ns);
    if (wanted == m_followed)
        return;
    m_followed = wanted;
    takeView({});
    m_port->open(context, context.isEmpty() ? QString() : m_ns);
}

void MassPage::takeView(const MassViewPtr &view)
{
    if (view && QString(view->plan.context % QLatin1Char('\n') % view->plan.ns) != m_followed)
        return; // of an earlier scope
    m_view = view;
    m_confirm->showView(view, m_ports.clock->bootMs());
    showRows();
}

void MassPage::takeReport(const MassReportPtr &report, bool running)
{
    m_report = report;
    m_running = running;
    m_confirm->showReport(*report, running);
    showRows();
}

void MassPage::showRows()
{
    const MassPlan plan = m_report ? m_report->plan : m_view ? m_view->plan : MassPlan();
    if (m_report)
        m_model->setReport(*m_report, m_running, m_ports.clock->utcNow());
    else
        m_model->setPlan(plan, m_ports.clock->utcNow(), m_view ? m_view->abortSeconds : std::nullopt, m_view ? m_view->rollbackSeconds : std::nullopt);
    spread();
    m_onFailure->setEnabled(!m_report);
    const QList<MassSlot> order = m_view ? massOrder(plan, m_view->abortSeconds, m_view->rollbackSeconds) : QList<MassSlot>();
    showTotal(order);
    m_order->showOrder(order);
    if (m_report)
        m_order->showResults(m_report->results);
    int optional = 0;
    for (const MassRow &row : plan.rows)
        optional += row.deed != MassDeed::Skip && !row.chosen ? 1 : 0;
    const int chosen = plan.chosen();
    m_chosen->setFact(QString::number(chosen));
    m_optional->setFact(QString::number(optional));
    m_skipped->setFact(QString::number(plan.rows.size() - chosen - optional));
    const bool noScope = plan.context.isEmpty();
    if (!noScope)
        m_empty->setSentence(tr("No rollouts here"), tr("%1 has no Argo Rollout, so there is nothing to roll back. Deployments, StatefulSets and Helm releases are not touched from here.").arg(massScopeText(plan)));
    else if (m_followed.isEmpty())
        m_empty->setSentence(tr("One cluster"), tr("Choose one in the bar on top; Emergency on a rollout chooses its own."));
    else
        m_empty->setSentence(tr("Reading"), tr("What would be done to each rollout is being worked out."));
    m_stack->setCurrentIndex(plan.rows.isEmpty() ? 0 : 1);
    m_about->setFact(noScope ? tr("Choose one cluster in the bar on top: a mass rollback belongs to one cluster.")
                                            : tr("%1: every rollout, previewed one by one; what an abort cannot help is skipped. Argo Rollouts only: Deployments, StatefulSets and Helm releases stay as they are.").arg(massScopeText(plan)));
}

void MassPage::showTotal(const QList<MassSlot> &order)
{
    const bool known = !order.isEmpty() && std::all_of(order.begin(), order.end(), [](const MassSlot &slot) { return slot.known; });
    m_total->setFont(m_theme->font(known ? FontRole::Number : FontRole::PanelTitle));
    double last = 0;
    for (const MassSlot &slot : order)
        last = std::max(last, slot.to);
    m_total->setFact(known ? massSecondsText(last) : order.isEmpty() ? QStringLiteral("–") : tr("not known"));
}

/// In a preview what will be sent has the room, in a run its result.
void MassPage::spread()
{
    const bool narrow = m_table->viewport()->width() < m_theme->px(860);
    m_table->setColumnWidth(MassModel::Name, m_theme->px(narrow ? 204 : 250));
    m_table->setColumnWidth(MassModel::State, m_theme->px(narrow ? 112 : 126));
    m_table->setColumnWidth(MassModel::Weight, m_theme->px(narrow ? 58 : 80));
    m_table->setColumnWidth(m_report ? MassModel::Deed : MassModel::Outcome, m_theme->px(!m_report ? 84 : narrow ? 104 : 300));
    m_table->horizontalHeader()->setSectionResizeMode(m_report ? MassModel::Deed : MassModel::Outcome, QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(m_report ? MassModel::Outcome : MassModel::Deed, QHeaderView::Stretch);
}

void MassPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    spread();
}

void MassPage::tick()
{
    m_confirm->tick(m_ports.clock->bootMs());
}

void MassPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start();
    follow();
    tick();
}

void MassPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
    // What is shown is taken away when it is looked at again: hidden also means that the window goes, and nothing is made in it then.
    if (m_port && !std::exchange(m_followed, {}).isEmpty())
        m_port->open({}, {});
}

} // namespace maestro
