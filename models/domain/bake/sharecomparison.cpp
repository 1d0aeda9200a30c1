// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/sharecomparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace maestro {

namespace {

constexpr double smallestExcess = 0.004; ///< each further bet doubles it: ratios 1.004 to 17.4
constexpr double priorWeight = 25; ///< the t interval is sharpest for differences of a fifth of the noise of one request
constexpr int blocksNeeded = 16; ///< before longer blocks are judged too

} // namespace

const ShareComparison::Bets &ShareComparison::ratios()
{
    static const Bets values = [] {
        Bets r;
        for (size_t i = 0; i < size_t(bets); ++i) {
            r[i] = 1 + smallestExcess * std::pow(2.0, double(i));
            r[i + size_t(bets)] = 1 / r[i];
        }
        return r;
    }();
    return values;
}

const ShareComparison::Bets &ShareComparison::logRatios()
{
    static const Bets values = [] {
        Bets logs;
        std::transform(ratios().begin(), ratios().end(), logs.begin(), [](double r) { return std::log(r); });
        return logs;
    }();
    return values;
}

ShareComparison::ShareComparison(int marks, double alpha)
    : m_marks(size_t(marks))
    , m_threshold(-std::log(alpha))
{
}

void ShareComparison::add(double canary, double stable, std::span<const double> inCanary, std::span<const double> inStable)
{
    const double all = canary + stable;
    const double share = canary / all;
    const double weight = canary * stable / all;
    Bets cost;
    for (size_t i = 0; i < cost.size(); ++i) {
        const double excess = ratios()[i] - 1;
        cost[i] = std::log1p(share * excess);
        m_slopes[i] += weight * excess / (1 + share * excess);
    }
    for (size_t j = 0; j < m_marks.size(); ++j) {
        Mark &mark = m_marks[j];
        const double difference = (1 - share) * inCanary[j] - share * inStable[j];
        const double marked = inCanary[j] + inStable[j];
        mark.canary += inCanary[j];
        mark.difference += difference;
        for (double &open : mark.open)
            open += difference;
        for (size_t i = 0; i < cost.size(); ++i)
            mark.cost[i] += marked * cost[i];
    }
    m_weight += weight;
    ++m_pairs;
    for (size_t level = 0; level < levels; ++level) {
        m_open[level] += weight;
        if (m_pairs % (1 << level) == 0)
            closeBlock(level);
    }
}

void ShareComparison::closeBlock(size_t level)
{
    for (Mark &mark : m_marks) {
        mark.squares[level] += mark.open[level] * mark.open[level] / m_open[level];
        mark.closed[level] += std::exchange(mark.open[level], 0);
    }
    m_closed[level] += std::exchange(m_open[level], 0);
}

/// Half the width of the t interval over blocks of 2^level pairs; infinite while there are too few.
double ShareComparison::noiseBound(const Mark &mark, size_t level) const
{
    const int blocks = m_pairs >> level;
    const double weight = m_closed[level];
    const double prior = priorWeight / (priorWeight + weight);
    const double growth = std::exp((2 * (m_threshold - std::log(2.0)) - std::log(prior)) / blocks);
    if (blocks < 2 || growth * prior >= 1)
        return std::numeric_limits<double>::infinity();
    const double residual = std::max(0.0, mark.squares[level] - mark.closed[level] * mark.closed[level] / weight);
    return std::sqrt((growth - 1) / (1 - growth * prior) * residual / weight);
}

/// The difference at which the mixture of one direction reaches the threshold. Its logarithm is convex, so every step of Newton stays on
/// the rejected side, and stopping early only widens.
double ShareComparison::betBound(const Bets &evidence, int first) const
{
    const bool lower = first == 0;
    const double share = std::log(double(bets));
    double bound = lower ? -1 : 1;
    for (size_t i = size_t(first); i < size_t(first + bets); ++i) {
        const double alone = (evidence[i] - share - m_threshold) / m_slopes[i];
        bound = lower ? std::max(bound, alone) : std::min(bound, alone);
    }
    for (int step = 0; step < 3; ++step) {
        double sum = 0;
        double slope = 0;
        for (size_t i = size_t(first); i < size_t(first + bets); ++i) {
            const double term = std::exp(evidence[i] - m_slopes[i] * bound - m_threshold) / bets;
            sum += term;
            slope += term * m_slopes[i];
        }
        if (!(sum > 1.01) || !std::isfinite(sum))
            break;
        bound += std::log(sum) * sum / slope;
    }
    return std::clamp(bound, -1.0, 1.0);
}

ShareBounds ShareComparison::bounds(int index) const
{
    ShareBounds result;
    if (m_pairs == 0)
        return result;
    const Mark &mark = m_marks[size_t(index)];
    result.estimate = mark.difference / m_weight;
    double half = noiseBound(mark, 0);
    for (size_t level = 1; level < levels && (m_pairs >> level) >= blocksNeeded; ++level)
        half = std::max(half, noiseBound(mark, level));
    if (!std::isfinite(half))
        return result;
    Bets evidence;
    for (size_t i = 0; i < evidence.size(); ++i)
        evidence[i] = mark.canary * logRatios()[i] - mark.cost[i];
    result.low = std::min(result.estimate - half, betBound(evidence, 0));
    result.high = std::max(result.estimate + half, betBound(evidence, bets));
    return result;
}

} // namespace maestro
