// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget/errorbudget.h"

#include <algorithm>
#include <cmath>

namespace maestro {

namespace {

bool isShare(double value)
{
    return std::isfinite(value) && value >= 0 && value <= 1;
}

} // namespace

ErrorBudget::ErrorBudget(double objective, std::chrono::milliseconds window)
    : m_window(window)
{
    if (isShare(objective) && objective > 0 && objective < 1 && window.count() > 0)
        m_budget = 1 - objective;
}

std::optional<double> ErrorBudget::burn(std::optional<double> badRatio) const
{
    if (!m_budget || !badRatio || !isShare(*badRatio))
        return std::nullopt;
    return *badRatio / *m_budget;
}

std::optional<double> ErrorBudget::consumedInWindow(std::optional<double> badRatioOfWindow) const
{
    return burn(badRatioOfWindow);
}

std::optional<double> ErrorBudget::consumedSince(std::optional<double> badRatioSinceT, std::chrono::milliseconds sinceT) const
{
    const auto multiple = burn(badRatioSinceT);
    if (!multiple || sinceT.count() <= 0)
        return std::nullopt;
    return *multiple * double(sinceT.count()) / double(m_window.count());
}

std::optional<double> ErrorBudget::consumedSince(double badEvents, double eventsOfWindow) const
{
    if (!m_budget || !std::isfinite(badEvents) || !std::isfinite(eventsOfWindow) || badEvents < 0 || eventsOfWindow <= 0)
        return std::nullopt;
    return badEvents / (*m_budget * eventsOfWindow);
}

std::optional<std::chrono::milliseconds> ErrorBudget::lasts(double consumed, std::optional<double> burnMultiple) const
{
    if (!m_budget || !std::isfinite(consumed) || !burnMultiple || !(*burnMultiple > 0))
        return std::nullopt;
    const double left = std::max(0.0, 1 - consumed) * double(m_window.count()) / *burnMultiple;
    return left < 1e15 ? std::optional(std::chrono::milliseconds(std::llround(left))) : std::nullopt;
}

} // namespace maestro
