// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace maestro {

/// Whether the canary differs from stable for longer than bursts in either role explain: an e-value for one mark of requests, fed with
/// the same pairs as ShareComparison. Constant memory, no look-ahead.
///
/// Of a pair only the split of the marked requests between the roles counts, so rates that both share cancel; its odds are a ratio of
/// rates. Without a difference the logarithm of that ratio is a Markov chain that is the same for both roles: zero, and now and then a
/// level above (the canary has a burst) or below (stable has one), left again with the chance 1/length, its strength steady or wandering.
/// With a difference a second level is added at some pair and stays. The e-value is the likelihood of the pairs with a difference, mixed
/// over its size and its beginning, over the largest likelihood that any of the chains without one gives them: under each of those chains
/// it exceeds 1/alpha ever with at most the chance alpha (Ville). Wasserman, Ramdas, Balakrishnan, Universal inference (2020); Grunwald,
/// de Heide, Koolen, Safe testing (2024); the likelihood of a hidden chain by its forward recursion, Baum, Petrie, Soules, Weiss (1970).
///
/// A burst of `length` pairs is one long enough to last its mean; a longer one is forgiven with the chance exp(-pairs/length).
class BurstEvidence
{
public:
    /// `length` is the mean of the longest bursts that are chance, in pairs; at least 1.
    explicit BurstEvidence(double length);

    /// Requests of both roles, above zero, and how many of them are marked.
    void add(double canary, double stable, double inCanary, double inStable);

    double up() const { return evidence(true); } ///< logarithm of the e-value for a canary whose share is lastingly larger
    double down() const { return evidence(false); }

private:
    static constexpr std::size_t side = 10; ///< levels on either side of zero
    static constexpr std::size_t levels = 2 * side + 1;
    using Row = std::array<double, levels>; ///< by the level of the burst
    using Sums = std::array<std::array<std::size_t, levels>, levels>;

    struct Chain
    {
        double weight = 0; ///< among the chains with a difference
        double begin = 0; ///< chance of a burst, per role and pair
        double end = 1;
        double wander = 0; ///< chance that a burst's strength moves by one level
        Row same{}; ///< likelihood of the past by its present level, up to a factor; without a difference
        double sameLog = 0; ///< that factor
        std::array<Row, levels> differs{}; ///< by the level of the difference; in the middle none so far
        double differsLog = 0;
    };

    static const Row &logRatios();
    static const Sums &sums();
    static void move(Row &row, const Chain &by);
    static void see(Chain &chain, const Row &likelihood);
    double evidence(bool up) const;

    std::array<Chain, 4> m_chains;
    bool m_begun = false;
};

} // namespace maestro
