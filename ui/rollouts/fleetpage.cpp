// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/fleetpage.h"

#include "operations/operationactions.h"
#include "parts/filterbox.h"
#include "parts/rowtable.h"
#include "rollouts/analysisrunspanel.h"
#include "rollouts/fleetdelegate.h"
#include "rollouts/inspector/fleetinspector.h"
#include "rollouts/fleettable.h"
#include "theme/chip.h"
#include "theme/smallparts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QTableView>

namespace maestro {

namespace {

constexpr int holdMs = 500; // nothing jumps under a pointer that moved this recently
constexpr int narrow = 1050; // below this the inspector gives its place to the table

QString rolloutCount(int count)
{
    return count == 1 ? FleetPage::tr("1 rollout") : FleetPage::tr("%n rollouts", nullptr, count);
}

struct ChipLook
{
    FleetClass kind;
    Glyph glyph;
};
constexpr ChipLook chipLooks[] = {{FleetClass::Degraded, Glyph::Failed}, {FleetClass::Waits, Glyph::Wait}, {FleetClass::AtRisk, Glyph::Warn}, {FleetClass::Unclear, Glyph::Unknown},
                                  {FleetClass::Baking, Glyph::Timed}, {FleetClass::Moving, Glyph::Progress}, {FleetClass::Old, Glyph::Stale},
                                  {FleetClass::Steady, Glyph::Healthy}};

} // namespace

FleetPage::FleetPage(const Ports &ports, Theme *theme, OperationActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_actions(actions)
    , m_model(new FleetModel(ports.clock, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeChips());
    makeTable();
    m_empty = new EmptyState(theme, this);
    m_empty->setSentence(tr("Reading the clusters"), tr("The first list is under way."));
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    column->addLayout(m_stack, 1);
    row->addLayout(column, 1);
    m_sides = row;

    m_holdDebounce.setSingleShot(true);
    m_holdDebounce.setInterval(holdMs);
    connect(&m_holdDebounce, &QTimer::timeout, this, [this] { m_model->setHeld(false); });
    connect(ports.fleet, &FleetPort::fleetChanged, m_model, &FleetModel::setFleet);
    if (ports.slo) {
        connect(ports.slo, &SloPort::fleetVerdictsChanged, m_model, &FleetModel::setReports);
        connect(ports.slo, &SloPort::policyFaultsChanged, m_model, &FleetModel::setPolicyFaults);
    }
    connect(ports.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) {
        m_records = records;
        if (m_inspector)
            m_inspector->setRecords(records);
    });
    if (ports.checkpoints)
        connect(ports.checkpoints, &CheckpointPort::fleetChanged, this, [this](const QList<CheckpointList> &lists) {
            m_points = lists;
            if (m_inspector)
                m_inspector->setPoints(lists);
            updateInspector();
        });
    connect(m_model, &FleetModel::countsChanged, this, &FleetPage::updateCounts);
    connect(m_model, &FleetModel::orderChanged, this, &FleetPage::updateRowHeights);
    connect(m_model, &FleetModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        const int current = m_table->currentIndex().row();
        if (current >= first.row() && current <= last.row())
            updateInspector();
    });
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        m_filter->clear();
        m_model->setClassShown(std::nullopt);
        for (QAbstractButton *chip : m_chips->buttons())
            chip->setChecked(false);
    });
    connect(theme, &Theme::changed, this, &FleetPage::updateRowHeights);
    updateCounts();
}

QString FleetPage::uidOf(const ObjectRef &ref) const
{
    const FleetEntry *entry = m_model->entryOf(ref);
    return entry ? entry->row->uid : QString();
}

QWidget *FleetPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(m_theme->px(16), m_theme->px(10), m_theme->px(16), m_theme->px(4));
    row->setSpacing(m_theme->px(10));
    row->addWidget(new ThemedLabel(tr("Fleet"), m_theme, FontRole::PageTitle, Token::Text, header));
    m_count = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, header);
    m_count->setWordWrap(true);
    row->addWidget(m_count, 1);
    m_runsButton = new QPushButton(tr("Analysis runs"), header);
    m_runsButton->setAccessibleName(tr("Show analysis runs"));
    m_runsButton->setToolTip(tr("All AnalysisRuns instead of the rollouts (G, A)"));
    m_runsButton->setCheckable(true);
    connect(m_runsButton, &QPushButton::toggled, this, &FleetPage::chooseTable);
    row->addWidget(m_runsButton);
    auto *segments = new SegmentBar(m_theme, {tr("Attention"), tr("Namespace"), tr("Cluster")}, header);
    segments->setAccessibleName(tr("Group by"));
    connect(segments, &SegmentBar::chosen, this, [this](int index) { m_model->setGrouping(static_cast<FleetGrouping>(index)); });
    row->addWidget(segments);
    m_filter = new FilterBox(tr("Filter rows"), 180, m_theme, header);
    connect(m_filter, &FilterBox::textChanged, m_model, &FleetModel::setFilter);
    connect(m_filter, &FilterBox::left, this, [this] { m_table->setFocus(); });
    row->addWidget(m_filter);
    row->addWidget(new KeyCap(QStringLiteral("/"), m_theme, header));
    return header;
}

QWidget *FleetPage::makeChips()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(m_theme->px(16), m_theme->px(4), m_theme->px(16), m_theme->px(10));
    row->setSpacing(m_theme->px(8));
    m_chips = new QButtonGroup(this);
    m_chips->setExclusive(false);
    for (const ChipLook &look : chipLooks) {
        auto *chip = new Chip(look.glyph, m_theme, bar);
        m_chips->addButton(chip, static_cast<int>(look.kind));
        row->addWidget(chip);
        connect(chip, &QAbstractButton::toggled, this, [this, chip, kind = look.kind](bool on) {
            if (on) {
                for (QAbstractButton *other : m_chips->buttons()) {
                    if (other != chip)
                        other->setChecked(false);
                }
            }
            if (on || !m_chips->checkedButton())
                m_model->setClassShown(on ? std::optional(kind) : std::nullopt);
        });
    }
    auto *order = new ThemedLabel(tr("worst first, then longest wait"), m_theme, FontRole::Secondary, Token::Text3, bar);
    order->setWordWrap(true);
    order->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(order, 1);
    return bar;
}

void FleetPage::makeTable()
{
    m_table = new FleetTable(m_theme->px(30), this);
    m_table->setAccessibleName(tr("Fleet"));
    m_table->setModel(m_model);
    m_delegate = new FleetDelegate(m_model, m_theme, m_table);
    m_table->setItemDelegate(m_delegate);
    makeRowTable(m_table);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setMinimumSectionSize(m_theme->px(20));
    m_table->verticalHeader()->setDefaultSectionSize(m_theme->px(30));
    QHeaderView *header = m_table->horizontalHeader();
    header->setMinimumSectionSize(m_theme->px(20));
    header->moveSection(header->visualIndex(FleetModel::Status), 0);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(FleetModel::Name, QHeaderView::Stretch);
    placeColumns();
    m_table->setColumnHidden(FleetModel::Gates, !m_ports.slo);
    setFocusProxy(m_table);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_table->viewport()->setMouseTracking(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FleetPage::updateInspector);
    connect(m_table, &QTableView::doubleClicked, this, &FleetPage::openSelected);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->rowAt(index.row()).isGroup())
            m_model->toggleGroup(index.row());
    });
}

void FleetPage::placeColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    const std::pair<int, int> widths[] = {{FleetModel::Status, 134}, {FleetModel::Change, 100}, {FleetModel::Steps, 160}, {FleetModel::Pods, 64}, {FleetModel::Gates, 104}, {FleetModel::Analysis, 66}, {FleetModel::Next, 156}};
    for (const auto &[column, width] : widths)
        header->resizeSection(column, m_theme->px(width));
}

void FleetPage::setScope(const QString &context, const QString &ns)
{
    m_model->setScope(context, ns);
    m_scope = {context, ns};
    if (m_runs)
        m_runs->model()->setScope(context, ns);
}

void FleetPage::tick()
{
    m_model->tick();
    updateInspector();
}

void FleetPage::focusFilter()
{
    m_filter->take();
}

bool FleetPage::select(const ObjectRef &ref)
{
    const int row = m_model->rowOf({ref, {}});
    if (row < 0)
        return false;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    return true;
}

FleetRowPtr FleetPage::selectedRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_model->rowAt(current.row()).row : nullptr;
}

void FleetPage::startVerb(Verb verb)
{
    if (const FleetRowPtr row = selectedRow(); row && !showsRuns()) // never on a row that is not seen
        m_actions->start(verb, row->ref, row->workload, row->uid);
}

void FleetPage::updateCounts()
{
    const bool known = m_model->fleet() != nullptr;
    const int clusters = known ? int(m_model->fleet()->connections.size()) : 0;
    m_count->setText(known ? tr("%1 in %2").arg(rolloutCount(m_model->rowsInScope()), clusters == 1 ? tr("1 cluster") : tr("%n clusters", nullptr, clusters)) : QString());
    for (const ChipLook &look : chipLooks) {
        auto *chip = static_cast<Chip *>(m_chips->button(static_cast<int>(look.kind)));
        const int count = m_model->countOf(look.kind);
        chip->setCount(count, fleetClassLabel(look.kind));
        chip->setVisible(count > 0 || chip->isChecked());
    }
    if (!known)
        return;
    chooseTable();
    if (m_model->rowsInScope() > 0)
        m_empty->setSentence(tr("No rollout matches"), tr("Hidden by the filter: %1.").arg(rolloutCount(m_model->rowsInScope())), tr("Show all"));
    else
        sayWhyEmpty(m_model->fleet()->connections);
}

void FleetPage::showRuns(bool on)
{
    m_runsButton->setChecked(on);
}

bool FleetPage::showsRuns() const
{
    return m_runsButton->isChecked();
}

/// Made when it is asked for the first time.
AnalysisRunsPanel *FleetPage::runs()
{
    if (m_runs)
        return m_runs;
    m_runs = new AnalysisRunsPanel(m_ports, m_theme, this);
    m_runs->model()->setScope(m_scope.first, m_scope.second);
    m_runs->model()->setFilter(m_filter->text());
    m_stack->addWidget(m_runs);
    connect(m_runs, &AnalysisRunsPanel::openRequested, this, &FleetPage::openRequested);
    connect(m_filter, &FilterBox::textChanged, m_runs->model(), &AnalysisFleetModel::setFilter);
    return m_runs;
}

void FleetPage::chooseTable()
{
    if (showsRuns())
        m_stack->setCurrentWidget(runs());
    else
        m_stack->setCurrentIndex(m_model->rowsShown() > 0 ? 1 : 0);
    setFocusProxy(showsRuns() ? static_cast<QWidget *>(m_runs) : m_table);
    updateInspector();
}

/// "No rollouts" is only true of clusters whose lists have come.
void FleetPage::sayWhyEmpty(const QList<ConnectionStatus> &connections)
{
    qsizetype waiting = 0;
    qsizetype failed = 0;
    for (const ConnectionStatus &connection : connections) {
        if (!connection.listed)
            ++(connection.phase == ConnectionPhase::Connecting ? waiting : failed);
    }
    if (waiting > 0)
        m_empty->setSentence(tr("Reading rollouts"), tr("%1 of %2 clusters have not answered yet.").arg(waiting).arg(connections.size()));
    else if (failed > 0)
        m_empty->setSentence(tr("Not known"), tr("%1 of %2 clusters could not be read. Connections tells why.").arg(failed).arg(connections.size()));
    else
        m_empty->setSentence(tr("No rollouts here"), tr("The connected clusters hold no Rollouts in this scope. Connections tells what was read."));
}

void FleetPage::updateRowHeights()
{
    QHeaderView *rows = m_table->verticalHeader();
    {
        const QSignalBlocker quiet(rows); // one repaint at the end instead of one for each row
        rows->setUpdatesEnabled(false); // and no look for the place of each
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const int height = m_delegate->rowHeight(m_model->rowAt(row));
            if (rows->sectionSize(row) != height)
                rows->resizeSection(row, height);
        }
        rows->setUpdatesEnabled(true);
    }
    m_table->verticalScrollBar()->setRange(0, qMax(0, rows->length() - m_table->viewport()->height()));
    m_table->viewport()->update();
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() && m_model->rowCount() > 1)
        m_table->selectRow(1);
    updateInspector();
}

/// Made with the first row that it can tell of: the first frame has none.
void FleetPage::makeInspector()
{
    m_inspector = new FleetInspector(m_theme, this);
    m_inspector->hide();
    m_sides->addWidget(m_inspector);
    if (m_records)
        m_inspector->setRecords(m_records);
    m_inspector->setPoints(m_points);
    connect(m_inspector, &FleetInspector::verbChosen, this, &FleetPage::startVerb);
    connect(m_inspector, &FleetInspector::closed, this, &FleetPage::togglePeek);
}

void FleetPage::updateInspector()
{
    const FleetRowPtr row = selectedRow();
    if (!m_inspector) {
        if (!row)
            return;
        makeInspector();
    }
    m_inspector->setVisible(m_peek && row && !showsRuns() && width() >= m_theme->px(narrow));
    if (!m_peek || !row)
        return;
    const Freshness freshness = m_model->freshnessOf(row->ref.context);
    const QDateTime now = m_ports.clock->utcNow();
    m_inspector->show(row, m_model->environmentOf(row->ref.context), freshness);
    m_inspector->showPoints(now);
    const FleetHealth &health = m_model->health();
    const ObjectRef judged = hasVerbs(row->workload) ? row->ref : ObjectRef();
    m_inspector->gates()->show(health.reportOf(judged), health.stateOf(judged, now), health.sentence(judged, now), freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected, now);
}

void FleetPage::openSelected()
{
    if (const FleetRowPtr row = selectedRow())
        Q_EMIT openRequested(row->ref, row->workload);
}

void FleetPage::peek()
{
    showRuns(false);
    m_peek = true;
    updateInspector();
    if (m_inspector)
        m_inspector->setVisible(selectedRow() != nullptr);
}

void FleetPage::togglePeek()
{
    m_peek = !m_inspector || !m_inspector->isVisible();
    updateInspector();
    if (m_inspector)
        m_inspector->setVisible(m_peek && selectedRow() && !showsRuns());
}

void FleetPage::moveSelection(int by)
{
    for (int row = m_table->currentIndex().row() + by; row >= 0 && row < m_model->rowCount(); row += by) {
        if (m_model->rowAt(row).isGroup())
            continue;
        m_table->selectRow(row);
        return;
    }
}

bool FleetPage::tableKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_J:
        moveSelection(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_K:
        moveSelection(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openSelected();
        return true;
    case Qt::Key_Space:
        togglePeek();
        return true;
    default:
        return false;
    }
}

bool FleetPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool table = m_table && (watched == m_table || watched == m_table->viewport());
    if (table && (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress || event->type() == QEvent::Wheel)) {
        m_model->setHeld(true);
        m_holdDebounce.start();
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_table && !(key->modifiers() & ~Qt::KeypadModifier) && tableKey(key->key()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FleetPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateInspector();
}

} // namespace maestro
