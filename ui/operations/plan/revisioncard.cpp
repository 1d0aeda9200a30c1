// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/plan/revisioncard.h"

#include <QPainter>

namespace maestro {

RevisionCard::RevisionCard(const Content &content, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_theme(theme)
{
    QStringList words {content.caption, content.tag, content.revision};
    words << content.images;
    for (const auto &[name, value] : content.rows)
        words << name + QLatin1Char(' ') + value;
    setAccessibleName(words.join(QStringLiteral(", ")));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int RevisionCard::imageHeight(int width) const
{
    const QFontMetrics metrics(m_theme->font(FontRole::Mono));
    return metrics.boundingRect(QRect(0, 0, std::max(60, width - m_theme->px(26)), 4000), Qt::TextWrapAnywhere, m_content.images.join(QLatin1Char('\n'))).height();
}

int RevisionCard::heightForWidth(int width) const
{
    return m_theme->px(66) + imageHeight(width) + int(m_content.rows.size()) * m_theme->px(18);
}

QSize RevisionCard::sizeHint() const
{
    const int width = std::max(this->width(), m_theme->px(260));
    return {m_theme->px(260), heightForWidth(width)};
}

void RevisionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(Token::Border), 1));
    painter.setBrush(m_theme->color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.fillRect(QRect(1, 0, width() - 2, m_theme->px(3)), m_theme->color(m_content.edge));
    const int pad = m_theme->px(12);
    const QRect inner = rect().adjusted(pad, m_theme->px(9), -pad, 0);
    const auto text = [&](const QRect &box, int flags, Token token, FontRole role, const QString &words) {
        painter.setFont(m_theme->font(role));
        painter.setPen(m_theme->color(token));
        painter.drawText(box, flags, words);
    };
    const int line = m_theme->px(18);
    text(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter, m_content.edge, FontRole::Secondary, m_content.caption);
    text(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignRight | Qt::AlignVCenter, Token::Text2, FontRole::Secondary, m_content.revision);
    QFont tag = m_theme->font(FontRole::Mono);
    tag.setPixelSize(m_theme->px(15));
    tag.setWeight(QFont::DemiBold);
    painter.setFont(tag);
    painter.setPen(m_theme->color(Token::Text));
    painter.drawText(QRect(inner.left(), inner.top() + line, inner.width(), m_theme->px(22)), Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_content.tag, Qt::ElideRight, inner.width()));
    int y = inner.top() + line + m_theme->px(24);
    const int images = imageHeight(width());
    text(QRect(inner.left(), y, inner.width(), images), Qt::TextWrapAnywhere, Token::Text2, FontRole::Mono, m_content.images.join(QLatin1Char('\n')));
    y += images + m_theme->px(5);
    for (const auto &[name, value] : m_content.rows) {
        text(QRect(inner.left(), y, inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter, Token::Text2, FontRole::Secondary, name);
        text(QRect(inner.left(), y, inner.width(), line), Qt::AlignRight | Qt::AlignVCenter, Token::Text, FontRole::BodyStrong, value);
        y += line;
    }
}

} // namespace maestro
