// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakecomparison.h"

#include <cmath>
#include <functional>
#include <memory>
#include <random>

namespace maestro::test {

// Streams of two roles whose truth is known.

using Random = std::mt19937_64;

/// Binomial, by inversion where few are expected: a distribution of the library costs more to set up than to ask.
inline double marked(Random &random, double requests, double rate)
{
    if (requests * rate > 30 || rate >= 1)
        return double(std::binomial_distribution<qint64>(qint64(requests), rate)(random));
    double chance = std::exp(requests * std::log1p(-rate));
    double left = std::generate_canonical<double, 53>(random);
    double count = 0;
    for (; left > chance && count < requests; ++count) {
        left -= chance;
        chance *= (requests - count) / (count + 1) * rate / (1 - rate);
    }
    return count;
}

/// One interval: sizes and true rates of both roles.
struct Interval
{
    double canary = 100;
    double stable = 900;
    double canaryRate = 0;
    double stableRate = 0;
};

/// Asked in order, from interval 0 on for each stream.
using Truth = std::function<Interval(Random &, int)>;

inline Truth steady(double canary, double stable, double canaryRate, double stableRate)
{
    return [=](Random &, int) { return Interval{canary, stable, canaryRate, stableRate}; };
}

/// Each role on its own fails at `high` for `mean` intervals now and then, every `gap` of the others, else at 0.3 %: no difference. The
/// canary's rates are `times` those.
inline Truth lastingBursts(double mean, double gap, double high, double size = 1, double times = 1)
{
    const auto state = std::make_shared<std::array<bool, 2>>();
    return [=](Random &random, int t) {
        if (t == 0)
            *state = {};
        for (bool &burst : *state)
            burst = std::bernoulli_distribution(burst ? 1 - 1 / mean : 1 / gap)(random);
        const auto rate = [&](size_t role) { return (*state)[role] ? high : 0.003; };
        return Interval{100 * size, 900 * size, std::min(1.0, times * rate(0)), rate(1)};
    };
}

/// What a bake by errors alone says of many streams, asked after every interval.
struct BakeRates
{
    double worse = 0; ///< of the streams that it ever calls worse, percent
    double better = 0;
    double after = 0; ///< intervals until worse, mean
};

inline BakeRates watchBakes(const Truth &truth, int streams, int intervals, const BakeRules &rules = {})
{
    BakeRates rates;
    int worse = 0;
    for (int s = 0; s < streams; ++s) {
        Random random(quint64(s) * 7919 + 17);
        BakeComparison bake(rules);
        bool better = false;
        for (int t = 0; t < intervals; ++t) {
            const Interval now = truth(random, t);
            const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + 60'000 * qint64(t), Qt::UTC);
            bake.add({at, BakeRole::Canary, now.canary, marked(random, now.canary, now.canaryRate), {}});
            bake.add({at, BakeRole::Stable, now.stable, marked(random, now.stable, now.stableRate), {}});
            const BakeState said = bake.verdict().metrics.constFirst().state;
            better |= said == BakeState::Better;
            if (said == BakeState::Worse) {
                ++worse;
                rates.after += t + 1;
                break;
            }
        }
        rates.better += better;
    }
    rates.after /= std::max(1, worse);
    rates.worse = 100.0 * worse / streams;
    rates.better *= 100.0 / streams;
    return rates;
}

} // namespace maestro::test
