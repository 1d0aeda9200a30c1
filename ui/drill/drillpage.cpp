// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drillpage.h"

#include "drill/drillband.h"
#include "drill/drillconfirm.h"
#include "drill/splitsview.h"
#include "parts/rowtable.h"
#include "text/drill/drilltext.h"
#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int tickMs = 250;

/// State by word and mark, never by colour alone.
QString markOf(DrillState state)
{
    switch (state) {
    case DrillState::Passed: return QStringLiteral("✓");
    case DrillState::Failed: return QStringLiteral("✕");
    case DrillState::Running: return QStringLiteral("▶");
    case DrillState::Waiting: return QStringLiteral("○");
    case DrillState::Skipped: return QStringLiteral("–");
    case DrillState::Stopped:
    case DrillState::Interrupted: return QStringLiteral("■");
    }
    return {};
}

Token inkOf(DrillState state)
{
    switch (state) {
    case DrillState::Passed: return Token::Healthy;
    case DrillState::Failed: return Token::Failed;
    case DrillState::Running: return Token::Progress;
    case DrillState::Stopped:
    case DrillState::Interrupted: return Token::Warn;
    default: return Token::Text2;
    }
}

/// Rows are filled anew only where they changed, so that a reader's place and a selection stay.
void fill(QTableWidget *table, const QList<QStringList> &rows, const QList<QColor> &inks, int inked, const QColor &text)
{
    const QSignalBlocker quiet(table);
    table->setRowCount(int(rows.size()));
    for (int row = 0; row < rows.size(); ++row)
        for (int cell = 0; cell < rows.at(row).size(); ++cell) {
            QTableWidgetItem *item = table->item(row, cell);
            if (!item)
                table->setItem(row, cell, item = new QTableWidgetItem);
            if (item->text() != rows.at(row).at(cell))
                item->setText(rows.at(row).at(cell));
            item->setToolTip(item->text());
            item->setForeground(cell == inked ? inks.value(row) : text);
        }
}

} // namespace

DrillPage::DrillPage(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(ports.drills)
    , m_clock(ports.clock)
    , m_theme(theme)
    , m_ticks(this)
{
    setAccessibleName(tr("Drills"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme->px(10));
    column->setSpacing(theme->px(8));
    column->addWidget(new DrillBand(theme, this));
    buildHead(column);
    buildTiles(column);
    buildBody(column);
    setFocusProxy(m_drills);
    m_ticks.setInterval(tickMs);
    connect(&m_ticks, &QTimer::timeout, this, &DrillPage::tick);
    connect(theme, &Theme::changed, this, &DrillPage::showDrills);
    showDrills();
    if (!m_port)
        return;
    connect(m_port, &DrillPort::boardChanged, this, &DrillPage::takeBoard);
    connect(m_port, &DrillPort::progressed, this, [this](const DrillRun &run) { takeRun(run, false); });
    connect(m_port, &DrillPort::ended, this, [this](const DrillRun &run) { takeRun(run, true); });
    connect(m_port, &DrillPort::said, this, [this](const QString &line) { m_notice->setFact(displaySafe(line, 400)); });
    const auto told = [this](const Error &error) {
        if (!m_confirm) // it says so itself
            m_notice->announce(displaySafe(error.hint.isEmpty() ? error.message : QString(error.message % QLatin1Char(' ') % error.hint), 800));
    };
    connect(m_port, &DrillPort::refused, this, told);
    connect(m_port, &DrillPort::failed, this, [this, told](const Error &error) {
        m_running = false;
        if (m_live && m_live->state == DrillState::Running)
            m_live = interrupted(*m_live);
        told(error);
        showRun();
    });
}

void DrillPage::buildHead(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(m_theme->px(16), 0, m_theme->px(16), 0);
    auto *words = new QVBoxLayout;
    words->setSpacing(m_theme->px(2));
    m_title = new ThemedLabel(tr("Drills"), m_theme, FontRole::PageTitle, Token::Text, this);
    m_about = new FactLabel(tr("About this drill"), this);
    m_about->setWordWrap(true);
    m_notice = new FactLabel(tr("Message of the drill"), this);
    m_notice->setWordWrap(true);
    words->addWidget(m_title);
    words->addWidget(m_about);
    words->addWidget(m_notice);
    row->addLayout(words, 1);
    m_run = new QPushButton(themedIcon(Icon::Drill, *m_theme, Token::OnAccent), tr("Run &drill…"), this);
    m_run->setAccessibleName(tr("Run drill…"));
    m_run->setProperty("kind", QStringLiteral("primary"));
    m_run->setAutoDefault(false);
    m_stop = new QPushButton(themedIcon(Icon::Abort, *m_theme, Token::Failed), tr("S&top drill"), this);
    m_stop->setAccessibleName(tr("Stop drill"));
    m_stop->setToolTip(tr("Nothing more is begun; what the drill deployed stays."));
    m_stop->setProperty("kind", QStringLiteral("dangerOutline"));
    m_stop->setAutoDefault(false);
    row->addWidget(m_run, 0, Qt::AlignTop);
    row->addWidget(m_stop, 0, Qt::AlignTop);
    column->addLayout(row);
    connect(m_run, &QPushButton::clicked, this, &DrillPage::askToRun);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_port->stop(); });
}

void DrillPage::buildTiles(QVBoxLayout *column)
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins(m_theme->px(16), m_theme->px(6), m_theme->px(16), m_theme->px(6));
    row->setSpacing(m_theme->px(40));
    const QString names[] = {tr("Drill clock"), tr("Detection"), tr("Decision"), tr("Recovery")};
    for (int i = 0; i < 4; ++i) {
        auto *cell = new QVBoxLayout;
        cell->setSpacing(0);
        auto *label = new ThemedLabel(names[i], m_theme, FontRole::Secondary, Token::Text2, panel);
        label->setAccessibleName(names[i] % QLatin1Char(':'));
        m_numbers[i] = new FactLabel(names[i], panel);
        m_numbers[i]->setFont(m_theme->font(FontRole::Number));
        m_limits[i] = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, panel);
        cell->addWidget(label);
        cell->addWidget(m_numbers[i]);
        cell->addWidget(m_limits[i]);
        row->addLayout(cell);
    }
    row->addStretch(1);
    auto *around = new QHBoxLayout;
    around->setContentsMargins(m_theme->px(16), 0, m_theme->px(16), 0);
    around->addWidget(panel);
    column->addLayout(around);
}

QVBoxLayout *DrillPage::addPanel(const QString &title, QVBoxLayout *column, int stretch, ThemedLabel **note)
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(m_theme->px(10), m_theme->px(8), m_theme->px(10), m_theme->px(8));
    inside->setSpacing(m_theme->px(6));
    auto *head = new QHBoxLayout;
    auto *label = new ThemedLabel(title, m_theme, FontRole::PanelTitle, Token::Text, panel);
    label->setAccessibleName(tr("%1, heading").arg(title));
    head->addWidget(label);
    head->addStretch(1);
    if (note) {
        *note = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, panel);
        head->addWidget(*note);
    }
    inside->addLayout(head);
    column->addWidget(panel, stretch);
    return inside;
}

QTableWidget *DrillPage::addTable(const QString &name, const QStringList &titles, int wide, QVBoxLayout *column)
{
    auto *table = new QTableWidget(0, int(titles.size()), this);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(titles);
    table->setFrameShape(QFrame::NoFrame);
    makeRowTable(table);
    table->setItemDelegate(new CellDelegate(table));
    table->verticalHeader()->setDefaultSectionSize(m_theme->px(26));
    for (int i = 0; i < titles.size(); ++i)
        table->horizontalHeader()->setSectionResizeMode(i, i == wide ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    column->addWidget(table, 1);
    return table;
}

void DrillPage::buildBody(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(m_theme->px(16), 0, m_theme->px(16), 0);
    row->setSpacing(m_theme->px(10));
    auto *left = new QVBoxLayout;
    left->setSpacing(m_theme->px(8));
    QVBoxLayout *splits = addPanel(tr("Splits"), left, 0, &m_against);
    m_splits = new SplitsView(m_theme, this);
    splits->addWidget(m_splits);
    m_steps = addTable(tr("Steps of the drill"), {tr("State"), tr("Step"), tr("Took"), tr("Seen")}, 3, addPanel(tr("Steps, checked by the console"), left, 1));
    row->addLayout(left, 5);
    auto *right = new QVBoxLayout;
    right->setSpacing(m_theme->px(8));
    m_drills = addTable(tr("Drills"), {tr("Drill"), tr("Last"), tr("Due")}, 0, addPanel(tr("Drills of the policies"), right, 2));
    QVBoxLayout *past = addPanel(tr("Past drills"), right, 3);
    m_past = new PastDrills(m_theme, this);
    past->addWidget(m_past);
    m_runs = addTable(tr("Past drills"), {tr("Began"), tr("Result"), tr("Total"), tr("By")}, 3, past);
    row->addLayout(right, 3);
    column->addLayout(row, 1);
    connect(m_drills, &QTableWidget::currentCellChanged, this, [this](int now, int, int before, int) {
        if (now == before)
            return;
        m_runShown.clear();
        const QSignalBlocker quiet(m_runs);
        m_runs->setCurrentCell(-1, -1);
        showRun();
    });
    connect(m_drills, &QTableWidget::cellActivated, this, &DrillPage::askToRun);
    connect(m_runs, &QTableWidget::currentCellChanged, this, [this](int now) {
        const DrillEntry *entry = chosen();
        m_runShown = entry && now >= 0 && now < entry->runs.size() ? entry->runs.at(now).id : QString();
        showRun();
    });
}

const DrillEntry *DrillPage::chosen() const
{
    const int row = m_drills->currentRow();
    return m_board && row >= 0 && row < m_board->drills.size() ? &m_board->drills.at(row) : nullptr;
}

/// That under way, the one that was chosen, else the newest.
const DrillRun *DrillPage::shownRun(const DrillEntry &entry) const
{
    if (m_live && m_live->drill == entry.drill.name && m_live->policy == entry.policy && (m_running || m_runShown.isEmpty() || m_runShown == m_live->id))
        return &*m_live;
    for (const DrillRun &run : entry.runs)
        if (run.id == m_runShown)
            return &run;
    return entry.runs.isEmpty() ? nullptr : &entry.runs.constFirst();
}

void DrillPage::takeBoard(const DrillBoardPtr &board)
{
    m_board = board;
    showDrills();
}

void DrillPage::takeRun(const DrillRun &run, bool over)
{
    if (!m_live || m_live->id != run.id)
        m_notice->setFact({});
    m_live = run;
    m_running = !over;
    if (m_board)
        for (int i = 0; i < m_board->drills.size(); ++i)
            if (m_board->drills.at(i).drill.name == run.drill && m_board->drills.at(i).policy == run.policy)
                m_drills->setCurrentCell(i, 0);
    if (over) {
        m_runShown.clear();
        m_notice->announce(tr("The drill %1 %2.").arg(displaySafe(run.drill), drillStateText(run.state)));
    }
    showRun();
}

void DrillPage::showDrills()
{
    QList<QStringList> rows;
    QList<QColor> inks;
    for (const DrillEntry &entry : m_board ? m_board->drills : QList<DrillEntry>()) {
        rows.append({displaySafe(entry.drill.name), drillLastText(entry), drillDueText(entry)});
        inks.append(m_theme->color(entry.overdue ? Token::Failed : Token::Text));
    }
    fill(m_drills, rows, inks, 2, m_theme->color(Token::Text));
    if (m_drills->currentRow() < 0 && !rows.isEmpty())
        m_drills->setCurrentCell(0, 0);
    showRun();
}

void DrillPage::showRun()
{
    const DrillEntry *entry = chosen();
    const bool any = entry && std::any_of(entry->targets.cbegin(), entry->targets.cend(), [](const DrillTarget &target) { return target.refusal.isEmpty(); });
    m_run->setEnabled(m_port && entry && any && !m_running);
    m_stop->setEnabled(m_running);
    m_title->setText(entry ? tr("Drill: %1").arg(displaySafe(entry->drill.name)) : tr("Drills"));
    if (!m_board)
        m_about->setFact(m_port ? tr("What is due is being read.") : tr("Drills are not known here."));
    else if (!entry)
        m_about->setFact(tr("The policies in force have no drills: a policy names them in its section \"drills\"."));
    else if (any)
        m_about->setFact(tr("Policy %1, %2. It runs only where the policy says \"drill: true\": a cluster that is not marked is out of reach of it. %3")
                             .arg(displaySafe(entry->policy), drillDueText(*entry), m_board->problem));
    else
        m_about->setFact(tr("It cannot be run: %1").arg(entry->targets.isEmpty() ? tr("no connection is one of the environments of the policy %1.").arg(displaySafe(entry->policy)) : entry->targets.constFirst().refusal));
    if (entry && !m_running && !entry->runs.isEmpty() && mayHaveLeft(entry->runs.constFirst())) {
        const DrillRun &last = entry->runs.constFirst();
        const QString left = tr("The last run was %1: what it deployed may be left on %2/%3 in %4, nothing takes it back by itself.")
                                 .arg(drillStateText(last.state), displaySafe(last.target.ns), displaySafe(last.target.name), displaySafe(last.target.context));
        m_about->setFact(QStringList{m_about->text().trimmed(), left}.join(QLatin1Char('\n')));
    }
    m_run->setToolTip(m_run->isEnabled() ? tr("Shows what would be run and asks before") : m_about->text());
    const DrillRun *run = entry ? shownRun(*entry) : nullptr;
    showSteps(entry ? *entry : DrillEntry(), run);
    showHistory(entry ? *entry : DrillEntry());
    m_running && isVisible() ? m_ticks.start() : m_ticks.stop();
    tick();
}

void DrillPage::showSteps(const DrillEntry &entry, const DrillRun *run)
{
    QList<QStringList> rows;
    QList<QColor> inks;
    if (run) {
        for (const DrillStepRun &step : run->steps) {
            const auto took = step.startedAt.isValid() && step.endedAt.isValid() ? std::optional(step.startedAt.msecsTo(step.endedAt)) : std::nullopt;
            rows.append({QString(markOf(step.state) % QLatin1Char(' ') % drillStateText(step.state)), drillStepTitle(step), stopwatchText(took), displaySafe(step.finding, 400)});
            inks.append(m_theme->color(inkOf(step.state)));
        }
    } else {
        for (const DrillStep &step : entry.drill.steps) {
            rows.append({QString(markOf(DrillState::Waiting) % QLatin1Char(' ') % tr("never run")), drillStepTitle(step), stopwatchText({}), {}});
            inks.append(m_theme->color(Token::Text2));
        }
    }
    fill(m_steps, rows, inks, 0, m_theme->color(Token::Text));
}

void DrillPage::showHistory(const DrillEntry &entry)
{
    QList<QStringList> rows;
    QList<QColor> inks;
    for (const DrillRun &run : entry.runs) {
        rows.append({run.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")), QString(markOf(run.state) % QLatin1Char(' ') % drillStateText(run.state)), stopwatchText(drillTotalMs(run)), displaySafe(run.by)});
        inks.append(m_theme->color(inkOf(run.state)));
    }
    fill(m_runs, rows, inks, 1, m_theme->color(Token::Text));
    m_past->showRuns(entry.runs);
}

/// Numbers and splits alone: they move while a run goes on.
void DrillPage::tick()
{
    const DrillEntry *entry = chosen();
    const DrillRun *run = entry ? shownRun(*entry) : nullptr;
    const PolicyDrill drill = entry ? entry->drill : PolicyDrill();
    const QList<DrillSplit> splits = run ? drillSplits(*run, drill) : QList<DrillSplit>();
    const bool live = run && m_running && m_live && run->id == m_live->id;
    std::optional<qint64> clock = run ? drillTotalMs(*run) : std::nullopt;
    if (live && !splits.isEmpty()) {
        for (const DrillStepRun &step : run->steps)
            if (isDeploying(step.deed) && step.startedAt.isValid()) {
                clock = std::max<qint64>(0, step.startedAt.msecsTo(m_clock->utcNow()));
                break;
            }
    }
    const std::optional<qint64> values[] = {clock, run ? run->detectionMs() : std::nullopt, run ? run->decisionMs() : std::nullopt, run ? run->recoveryMs() : std::nullopt};
    const qint64 limits[] = {0, drill.detectionMs, drill.decisionMs, drill.recoveryMs};
    for (int i = 0; i < 4; ++i) {
        m_numbers[i]->setFact(stopwatchText(values[i]));
        const bool late = limits[i] > 0 && values[i] && *values[i] > limits[i];
        m_limits[i]->setText(i == 0 ? tr("from the first deed to well again") : limits[i] <= 0 ? tr("no target") : late ? tr("late: target %1").arg(stopwatchText(limits[i])) : tr("target %1").arg(stopwatchText(limits[i])));
        m_limits[i]->setToken(late ? Token::Failed : Token::Text2);
    }
    const DrillRun *best = entry && run ? bestRun(entry->runs, run->id) : nullptr;
    m_splits->showSplits(splits, best ? drillSplits(*best, {}) : QList<DrillSplit>(), live ? clock : std::nullopt);
    const auto ahead = best && clock ? std::optional(*clock - *drillTotalMs(*best)) : std::nullopt;
    m_against->setText(!best ? tr("no other run to compare with")
                       : !ahead ? tr("best run %1").arg(stopwatchText(drillTotalMs(*best)))
                       : *ahead <= 0 ? tr("%1 ahead of the best run").arg(stopwatchText(-*ahead)) : tr("%1 behind the best run").arg(stopwatchText(*ahead)));
}

void DrillPage::askToRun()
{
    const DrillEntry *entry = chosen();
    if (!entry || !m_run->isEnabled() || m_confirm)
        return;
    m_confirm = new DrillConfirm(*entry, m_port, m_clock, m_theme, this);
    m_confirm->setAttribute(Qt::WA_DeleteOnClose);
    m_confirm->open();
}

void DrillPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_port)
        m_port->refresh();
    showRun();
}

void DrillPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticks.stop();
}

} // namespace maestro
