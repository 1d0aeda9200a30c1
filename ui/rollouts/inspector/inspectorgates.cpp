// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/inspector/inspectorgates.h"

#include "domain/base/age.h"
#include "items/health/gatemodel.h"
#include "parts/detailtable.h"
#include "text/humanize.h"
#include "text/slotext.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

InspectorGates::InspectorGates(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new GateModel(this))
    , m_table(new DetailTable(tr("Gates"), m_model, {32, 90, 68, 0, 76, 0, 46, 0, 0}, theme, this))
{
    m_model->setBrief();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    for (const int hidden : {GateModel::Baseline, GateModel::Timer, GateModel::Source, GateModel::SampleAge})
        m_table->table()->setColumnHidden(hidden, true);
    m_table->table()->horizontalHeader()->setSectionResizeMode(GateModel::Gate, QHeaderView::Stretch); // numbers are never cut
    m_table->table()->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setFrameShape(QFrame::NoFrame);
    setMinimumHeight(theme->px(104));
}

void InspectorGates::show(const SloReportPtr &report, FleetHealth::State state, const QString &sentence, bool disconnected, const QDateTime &now)
{
    if (report != m_report) {
        m_report = report;
        m_model->setReport(report ? *report : SloReport());
    }
    m_model->setNow(report ? report->serverTime(now) : now);
    const bool told = report && hasPolicy(*report) && state != FleetHealth::State::Unread && state != FleetHealth::State::NoPolicy;
    m_table->setNote(told ? tr("%1 old").arg(ageText(ageSeconds(report->at, report->serverTime(now)))) : QString());
    m_table->setStale(told && (disconnected || state == FleetHealth::State::Unknown));
    m_table->setEmptySentence(state == FleetHealth::State::Unread ? tr("Not read yet.")
                                  : told                                   ? verdictSentence(*report)
                                  : state == FleetHealth::State::NoPolicy ? tr("No policy names this rollout.")
                                                                          : sentence);
}

} // namespace maestro
