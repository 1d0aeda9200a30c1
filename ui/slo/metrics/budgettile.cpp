// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/metrics/budgettile.h"

#include "text/budget/budgettext.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace maestro {

/// Share of a budget as a bar with the policy's limit as a tick; all of it used up is hatched.
class BudgetTile::ShareBar : public QWidget
{
public:
    ShareBar(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(8));
    }

    void setShare(const BudgetReading &budget)
    {
        m_share = *budget.consumed;
        m_limit = budget.limit;
        m_over = budget.within == false || m_share >= 1;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const QRectF bar(0, 1, width(), height() - 2);
        painter.setBrush(m_theme->color(Token::Sunken));
        painter.drawRoundedRect(bar, 3, 3);
        QRectF filled = bar;
        filled.setWidth(width() * std::clamp(m_share, 0.0, 1.0));
        painter.setBrush(m_theme->color(m_over ? Token::FailedSolid : m_share >= 0.75 ? Token::WarnSolid : Token::HealthySolid));
        painter.drawRoundedRect(filled, 3, 3);
        if (m_over)
            paintHatch(painter, filled, m_theme->color(Token::Surface));
        if (m_limit && *m_limit > 0 && *m_limit < 1)
            painter.fillRect(QRectF(std::round(width() * *m_limit) - 1, 0, 2, height()), m_theme->color(Token::Text));
    }

private:
    double m_share = 0;
    std::optional<double> m_limit;
    bool m_over = false;
    Theme *m_theme;
};

BudgetTile::BudgetTile(const QString &name, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_title(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_number(new FactLabel(tr("Budget %1").arg(name), this))
    , m_bar(new ShareBar(theme, this))
    , m_meaning(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text, this))
    , m_burn(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_acknowledged(new FactLabel(tr("Acknowledgement of budget %1").arg(name), this))
    , m_button(new QPushButton(tr("Acknowledge…"), this))
{
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    column->setSpacing(theme->px(3));
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    auto *row = new QHBoxLayout;
    m_number->setFont(theme->font(FontRole::Number));
    row->addWidget(m_number, 1);
    m_button->setAutoDefault(false);
    m_button->setAccessibleName(tr("Acknowledge budget %1").arg(name));
    row->addWidget(m_button);
    column->addLayout(row);
    column->addWidget(m_bar);
    m_acknowledged->setFont(theme->font(FontRole::Secondary));
    for (QLabel *label : {static_cast<QLabel *>(m_meaning), static_cast<QLabel *>(m_burn), static_cast<QLabel *>(m_acknowledged)}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, &BudgetTile::acknowledgeAsked);
}

void BudgetTile::showBudget(const BudgetReading &budget, const std::optional<double> &pageLine)
{
    m_budget = budget;
    const QString title = tr("Error budget of %1").arg(displaySafe(budget.name, 60));
    m_title->setText(budget.objective ? tr("%1, objective %2").arg(title, metricText(budget.objective, MetricUnit::Ratio)) : title);
    const bool known = budget.consumed && std::isfinite(*budget.consumed);
    m_number->setFact(known ? metricText(budget.consumed, MetricUnit::Ratio) : tr("unknown"));
    m_bar->setVisible(known);
    if (known)
        m_bar->setShare(budget);
    m_meaning->setText(known && budget.limit ? budgetUseText(budget) : budgetMeaning(budget.meaning));
    m_meaning->setToken(budget.within == false ? Token::Failed : Token::Text);
    showBurn(pageLine);
    showAcknowledgement();
}

void BudgetTile::showBurn(const std::optional<double> &pageLine)
{
    QStringList burns;
    bool paging = false;
    for (const QString &window : {QStringLiteral("5m"), QStringLiteral("1h"), QStringLiteral("6h")}) {
        if (!m_budget.burn.contains(window))
            continue;
        const std::optional<double> &burn = m_budget.burn.value(window);
        const bool finite = burn && std::isfinite(*burn);
        paging = paging || (finite && pageLine && *burn > *pageLine);
        burns << tr("%1 %2").arg(window, finite ? QString(metricText(burn, MetricUnit::None) % u'×') : tr("no data"));
    }
    QString text = tr("burn %1").arg(burns.join(QStringLiteral(" · ")));
    if (paging)
        text = tr("%1, above the page line %2×").arg(text, metricText(pageLine, MetricUnit::None));
    m_burn->setText(text);
    m_burn->setToken(paging ? Token::Failed : Token::Text2);
    m_burn->setVisible(!burns.isEmpty());
}

void BudgetTile::setAcknowledgeable(bool can)
{
    m_can = can;
    showAcknowledgement();
}

/// A pace is not a share that is used up: there is nothing to acknowledge.
void BudgetTile::showAcknowledgement()
{
    const bool share = m_budget.meaning != QLatin1String("burn-multiple");
    const bool known = m_budget.consumed && std::isfinite(*m_budget.consumed);
    const QString said = acknowledgementText(m_budget);
    m_acknowledged->setFact(said.isEmpty() ? tr("nobody acknowledged it") : said);
    m_acknowledged->setVisible(share && (m_can || !said.isEmpty()));
    m_button->setVisible(share && m_can);
    m_button->setEnabled(known);
    m_button->setAccessibleDescription(known ? tr("Puts a name to how much of the budget is used, in the Journal") : tr("how much is used is not known"));
    m_button->setToolTip(m_button->accessibleDescription());
}

} // namespace maestro
