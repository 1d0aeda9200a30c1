// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace maestro {

struct TailQuantile
{
    double ms = 0;
    bool beyond = false; ///< past the last bound: ms is that bound

    bool operator==(const TailQuantile &) const = default;
};

/// The q-quantile of a histogram given as shares slower than each bound (never rising), linear within a bucket and from zero in the
/// first, as Prometheus' histogram_quantile does it.
TailQuantile tailQuantile(std::span<const double> bounds, std::span<const double> slower, double q);

} // namespace maestro
