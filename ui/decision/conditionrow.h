// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/decisionboard.h"
#include "theme/glyph.h"

#include <QWidget>

namespace maestro {

class FactLabel;
class ThemedLabel;
class TimerBar;

/// How the state of a condition looks: what speaks for a rollback is loud when met, what holds is a wait; unknown is never "no".
StateLook lookOf(const BoardCondition &condition);

/// One condition of the board: shape, name, what was read, and its state or its timer. The accessible text is all of it.
class ConditionRow : public QWidget
{
    Q_OBJECT
public:
    ConditionRow(Theme *theme, QWidget *parent = nullptr);

    /// `runningFor`: how long ago the board was judged, while it is live; a timer that runs goes on for as long.
    void showCondition(const BoardCondition &condition, std::chrono::milliseconds runningFor);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    Glyph m_glyph = Glyph::Unknown;
    ThemedLabel *m_name;
    FactLabel *m_state;
    ThemedLabel *m_reads;
    TimerBar *m_timer;
};

} // namespace maestro
