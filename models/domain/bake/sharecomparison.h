// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <limits>
#include <span>
#include <vector>

namespace maestro {

/// By how much the canary's share is above the stable one's; the bounds hold at every look at once.
struct ShareBounds
{
    double estimate = 0;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();

    bool operator==(const ShareBounds &) const = default;
};

/// Canary against stable for shares of requests ("failed", "slower than 250 ms"), one mark each, fed with pairs: what both roles did in
/// the same span of time. Constant memory, no look-ahead; one may look after every pair and stop for any reason.
///
/// The estimate is the Mantel-Haenszel difference: differences at equal times, weighted by n*m/(n+m). Load, rates and the canary's
/// weight may drift; only what differs at the same moment counts. Its interval is the wider one of two, so that a statement needs both:
///
///  1. Requests fail independently of each other (rates may drift). Per pair with canary share c of the requests, stable share s, a bet on
///     the ratio r multiplies (1+l*s)^x * (1-l*c)^y * exp(-l*h*d), l = (r-1)/(1+c(r-1)); its mean is at most 1 if d is the
///     difference, whatever the rates. At d = 0 it is the likelihood ratio of the 2x2 table given its margin. The mixture over a fixed set of
///     ratios is a non-negative supermartingale, so by Ville's inequality it ever exceeds 1/alpha with probability alpha; the interval is
///     every d it does not reject. Wald, Sequential tests (1945); Robbins, Statistical methods related to the law of the iterated
///     logarithm (1970); Turner, Ly, Gruenwald, Generic E-variables for exact sequential k-sample tests (2024);
///     Waudby-Smith, Ramdas, Estimating means of bounded random variables by betting (2024).
///  2. Requests fail in bursts, but the pairs' differences are noise of one unknown size per root of weight: the sequential t interval
///     with a normal prior on the standardised difference and the Haar prior on the size. With enough of them also over blocks of two and
///     four pairs, for bursts that last that long; the widest counts. Lai, On confidence sequences (1976);
///     Perez-Ortiz, Lardy, de Heide, Gruenwald, E-statistics, group invariance and anytime-valid testing (2024); Wang, Ramdas,
///     Anytime-valid t-tests and confidence sequences for Gaussian means with unknown variance (2024).
///
/// Neither covers noise that lasts over many pairs in one role alone: to this data that is a difference.
class ShareComparison
{
public:
    /// `alpha` is the chance, per mark and per side, that the bound is ever wrong.
    ShareComparison(int marks, double alpha);

    /// Requests of both roles, above zero, and how many of them carry each mark.
    void add(double canary, double stable, std::span<const double> inCanary, std::span<const double> inStable);

    int pairs() const { return m_pairs; }
    ShareBounds bounds(int mark) const;

private:
    static constexpr int bets = 13; ///< per direction
    using Bets = std::array<double, 2 * size_t(bets)>; ///< first half above 1, second half below

    static const Bets &ratios();
    static const Bets &logRatios();
    double betBound(const Bets &evidence, int first) const;

    static constexpr size_t levels = 3; ///< blocks of 1, 2 and 4 pairs

    struct Mark
    {
        double canary = 0; ///< marked requests of the canary
        double difference = 0; ///< weighted
        std::array<double, levels> open{}; ///< differences of the block that is being filled
        std::array<double, levels> closed{}; ///< differences of all full blocks
        std::array<double, levels> squares{}; ///< of the full blocks' differences, over their weight
        Bets cost{};
    };
    void closeBlock(size_t level);
    double noiseBound(const Mark &mark, size_t level) const;

    std::vector<Mark> m_marks;
    std::array<double, levels> m_open{}; ///< weight of the block that is being filled
    std::array<double, levels> m_closed{}; ///< and of all full blocks
    Bets m_slopes{}; ///< how fast the evidence falls with d
    double m_weight = 0;
    double m_threshold; ///< log(1/alpha)
    int m_pairs = 0;
};

} // namespace maestro
