// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/suspectchart.h"

#include "charts/chartgrid.h"
#include "charts/slochart.h"
#include "theme/factlabel.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int usualHeight = 230; ///< of a chart

bool hasSamples(const ChartData &chart)
{
    return std::any_of(chart.series.cbegin(), chart.series.cend(), [](const SampleSeries &series) { return lastPoint(series).has_value(); });
}

const GateReading *readingOf(const SloReport *report, const QString &gate)
{
    if (!report || gate.isEmpty())
        return nullptr;
    const auto found = std::find_if(report->gates.cbegin(), report->gates.cend(), [&gate](const GateReading &one) { return one.verdict.gate == gate; });
    return found == report->gates.cend() ? nullptr : &*found;
}

} // namespace

const ChartData *suspectChart(const ChartSet &set, const SloReport *report, const QString &preferred)
{
    const ChartData *best = nullptr;
    int rank = 0;
    for (const ChartData &chart : set.charts) {
        const GateReading *gate = readingOf(report, chart.gate);
        const bool first = report && report->regression.firstBadAt.isValid() && !chart.gate.isEmpty() && report->regression.gate == chart.gate;
        const int own = !hasSamples(chart) ? 0 : !preferred.isEmpty() && chart.metric == preferred ? 4 : first ? 3 : gate && gate->verdict.state == GateState::Fail ? 2 : 1;
        if (own > rank) {
            best = &chart;
            rank = own;
        }
    }
    return best;
}

SuspectChart::SuspectChart(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_chart(new SloChart(&m_cursor, theme, this))
    , m_none(new FactLabel(tr("Chart"), this))
{
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(6));
    column->addWidget(m_chart, 1);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    column->addWidget(m_none);
    connect(m_chart, &SloChart::openRequested, this, &SuspectChart::opened);
    clear();
}

void SuspectChart::clear()
{
    m_chart->hide();
    m_none->show();
    m_none->setFact(tr("No chart: no metric of this rollout has been read."));
    makeRoom(false);
}

void SuspectChart::makeRoom(bool chart)
{
    const bool had = maximumHeight() == QWIDGETSIZE_MAX && minimumHeight() > 0;
    setMinimumHeight(m_theme->px(chart ? 120 : 44));
    setMaximumHeight(chart ? QWIDGETSIZE_MAX : m_theme->px(64));
    auto *split = qobject_cast<QSplitter *>(parentWidget());
    const int wanted = m_theme->px(chart ? usualHeight : 64);
    if (split && !(chart && had) && split->height() > wanted) // afterwards it is as a person leaves it
        split->setSizes({split->height() - wanted, wanted});
}

void SuspectChart::setCharts(const ChartSetPtr &set, const SloReportPtr &report, const QDateTime &now)
{
    const ChartData *chosen = set ? suspectChart(*set, report.get(), m_preferred) : nullptr;
    if (!chosen)
        return clear();
    const GateReading *gate = readingOf(report.get(), chosen->gate);
    m_chart->showChart(*chosen, contextOf(*set, report.get(), now), gate ? std::optional(gate->verdict) : std::nullopt);
    m_chart->show();
    m_none->hide();
    makeRoom(true);
}

} // namespace maestro
