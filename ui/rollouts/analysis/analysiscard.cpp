// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/analysis/analysiscard.h"

#include "slo/querybox.h"
#include "text/analysistext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace maestro {

AnalysisCard::AnalysisCard(const Ports &ports, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_ports(ports)
    , m_title(new ThemedLabel({}, theme, FontRole::BodyStrong, Token::Text, this))
    , m_sentence(new ThemedLabel({}, theme, FontRole::Body, Token::Text, this))
    , m_condition(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_measurements(new QPlainTextEdit(this))
    , m_queryNote(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_query(new QueryBox(theme, this))
{
    setWindowTitle(tr("Why did it fail"));
    setAccessibleName(windowTitle());
    auto *column = new QVBoxLayout(this);
    for (ThemedLabel *label : {m_title, m_sentence, m_condition}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_measurements->setReadOnly(true);
    m_measurements->setAccessibleName(tr("Measurements"));
    m_measurements->setFont(theme->font(FontRole::Mono));
    column->addWidget(m_measurements, 1);
    m_queryNote->setWordWrap(true);
    column->addWidget(m_queryNote);
    column->addWidget(m_query);
    resize(theme->px(760), theme->px(520));
    if (!ports.slo)
        return;
    connect(m_query, &QueryBox::asked, ports.slo, &SloPort::query);
    connect(ports.slo, &SloPort::queried, this, [this](const QString &promql, const QList<SampleSeries> &result, const Provenance &provenance) {
        m_query->showAnswer(promql, result, provenance, m_ports.clock->utcNow());
    });
}

void AnalysisCard::showMetric(const AnalysisRun &run, const QString &metric)
{
    m_run = run.meta.uid;
    m_metric = metric;
    for (const MetricResult &each : run.metrics) {
        if (each.name != metric)
            continue;
        const bool asks = !each.query.isEmpty() && m_ports.slo;
        const bool whole = !each.query.contains(QLatin1String("{{args."));
        m_query->setVisible(asks);
        m_query->setExpression(each.query);
        m_query->setSource(each.address);
        m_queryNote->setVisible(!asks || !whole || !each.address.isEmpty());
        if (!asks)
            m_queryNote->setText(each.provider.isEmpty() ? tr("Its query is not known.") : tr("Measured by %1: it cannot be asked again from here.").arg(displaySafe(each.provider)));
        else if (!whole)
            m_queryNote->setText(tr("A part of the query comes from a Secret and is not known here: put it in before you run it."));
        else
            m_queryNote->setText(tr("The controller asks %1; here the Prometheus of the connection answers.").arg(displaySafe(each.address)));
    }
    fill(run);
}

void AnalysisCard::follow(const RolloutSnapshot &snapshot)
{
    for (const AnalysisRun &run : snapshot.analysisRuns)
        if (run.meta.uid == m_run)
            fill(run);
}

void AnalysisCard::fill(const AnalysisRun &run)
{
    const MetricResult *deciding = decidingMetric(run);
    m_title->setText(deciding && deciding->name == m_metric ? tr("%1: this metric decided").arg(displaySafe(run.meta.name)) : displaySafe(run.meta.name));
    for (const MetricResult &metric : run.metrics) {
        if (metric.name != m_metric)
            continue;
        m_sentence->setText(storySentence(metricStory(metric)));
        m_condition->setText(conditionText(metric));
        QStringList lines;
        for (auto it = metric.measurements.rbegin(); it != metric.measurements.rend(); ++it)
            lines << measurementLine(*it);
        const QString text = lines.join(u'\n');
        if (text != m_measurements->toPlainText())
            m_measurements->setPlainText(text);
    }
}

} // namespace maestro
