// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drillband.h"

#include "theme/bandwidget.h"

#include <QPainter>

namespace maestro {

DrillBand::DrillBand(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Drill: nothing here is production"));
    setToolTip(accessibleName());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize DrillBand::sizeHint() const
{
    return {m_theme->px(200), m_theme->px(20)};
}

void DrillBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintEnvironment(painter, rect(), QStringLiteral("staging"), *m_theme);
    painter.setFont(m_theme->font(FontRole::Pill));
    const QString word = tr("DRILL");
    const QRect box(m_theme->px(16), 0, painter.fontMetrics().horizontalAdvance(word) + m_theme->px(24), height());
    painter.fillRect(box, m_theme->color(Token::Staging));
    painter.setPen(m_theme->color(Token::OnStaging));
    painter.drawText(box, Qt::AlignCenter, word);
}

} // namespace maestro
