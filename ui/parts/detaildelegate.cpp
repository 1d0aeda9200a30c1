// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/detaildelegate.h"

#include "items/analysisrunmodel.h"
#include "theme/glyph.h"

#include <QPainter>
#include <QWidget>

namespace maestro {

namespace {

struct ToneLook
{
    Token ink;
    std::optional<Glyph> glyph;
    std::optional<Token> mark;
};

ToneLook lookOfTone(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return {Token::Text, Glyph::Healthy, {}};
    case Tone::Active:
        return {Token::Progress, Glyph::Progress, {}};
    case Tone::Waiting:
        return {Token::Wait, Glyph::Wait, {}};
    case Tone::Warn:
        return {Token::Warn, Glyph::Warn, {}};
    case Tone::Bad:
        return {Token::Failed, Glyph::Failed, {}};
    case Tone::Unknown:
        return {Token::Unknown, Glyph::Unknown, {}};
    case Tone::Unset:
        return {Token::Text2, Glyph::Idle, {}};
    case Tone::Canary:
        return {Token::Canary, {}, Token::Canary};
    case Tone::Stable:
        return {Token::Stable, {}, Token::Stable};
    case Tone::Muted:
        return {Token::Text2, {}, {}};
    case Tone::Plain:
        break;
    }
    return {Token::Text, {}, {}};
}

} // namespace

DetailDelegate::DetailDelegate(Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void DetailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme->color(Token::Selected));
    if (option.widget && option.widget->property(staleProperty).toBool())
        paintHatch(*painter, option.rect, m_theme->color(Token::WarnBg));
    painter->setPen(m_theme->color(Token::Border));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRect box = option.rect.adjusted(m_theme->px(index.column() == 0 ? 11 : 8), 0, -m_theme->px(4), 0);
    const QStringList phases = index.data(MeasurementsRole).toStringList();
    if (!phases.isEmpty()) {
        paintMeasurements(painter, box, phases);
        painter->restore();
        return;
    }
    const QString text = index.data().toString();
    const ToneLook look = lookOfTone(Tone(index.data(ToneRole).toInt()));
    if (look.glyph && !text.isEmpty()) {
        const int size = m_theme->px(13);
        paintGlyph(*painter, QRectF(box.left(), box.center().y() - size / 2.0 + 0.5, size, size), *look.glyph, *m_theme);
        box.setLeft(box.left() + size + m_theme->px(5));
    }
    if (look.mark) {
        const int size = m_theme->px(8);
        painter->fillRect(QRect(box.left(), box.center().y() - size / 2 + 1, size, size), m_theme->color(*look.mark));
        box.setLeft(box.left() + size + m_theme->px(6));
    }
    painter->setFont(m_theme->font(index.data(MonoRole).toBool() ? FontRole::Mono : FontRole::Secondary));
    painter->setPen(m_theme->color(look.ink));
    if (box.width() > 0) // else the glyph stands for the word
        painter->drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(m_theme->color(Token::Accent), 1));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

void DetailDelegate::paintMeasurements(QPainter *painter, const QRect &box, const QStringList &phases) const
{
    const int step = m_theme->px(7);
    const int base = box.center().y() + m_theme->px(6);
    int x = box.left();
    for (const QString &phase : phases.last(std::min(phases.size(), qsizetype(box.width() / step)))) { // the newest, where not all fit
        const Tone tone = analysisTone(phase);
        const int height = m_theme->px(tone == Tone::Bad ? 11 : tone == Tone::Good ? 4 : 8);
        const QRect cell(x, base - height, m_theme->px(5), height);
        if (tone == Tone::Good || tone == Tone::Bad || phase == QLatin1String("Error")) {
            painter->fillRect(cell, m_theme->color(tone == Tone::Bad ? Token::FailedSolid : tone == Tone::Good ? Token::HealthySolid : Token::WarnSolid));
        } else {
            painter->setPen(m_theme->color(Token::UnknownSolid));
            painter->drawRect(cell.adjusted(0, 0, -1, -1));
        }
        x += step;
    }
}

} // namespace maestro
