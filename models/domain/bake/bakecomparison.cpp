// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/bakecomparison.h"

#include "domain/bake/tailquantile.h"

namespace maestro {

namespace {

constexpr qint64 firstWaitMs = 60'000; ///< as long as no usual interval is known (ledger Z-01)
constexpr int growingNeeded = 12; ///< in a row, with no fall anywhere: counters since the start
constexpr int errorsGrewNeeded = 3;
constexpr size_t burstBuckets = 12; ///< of a histogram that are looked at for bursts
constexpr double outage = 0.5; ///< a difference of so many of all requests since the beginning is no burst

const std::array<std::pair<const char *, double>, 3> quantiles{{{"latency_p50", 0.5}, {"latency_p95", 0.95}, {"latency_p99", 0.99}}};

/// Half of what may go wrong is for errors, half for latency; of each, half per side.
double alphaOf(const BakeRules &rules, size_t marks)
{
    return (1 - rules.confidence) / (4 * double(marks));
}

/// Whether nothing fell and something grew, as between two readings of a counter.
bool grew(const BakeSample &before, const BakeSample &now)
{
    if (!before.requests || !now.requests || *now.requests <= *before.requests)
        return false;
    if (before.errors && now.errors && *now.errors < *before.errors)
        return false;
    if (before.latency && now.latency)
        return std::equal(now.latency->counts.begin(), now.latency->counts.end(), before.latency->counts.begin(), std::greater_equal<>());
    return true;
}

/// The n-th of `count` buckets that stand for all `marks`.
size_t bucketOf(size_t n, size_t count, size_t marks)
{
    return count == marks ? n : (2 * n + 1) * marks / (2 * count);
}

std::vector<double> shares(const std::vector<double> &slower, double total)
{
    std::vector<double> result(slower.size());
    std::transform(slower.begin(), slower.end(), result.begin(), [total](double n) { return n / total; });
    return result;
}

} // namespace

void BakeComparison::Sums::add(const BakeSample &sample)
{
    if (sample.requests && sample.errors) {
        requests += *sample.requests;
        errors += *sample.errors;
    }
    if (!sample.latency)
        return;
    timed += sample.latency->total;
    slower.resize(sample.latency->counts.size());
    for (size_t i = 0; i < slower.size(); ++i)
        slower[i] += sample.latency->total - sample.latency->counts[i];
}

BakeComparison::BakeComparison(BakeRules rules)
    : m_rules(std::move(rules))
    , m_errors(1, alphaOf(m_rules, 1))
    , m_errorBursts(1, BurstEvidence(m_rules.burstIntervals))
{
}

BakeRefusal BakeComparison::refusal(const BakeSample &sample) const
{
    const Side &side = sample.role == BakeRole::Canary ? m_canary : m_stable;
    if (side.last && sample.at < side.last->at)
        return BakeRefusal::BackInTime;
    if (sample.latency && m_latency && sample.latency->bounds != m_bounds)
        return BakeRefusal::OtherBuckets;
    if (sample.latency && sample.requests && sample.latency->total > *sample.requests * (1 + 1e-9))
        return BakeRefusal::MoreInHistogram;
    if (side.last && grew(*side.last, sample) && side.growing + 1 >= growingNeeded && side.errorsGrew >= errorsGrewNeeded)
        return BakeRefusal::SinceStart;
    return BakeRefusal::None;
}

void BakeComparison::note(Side &side, const BakeSample &sample) const
{
    if (side.last) {
        if (!grew(*side.last, sample))
            side.growing = side.errorsGrew = 0;
        else {
            ++side.growing;
            side.errorsGrew += sample.errors > side.last->errors ? 1 : 0;
        }
        const qint64 gap = side.last->at.msecsTo(sample.at);
        if (gap > 0 && (side.usualMs == 0 || gap < side.usualMs))
            side.usualMs = gap;
    }
    side.last = sample;
    side.all.add(sample);
}

BakeRefusal BakeComparison::add(const BakeSample &sample)
{
    if (const BakeRefusal why = refusal(sample); why != BakeRefusal::None)
        return why;
    if (sample.latency && !m_latency) {
        m_bounds = sample.latency->bounds;
        m_latency.emplace(int(m_bounds.size()), alphaOf(m_rules, m_bounds.size()));
        m_latencyBursts.assign(std::min(burstBuckets, m_bounds.size()), BurstEvidence(m_rules.burstIntervals));
    }
    Side &side = sample.role == BakeRole::Canary ? m_canary : m_stable;
    Side &other = sample.role == BakeRole::Canary ? m_stable : m_canary;
    note(side, sample);
    if (!m_at.isValid() || sample.at > m_at)
        m_at = sample.at;

    const qint64 usual = std::max(m_canary.usualMs, m_stable.usualMs);
    const qint64 wait = (usual > 0 ? usual : firstWaitMs) * 3 / 2;
    const qint64 now = sample.at.toMSecsSinceEpoch();
    if (side.openToMs >= 0 && now - side.openFromMs >= wait)
        side.openToMs = -1;
    if (side.openToMs < 0) {
        side.open = {};
        side.openFromMs = now;
    }
    side.open.add(sample);
    side.openToMs = now;
    if (other.openToMs >= 0 && std::abs(now - other.openToMs) <= wait)
        pair(side, other);
    return BakeRefusal::None;
}

void BakeComparison::pair(Side &side, Side &other)
{
    const Sums &canary = m_canary.open;
    const Sums &stable = m_stable.open;
    if (canary.requests > 0 && stable.requests > 0) {
        m_errors.add(canary.requests, stable.requests, {&canary.errors, 1}, {&stable.errors, 1});
        m_errorBursts.front().add(canary.requests, stable.requests, canary.errors, stable.errors);
    }
    if (canary.timed > 0 && stable.timed > 0) {
        m_latency->add(canary.timed, stable.timed, canary.slower, stable.slower);
        for (size_t n = 0; n < m_latencyBursts.size(); ++n) {
            const size_t bucket = bucketOf(n, m_latencyBursts.size(), m_bounds.size());
            m_latencyBursts[n].add(canary.timed, stable.timed, canary.slower[bucket], stable.slower[bucket]);
        }
    }
    side.openToMs = other.openToMs = -1;
}

bool BakeComparison::outlasts(const std::vector<BurstEvidence> &evidence, bool up) const
{
    double sum = 0;
    for (const BurstEvidence &one : evidence)
        sum += std::exp(up ? one.up() : one.down());
    return sum / double(evidence.size()) >= 2 / (1 - m_rules.confidence);
}

void BakeComparison::judge(BakeMetric &metric) const
{
    metric.confidence = m_rules.confidence;
    if (metric.canary.requests >= m_rules.minRequests)
        metric.state = bakeState(metric);
}

BakeMetric BakeComparison::errorMetric() const
{
    BakeMetric metric;
    metric.name = QStringLiteral("error_rate");
    metric.share = true;
    const auto side = [](const Side &from) {
        return BakeSide{from.all.requests, from.all.requests > 0 ? std::optional(from.all.errors / from.all.requests) : std::nullopt};
    };
    metric.canary = side(m_canary);
    metric.stable = side(m_stable);
    metric.margin = std::max(m_rules.errors.amount, m_rules.errors.share * metric.stable.value.value_or(0));
    if (m_errors.pairs() > 0) {
        const ShareBounds bounds = m_errors.bounds(0);
        metric.difference = bounds.estimate;
        if (std::isfinite(bounds.low)) {
            const bool burst = std::abs(bounds.estimate) < outage;
            metric.low = bounds.low > 0 && burst && !outlasts(m_errorBursts, true) ? 0 : bounds.low;
            metric.high = bounds.high < 0 && burst && !outlasts(m_errorBursts, false) ? 0 : bounds.high;
        }
    }
    judge(metric);
    return metric;
}

void BakeComparison::addLatency(QList<BakeMetric> &metrics) const
{
    const size_t marks = m_bounds.size();
    const std::vector<double> canary = shares(m_canary.all.slower, m_canary.all.timed);
    const std::vector<double> stable = shares(m_stable.all.slower, m_stable.all.timed);
    const bool compared = m_latency->pairs() > 0;
    std::vector<double> middle(marks), low(marks), high(marks);
    bool bounded = compared;
    const double lowest = compared && !outlasts(m_latencyBursts, true) ? 0 : 1;
    const double highest = compared && !outlasts(m_latencyBursts, false) ? 0 : -1;
    if (compared)
        for (size_t j = 0; j < marks; ++j) {
            ShareBounds bounds = m_latency->bounds(int(j));
            bounds.low = std::min(bounds.low, lowest);
            bounds.high = std::max(bounds.high, highest);
            bounded &= std::isfinite(bounds.low);
            middle[j] = std::clamp(stable[j] + bounds.estimate, 0.0, 1.0);
            low[j] = std::clamp(stable[j] + bounds.low, 0.0, 1.0);
            high[j] = std::clamp(stable[j] + bounds.high, 0.0, 1.0);
        }
    // Fewer requests are slower than a higher bound: what is known of one bucket limits the others.
    for (size_t j = 1; j < marks; ++j) {
        middle[j] = std::min(middle[j], middle[j - 1]);
        high[j] = std::min(high[j], high[j - 1]);
    }
    for (size_t j = marks - 1; j-- > 0;)
        low[j] = std::max(low[j], low[j + 1]);

    for (const auto &[name, q] : quantiles) {
        BakeMetric metric;
        metric.name = QLatin1String(name);
        metric.canary.requests = m_canary.all.timed;
        metric.stable.requests = m_stable.all.timed;
        if (m_canary.all.timed > 0)
            metric.canary.value = tailQuantile(m_bounds, canary, q).ms;
        const TailQuantile base = m_stable.all.timed > 0 ? tailQuantile(m_bounds, stable, q) : TailQuantile{0, true};
        if (m_stable.all.timed > 0)
            metric.stable.value = base.ms;
        metric.margin = std::max(m_rules.latency.amount, m_rules.latency.share * base.ms);
        if (compared && !base.beyond) {
            metric.difference = tailQuantile(m_bounds, middle, q).ms - base.ms;
            if (bounded) {
                const TailQuantile top = tailQuantile(m_bounds, high, q);
                metric.low = std::min(*metric.difference, tailQuantile(m_bounds, low, q).ms - base.ms);
                if (!top.beyond)
                    metric.high = std::max(*metric.difference, top.ms - base.ms);
            }
        }
        judge(metric);
        metrics.append(metric);
    }
}

BakeVerdict BakeComparison::verdict() const
{
    BakeVerdict verdict;
    verdict.at = m_at;
    verdict.pairs = std::max(m_errors.pairs(), m_latency ? m_latency->pairs() : 0);
    verdict.metrics.append(errorMetric());
    if (m_latency)
        addLatency(verdict.metrics);
    verdict.score = bakeScore(verdict.metrics, m_rules.weights);
    verdict.decision = bakeDecision(verdict.metrics);
    return verdict;
}

} // namespace maestro
