// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <optional>
#include <vector>

namespace maestro {

enum class BakeRole { Canary, Stable };

/// A histogram of one interval. `bounds` are finite, above zero and ascending, in ms; `counts` are how many requests took at most that
/// long, so they never fall from bucket to bucket; `total` includes those beyond the last bound.
struct LatencyCounts
{
    std::vector<double> bounds;
    std::vector<double> counts;
    double total = 0;

    bool operator==(const LatencyCounts &) const = default;
};

/// What one role did in one interval that ends at `at`: numbers of that interval alone, not since the start of a process.
/// Nothing is unknown, which is not zero.
struct BakeSample
{
    QDateTime at;
    BakeRole role = BakeRole::Canary;
    std::optional<double> requests;
    std::optional<double> errors; ///< at most requests
    std::optional<LatencyCounts> latency;

    bool operator==(const BakeSample &) const = default;
};

/// Why a sample cannot belong to the stream before it.
enum class BakeRefusal {
    None,
    BackInTime, ///< older than the one before of its role
    OtherBuckets, ///< bounds differ from the first histogram's
    MoreInHistogram, ///< the histogram holds more requests than the interval had: not of the same span
    SinceStart, ///< numbers only ever grow: counters, not intervals
};

} // namespace maestro
