// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/querybox.h"

#include "charts/chartdialog.h"
#include "charts/chartexport.h"
#include "items/health/seriesmodel.h"
#include "parts/detailtable.h"
#include "theme/smallparts.h"

#include <QDesktopServices>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

QueryBox::QueryBox(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_text(new QLineEdit(this))
    , m_run(new QPushButton(tr("&Run query"), this))
    , m_facts(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_model(new SeriesModel(this))
    , m_table(new DetailTable(tr("Query result"), m_model, {190}, theme, this))
{
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(10));
    column->setSpacing(theme->px(6));
    auto *row = new QHBoxLayout;
    row->addWidget(new ThemedLabel(tr("PromQL"), theme, FontRole::BodyStrong, Token::Text, this));
    m_text->setAccessibleName(tr("Query"));
    m_text->setPlaceholderText(tr("any expression, asked once"));
    m_text->setFont(theme->font(FontRole::Mono));
    m_text->setMinimumHeight(theme->px(28));
    row->addWidget(m_text, 1);
    row->addWidget(m_run);
    auto *link = new QPushButton(tr("Open in Prometheus"), this);
    row->addWidget(link);
    column->addLayout(row);
    m_facts->setWordWrap(true);
    m_facts->hide();
    column->addWidget(m_facts);
    m_table->setFixedHeight(theme->px(150));
    m_table->hide();
    column->addWidget(m_table);
    connect(m_text, &QLineEdit::returnPressed, this, &QueryBox::ask);
    connect(m_run, &QPushButton::clicked, this, &QueryBox::ask);
    connect(link, &QPushButton::clicked, this, &QueryBox::open);
}

void QueryBox::setSource(const QString &source)
{
    m_source = source;
}

void QueryBox::setExpression(const QString &promql)
{
    m_text->setText(promql);
}

void QueryBox::run(const QString &promql)
{
    setExpression(promql);
    m_text->setFocus(Qt::OtherFocusReason);
    ask();
}

void QueryBox::ask()
{
    const QString promql = m_text->text().trimmed();
    if (promql.isEmpty())
        return;
    m_asked = promql;
    m_facts->setText(tr("Asking …"));
    m_facts->setToken(Token::Text2);
    m_facts->show();
    Q_EMIT asked(promql);
}

void QueryBox::showAnswer(const QString &promql, const QList<SampleSeries> &result, const Provenance &provenance, const QDateTime &now)
{
    if (promql != m_asked)
        return; // the answer to an older question
    m_model->setSeries(result, MetricUnit::None);
    m_table->setVisible(!provenance.error);
    m_table->setEmptySentence(tr("The answer is empty: no series matches."));
    m_table->setNote(tr("%n series", nullptr, int(result.size())));
    m_facts->setText(provenanceText(provenance, now));
    m_facts->setToken(provenance.error ? Token::Failed : Token::Text2);
    m_facts->show();
    if (!provenance.source.isEmpty())
        m_source = provenance.source;
}

QUrl QueryBox::graphUrl() const
{
    return prometheusGraph(m_source, m_text->text().trimmed(), 0, 0);
}

void QueryBox::open()
{
    const QUrl url = graphUrl();
    if (!url.isEmpty() && QDesktopServices::openUrl(url))
        return;
    m_facts->setText(tr("The source has no address that a browser could open."));
    m_facts->show();
}

} // namespace maestro
