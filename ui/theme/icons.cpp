// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPointer>

namespace maestro {

namespace {

/// M move, L line, C cubic, Z close; O circle (centre, radius), R rounded rectangle (x y w h radius). Absolute units of 24.
QLatin1String drawing(Icon icon)
{
    switch (icon) {
    case Icon::Fleet:
        return QLatin1String("R 3 4 6 6 1 M 13 5 L 21 5 M 13 9 L 18 9 R 3 14 6 6 1 M 13 15 L 21 15 M 13 19 L 18 19");
    case Icon::Rollout:
        return QLatin1String("O 12 12 3.2 M 2 12 L 8.8 12 M 15.2 12 L 22 12");
    case Icon::Journal:
        return QLatin1String("M 6 3 L 18 3 L 18 21 L 6 21 Z M 3.5 8 L 8 8 M 3.5 12 L 8 12 M 3.5 16 L 8 16 M 11.5 8 L 15 8 M 11.5 12 L 15 12");
    case Icon::Connections:
        return QLatin1String("M 9 2 L 9 7 M 15 2 L 15 7 M 6 7 L 18 7 L 18 11 C 18 18 6 18 6 11 Z M 12 16 L 12 22");
    case Icon::Search:
        return QLatin1String("O 10.5 10.5 6.5 M 15.3 15.3 L 21 21");
    case Icon::Filter:
        return QLatin1String("M 3 4 L 21 4 L 14 12.5 L 14 20 L 10 18 L 10 12.5 Z");
    case Icon::Server:
        return QLatin1String("R 3 3 18 8 2 R 3 13 18 8 2 M 7 7 L 7.2 7 M 7 17 L 7.2 17");
    case Icon::Namespace:
        return QLatin1String("M 12 2.5 L 20.5 7 L 20.5 17 L 12 21.5 L 3.5 17 L 3.5 7 Z M 3.5 7 L 12 12 L 20.5 7 M 12 12 L 12 21.5");
    case Icon::ChevronDown:
        return QLatin1String("M 6 9 L 12 15 L 18 9");
    case Icon::ChevronRight:
        return QLatin1String("M 9 6 L 15 12 L 9 18");
    case Icon::ArrowRight:
        return QLatin1String("M 4 12 L 20 12 M 14 6 L 20 12 L 14 18");
    case Icon::Close:
        return QLatin1String("M 6 6 L 18 18 M 18 6 L 6 18");
    case Icon::RollBack:
        return QLatin1String("M 8.5 14 L 3.5 9 L 8.5 4 M 3.5 9 L 14.5 9 C 22.5 9 22.5 20 14.5 20 L 11 20");
    case Icon::Promote:
        return QLatin1String("M 5 4 L 15 12 L 5 20 Z M 19.5 5 L 19.5 19");
    case Icon::PromoteFully:
        return QLatin1String("M 3 5 L 11 12 L 3 19 Z M 12 5 L 20 12 L 12 19 Z M 22 5 L 22 19");
    case Icon::Abort:
        return QLatin1String("O 12 12 9.5 M 8.8 8.8 L 15.2 15.2 M 15.2 8.8 L 8.8 15.2");
    case Icon::Pause:
        return QLatin1String("R 5.5 4 4 16 1 R 14.5 4 4 16 1");
    case Icon::Resume:
        return QLatin1String("M 6 3.5 L 20 12 L 6 20.5 Z");
    case Icon::Retry:
        return QLatin1String("M 20 12 C 20 22.6 4 22.6 4 12 C 4 3.2 13.5 1.2 18.3 7 L 20.5 9.5 M 20.5 4 L 20.5 9.5 L 15 9.5");
    case Icon::Restart:
        return QLatin1String("M 4 12 C 4 1.4 20 1.4 20 12 C 20 20.8 10.5 22.8 5.7 17 L 3.5 14.5 M 3.5 20 L 3.5 14.5 L 9 14.5");
    case Icon::Skip:
        return QLatin1String("M 4 12 C 6 4 16 4 18.5 12 M 20.5 6 L 18.7 12.2 L 12.8 10.6 M 9 19 L 15 19");
    case Icon::Sun:
        return QLatin1String("O 12 12 4 M 12 2 L 12 4 M 12 20 L 12 22 M 2 12 L 4 12 M 20 12 L 22 12 M 5 5 L 6.3 6.3 M 17.7 17.7 L 19 19 M 5 19 L 6.3 17.7 M 17.7 6.3 L 19 5");
    case Icon::Moon:
        return QLatin1String("M 20.5 14.5 C 12 18 6 12 9.5 3.5 C -1 8 4 23 14 20.8 C 17 20 19.6 18 20.5 14.5 Z");
    case Icon::Bell:
        return QLatin1String("M 4 17 C 6.5 14.5 6 12 6 9 C 6 1.5 18 1.5 18 9 C 18 12 17.5 14.5 20 17 Z M 10 20.5 C 11 22 13 22 14 20.5");
    case Icon::Copy:
        return QLatin1String("R 9 9 12 12 2 M 5 15 L 3 15 L 3 3 L 15 3 L 15 5");
    case Icon::Export:
        return QLatin1String("M 12 3 L 12 15 M 7 10.5 L 12 15.5 L 17 10.5 M 4 17 L 4 21 L 20 21 L 20 17");
    case Icon::Link:
        return QLatin1String("M 9 17 L 7 17 C 0.5 17 0.5 7 7 7 L 9 7 M 15 7 L 17 7 C 23.5 7 23.5 17 17 17 L 15 17 M 8 12 L 16 12");
    case Icon::Clip:
        return QLatin1String("M 20 11 L 12 19 C 9 22 4.5 17.5 7.5 14.5 L 15.5 6.5 C 17.5 4.5 20.5 7.5 18.5 9.5 L 11 17 C 10 18 8.5 16.5 9.5 15.5 L 15.5 9.5");
    case Icon::Drill:
        return QLatin1String("M 2 9 L 12 4.5 L 22 9 L 12 13.5 Z M 6.5 11.5 L 6.5 16.5 C 9 19.5 15 19.5 17.5 16.5 L 17.5 11.5 M 22 9 L 22 15");
    case Icon::Gauge:
        return QLatin1String("M 4.2 18.5 C 0.5 13 2.5 4 12 4 C 21.5 4 23.5 13 19.8 18.5 M 12 14.5 L 16 9 M 12 14.4 L 12.1 14.6");
    case Icon::Clock:
        return QLatin1String("O 12 12 9.5 M 12 6.5 L 12 12 L 15.5 14");
    case Icon::Lock:
        return QLatin1String("R 4 11 16 10 2 M 7.5 11 L 7.5 7 C 7.5 1.5 16.5 1.5 16.5 7 L 16.5 11");
    case Icon::Info:
        return QLatin1String("O 12 12 9.5 M 12 11 L 12 16.5 M 12 7.5 L 12.1 7.5");
    case Icon::Keyboard:
        return QLatin1String("R 2 5 20 14 2 M 6 9.5 L 6.2 9.5 M 10 9.5 L 10.2 9.5 M 14 9.5 L 14.2 9.5 M 18 9.5 L 18.2 9.5 M 7 14.5 L 17 14.5");
    case Icon::Refresh:
        return QLatin1String("M 3.5 12 C 4 2.5 16 0.5 20 8.5 M 20.5 3.5 L 20.5 9 L 15 9 M 20.5 12 C 20 21.5 8 23.5 4 15.5 M 3.5 20.5 L 3.5 15 L 9 15");
    case Icon::Shield:
        return QLatin1String("M 12 2.5 L 20 5.5 L 20 12 C 20 17 16 20 12 21.5 C 8 20 4 17 4 12 L 4 5.5 Z M 8.5 12 L 11 14.5 L 15.5 9.5");
    case Icon::Person:
        return QLatin1String("O 12 7.5 4.5 M 4 21 C 4 12.5 20 12.5 20 21");
    case Icon::Console:
        return QLatin1String("M 4 6.5 L 9.5 12 L 4 17.5 M 12 18.5 L 20 18.5");
    case Icon::Check:
        return QLatin1String("M 4 12.5 L 9.5 18 L 20 6.5");
    case Icon::Panel:
        return QLatin1String("R 3 4 18 16 2 M 15 4 L 15 20");
    case Icon::Logo:
        return QLatin1String("M 6 17.5 L 6 6.5 L 12 13 L 18 6.5 L 18 17.5");
    }
    return {};
}

QPainterPath pathOf(Icon icon)
{
    QPainterPath path;
    const QList<QLatin1String> words = [icon] {
        QList<QLatin1String> list;
        const QLatin1String text = drawing(icon);
        qsizetype from = 0;
        while (from < text.size()) {
            qsizetype to = text.indexOf(QLatin1Char(' '), from);
            if (to < 0)
                to = text.size();
            list << text.mid(from, to - from);
            from = to + 1;
        }
        return list;
    }();
    qsizetype at = 0;
    const auto number = [&] {
        const QLatin1String word = words.at(at++);
        return QByteArrayView(word.data(), word.size()).toDouble();
    };
    const auto point = [&] {
        const double x = number();
        return QPointF(x, number());
    };
    while (at < words.size()) {
        switch (words.at(at++).front().toLatin1()) {
        case 'M':
            path.moveTo(point());
            break;
        case 'L':
            path.lineTo(point());
            break;
        case 'C': {
            const QPointF first = point();
            const QPointF second = point();
            path.cubicTo(first, second, point());
            break;
        }
        case 'O': {
            const QPointF centre = point();
            const double radius = number();
            path.addEllipse(centre, radius, radius);
            break;
        }
        case 'R': {
            const QPointF corner = point();
            const QPointF size = point();
            const double radius = number();
            path.addRoundedRect(QRectF(corner, QSizeF(size.x(), size.y())), radius, radius);
            break;
        }
        default:
            path.closeSubpath();
            break;
        }
    }
    return path;
}

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(Icon icon, const Theme &theme, Token token)
        : m_icon(icon)
        , m_theme(&theme)
        , m_token(token)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        if (m_theme)
            paintIcon(*painter, QRectF(rect).adjusted(0, rect.height() / 16.0, -rect.width() / 8.0, -rect.height() / 16.0), m_icon, m_theme->color(mode == QIcon::Disabled ? Token::Disabled : m_token));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return picture;
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    Icon m_icon;
    QPointer<const Theme> m_theme;
    Token m_token;
};

} // namespace

void paintIcon(QPainter &painter, const QRectF &box, Icon icon, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 24, box.height() / 24);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(icon));
    painter.restore();
}

QIcon themedIcon(Icon icon, const Theme &theme, Token token)
{
    return QIcon(new ThemedIconEngine(icon, theme, token));
}

} // namespace maestro
