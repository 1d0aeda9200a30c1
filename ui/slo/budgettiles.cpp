// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/budgettiles.h"

#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace maestro {

namespace {

/// Share of a budget as a bar with a hundred-percent tick; over it the bar is hatched.
class ShareBar : public QWidget
{
public:
    ShareBar(double share, Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_share(share)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(6));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::Sunken));
        painter.drawRoundedRect(rect(), 3, 3);
        const QRectF filled(0, 0, width() * std::clamp(m_share, 0.0, 1.0), height());
        painter.setBrush(m_theme->color(m_share >= 1 ? Token::FailedSolid : m_share >= 0.75 ? Token::WarnSolid : Token::HealthySolid));
        painter.drawRoundedRect(filled, 3, 3);
        if (m_share >= 1)
            paintHatch(painter, filled, m_theme->color(Token::Surface));
    }

private:
    double m_share;
    Theme *m_theme;
};

QWidget *tile(const BudgetReading &budget, const std::optional<double> &page, Theme *theme, QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setProperty("panel", true);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    column->setSpacing(theme->px(3));
    const QString name = displaySafe(budget.name, 60);
    QString title = BudgetTiles::tr("Error budget of %1").arg(name);
    if (budget.objective)
        title = BudgetTiles::tr("%1, objective %2").arg(title, metricText(budget.objective, MetricUnit::Ratio));
    column->addWidget(new ThemedLabel(title, theme, FontRole::Secondary, Token::Text2, frame));
    const bool known = budget.consumed && std::isfinite(*budget.consumed);
    auto *number = new FactLabel(BudgetTiles::tr("Budget %1").arg(name), frame);
    number->setFont(theme->font(FontRole::Number));
    number->setFact(known ? metricText(budget.consumed, MetricUnit::Ratio) : BudgetTiles::tr("unknown"));
    column->addWidget(number);
    if (known)
        column->addWidget(new ShareBar(*budget.consumed, theme, frame));
    auto *meaning = new ThemedLabel(budgetMeaning(budget.meaning), theme, FontRole::Secondary, Token::Text, frame);
    meaning->setWordWrap(true);
    column->addWidget(meaning);
    QStringList burns;
    bool paging = false;
    for (const QString &window : {QStringLiteral("5m"), QStringLiteral("1h"), QStringLiteral("6h")}) {
        if (!budget.burn.contains(window))
            continue;
        const std::optional<double> &burn = budget.burn.value(window);
        const bool finite = burn && std::isfinite(*burn);
        paging = paging || (finite && page && *burn > *page);
        burns << BudgetTiles::tr("%1 %2").arg(window, finite ? QString(metricText(burn, MetricUnit::None) % u'×') : BudgetTiles::tr("no data"));
    }
    if (!burns.isEmpty()) {
        QString text = BudgetTiles::tr("burn %1").arg(burns.join(QStringLiteral(" · ")));
        if (paging)
            text = BudgetTiles::tr("%1, above the page line %2×").arg(text, metricText(page, MetricUnit::None));
        auto *label = new ThemedLabel(text, theme, FontRole::Secondary, paging ? Token::Failed : Token::Text2, frame);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch(1);
    return frame;
}

} // namespace

BudgetTiles::BudgetTiles(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme->px(8));
}

void BudgetTiles::showBudgets(const QList<BudgetReading> &budgets, const std::optional<double> &pageLine, const std::optional<double> &planLimit)
{
    if (m_built && budgets == m_shown && m_page == pageLine && m_plan == planLimit)
        return;
    m_built = true;
    m_shown = budgets;
    m_page = pageLine;
    m_plan = planLimit;
    while (QLayoutItem *item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (budgets.isEmpty())
        m_row->addWidget(new ThemedLabel(tr("The policy has no error budget here."), m_theme, FontRole::Secondary, Token::Text3, this));
    for (const BudgetReading &budget : budgets)
        m_row->addWidget(tile(budget, pageLine, m_theme, this), 1);
}

} // namespace maestro
