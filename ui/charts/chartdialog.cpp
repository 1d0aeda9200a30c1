// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartdialog.h"

#include "charts/chartexport.h"
#include "domain/base/age.h"
#include "items/health/seriesmodel.h"
#include "parts/detailtable.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QDesktopServices>
#include <QGuiApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

namespace maestro {

QString provenanceText(const Provenance &provenance, const QDateTime &now)
{
    QStringList parts {displaySafe(provenance.source, 200)};
    if (provenance.error)
        parts << ChartDialog::tr("no answer: %1").arg(displaySafe(provenance.error->message, 300));
    if (provenance.newestSampleAt.isValid())
        parts << ChartDialog::tr("newest sample %1 old").arg(ageText(ageSeconds(provenance.newestSampleAt, now)));
    else
        parts << ChartDialog::tr("no sample");
    if (provenance.targetsUp && provenance.targetsTotal)
        parts << ChartDialog::tr("%1 of %2 targets up").arg(*provenance.targetsUp).arg(*provenance.targetsTotal);
    if (provenance.samplesInWindow)
        parts << ChartDialog::tr("%n sample(s) in its window", nullptr, *provenance.samplesInWindow);
    for (const QString &warning : provenance.warnings)
        parts << ChartDialog::tr("warning: %1").arg(displaySafe(warning, 200));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

ChartDialog::ChartDialog(SloChart *source, TimeCursor *cursor, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_chart(new SloChart(cursor, theme, this))
    , m_model(new SeriesModel(this))
    , m_table(new DetailTable(tr("%1 data").arg(source->title()), m_model, {190}, theme, this))
    , m_query(new QPlainTextEdit(this))
    , m_facts(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_result(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1, full size").arg(source->title()));
    setAccessibleName(windowTitle());
    resize(theme->px(1100), theme->px(720));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(m_chart, 3);
    m_query->setReadOnly(true);
    m_query->setAccessibleName(tr("PromQL"));
    m_query->setFont(theme->font(FontRole::Mono));
    m_query->setFixedHeight(theme->px(64));
    column->addWidget(m_query);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_facts);
    column->addWidget(m_table, 2);
    buildFacts(this);
    showChart(source->data(), source->context(), source->verdict(), source->kind());
    m_chart->setFocus();
}

void ChartDialog::buildFacts(QWidget *parent)
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_result, 1);
    const auto add = [&](const QString &text, auto act) {
        auto *button = new QPushButton(text, parent);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
        return button;
    };
    add(tr("Copy query"), [this] { QGuiApplication::clipboard()->setText(m_query->toPlainText()); });
    add(tr("Open in Prometheus"), [this] { openInPrometheus(); });
    add(tr("Save picture…"), [this] { save(ChartFile::Picture); })->setShortcut(QKeySequence(Qt::ALT | Qt::Key_P));
    add(tr("Save table…"), [this] { save(ChartFile::Table); })->setShortcut(QKeySequence(Qt::ALT | Qt::Key_S));
    add(tr("Close"), [this] { close(); });
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void ChartDialog::showChart(const ChartData &given, const ChartContext &context, const std::optional<GateVerdict> &verdict, ChartKind kind)
{
    m_chart->showChart(given, context, verdict, kind);
    m_model->setSeries(given.series, given.unit);
    m_table->setNote(tr("%n samples, not thinned out", nullptr, m_model->rowCount()));
    m_table->setEmptySentence(tr("No samples in this range."));
    if (m_query->toPlainText() != given.provenance.query)
        m_query->setPlainText(given.provenance.query);
    m_facts->setText(provenanceText(given.provenance, QDateTime::fromMSecsSinceEpoch(context.now, Qt::UTC)));
}

void ChartDialog::openInPrometheus()
{
    const QUrl url = prometheusGraph(m_chart->data().provenance.source, m_chart->data().provenance.query, m_chart->context().from, m_chart->context().to);
    if (url.isEmpty() || !QDesktopServices::openUrl(url))
        m_result->setText(tr("The source has no address that a browser could open."));
}

void ChartDialog::save(ChartFile kind)
{
    askAndSaveChart(m_chart, kind, this, [this](const QString &said) { m_result->setText(said); });
}

} // namespace maestro
