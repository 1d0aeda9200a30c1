// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/timerbar.h"

#include <QPainter>

#include <algorithm>

namespace maestro {

namespace {

constexpr int steps = 1000;

} // namespace

TimerBar::TimerBar(Token token, Theme *theme, QWidget *parent)
    : QProgressBar(parent)
    , m_theme(theme)
    , m_token(token)
{
    setRange(0, steps);
    setTextVisible(false);
    setFixedHeight(theme->px(5));
}

void TimerBar::setTimes(std::chrono::milliseconds passed, std::chrono::milliseconds whole)
{
    setValue(int(std::clamp<qint64>(steps * passed.count() / std::max<qint64>(1, whole.count()), 0, steps)));
}

void TimerBar::setToken(Token token)
{
    if (std::exchange(m_token, token) != token)
        update();
}

void TimerBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = height() / 2.0;
    painter.setBrush(m_theme->color(Token::Border));
    painter.drawRoundedRect(rect(), radius, radius);
    QRectF done(rect());
    done.setWidth(done.width() * value() / maximum());
    painter.setBrush(m_theme->color(m_token));
    painter.drawRoundedRect(done, radius, radius);
}

} // namespace maestro
