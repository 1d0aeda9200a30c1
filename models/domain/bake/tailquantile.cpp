// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/tailquantile.h"

#include <algorithm>

namespace maestro {

TailQuantile tailQuantile(std::span<const double> bounds, std::span<const double> slower, double q)
{
    const double tail = 1 - q;
    constexpr double rounding = 1e-12; // 1 - 0.95 is not exactly five hundredths
    const auto at = std::find_if(slower.begin(), slower.end(), [tail](double s) { return s <= tail + rounding; });
    if (at == slower.end())
        return {bounds.empty() ? 0 : bounds.back(), true};
    const auto i = size_t(at - slower.begin());
    const double from = i > 0 ? bounds[i - 1] : 0;
    const double above = i > 0 ? slower[i - 1] : 1;
    const double part = above > slower[i] ? std::clamp((above - tail) / (above - slower[i]), 0.0, 1.0) : 1;
    return {from + (bounds[i] - from) * part, false};
}

} // namespace maestro
