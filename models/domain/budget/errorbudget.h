// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace maestro {

/// What "10 % of the error budget" can mean (ledger X-05).
enum class BudgetMeaning {
    ConsumedSinceT, ///< share of the window's whole budget, used since the release began
    ConsumedWindow, ///< share of the window's budget, used in the window that ends now
    BurnMultiple, ///< how many times faster than the pace that uses it up exactly at the end of the window
};

/// An objective over a window: 0.999 over 30 d leaves a budget of 0.1 % of what happens in 30 d. Shares are 1 for all of it; more than
/// all is possible. Every answer is empty where it cannot be known: an objective that leaves nothing (1) or is none (0), ratios that
/// are no number or outside 0 to 1, times that are not positive. Traffic is taken as even over the window where only ratios are known.
/// Method: budget = 1 - objective, burn = bad ratio / budget (multi-window burn rates, as in site reliability practice).
class ErrorBudget
{
public:
    ErrorBudget(double objective, std::chrono::milliseconds window);

    /// 14.4: the budget of 30 d is gone in 50 h.
    std::optional<double> burn(std::optional<double> badRatio) const;
    std::optional<double> consumedInWindow(std::optional<double> badRatioOfWindow) const;
    /// Of the window's budget, by what happened since T: burn times the share of the window that has passed.
    std::optional<double> consumedSince(std::optional<double> badRatioSinceT, std::chrono::milliseconds sinceT) const;
    /// The same by counts: bad events since T against those the window's expected events allow.
    std::optional<double> consumedSince(double badEvents, double eventsOfWindow) const;
    /// At this burn, how long what is left lasts; nothing when it does not end.
    std::optional<std::chrono::milliseconds> lasts(double consumed, std::optional<double> burnMultiple) const;

private:
    std::optional<double> m_budget;
    std::chrono::milliseconds m_window;
};

} // namespace maestro
