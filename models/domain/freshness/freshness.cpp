// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/freshness/freshness.h"

namespace maestro {

namespace {
constexpr double lateAfterSeconds = 6;
constexpr double staleAfterSeconds = 15;
constexpr double disconnectedAfterSeconds = 60;
} // namespace

Freshness freshnessAt(qint64 heardAtBootMs, bool connected, qint64 nowBootMs)
{
    if (heardAtBootMs < 0)
        return {FreshnessState::Disconnected, -1};
    const double seconds = double(qMax<qint64>(0, nowBootMs - heardAtBootMs)) / 1000.0;
    if (seconds > disconnectedAfterSeconds)
        return {FreshnessState::Disconnected, seconds};
    if (seconds > staleAfterSeconds)
        return {FreshnessState::Stale, seconds};
    if (seconds > lateAfterSeconds || !connected)
        return {FreshnessState::Late, seconds};
    return {FreshnessState::Live, seconds};
}

QString freshnessWord(FreshnessState state)
{
    switch (state) {
    case FreshnessState::Live: return QStringLiteral("live");
    case FreshnessState::Late: return QStringLiteral("late");
    case FreshnessState::Stale: return QStringLiteral("stale");
    case FreshnessState::Disconnected: return QStringLiteral("disconnected");
    }
    return QStringLiteral("disconnected");
}

} // namespace maestro
