// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/decisionboard.h"
#include "domain/slo/sloreport.h"
#include "theme/glyph.h"

#include <QWidget>

class QVBoxLayout;

namespace maestro {

class ConditionRow;
class DataAgeLabel;
class FactLabel;
class PillLabel;
class ProbeStrip;
class ThemedLabel;

/// How the recommendation of a board looks; a board with an unknown condition and none that is met is not known, never calm.
StateLook lookOf(const DecisionBoard &board);

/// The decision board beside something else: the recommendation, its age, both columns of conditions below one another, and the looks at the
/// health endpoints of the service.
class BoardPanel : public QWidget
{
    Q_OBJECT
public:
    explicit BoardPanel(Theme *theme, QWidget *parent = nullptr);

    /// Null: there is no board (yet); `why` says so.
    void showBoard(const DecisionBoardPtr &board, const QString &why, const QDateTime &now);
    /// Off where the recommendation stands beside it in other words: then only the conditions and their age are shown.
    void setVerdictShown(bool shown) { m_verdictShown = shown; }
    bool hasBoard() const { return m_board != nullptr; }

private:
    void showProbes();
    void showColumn(QList<ConditionRow *> &rows, QVBoxLayout *column, bool hold, std::chrono::milliseconds runningFor);

    Theme *m_theme;
    DecisionBoardPtr m_board;
    bool m_verdictShown = true;
    PillLabel *m_pill;
    FactLabel *m_sentence;
    FactLabel *m_noRule; ///< where the column of rollbacks would be empty
    DataAgeLabel *m_age;
    ThemedLabel *m_rollbackTitle;
    ThemedLabel *m_holdTitle;
    QVBoxLayout *m_rollback;
    QVBoxLayout *m_hold;
    ThemedLabel *m_probesTitle;
    QVBoxLayout *m_probes;
    QList<ProbeStrip *> m_strips;
    QList<ConditionRow *> m_rollbackRows;
    QList<ConditionRow *> m_holdRows;
};

} // namespace maestro
