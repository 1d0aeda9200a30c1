// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/type/textlines.h"

#include <QFontMetrics>
#include <QPainter>

namespace maestro {

namespace {

constexpr qsizetype kept = 4096; ///< a screen has some hundreds

QTextOption wrapping()
{
    QTextOption option(Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

void draw(QPainter &painter, const QRect &box, const QFont &font, const QStaticText &text)
{
    painter.setFont(font);
    painter.drawStaticText(QPointF(box.left(), box.top() + (box.height() - text.size().height()) / 2), text);
}

} // namespace

TextLines::Laid &TextLines::laid(const Key &key, const QFont &font)
{
    if (const auto known = m_laid.find(key); known != m_laid.end())
        return *known;
    if (m_laid.size() >= kept)
        m_laid.clear();
    const QFontMetrics metrics(font);
    Laid fresh;
    fresh.text.setTextFormat(Qt::PlainText);
    QString shown = key.text;
    shown.replace(u'\n', u' ');
    if (key.height > 0) {
        const int line = metrics.height();
        const int lines = qMax(1, key.height / line);
        fresh.text.setTextOption(wrapping());
        fresh.text.setTextWidth(key.width);
        fresh.text.setText(shown);
        fresh.text.prepare({}, font);
        if (fresh.text.size().height() > lines * line + 1)
            fresh.text.setText(metrics.elidedText(shown, Qt::ElideRight, key.width * lines - key.width / 6 * (lines - 1)));
    } else {
        if (key.width >= 0)
            shown = metrics.elidedText(shown, Qt::ElideRight, key.width);
        fresh.text.setText(shown);
    }
    fresh.text.prepare({}, font);
    fresh.width = metrics.horizontalAdvance(shown);
    return *m_laid.insert(key, fresh);
}

int TextLines::paintLine(QPainter &painter, const QRect &box, const QString &text, const QFont &font, int role)
{
    if (text.isEmpty())
        return 0;
    const Laid &line = laid({text, role, qMax(0, box.width()), 0}, font);
    draw(painter, box, font, line.text);
    return line.width;
}

void TextLines::paintWrapped(QPainter &painter, const QRect &box, const QString &text, const QFont &font, int role)
{
    if (!text.isEmpty() && box.height() > 0)
        draw(painter, box, font, laid({text, role, qMax(0, box.width()), box.height()}, font).text);
}

int TextLines::widthOf(const QString &text, const QFont &font, int role)
{
    return laid({text, role, -1, 0}, font).width;
}

} // namespace maestro
