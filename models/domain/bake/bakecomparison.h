// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakerules.h"
#include "domain/bake/bakesample.h"
#include "domain/bake/burstevidence.h"
#include "domain/bake/sharecomparison.h"

namespace maestro {

/// A bake as its samples arrive: pairs what canary and stable did at the same time, and says after each what is known. Constant memory.
/// A sample waits for one of the other role that ends within one and a half of the longer usual interval; then it counts in the values but
/// is compared with nothing. Errors get one half of the chance to be wrong, latency the other, shared by all its buckets, so that no
/// choice of bucket or moment raises it. No interval leaves zero out before the difference has outlasted what bursts explain.
class BakeComparison
{
public:
    explicit BakeComparison(BakeRules rules = {});

    /// After a refusal the comparison is as before.
    BakeRefusal add(const BakeSample &sample);
    /// As of the newest sample. Latency has metrics once a histogram was seen.
    BakeVerdict verdict() const;

private:
    struct Sums ///< of one role
    {
        double requests = 0; ///< where errors are known
        double errors = 0;
        double timed = 0; ///< in histograms
        std::vector<double> slower; ///< than each bound
        void add(const BakeSample &sample);
    };
    struct Side
    {
        Sums all;
        Sums open; ///< not yet compared
        qint64 openFromMs = 0;
        qint64 openToMs = -1; ///< negative: nothing is open
        qint64 usualMs = 0; ///< the shortest time between two samples; 0: not known
        std::optional<BakeSample> last;
        int growing = 0; ///< samples in a row that look like counters since the start
        int errorsGrew = 0;
    };

    BakeRefusal refusal(const BakeSample &sample) const;
    void note(Side &side, const BakeSample &sample) const;
    void pair(Side &side, Side &other);
    BakeMetric errorMetric() const;
    void addLatency(QList<BakeMetric> &metrics) const;
    void judge(BakeMetric &metric) const;
    /// Whether bursts no longer explain what one of these marks shows; the mean of e-values is one.
    bool outlasts(const std::vector<BurstEvidence> &evidence, bool up) const;

    BakeRules m_rules;
    Side m_canary;
    Side m_stable;
    QDateTime m_at;
    std::vector<double> m_bounds;
    ShareComparison m_errors;
    std::optional<ShareComparison> m_latency;
    std::vector<BurstEvidence> m_errorBursts; ///< one
    std::vector<BurstEvidence> m_latencyBursts; ///< of some of the buckets, from the first to the last
};

} // namespace maestro
