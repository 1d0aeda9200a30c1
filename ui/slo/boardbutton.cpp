// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/boardbutton.h"

#include "text/decision/decisiontext.h"

namespace maestro {

BoardButton::BoardButton(Theme *theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Decision board"));
    setToolTip(tr("Open the decision board (D)"));
    setAutoDefault(false);
    hide();
}

void BoardButton::showReport(const SloReportPtr &report)
{
    setVisible(report && report->board);
    if (!report || !report->board)
        return;
    const BoardVerdict verdict = report->board->verdict;
    const bool urgent = verdict == BoardVerdict::Immediate || verdict == BoardVerdict::Rollback;
    setText(boardVerdictLabel(*report->board));
    setAccessibleDescription(boardSentence(*report->board));
    setFont(m_theme->font(verdict == BoardVerdict::None ? FontRole::Secondary : FontRole::BodyStrong));
    QPalette colours = palette();
    colours.setColor(QPalette::ButtonText, m_theme->color(urgent ? Token::Failed : verdict == BoardVerdict::Conflict ? Token::Warn : Token::Text));
    setPalette(colours);
}

} // namespace maestro
