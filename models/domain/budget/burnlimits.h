// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

#include <chrono>

namespace maestro {

/// Limits on shares of a budget, as the pace that leads to them: multiples of the even one.
struct BurnLimits
{
    QString gate; ///< empty: no gate limits a share, or its pace cannot be known
    QString meaning; ///< consumed-since-T, consumed-window
    std::optional<double> pass;
    std::optional<double> fail;

    bool operator==(const BurnLimits &) const = default;
};

/// Of the first gate that limits a share consumed. Since T: what the burn may have been on average since the change, as of the report; it
/// falls while time passes. In the window: what it may be on average over all of it. Pure.
BurnLimits burnLimits(const SloReport &report, std::chrono::milliseconds window = std::chrono::hours(30 * 24));

} // namespace maestro
