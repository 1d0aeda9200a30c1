// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/bake/bakepanel.h"

#include "items/health/bakemodel.h"
#include "parts/detailtable.h"
#include "text/baketext.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

namespace {

StateLook lookOf(const BakeReport &report)
{
    const QList<BakeMetric> &metrics = report.verdict.metrics;
    const auto any = [&metrics](BakeState state) { return std::any_of(metrics.begin(), metrics.end(), [state](const BakeMetric &m) { return m.state == state; }); };
    const bool unknown = report.problem || metrics.isEmpty() || (any(BakeState::NotEnough) && !any(BakeState::Worse));
    if (!report.problem && report.verdict.decision == Decision::Rollback)
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, BakePanel::tr("worse")};
    if (unknown)
        return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, report.problem ? BakePanel::tr("not compared") : BakePanel::tr("not enough traffic")};
    if (report.verdict.decision == Decision::Promote)
        return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, BakePanel::tr("no worse")};
    return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, BakePanel::tr("a little worse")};
}

} // namespace

BakePanel::BakePanel(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new BakeModel(this))
    , m_pill(new PillLabel(theme, this))
    , m_headline(new FactLabel(tr("Comparison with stable"), this))
    , m_score(new FactLabel(tr("Composite score"), this))
    , m_table(new DetailTable(tr("Canary against stable"), m_model, {120, 0, 150, 150, 92, 150}, theme, this))
    , m_sure(new FactLabel(tr("Confidence"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(4));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme->px(10));
    head->addWidget(m_pill);
    m_headline->setFont(theme->font(FontRole::BodyStrong));
    m_headline->setWordWrap(true);
    head->addWidget(m_headline, 1);
    m_score->setFont(theme->font(FontRole::BodyStrong));
    head->addWidget(m_score);
    column->addLayout(head);
    column->addWidget(m_table);
    m_sure->setFont(theme->font(FontRole::Secondary));
    m_sure->setWordWrap(true);
    column->addWidget(m_sure);
    hide();
}

void BakePanel::showReport(const BakeReportPtr &report)
{
    setVisible(report != nullptr);
    if (!report)
        return m_model->setVerdict({});
    m_model->setVerdict(report->verdict);
    m_pill->setLook(lookOf(*report));
    m_headline->setFact(bakeHeadline(*report));
    m_score->setFact(report->problem ? QString() : tr("score %1 of 1").arg(bakeScoreText(report->verdict)));
    m_score->setToolTip(tr("The weighted mean of what each comparison leaves to hope: 1, all are the same or better; 0, all are worse by more than what matters."));
    m_score->setAccessibleDescription(m_score->toolTip());
    const int rows = m_model->rowCount();
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(m_theme->px(34 + 26 + 25 * rows));
    QStringList note {tr("since %1").arg(utcText(report->from)), displaySafe(report->source, 120)};
    for (const QString &warning : report->warnings)
        note << displaySafe(warning, 200);
    note.removeAll(QString());
    m_table->setNote(note.join(QStringLiteral(" · ")));
    m_sure->setFact(rows > 0 ? bakeConfidenceText(*report) : QString());
    m_sure->setVisible(rows > 0);
}

} // namespace maestro
