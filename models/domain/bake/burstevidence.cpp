// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/burstevidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace maestro {

namespace {

constexpr double soon = 1.0 / 60; ///< chance that a burst begins, per role and pair
constexpr double seldom = 1.0 / 240;
constexpr double shortEnd = 0.25; ///< bursts of four pairs
constexpr double wandering = 0.3;
constexpr double another = 0.2; ///< part of the ends at which another burst begins
constexpr double fromStart = 0.75; ///< weight of differences that are there from the first pair on
constexpr double hazard = 0.02; ///< of the others, per pair

} // namespace

/// Of rates: from 6 % more to 33 times as much.
const BurstEvidence::Row &BurstEvidence::logRatios()
{
    static const Row values = [] {
        constexpr std::array<double, side> steps{0.06, 0.12, 0.22, 0.38, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5};
        Row row{};
        for (size_t i = 0; i < side; ++i) {
            row[side + 1 + i] = steps[i];
            row[side - 1 - i] = -steps[i];
        }
        return row;
    }();
    return values;
}

/// The level nearest to the sum of two. No sum is finer than the levels themselves, so a difference never fits a burst better than a burst.
const BurstEvidence::Sums &BurstEvidence::sums()
{
    static const auto table = [] {
        Sums all{};
        const Row &logs = logRatios();
        for (size_t j = 0; j < levels; ++j)
            for (size_t i = 0; i < levels; ++i) {
                const double sum = logs[j] + logs[i];
                const auto nearest = std::min_element(logs.begin(), logs.end(), [sum](double a, double b) { return std::abs(a - sum) < std::abs(b - sum); });
                all[j][i] = size_t(nearest - logs.begin());
            }
        return all;
    }();
    return table;
}

BurstEvidence::BurstEvidence(double length)
{
    const double end = 1 / std::max(1.0, length);
    m_chains[0] = {0.6, seldom, end};
    m_chains[1] = {0.15, soon, end};
    m_chains[2] = {0.15, soon, end, wandering};
    m_chains[3] = {0.1, soon, std::max(end, shortEnd), wandering};
    for (Chain &chain : m_chains) {
        chain.wander = std::min(chain.wander, 1 - chain.end);
        const double calm = 1 / (1 + 2 * chain.begin / chain.end);
        chain.same.fill((1 - calm) / double(levels - 1));
        chain.same[side] = calm;
        for (size_t j = 0; j < levels; ++j)
            for (size_t i = 0; i < levels; ++i)
                chain.differs[j][i] = chain.same[i] * (j == side ? 1 - fromStart : fromStart / double(side));
    }
}

void BurstEvidence::move(Row &row, const Chain &by)
{
    const Row before = row;
    const double calm = before[side];
    const double bursts = std::accumulate(before.begin(), before.end(), 0.0) - calm;
    const double begun = (calm * 2 * by.begin + bursts * by.end * another) / double(levels - 1);
    for (double &level : row)
        level = level * (1 - by.end) + begun;
    row[side] = calm * (1 - 2 * by.begin) + bursts * by.end * (1 - another);
    if (by.wander <= 0)
        return;
    const double part = by.wander / 2;
    for (const size_t first : {size_t(0), side + 1})
        for (size_t i = first; i + 1 < first + side; ++i) {
            const double net = part * (before[i] - before[i + 1]);
            row[i] -= net;
            row[i + 1] += net;
        }
}

/// `likelihood` of the newest pair by level.
void BurstEvidence::see(Chain &chain, const Row &likelihood)
{
    double sum = 0;
    for (size_t i = 0; i < levels; ++i)
        sum += chain.same[i] *= likelihood[i];
    for (double &level : chain.same)
        level /= sum;
    chain.sameLog += std::log(sum);
    sum = 0;
    for (size_t j = 0; j < levels; ++j) {
        Row &row = chain.differs[j];
        const auto &both = sums()[j];
        for (size_t i = 0; i < levels; ++i)
            sum += row[i] *= likelihood[both[i]];
    }
    for (Row &row : chain.differs)
        for (double &level : row)
            level /= sum;
    chain.differsLog += std::log(sum);
}

void BurstEvidence::add(double canary, double stable, double inCanary, double inStable)
{
    const double share = canary / (canary + stable);
    Row likelihood;
    for (size_t i = 0; i < levels; ++i) {
        const double log = logRatios()[i];
        likelihood[i] = inCanary * log - (inCanary + inStable) * std::log1p(share * std::expm1(log));
    }
    const double top = *std::max_element(likelihood.begin(), likelihood.end());
    for (double &value : likelihood)
        value = std::max(std::exp(value - top), 1e-200);
    for (Chain &chain : m_chains) {
        if (m_begun) {
            move(chain.same, chain);
            for (Row &row : chain.differs)
                move(row, chain);
            for (size_t i = 0; i < levels; ++i) {
                const double changed = chain.differs[side][i] * hazard;
                for (Row &row : chain.differs)
                    row[i] += changed / double(side);
                chain.differs[side][i] -= changed * (1 + 1 / double(side));
            }
        }
        see(chain, likelihood);
    }
    m_begun = true;
}

/// A difference in one direction is one hypothesis: in either, what has not begun yet counts as none.
double BurstEvidence::evidence(bool up) const
{
    double same = -std::numeric_limits<double>::infinity();
    double top = same;
    std::array<double, std::tuple_size_v<decltype(m_chains)>> differs;
    for (size_t k = 0; k < m_chains.size(); ++k) {
        const Chain &chain = m_chains[k];
        same = std::max(same, chain.sameLog);
        double sum = 0;
        for (size_t j = 0; j < side; ++j)
            for (const double level : chain.differs[up ? side + 1 + j : j])
                sum += level;
        for (const double level : chain.differs[side])
            sum += level;
        differs[k] = chain.differsLog + std::log(std::max(sum, std::numeric_limits<double>::min()));
        top = std::max(top, differs[k]);
    }
    double mean = 0;
    for (size_t k = 0; k < m_chains.size(); ++k)
        mean += m_chains[k].weight * std::exp(differs[k] - top);
    return top + std::log(mean) - same;
}

} // namespace maestro
