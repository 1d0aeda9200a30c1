// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/conditionrow.h"

#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "parts/timerbar.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPainter>

namespace maestro {

namespace {

constexpr int glyphSize = 16;

QString readsText(const BoardCondition &condition)
{
    QStringList reads;
    for (const FactReading &fact : condition.reads)
        if (const QString text = readText(fact); !reads.contains(text))
            reads.append(text);
    return reads.isEmpty() ? ConditionRow::tr("nothing is read for it") : reads.join(QStringLiteral("\n"));
}

} // namespace

StateLook lookOf(const BoardCondition &condition)
{
    const QString word = conditionStateText(condition.rule.state);
    if (!condition.rule.state)
        return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
    if (!*condition.rule.state && condition.rule.needed.count() > 0 && condition.rule.trueSince.isValid())
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    if (!*condition.rule.state)
        return {Glyph::Idle, Token::Text2, Token::UnknownBg, Token::UnknownSolid, word};
    if (condition.rule.column == RuleReading::Column::Hold)
        return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
    return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
}

ConditionRow::ConditionRow(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new ThemedLabel({}, theme, FontRole::BodyStrong, Token::Text, this))
    , m_state(new FactLabel({}, this))
    , m_reads(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_timer(new TimerBar(Token::WarnSolid, theme, this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(theme->px(glyphSize + 10), theme->px(4), 0, theme->px(4));
    grid->setHorizontalSpacing(theme->px(10));
    grid->setVerticalSpacing(theme->px(2));
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_state, 0, 1, Qt::AlignRight);
    grid->addWidget(m_reads, 1, 0, 1, 2);
    grid->addWidget(m_timer, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    m_name->setWordWrap(true); // a long one gives way to its state
    m_reads->setWordWrap(true);
    m_timer->hide();
}

void ConditionRow::showCondition(const BoardCondition &shown, std::chrono::milliseconds runningFor)
{
    BoardCondition condition = shown;
    RuleReading &rule = condition.rule;
    const bool waits = rule.needed.count() > 0 && rule.trueSince.isValid();
    if (waits && rule.state) // a timer that is full waits for the next board, which says whether the rule is met
        rule.elapsed = rule.state == false && rule.elapsed <= rule.needed ? std::min(rule.elapsed + runningFor, rule.needed) : rule.elapsed + runningFor;
    const StateLook look = lookOf(condition);
    m_glyph = look.glyph;
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme->color(look.text));
    m_state->setPalette(colours);
    m_state->setFont(m_theme->font(rule.state == true ? FontRole::BodyStrong : FontRole::Body));
    const QString name = displaySafe(rule.id, 80);
    QString state = conditionStateText(rule.state);
    if (const QString timer = conditionTimerText(condition); !timer.isEmpty() && (rule.state != true || waits))
        state = rule.state == false && waits ? timer : QString(state % QStringLiteral(", ") % timer);
    else if (rule.state == true && condition.since.isValid())
        state += tr(" since %1").arg(utcText(condition.since, condition.since.date()));
    m_name->setText(name);
    m_state->setAccessibleName(tr("Condition %1").arg(name));
    m_state->setFact(state);
    const QString gap = conditionGapText(condition);
    m_reads->setText(gap.isEmpty() ? readsText(condition) : QString(gap % QStringLiteral("; ") % readsText(condition)));
    m_state->setAccessibleDescription(m_reads->text());
    m_timer->setVisible(waits);
    m_timer->setAccessibleName(tr("Timer of %1").arg(name));
    if (waits)
        m_timer->setTimes(rule.elapsed, rule.needed);
    setVisible(true);
    update();
}

void ConditionRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = m_theme->px(glyphSize);
    paintGlyph(painter, QRectF(m_theme->px(2), m_theme->px(6), side, side), m_glyph, *m_theme);
}

} // namespace maestro
