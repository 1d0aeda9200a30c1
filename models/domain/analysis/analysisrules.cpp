// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/analysisrules.h"

namespace maestro {

namespace {

/// Best to worst.
int badness(AnalysisPhase phase)
{
    switch (phase) {
    case AnalysisPhase::Successful: return 0;
    case AnalysisPhase::Running: return 1;
    case AnalysisPhase::Pending: return 2;
    case AnalysisPhase::Inconclusive: return 3;
    case AnalysisPhase::Error: return 4;
    case AnalysisPhase::Failed: return 5;
    }
    return 5;
}

std::optional<AnalysisPhase> limitBroken(const MetricLimits &limits, const MetricCounters &counters)
{
    // a later rule overrides an earlier one, whatever is worse
    std::optional<AnalysisPhase> phase;
    if (limits.failureLimit >= 0 && counters.failed > limits.failureLimit)
        phase = AnalysisPhase::Failed;
    if (counters.inconclusive > limits.inconclusiveLimit)
        phase = AnalysisPhase::Inconclusive;
    if (counters.consecutiveError > limits.consecutiveErrorLimit)
        phase = AnalysisPhase::Error;
    return phase;
}

std::optional<int> effectiveCount(const MetricLimits &limits)
{
    if (limits.count)
        return limits.count;
    return limits.hasInterval ? std::nullopt : std::optional<int>(1);
}

} // namespace

bool isFinished(AnalysisPhase phase)
{
    return phase != AnalysisPhase::Pending && phase != AnalysisPhase::Running;
}

AnalysisPhase measurementPhase(const Judgement &judgement)
{
    if (judgement.evaluationFailed)
        return AnalysisPhase::Error;
    if (!judgement.success && !judgement.failure)
        return AnalysisPhase::Successful;
    const bool failure = judgement.failure.value_or(!judgement.success.value_or(false));
    const bool success = judgement.success.value_or(!failure);
    if (failure)
        return AnalysisPhase::Failed;
    return success ? AnalysisPhase::Successful : AnalysisPhase::Inconclusive;
}

AnalysisPhase metricPhase(const MetricLimits &limits, const MetricCounters &counters, bool terminating)
{
    if (counters.measurements == 0)
        return terminating ? AnalysisPhase::Successful : AnalysisPhase::Pending;
    if (const std::optional<AnalysisPhase> broken = limitBroken(limits, counters))
        return *broken;
    const bool successCounts = limits.consecutiveSuccessLimit > 0;
    if (successCounts && counters.consecutiveSuccess >= limits.consecutiveSuccessLimit)
        return AnalysisPhase::Successful;
    const std::optional<int> count = effectiveCount(limits);
    if (count && counters.count >= *count) {
        if (!successCounts)
            return AnalysisPhase::Successful;
        return limits.failureLimit >= 0 ? AnalysisPhase::Inconclusive : AnalysisPhase::Failed;
    }
    return terminating ? AnalysisPhase::Successful : AnalysisPhase::Running;
}

AnalysisPhase runPhase(const QList<MetricState> &metrics)
{
    AnalysisPhase worst = AnalysisPhase::Successful;
    for (const MetricState &metric : metrics) {
        if (!isFinished(metric.phase))
            return AnalysisPhase::Running;
        if (!metric.dryRun && badness(metric.phase) > badness(worst))
            worst = metric.phase;
    }
    return worst;
}

MetricCounters counted(MetricCounters counters, AnalysisPhase measurement)
{
    ++counters.measurements;
    counters.consecutiveError = measurement == AnalysisPhase::Error ? counters.consecutiveError + 1 : 0;
    counters.consecutiveSuccess = measurement == AnalysisPhase::Successful ? counters.consecutiveSuccess + 1 : 0;
    counters.count += measurement == AnalysisPhase::Error ? 0 : 1;
    counters.failed += measurement == AnalysisPhase::Failed ? 1 : 0;
    counters.inconclusive += measurement == AnalysisPhase::Inconclusive ? 1 : 0;
    return counters;
}

std::optional<int> failuresLeft(const MetricLimits &limits, const MetricCounters &counters)
{
    if (limits.failureLimit < 0)
        return std::nullopt;
    return qMax(0, limits.failureLimit - counters.failed);
}

} // namespace maestro
