// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/boardpanel.h"

#include "decision/conditionrow.h"
#include "decision/probestrip.h"
#include "domain/base/age.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr qint64 liveMs = 20'000; // judged at least every 15 s
constexpr double lateAfterSeconds = 60;

} // namespace

StateLook lookOf(const DecisionBoard &board)
{
    const QString word = boardVerdictLabel(board);
    switch (board.verdict) {
    case BoardVerdict::Immediate:
    case BoardVerdict::Rollback: return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case BoardVerdict::Hold: return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
    case BoardVerdict::Conflict: return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case BoardVerdict::None: break;
    }
    const bool known = std::none_of(board.conditions.cbegin(), board.conditions.cend(), [](const BoardCondition &one) { return !one.rule.state; });
    return {known ? Glyph::Idle : Glyph::Unknown, known ? Token::Text : Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
}

BoardPanel::BoardPanel(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pill(new PillLabel(theme, this))
    , m_sentence(new FactLabel(tr("Recommendation"), this))
    , m_noRule(new FactLabel(tr("Rules for a rollback"), this))
    , m_age(new DataAgeLabel(theme, this))
    , m_rollbackTitle(new ThemedLabel(tr("Roll back if any is true"), theme, FontRole::BodyStrong, Token::Text2, this))
    , m_holdTitle(new ThemedLabel(tr("Hold if any is true"), theme, FontRole::BodyStrong, Token::Text2, this))
    , m_rollback(new QVBoxLayout)
    , m_hold(new QVBoxLayout)
    , m_probesTitle(new ThemedLabel(tr("Health endpoints"), theme, FontRole::BodyStrong, Token::Text2, this))
    , m_probes(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(6));
    auto *row = new QHBoxLayout;
    row->addWidget(m_pill);
    row->addStretch(1);
    m_age->setAccessibleName(tr("Age of the board"));
    row->addWidget(m_age);
    column->addLayout(row);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    for (QVBoxLayout *part : {m_rollback, m_hold})
        part->setSpacing(theme->px(2));
    column->addWidget(m_rollbackTitle);
    m_noRule->setWordWrap(true);
    column->addWidget(m_noRule);
    column->addLayout(m_rollback);
    column->addWidget(m_holdTitle);
    column->addLayout(m_hold);
    column->addWidget(m_probesTitle);
    column->addLayout(m_probes);
    showBoard({}, tr("not read yet"), {});
}

void BoardPanel::showBoard(const DecisionBoardPtr &board, const QString &why, const QDateTime &now)
{
    m_board = board;
    for (QWidget *part : std::initializer_list<QWidget *>{m_age, m_rollbackTitle, m_holdTitle})
        part->setVisible(board != nullptr);
    m_pill->setVisible(board && m_verdictShown);
    m_sentence->setVisible(!board || m_verdictShown);
    m_noRule->hide();
    showProbes();
    if (!board) {
        m_sentence->setFact(tr("No decision rules: %1").arg(displaySafe(why, 600)));
        for (ConditionRow *row : m_rollbackRows + m_holdRows)
            row->hide();
        return;
    }
    const double age = ageSeconds(board->at, now); // negative: nobody knows
    const qint64 ageMs = age < 0 ? liveMs + 1 : qint64(age * 1000);
    m_age->setFreshness({age < 0 ? FreshnessState::Stale : ageMs <= liveMs ? FreshnessState::Live : age <= lateAfterSeconds ? FreshnessState::Late : FreshnessState::Stale, age});
    m_pill->setLook(lookOf(*board));
    m_sentence->setFact(boardSentence(*board));
    const std::chrono::milliseconds running(ageMs <= liveMs ? ageMs : 0);
    showColumn(m_rollbackRows, m_rollback, false, running);
    showColumn(m_holdRows, m_hold, true, running);
    const auto holds = [](const BoardCondition &one) { return one.rule.column == RuleReading::Column::Hold; };
    m_holdTitle->setVisible(std::any_of(board->conditions.cbegin(), board->conditions.cend(), holds));
    const bool none = std::all_of(board->conditions.cbegin(), board->conditions.cend(), holds);
    m_noRule->setVisible(none || board->hasDefaultRules);
    m_noRule->setFact(none ? tr("The policy %1 names no rule for a rollback (decisions: immediate_any, rollback_any). Its gates alone ask for one.").arg(displaySafe(board->policy, 80))
                           : defaultRulesText(*board));
}

void BoardPanel::showProbes()
{
    const QList<ProbeHistory> probes = m_board ? m_board->probes : QList<ProbeHistory>();
    m_probesTitle->setVisible(!probes.isEmpty());
    for (qsizetype i = 0; i < probes.size(); ++i) {
        if (i == m_strips.size()) {
            m_strips.append(new ProbeStrip(m_theme, this));
            m_probes->addWidget(m_strips.last());
        }
        m_strips.at(i)->showProbe(probes.at(i));
    }
    for (qsizetype i = probes.size(); i < m_strips.size(); ++i)
        m_strips.at(i)->hide();
}

void BoardPanel::showColumn(QList<ConditionRow *> &rows, QVBoxLayout *column, bool hold, std::chrono::milliseconds runningFor)
{
    qsizetype used = 0;
    for (const BoardCondition &condition : m_board->conditions) {
        if ((condition.rule.column == RuleReading::Column::Hold) != hold)
            continue;
        if (used == rows.size()) {
            rows.append(new ConditionRow(m_theme, this));
            column->addWidget(rows.last());
        }
        rows.at(used++)->showCondition(condition, runningFor);
    }
    for (; used < rows.size(); ++used)
        rows.at(used)->hide();
}

} // namespace maestro
