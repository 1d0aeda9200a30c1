// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journaldelegate.h"

#include "text/humanize.h"
#include "theme/bandwidget.h"
#include "theme/cellpaint.h"
#include "theme/icons.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace maestro {

namespace {

Icon iconOf(const QString &verb)
{
    const std::pair<QLatin1String, Icon> icons[] = {
        {QLatin1String("promote"), Icon::Promote}, {QLatin1String("promote-full"), Icon::PromoteFully}, {QLatin1String("skip-step"), Icon::Skip},
        {QLatin1String("abort"), Icon::Abort}, {QLatin1String("retry"), Icon::Retry}, {QLatin1String("pause"), Icon::Pause}, {QLatin1String("resume"), Icon::Resume},
        {QLatin1String("restart"), Icon::Restart}, {QLatin1String("rollback"), Icon::RollBack}};
    for (const auto &[word, icon] : icons) {
        if (verb == word)
            return icon;
    }
    return Icon::Link;
}

Token inkOf(const QString &verb)
{
    if (verb == QLatin1String("abort") || verb == QLatin1String("rollback"))
        return Token::Failed;
    return verb.startsWith(QLatin1String("promote")) ? Token::Progress : Token::Text2;
}

} // namespace

StateLook lookOfState(const QString &word)
{
    if (word == QLatin1String("applied") || word == QLatin1String("verified"))
        return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
    if (word == QLatin1String("unknown") || word == QLatin1String("notObserved"))
        return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
    if (word == QLatin1String("validating"))
        return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, word};
    if (word == QLatin1String("refused") || word == QLatin1String("notSent") || word == QLatin1String("notPermitted") || word == QLatin1String("notVerified"))
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    if (word == QLatin1String("failed"))
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    return {Glyph::Idle, Token::Text2, Token::UnknownBg, Token::UnknownSolid, word};
}

StateLook lookOfAction(const JournalEntry &entry)
{
    const QString word = journalStateText(entry);
    if (entry.open)
        return {Glyph::Stale, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    if (entry.first().type == RecordType::TamperAlarm)
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    return lookOfState(word);
}

JournalDelegate::JournalDelegate(const JournalModel *model, const Theme *theme, QTableView *view)
    : QStyledItemDelegate(view)
    , m_model(model)
    , m_theme(theme)
    , m_view(view)
{
}

void JournalDelegate::setEnvironments(const QHash<QString, QString> &byContext)
{
    m_environments = byContext;
}

int JournalDelegate::rowHeight(const JournalEntry &entry) const
{
    return m_theme->px(entry.isSection() ? 27 : 44);
}

void JournalDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const JournalEntry &entry = m_model->rowAt(index.row());
    const Theme &theme = *m_theme;
    painter->save();
    if (entry.isSection()) {
        const QRect row(-m_view->horizontalHeader()->offset(), option.rect.top(), m_view->viewport()->width(), option.rect.height());
        paintSection(*painter, option.rect, row, entry.title, {}, {}, 0, entry.open ? Token::Warn : Token::Text2, theme);
        painter->restore();
        return;
    }
    paintRowGround(*painter, option.rect, option.state & QStyle::State_Selected, false, theme);
    painter->setClipRect(option.rect.adjusted(0, 0, -2, -1));
    QRect box = option.rect.adjusted(theme.px(8), 0, -theme.px(6), -1);
    const JournalRecord &record = entry.first();
    const QString text = index.data().toString();
    switch (index.column()) {
    case JournalModel::Time:
        paintEnvironment(*painter, QRectF(option.rect.left(), option.rect.top(), 5, option.rect.height()), m_environments.value(record.object.context), theme);
        paintLine(*painter, box.adjusted(theme.px(7), 0, 0, 0), {text, FontRole::Mono, Token::Text2}, theme);
        break;
    case JournalModel::Who: {
        const double size = theme.px(18);
        paintAvatar(*painter, QRectF(box.left(), box.center().y() - size / 2 + 0.5, size, size), text, theme);
        paintLine(*painter, box.adjusted(theme.px(25), 0, 0, 0), {text.section(u'@', 0, 0), FontRole::Body, Token::Text}, theme);
        break;
    }
    case JournalModel::Action: {
        const double size = theme.px(14);
        paintIcon(*painter, QRectF(box.left(), box.center().y() - size / 2 + 0.5, size, size), iconOf(record.verb), theme.color(inkOf(record.verb)));
        paintLine(*painter, box.adjusted(theme.px(20), 0, 0, 0), {text, FontRole::BodyStrong, inkOf(record.verb)}, theme);
        break;
    }
    case JournalModel::Object:
        if (!record.object.isEmpty())
            paintTwoLines(*painter, box, {displaySafe(record.object.name), FontRole::BodyStrong, Token::Text},
                          {displaySafe(record.object.context, 60) % u" · " % displaySafe(record.object.ns, 60), FontRole::Secondary, Token::Text3}, theme);
        break;
    case JournalModel::State: {
        const StateLook look = lookOfAction(entry);
        const double size = theme.px(12);
        paintGlyph(*painter, QRectF(box.left(), box.center().y() - size / 2 + 0.5, size, size), look.glyph, theme);
        paintWrapped(*painter, box.adjusted(theme.px(18), 0, 0, 0), {look.word, FontRole::Body, look.text}, theme);
        break;
    }
    default:
        paintWrapped(*painter, box, {text, FontRole::Secondary, Token::Text2}, theme);
        break;
    }
    painter->restore();
}

} // namespace maestro
