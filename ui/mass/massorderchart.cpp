// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mass/massorderchart.h"

#include "text/humanize.h"
#include "text/mass/masstext.h"
#include "theme/glyph.h"

#include <QPainter>

#include <cmath>

namespace maestro {

namespace {

/// 1, 2 or 5 times a power of ten: at most eight of them in `span`.
double tickOf(double span)
{
    const double raw = std::max(span / 8, 0.1);
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double times : {1.0, 2.0, 5.0})
        if (times * power >= raw)
            return times * power;
    return 10 * power;
}

} // namespace

MassOrderChart::MassOrderChart(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Order"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] { update(); });
    describe();
}

void MassOrderChart::showOrder(const QList<MassSlot> &order)
{
    if (m_order == order && m_results.isEmpty())
        return;
    m_order = order;
    m_results.clear();
    describe();
}

void MassOrderChart::showResults(const QList<MassResult> &results)
{
    m_results = results;
    describe();
}

void MassOrderChart::describe()
{
    QStringList parts;
    for (const MassSlot &slot : m_order)
        parts.append(slot.known ? tr("%1 about %2").arg(displaySafe(slot.ref.name, 60), massSecondsText(slot.to - slot.from)) : tr("%1, time not known").arg(displaySafe(slot.ref.name, 60)));
    QString text = m_order.isEmpty() ? tr("Nothing is chosen.") : lanes() > 1 ? tr("%1 at once, in this order: %2.").arg(lanes()).arg(parts.join(QStringLiteral(", "))) : tr("One after the other: %1.").arg(parts.join(QStringLiteral(", then ")));
    for (const MassResult &result : m_results)
        text += QStringLiteral(" %1: %2.").arg(displaySafe(result.row.ref.name, 60), massResultText(result));
    setAccessibleDescription(text);
    setVisible(!m_order.isEmpty());
    updateGeometry();
    update();
}

int MassOrderChart::lanes() const
{
    int lanes = 1;
    for (const MassSlot &slot : m_order)
        lanes = std::max(lanes, slot.lane + 1);
    return lanes;
}

QSize MassOrderChart::sizeHint() const
{
    return {m_theme->px(400), m_theme->px(86) + (lanes() - 1) * m_theme->px(29)};
}

void MassOrderChart::paintEvent(QPaintEvent *)
{
    if (m_order.isEmpty())
        return;
    QPainter painter(this);
    const Theme &theme = *m_theme;
    const int left = theme.px(14);
    double span = 0;
    for (const MassSlot &slot : m_order)
        span = std::max(span, slot.to);
    const double scale = (width() - 2 * left) / span;
    painter.setFont(theme.font(FontRole::Secondary));
    painter.setPen(theme.color(Token::Text2));
    painter.drawText(QRect(left, 0, width() - 2 * left, theme.px(20)), Qt::AlignVCenter | Qt::AlignLeft, lanes() > 1 ? tr("Order: %1 at once, the worst first").arg(lanes()) : tr("Order: one after the other, the worst first"));
    const int top = theme.px(24);
    const int high = theme.px(26);
    for (const MassSlot &slot : m_order) {
        const QRectF bar = QRectF(left + slot.from * scale, top + slot.lane * (high + theme.px(3)), (slot.to - slot.from) * scale, high).adjusted(0.5, 0.5, -1.5, -0.5);
        const auto result = std::find_if(m_results.begin(), m_results.end(), [&slot](const MassResult &one) { return one.row.ref == slot.ref; });
        const MassResult *ended = result == m_results.end() ? nullptr : &*result;
        const bool good = ended && ended->outcome && ended->outcome->state == OutcomeState::Applied;
        const Token ink = !ended ? (slot.deed == MassDeed::Abort ? Token::Failed : Token::Warn) : good ? Token::Healthy : Token::Failed;
        const Token ground = !ended ? (slot.deed == MassDeed::Abort ? Token::FailedBg : Token::WarnBg) : good ? Token::HealthyBg : Token::FailedBg;
        painter.setPen(QPen(theme.color(ink), 1, slot.known || ended ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(theme.color(ground));
        painter.drawRoundedRect(bar, 3, 3);
        QRectF inside = bar.adjusted(theme.px(6), 0, -theme.px(4), 0);
        if (ended && inside.width() > theme.px(14)) {
            const double size = theme.px(12);
            paintGlyph(painter, QRectF(inside.left(), inside.center().y() - size / 2, size, size), good ? Glyph::Healthy : ended->outcome ? Glyph::Failed : Glyph::Idle, theme);
            inside.adjust(theme.px(16), 0, 0, 0);
        }
        painter.setPen(theme.color(Token::Text));
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(displaySafe(slot.ref.name, 60), Qt::ElideRight, std::max(0, int(inside.width()))));
    }
    const int under = top + high + (lanes() - 1) * (high + theme.px(3));
    painter.setFont(theme.font(FontRole::Axis));
    painter.setPen(theme.color(Token::Text2));
    const double tick = tickOf(span);
    for (double at = 0; at <= span + tick / 100; at += tick) {
        const int x = left + int(at * scale);
        painter.drawLine(x, under + theme.px(3), x, under + theme.px(7));
        const int half = theme.px(30);
        const bool first = x - half < 0;
        const bool last = x + half > width();
        const QRect label(first ? x : last ? x - 2 * half : x - half, under + theme.px(9), 2 * half, theme.px(14)); // never over the edge
        painter.drawText(label, Qt::AlignTop | (first ? Qt::AlignLeft : last ? Qt::AlignRight : Qt::AlignHCenter), massSecondsText(at));
    }
}

} // namespace maestro
