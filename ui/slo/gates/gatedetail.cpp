// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/gates/gatedetail.h"

#include "charts/chartdialog.h"
#include "charts/chartexport.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/factlabel.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace maestro {

GateDetail::GateDetail(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_sentence(new FactLabel(tr("Chosen gate"), this))
    , m_query(new FactLabel(tr("Query of the gate"), this))
    , m_facts(new FactLabel(tr("Source of the gate"), this))
    , m_chart(new QPushButton(tr("Chart"), this))
    , m_again(new QPushButton(tr("Ask again"), this))
    , m_open(new QPushButton(tr("Open in Prometheus"), this))
{
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(12), theme->px(6), theme->px(12), theme->px(6));
    column->setSpacing(theme->px(3));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme->px(6));
    m_sentence->setWordWrap(true);
    row->addWidget(m_sentence, 1);
    m_chart->setAccessibleName(tr("Chart of the gate"));
    m_chart->setToolTip(tr("Full size, with every sample (Enter in the table)"));
    m_again->setAccessibleName(tr("Ask the gate's query again"));
    m_again->setToolTip(tr("Runs the query once, below"));
    m_open->setAccessibleName(tr("Open the gate's query in Prometheus"));
    for (QPushButton *button : {m_chart, m_again, m_open}) {
        button->setAutoDefault(false);
        row->addWidget(button, 0, Qt::AlignTop);
    }
    column->addLayout(row);
    m_query->setFont(theme->font(FontRole::Mono));
    m_facts->setFont(theme->font(FontRole::Secondary));
    for (FactLabel *label : {m_query, m_facts}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    connect(m_chart, &QPushButton::clicked, this, &GateDetail::chartAsked);
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT queryAsked(m_reading->provenance.query); });
    connect(m_open, &QPushButton::clicked, this, &GateDetail::openInPrometheus);
    hide();
}

void GateDetail::showGate(const std::optional<GateReading> &reading, const QDateTime &now)
{
    m_reading = reading;
    setVisible(reading.has_value());
    if (!reading)
        return;
    const Provenance &from = reading->provenance;
    m_sentence->setFact(gateSentence(*reading, now));
    m_query->setFact(displaySafe(from.query, 600));
    m_query->setVisible(!from.query.isEmpty());
    m_facts->setFact(provenanceText(from, now));
    m_again->setEnabled(!from.query.isEmpty());
    m_open->setEnabled(!prometheusGraph(from.source, from.query, 0, 0).isEmpty());
    const QString none = tr("no query of Prometheus stands behind this gate");
    for (QPushButton *button : {m_again, m_open})
        button->setAccessibleDescription(button->isEnabled() ? QString() : none);
}

void GateDetail::tick(const QDateTime &now)
{
    if (!m_reading)
        return;
    m_sentence->setText(gateSentence(*m_reading, now));
    m_facts->setText(provenanceText(m_reading->provenance, now));
}

void GateDetail::setChart(bool there)
{
    m_chart->setEnabled(there);
    m_chart->setAccessibleDescription(there ? m_chart->toolTip() : tr("no chart shows this gate's metric"));
}

void GateDetail::openInPrometheus()
{
    if (!QDesktopServices::openUrl(prometheusGraph(m_reading->provenance.source, m_reading->provenance.query, 0, 0)))
        m_facts->announce(tr("The source has no address that a browser could open."));
}

} // namespace maestro
