// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/analysisrunspanel.h"

#include "parts/detailtable.h"
#include "text/humanize.h"

#include <QKeyEvent>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

AnalysisRunsPanel::AnalysisRunsPanel(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_model(new AnalysisFleetModel(this))
    , m_table(new DetailTable(tr("Analysis runs"), m_model, {170, 96, 0, 96, 190, 210, 178}, theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), 0, theme->px(16), theme->px(12));
    column->addWidget(m_table);
    m_table->setEmptySentence(tr("Reading the AnalysisRuns."));
    setFocusProxy(m_table->table());
    m_table->table()->installEventFilter(this);
    connect(m_table->table(), &QTableView::doubleClicked, this, &AnalysisRunsPanel::open);
    connect(ports.fleet, &FleetPort::analysisRunsChanged, this, &AnalysisRunsPanel::take);
}

void AnalysisRunsPanel::take(const AnalysisFleetPtr &fleet)
{
    m_model->setRuns(fleet);
    const qsizetype active = std::count_if(fleet->runs.begin(), fleet->runs.end(), [](const FleetRun &run) { return isActive(*run.run); });
    QStringList notes {tr("%n under way", nullptr, int(active))};
    for (const QString &problem : fleet->problems)
        notes << displaySafe(problem, 200);
    m_table->setNote(notes.join(QStringLiteral("; ")));
    // a list that was not read is not an empty one
    m_table->setEmptySentence(!fleet->complete ? tr("Reading the AnalysisRuns.")
                              : !fleet->problems.isEmpty() ? tr("Not known: %1").arg(displaySafe(fleet->problems.first(), 400))
                              : fleet->runs.isEmpty() ? tr("No AnalysisRuns: nothing is measured, and nothing was in the time that the clusters keep.")
                                                      : tr("No AnalysisRun matches the filter."));
}

void AnalysisRunsPanel::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const FleetRun &run = m_model->rowAt(index.row()).run;
    if (const QString rollout = run.rollout(); !rollout.isEmpty())
        Q_EMIT openRequested({run.context, run.run->meta.ns, rollout}, WorkloadKind::Rollout);
}

void AnalysisRunsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ports.fleet->watchAnalysisRuns(true);
}

void AnalysisRunsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ports.fleet->watchAnalysisRuns(false);
}

bool AnalysisRunsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            open(m_table->table()->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace maestro
