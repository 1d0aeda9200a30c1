// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connectiondelegate.h"

#include "text/humanize.h"
#include "text/labels.h"
#include "theme/bandwidget.h"
#include "theme/cellpaint.h"
#include "theme/glyph.h"

#include <QCoreApplication>
#include <QPainter>

namespace maestro {

ConnectionDelegate::ConnectionDelegate(const ConnectionModel *model, const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_theme(theme)
{
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, m_theme->px(58)};
}

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ConnectionStatus &status = m_model->rowAt(index.row()).status;
    const Freshness freshness = m_model->freshnessAtRow(index.row());
    const bool old = freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
    const Theme &theme = *m_theme;
    painter->save();
    paintRowGround(*painter, option.rect, option.state & QStyle::State_Selected, old, theme);
    QRect box = option.rect.adjusted(theme.px(8), 0, -theme.px(8), -1);
    painter->setClipRect(option.rect);
    const QString text = index.data().toString();
    switch (index.column()) {
    case ConnectionModel::Context: {
        paintEnvironment(*painter, QRectF(option.rect.left(), option.rect.top(), 5, option.rect.height()), status.environment, theme);
        box.setLeft(option.rect.left() + theme.px(16));
        paintLine(*painter, QRect(box.left(), box.top() + theme.px(9), box.width(), theme.px(20)), {text, FontRole::BodyStrong, Token::Text}, theme);
        const int badge = paintEnvironmentBadge(*painter, QPoint(box.left(), box.top() + theme.px(32)), status.environment, theme) + theme.px(8);
        if (status.current)
            paintLine(*painter, QRect(box.left() + badge, box.top() + theme.px(32), box.width() - badge, theme.px(16)),
                      {QCoreApplication::translate("Connection", "current context"), FontRole::Secondary, Token::Text3}, theme);
        break;
    }
    case ConnectionModel::Phase:
        paintPill(*painter, QRect(box.left(), box.top() + theme.px(9), box.width(), theme.px(20)), lookOf(status, freshness), theme);
        paintLine(*painter, QRect(box.left(), box.top() + theme.px(32), box.width(), theme.px(16)), {connectionPhaseLabel(status.phase), FontRole::Secondary, Token::Text3}, theme);
        break;
    case ConnectionModel::Server:
        paintWrapped(*painter, box, {text, FontRole::Mono, Token::Text2}, theme);
        break;
    case ConnectionModel::Age:
        paintLine(*painter, box, {text, FontRole::Body, old ? Token::Warn : Token::Text}, theme);
        break;
    case ConnectionModel::Versions:
        paintTwoLines(*painter, box, {text.section(QStringLiteral(", "), 0, 0), FontRole::Body, Token::Text}, {text.section(QStringLiteral(", "), 1), FontRole::Secondary, Token::Text3}, theme);
        break;
    case ConnectionModel::Notices:
        paintWrapped(*painter, box, {text.isEmpty() ? QCoreApplication::translate("Connection", "nothing to do") : text, FontRole::Secondary, text.isEmpty() ? Token::Text3 : Token::Text}, theme);
        break;
    default:
        paintWrapped(*painter, box, {text, FontRole::Body, Token::Text}, theme);
        break;
    }
    painter->restore();
}

} // namespace maestro
