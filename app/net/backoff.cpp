// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/backoff.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace maestro {

namespace {

constexpr double firstMs = 800;
constexpr double lastMs = 30'000;
constexpr qint64 healthMs = 120'000;

} // namespace

Backoff::Backoff(Random random)
    : m_random(random ? std::move(random) : [] { return QRandomGenerator::global()->generateDouble(); })
{
}

int Backoff::next(qint64 nowBootMs)
{
    if (m_healthySince >= 0 && nowBootMs - m_healthySince >= healthMs)
        m_failures = 0;
    m_healthySince = -1;
    const double base = std::min(lastMs, firstMs * std::pow(2.0, std::min(m_failures, 16)));
    ++m_failures;
    return static_cast<int>(std::min(lastMs, base * (1.0 + m_random())));
}

void Backoff::healthy(qint64 nowBootMs)
{
    if (m_healthySince < 0)
        m_healthySince = nowBootMs;
}

} // namespace maestro
