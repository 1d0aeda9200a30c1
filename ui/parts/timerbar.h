// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QProgressBar>

#include <chrono>

namespace maestro {

/// How much of a time has passed, as a thin bar; full when it is over. GUI thread.
class TimerBar : public QProgressBar
{
    Q_OBJECT
public:
    TimerBar(Token token, Theme *theme, QWidget *parent = nullptr);

    void setTimes(std::chrono::milliseconds passed, std::chrono::milliseconds whole);
    void setToken(Token token);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    Token m_token;
};

} // namespace maestro
