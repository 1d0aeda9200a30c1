// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/notechip.h"

#include "theme/cellpaint.h"
#include "theme/smallparts.h"

#include <QPainter>

namespace maestro {

NoteChip::NoteChip(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void NoteChip::setNote(Glyph glyph, const QString &title, const QString &detail)
{
    m_glyph = glyph;
    m_title = title;
    m_detail = detail;
    setAccessibleName(title % u' ' % detail);
    setToolTip(plainTip(accessibleName()));
    updateGeometry();
    update();
}

QSize NoteChip::sizeHint() const
{
    return {m_theme->px(48) + QFontMetrics(m_theme->font(FontRole::Pill)).horizontalAdvance(m_title) + QFontMetrics(m_theme->font(FontRole::Secondary)).horizontalAdvance(m_detail), m_theme->px(28)};
}

void NoteChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme->color(Token::Border));
    painter.setBrush(m_theme->color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const double size = m_theme->px(13);
    paintGlyph(painter, QRectF(m_theme->px(9), (height() - size) / 2.0, size, size), m_glyph, *m_theme);
    QRect words = rect().adjusted(m_theme->px(28), 0, -m_theme->px(8), 0);
    const int used = paintLine(painter, words, {m_title, FontRole::Pill, Token::Text}, *m_theme) + m_theme->px(7);
    paintLine(painter, words.adjusted(used, 0, 0, 0), {m_detail, FontRole::Secondary, Token::Text2}, *m_theme);
}

} // namespace maestro
