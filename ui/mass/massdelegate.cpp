// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mass/massdelegate.h"

#include "items/mass/massmodel.h"
#include "theme/cellpaint.h"
#include "theme/glyph.h"
#include "theme/icons.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace maestro {

namespace {

StateLook lookOfTone(Tone tone, const QString &word)
{
    switch (tone) {
    case Tone::Good: return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
    case Tone::Active: return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, word};
    case Tone::Waiting: return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
    case Tone::Warn: return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case Tone::Bad: return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case Tone::Unset: return {Glyph::Idle, Token::Text2, Token::UnknownBg, Token::UnknownSolid, word};
    default: return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
    }
}

} // namespace

MassDelegate::MassDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QRect MassDelegate::boxIn(const QRect &cell) const
{
    const int size = m_theme->px(15);
    return {cell.left() + m_theme->px(12), cell.center().y() - size / 2, size, size};
}

void MassDelegate::paintBox(QPainter &painter, const QRect &box, bool checked, bool live) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme->color(live ? Token::Control : Token::Disabled));
    painter.setBrush(checked ? m_theme->color(live ? Token::AccentFill : Token::Disabled) : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (checked)
        paintIcon(painter, QRectF(box).adjusted(2, 2, -2, -2), Icon::Check, m_theme->color(Token::OnAccent));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void MassDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = *m_theme;
    const bool quiet = !index.siblingAtColumn(MassModel::Name).data(Qt::CheckStateRole).isValid();
    const CellText top{index.data().toString(), FontRole::Body, quiet ? Token::Text2 : Token::Text};
    const CellText below{index.data(MassModel::SecondRole).toString(), FontRole::Secondary, Token::Text3};
    const Tone tone = Tone(index.data(ToneRole).toInt());
    painter->save();
    paintRowGround(*painter, option.rect, option.state & QStyle::State_Selected, false, theme);
    QRect box = option.rect.adjusted(theme.px(8), 0, -theme.px(6), -1);
    switch (index.column()) {
    case MassModel::Name:
        if (!quiet)
            paintBox(*painter, boxIn(option.rect), index.data(Qt::CheckStateRole).toInt() == Qt::Checked, index.data(MassModel::CheckableRole).toBool());
        box.setLeft(option.rect.left() + theme.px(38));
        paintTwoLines(*painter, box, {top.text, quiet ? FontRole::Body : FontRole::BodyStrong, top.token}, below, theme);
        break;
    case MassModel::State:
        paintPill(*painter, QRect(box.left(), box.center().y() - theme.px(10) + 1, box.width(), theme.px(20)), lookOfTone(tone, top.text), theme);
        break;
    case MassModel::Deed:
        paintTwoLines(*painter, box, {top.text, FontRole::BodyStrong, tone == Tone::Bad ? Token::Failed : tone == Tone::Warn ? Token::Warn : Token::Text2}, below, theme);
        break;
    case MassModel::Outcome:
        if (tone == Tone::Plain) { // of a preview: how long
            paintLine(*painter, box, {top.text, FontRole::Body, Token::Text2}, theme);
        } else if (!top.text.isEmpty()) {
            const StateLook look = lookOfTone(tone, top.text);
            const double size = theme.px(13);
            paintGlyph(*painter, QRectF(box.left(), box.center().y() - size / 2 + 0.5, size, size), look.glyph, theme);
            paintLine(*painter, box.adjusted(theme.px(18), 0, 0, 0), {top.text, FontRole::Body, look.text}, theme);
        }
        break;
    default: paintLine(*painter, box, {top.text, FontRole::BodyStrong, top.token}, theme);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(theme.color(Token::Accent), 1));
        painter->setBrush(Qt::NoBrush); // what was painted last may have left one, and the row must stay readable
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

bool MassDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QModelIndex first = index.siblingAtColumn(MassModel::Name);
    if (!(first.flags() & Qt::ItemIsUserCheckable))
        return false;
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (key->key() != Qt::Key_Space || key->isAutoRepeat())
            return false;
    } else if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<const QMouseEvent *>(event);
        const int room = m_theme->px(8);
        if (index != first || mouse->button() != Qt::LeftButton || !boxIn(option.rect).adjusted(-room, -room, room, room).contains(mouse->position().toPoint()))
            return false;
    } else {
        return false;
    }
    return model->setData(first, first.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace maestro
