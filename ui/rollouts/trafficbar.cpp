// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/trafficbar.h"

#include "theme/glyph.h"

#include <QPainter>

namespace maestro {

TrafficBar::TrafficBar(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setShare({});
}

void TrafficBar::setShare(std::optional<double> canaryPercent)
{
    m_percent = canaryPercent;
    setAccessibleName(m_percent ? tr("Traffic now: new version %1 %, stable version %2 %").arg(*m_percent).arg(100 - *m_percent)
                                : tr("Traffic now: unknown"));
    setToolTip(accessibleName());
    update();
}

QSize TrafficBar::sizeHint() const
{
    return {m_theme->px(130), m_theme->px(32)};
}

void TrafficBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRect bar(0, m_theme->px(2), width(), m_theme->px(15));
    painter.setFont(m_theme->font(FontRole::Axis));
    if (!m_percent) {
        painter.fillRect(bar, m_theme->color(Token::UnknownBg));
        paintHatch(painter, bar, m_theme->color(Token::UnknownSolid));
    } else {
        const int canary = *m_percent <= 0 ? 0 : std::max(3, int(bar.width() * std::min(*m_percent, 100.0) / 100));
        const QRect right(bar.right() + 1 - canary, bar.top(), canary, bar.height());
        const QRect left(bar.left(), bar.top(), bar.width() - canary - (canary > 0 ? 1 : 0), bar.height());
        painter.fillRect(left, m_theme->color(Token::Stable));
        painter.fillRect(right, m_theme->color(Token::Canary));
        painter.setPen(m_theme->color(Token::Surface));
        painter.setFont(m_theme->font(FontRole::Pill));
        const QString stable = QString::number(100 - *m_percent, 'g', 4) + QStringLiteral(" %");
        const QString fresh = QString::number(*m_percent, 'g', 4) + QStringLiteral(" %");
        if (painter.fontMetrics().horizontalAdvance(stable) + 8 < left.width())
            painter.drawText(left.adjusted(5, 0, 0, 0), Qt::AlignVCenter, stable);
        if (painter.fontMetrics().horizontalAdvance(fresh) + 8 < right.width())
            painter.drawText(right.adjusted(0, 0, -5, 0), Qt::AlignVCenter | Qt::AlignRight, fresh);
    }
    painter.setFont(m_theme->font(FontRole::Axis));
    painter.setPen(m_theme->color(Token::Text2));
    painter.drawText(QRect(0, bar.bottom() + 1, width(), height() - bar.bottom()), Qt::AlignHCenter | Qt::AlignTop,
                     m_percent ? tr("traffic now") : tr("traffic unknown"));
}

} // namespace maestro
