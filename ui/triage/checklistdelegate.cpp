// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/checklistdelegate.h"

#include "items/triage/checklistmodel.h"
#include "text/triage/triagetext.h"
#include "theme/cellpaint.h"
#include "theme/icons.h"

#include <QPainter>

namespace maestro {

StateLook lookOf(ItemState state)
{
    const QString word = itemLabel(state);
    switch (state) {
    case ItemState::Ok: return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
    case ItemState::Bad: return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case ItemState::Open: return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
    case ItemState::Skipped: return {Glyph::Idle, Token::Text3, Token::UnknownBg, Token::UnknownSolid, word};
    case ItemState::Unknown: break;
    }
    return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
}

ChecklistDelegate::ChecklistDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ChecklistDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {m_theme->px(200), m_theme->px(index.data(ChecklistModel::Heading).toBool() ? 46 : 28)};
}

void ChecklistDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = *m_theme;
    const bool heading = index.data(ChecklistModel::Heading).toBool();
    const StateLook look = lookOf(index.data(ChecklistModel::State).value<ItemState>());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option.rect, option.state & QStyle::State_Selected, false, theme);
    QRect box = option.rect.adjusted(theme.px(14), 0, -theme.px(12), 0);
    const double size = theme.px(13);
    const auto glyphAt = [&](double left) { paintGlyph(*painter, QRectF(left, box.center().y() - size / 2 + 0.5, size, size), look.glyph, theme); };
    if (heading) {
        const QRectF disc(box.left(), box.center().y() - theme.px(10) + 0.5, theme.px(20), theme.px(20));
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(Token::Raised));
        painter->drawEllipse(disc);
        painter->setPen(theme.color(Token::Text2));
        painter->setFont(theme.font(FontRole::Pill));
        painter->drawText(disc, Qt::AlignCenter, index.data(ChecklistModel::Number).toString());
        glyphAt(box.right() - size);
        QRect words = box.adjusted(theme.px(30), theme.px(5), -theme.px(22), -theme.px(3));
        const QString summary = index.data(ChecklistModel::Finding).toString();
        if (!summary.isEmpty()) {
            const QRect below(words.left(), words.center().y(), words.width(), words.height() / 2);
            paintLine(*painter, below, {summary, FontRole::Secondary, Token::Text2}, theme);
            words.setHeight(words.height() / 2);
        }
        paintLine(*painter, words, {index.data().toString(), FontRole::BodyStrong, Token::Text}, theme);
        painter->restore();
        return;
    }
    box.setLeft(box.left() + theme.px(30));
    glyphAt(box.left());
    box.setLeft(box.left() + theme.px(20));
    const auto iconAtRight = [&](Icon icon) {
        paintIcon(*painter, QRectF(box.right() - size, box.center().y() - size / 2 + 0.5, size, size), icon, theme.color(Token::Text2));
        box.setRight(box.right() - theme.px(18));
    };
    if (index.data(ChecklistModel::Ticked).toBool())
        iconAtRight(Icon::Check);
    if (index.data(ChecklistModel::Kept).toBool())
        iconAtRight(Icon::Clip);
    if (const qint64 took = index.data(ChecklistModel::Milliseconds).toLongLong(); took > 0) {
        const QString words = took < 1'000 ? tr("%1 ms").arg(took) : tr("%1 s").arg(double(took) / 1000, 0, 'f', 1);
        const QFontMetrics metrics(theme.font(FontRole::Secondary));
        const int width = metrics.horizontalAdvance(words);
        paintLine(*painter, QRect(box.right() - width, box.top(), width + 1, box.height()), {words, FontRole::Secondary, Token::Text3}, theme);
        box.setRight(box.right() - width - theme.px(8));
    }
    const int used = paintLine(*painter, box, {index.data().toString(), FontRole::Body, Token::Text}, theme);
    const QString finding = index.data(ChecklistModel::Finding).toString();
    if (!finding.isEmpty() && box.width() - used > theme.px(30))
        paintLine(*painter, box.adjusted(used + theme.px(10), 0, 0, 0), {finding, FontRole::Secondary, look.text}, theme);
    painter->restore();
}

} // namespace maestro
