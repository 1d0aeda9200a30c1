// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/consolestyle.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace maestro {

ConsoleStyle::ConsoleStyle(const Theme *theme)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(theme)
{
}

namespace {

/// A box to tick or a circle to choose, with an edge that is seen in both themes.
void drawIndicator(const QStyleOption &option, QPainter &painter, const Theme &theme, bool round)
{
    const bool on = option.state & QStyle::State_On;
    const bool usable = option.state & QStyle::State_Enabled;
    const qreal side = std::min(option.rect.width(), option.rect.height()) - 1;
    const QRectF box(option.rect.left() + .5, option.rect.center().y() - side / 2 + .5, side, side);
    const QColor ink = theme.color(!usable ? Token::Disabled : on ? Token::AccentFill : Token::Control);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.2));
    painter.setBrush(on && !round ? ink : theme.color(Token::Surface));
    round ? painter.drawEllipse(box) : painter.drawRoundedRect(box, 3, 3);
    if (on && round) {
        painter.setBrush(ink);
        painter.drawEllipse(box.adjusted(side / 4, side / 4, -side / 4, -side / 4));
    } else if (on) {
        painter.setPen(QPen(theme.color(Token::OnAccent), side / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({box.topLeft() + QPointF(side * .22, side * .52), box.topLeft() + QPointF(side * .42, side * .72), box.topLeft() + QPointF(side * .78, side * .3)}));
    }
    painter.restore();
}

} // namespace

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (m_theme && (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton))
        return drawIndicator(*option, *painter, *m_theme, element == PE_IndicatorRadioButton);
    if (element != PE_FrameFocusRect || !m_theme) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(m_theme->color(Token::Accent), 2));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
    painter->restore();
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar || !m_theme) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    const QRect thumb = subControlRect(control, option, SC_ScrollBarSlider, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option->rect, m_theme->color(Token::Window));
    if (bar->maximum > bar->minimum) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->color(option->state & State_MouseOver ? Token::Control : Token::BorderStrong));
        painter->drawRoundedRect(QRectF(thumb).adjusted(2, 2, -2, -2), 3, 3);
    }
    painter->restore();
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (!m_theme)
        return QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_ScrollBarExtent:
        return m_theme->px(10);
    case PM_ScrollBarSliderMin:
        return m_theme->px(32);
    case PM_ToolTipLabelFrameWidth:
        return m_theme->px(4);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon ConsoleStyle::standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const
{
    if (m_theme && standard == SP_LineEditClearButton) // the desktop's would be looked for in all of its icon themes
        return themedIcon(Icon::Close, *m_theme, Token::Text3);
    return QProxyStyle::standardIcon(standard, option, widget);
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize fitted = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option); m_theme && type == CT_MenuItem && item && item->menuItemType != QStyleOptionMenuItem::Separator)
        fitted.setHeight(qMax(fitted.height(), m_theme->px(28)));
    return fitted;
}

} // namespace maestro
