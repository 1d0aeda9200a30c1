// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgrid.h"

#include "items/health/seriesmodel.h"
#include "parts/detailtable.h"
#include "text/budget/budgettext.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace maestro {

namespace {

/// Canary, stable, baseline and limit as they are drawn.
class ChartLegend : public QWidget
{
public:
    ChartLegend(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setAccessibleName(QCoreApplication::translate("ChartGrid", "Legend"));
        setFixedHeight(theme->px(20));
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme->font(FontRole::Secondary));
        int width = m_theme->px(4 * 39);
        for (const QString &word : {roleLabel(SampleRole::Canary), roleLabel(SampleRole::Stable), roleLabel(SampleRole::Baseline), QCoreApplication::translate("ChartGrid", "limit in force")})
            width += metrics.horizontalAdvance(word);
        return {width, m_theme->px(20)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        double x = 0;
        painter.setFont(m_theme->font(FontRole::Secondary));
        const auto entry = [&](const QPen &pen, const LineLook *look, const QString &word) {
            painter.setPen(pen);
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + m_theme->px(20), height() / 2.0));
            if (look)
                paintLineMark(painter, QPointF(x + m_theme->px(10), height() / 2.0), *look, *m_theme);
            x += m_theme->px(25);
            painter.setPen(m_theme->color(Token::Text2));
            painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, word);
            x += painter.fontMetrics().horizontalAdvance(word) + m_theme->px(14);
        };
        for (const SampleRole role : {SampleRole::Canary, SampleRole::Stable, SampleRole::Baseline}) {
            const SampleSeries series {{}, role, {}, {}, 0};
            const LineLook look = lookOfLine(series, 0, ChartData(), *m_theme);
            entry(look.pen, role == SampleRole::Baseline ? nullptr : &look, roleLabel(role));
        }
        QPen limit(m_theme->color(Token::Threshold), 1.4);
        limit.setDashPattern({5, 2.2});
        entry(limit, nullptr, QCoreApplication::translate("ChartGrid", "limit in force"));
    }

private:
    Theme *m_theme;
};

} // namespace

ChartData burnChart(const ChartSet &set, const SloReport *report)
{
    ChartData data;
    data.metric = QCoreApplication::translate("ChartGrid", "error-budget burn");
    data.series = set.burn;
    data.passLimit = set.burnPlanLimit;
    data.failLimit = set.burnPageLine;
    data.failInForce = set.burnPageLine.has_value();
    data.provenance = set.burnProvenance;
    if (!report || data.passLimit || data.failLimit)
        return data;
    const BurnLimits limits = burnLimits(*report);
    data.gate = burnLimitText(limits);
    data.passLimit = limits.pass;
    data.failLimit = limits.fail;
    data.failInForce = limits.fail.has_value();
    return data;
}

ChartContext contextOf(const ChartSet &set, const SloReport *report, const QDateTime &now, bool follows)
{
    constexpr qint64 usual = 20'000; ///< between two answers
    ChartContext context;
    context.from = set.from.toMSecsSinceEpoch();
    context.to = std::max(set.to.toMSecsSinceEpoch(), context.from + 1);
    context.now = now.toMSecsSinceEpoch() + set.skewMs;
    if (follows && context.now - context.to > usual)
        context.to = context.now;
    context.baselineWindows = set.baselineWindows;
    if (report)
        context.markers = markersOf(report->regression);
    return context;
}

ChartCell::ChartCell(const QString &metric, TimeCursor *cursor, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_metric(metric)
    , m_chart(new SloChart(cursor, theme, this))
    , m_model(new SeriesModel(this))
    , m_table(new DetailTable(tr("%1 data").arg(displaySafe(metric, 60)), m_model, {190}, theme, this))
    , m_stack(new QStackedWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    m_table->setEmptySentence(tr("No samples in this range."));
    m_table->setMinimumHeight(m_chart->minimumSizeHint().height());
}

void ChartCell::show(const ChartData &given, const ChartContext &context, const std::optional<GateVerdict> &verdict, ChartKind kind)
{
    m_chart->showChart(given, context, verdict, kind);
    m_model->setSeries(given.series, given.unit);
    m_table->setNote(tr("%n samples", nullptr, m_model->rowCount()));
}

void ChartCell::setTable(bool table)
{
    m_stack->setCurrentIndex(table ? 1 : 0);
}

ChartGrid::ChartGrid(TimeCursor *cursor, int columns, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_cursor(cursor)
    , m_theme(theme)
    , m_columns(columns)
    , m_grid(new QGridLayout)
    , m_range(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_where(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_empty(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text3, this))
    , m_tables(new QPushButton(tr("&Tables"), this))
    , m_live(new QPushButton(tr("Follow the present"), this))
    , m_savePicture(saveButton(ChartFile::Picture))
    , m_saveTable(saveButton(ChartFile::Table))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(6));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme->px(10));
    head->addWidget(new ThemedLabel(tr("SLO charts"), theme, FontRole::BodyStrong, Token::Text, this));
    head->addWidget(m_range);
    head->addWidget(new ChartLegend(theme, this));
    head->addStretch(1);
    head->addWidget(m_where);
    head->addWidget(m_live);
    head->addWidget(m_savePicture);
    head->addWidget(m_saveTable);
    head->addWidget(m_tables);
    column->addLayout(head);
    m_empty->setWordWrap(true);
    m_empty->setMinimumHeight(theme->px(60));
    column->addWidget(m_empty);
    m_grid->setSpacing(theme->px(8));
    m_grid->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_grid, 1);
    m_tables->setCheckable(true);
    m_tables->setShortcut(QKeySequence(Qt::ALT | Qt::Key_T));
    m_tables->setToolTip(tr("Every sample as a table (Alt+T)"));
    m_tables->setAccessibleName(tr("Charts as tables"));
    m_live->setAccessibleName(m_live->text());
    m_live->hide();
    tellCurrent();
    connect(m_tables, &QPushButton::toggled, this, &ChartGrid::setTables);
    connect(m_live, &QPushButton::clicked, this, [this] { m_cursor->choose({}); });
    connect(cursor, &TimeCursor::moved, this, &ChartGrid::tellCursor);
    connect(cursor, &TimeCursor::rangeChosen, this, &ChartGrid::tellCursor);
}

QPushButton *ChartGrid::saveButton(ChartFile kind)
{
    const bool table = kind == ChartFile::Table;
    auto *button = new QPushButton(table ? tr("&Save table…") : tr("Save &picture…"), this);
    button->setAccessibleName(table ? tr("Save table") : tr("Save picture"));
    button->setShortcut(QKeySequence(table ? Qt::ALT | Qt::Key_S : Qt::ALT | Qt::Key_P));
    connect(button, &QPushButton::clicked, this, [this, kind] {
        if (SloChart *chart = current())
            askAndSaveChart(chart, kind, this, [this](const QString &said) { m_where->setText(said); });
    });
    return button;
}

SloChart *ChartGrid::current() const
{
    return m_focused ? m_focused.data() : chart(0);
}

void ChartGrid::tellCurrent()
{
    const SloChart *chart = current();
    for (QPushButton *button : {m_savePicture, m_saveTable}) {
        const QString key = button->shortcut().toString(QKeySequence::NativeText);
        button->setEnabled(chart != nullptr);
        button->setAccessibleDescription(chart ? tr("of %1").arg(chart->title()) : tr("there is no chart"));
        button->setToolTip(chart ? tr("%1 of %2 (%3)").arg(button->accessibleName(), chart->title(), key) : tr("there is no chart"));
    }
}

bool ChartGrid::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        m_focused = qobject_cast<SloChart *>(watched);
        tellCurrent();
    }
    return QWidget::eventFilter(watched, event);
}

void ChartGrid::tellCursor()
{
    m_live->setVisible(m_cursor->range().has_value());
    const std::optional<qint64> at = m_cursor->at();
    const QString time = at ? QDateTime::fromMSecsSinceEpoch(*at, Qt::UTC).toString(QStringLiteral("HH:mm:ss")) : QString();
    m_where->setText(!at ? QString() : m_cursor->pinned() == at ? tr("crosshair %1, pinned").arg(time) : tr("crosshair %1, linked").arg(time));
}

void ChartGrid::rebuildCells(const QStringList &metrics)
{
    QStringList have;
    for (const ChartCell *cell : std::as_const(m_cells))
        have << cell->metric();
    if (have == metrics)
        return;
    qDeleteAll(m_cells);
    m_cells.clear();
    for (const QString &metric : metrics) {
        auto *cell = new ChartCell(metric, m_cursor, m_theme, this);
        connect(cell->chart(), &SloChart::openRequested, this, [this, chart = cell->chart()] { Q_EMIT openRequested(chart); });
        cell->chart()->installEventFilter(this);
        cell->setTable(m_tables->isChecked());
        m_grid->addWidget(cell, int(m_cells.size()) / m_columns, int(m_cells.size()) % m_columns);
        m_cells << cell;
    }
    for (int column = 0; column < m_columns; ++column)
        m_grid->setColumnStretch(column, 1);
}

void ChartGrid::showCharts(const ChartSetPtr &set, const SloReportPtr &report, const QDateTime &now)
{
    QStringList metrics;
    const QList<ChartData> &charts = set->charts;
    for (const ChartData &one : charts)
        metrics << one.metric;
    rebuildCells(metrics);
    m_empty->setVisible(charts.isEmpty());
    m_empty->setText(tr("The policy names no metrics for this rollout."));
    ChartContext context = contextOf(*set, report.get(), now, !m_cursor->range());
    context.markers += m_annotations;
    const qint64 seconds = (context.to - context.from) / 1000;
    m_range->setText(context.to >= context.now - 60'000 ? tr("last %1").arg(durationText(seconds))
                                                        : tr("%1, %2").arg(durationText(seconds), utcText(set->to)));
    for (int i = 0; i < charts.size(); ++i) {
        std::optional<GateVerdict> verdict;
        if (report && !charts.at(i).gate.isEmpty()) {
            for (const GateReading &reading : report->gates) {
                if (reading.verdict.gate == charts.at(i).gate)
                    verdict = reading.verdict;
            }
        }
        m_cells.at(i)->show(charts.at(i), context, verdict, ChartKind::Gate);
    }
    tellCursor();
    tellCurrent();
}

void ChartGrid::clear(const QString &sentence)
{
    rebuildCells({});
    tellCurrent();
    m_range->clear();
    m_empty->setText(sentence);
    m_empty->show();
}

SloChart *ChartGrid::chart(int index) const
{
    return index >= 0 && index < m_cells.size() ? m_cells.at(index)->chart() : nullptr;
}

void ChartGrid::setTables(bool tables)
{
    m_tables->setChecked(tables);
    for (ChartCell *cell : std::as_const(m_cells))
        cell->setTable(tables);
}

} // namespace maestro
