// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/cellpaint.h"

#include "text/humanize.h"
#include "theme/glyph.h"
#include "theme/icons.h"
#include "theme/type/textlines.h"

#include <QPainter>

#include <array>

namespace maestro {

int paintLine(QPainter &painter, const QRect &box, const CellText &line, const Theme &theme)
{
    painter.setPen(theme.color(line.token));
    return theme.lines().paintLine(painter, box, line.text, theme.font(line.role), static_cast<int>(line.role));
}

int lineWidth(const QString &text, FontRole role, const Theme &theme)
{
    return theme.lines().widthOf(text, theme.font(role), static_cast<int>(role));
}

void paintTwoLines(QPainter &painter, const QRect &box, const CellText &top, const CellText &bottom, const Theme &theme)
{
    const int middle = box.center().y();
    paintLine(painter, QRect(box.left(), middle - theme.px(17), box.width(), theme.px(18)), top, theme);
    paintLine(painter, QRect(box.left(), middle + theme.px(1), box.width(), theme.px(16)), bottom, theme);
}

void paintWrapped(QPainter &painter, const QRect &box, const CellText &text, const Theme &theme)
{
    painter.setPen(theme.color(text.token));
    theme.lines().paintWrapped(painter, box, text.text, theme.font(text.role), static_cast<int>(text.role));
}

void paintRowGround(QPainter &painter, const QRect &cell, bool selected, bool old, const Theme &theme)
{
    painter.fillRect(cell, theme.color(selected ? Token::Selected : Token::Surface));
    if (old) {
        QColor lines = theme.color(Token::WarnSolid);
        lines.setAlphaF(theme.isDark() ? 0.24F : 0.30F);
        paintHatch(painter, cell, lines);
    }
    painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), theme.color(Token::Border));
}

void paintSection(QPainter &painter, const QRect &cell, const QRect &row, const QString &title, const QString &count, const QString &note, int chevron, Token ink,
                  const Theme &theme)
{
    painter.save();
    painter.setClipRect(cell);
    painter.fillRect(cell, theme.color(Token::Window));
    painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), theme.color(Token::Border));
    int x = row.left() + theme.px(chevron ? 12 : 14);
    if (chevron) {
        const int size = theme.px(12);
        paintIcon(painter, QRectF(x, row.center().y() - size / 2.0 + 0.5, size, size), chevron == 1 ? Icon::ChevronDown : Icon::ChevronRight, theme.color(Token::Text3));
        x += theme.px(18);
    }
    const auto part = [&](const CellText &text) {
        x += paintLine(painter, QRect(x, row.top(), row.right() - x, row.height()), text, theme) + theme.px(8);
    };
    part({title, chevron ? FontRole::BodyStrong : FontRole::Pill, ink});
    part({count, FontRole::Secondary, Token::Text3});
    part({note, FontRole::Secondary, ink == Token::Text ? Token::Text2 : ink});
    painter.restore();
}

void paintAvatar(QPainter &painter, const QRectF &disc, const QString &person, const Theme &theme)
{
    // White text on each of these has a contrast of at least 5.5.
    constexpr std::array<QRgb, 5> grounds = {0xff3f5e8c, 0xff7a4a1e, 0xff2f6b57, 0xff6b3f77, 0xff566270};
    size_t sum = 0;
    for (const QChar c : person)
        sum = sum * 31 + c.unicode();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(grounds[sum % grounds.size()]));
    painter.drawEllipse(disc);
    QFont font = theme.font(FontRole::Pill);
    font.setPixelSize(qMax(7, int(disc.height() * 0.44)));
    painter.setFont(font);
    painter.setPen(theme.color(Token::OnProd));
    painter.drawText(disc, Qt::AlignCenter, initials(person));
    painter.restore();
}

} // namespace maestro
