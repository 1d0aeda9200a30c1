// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/analysisrun.h"

namespace maestro {

// The rules by which the controller judges measurements, metrics and runs (Argo Rollouts, analysis/analysis.go and
// utils/evaluate/evaluate.go; argo-semantics.md section 13). Pure; for saying why a run ended, and how close another is.

enum class AnalysisPhase { Pending, Running, Successful, Failed, Error, Inconclusive };

/// A condition of a metric as evaluated on one value; absent: the metric has no such condition.
struct Judgement
{
    std::optional<bool> success;
    std::optional<bool> failure;
    bool evaluationFailed = false; ///< provider or expression error
};

struct MetricLimits
{
    int failureLimit = 0; ///< -1: does not count
    int inconclusiveLimit = 0;
    int consecutiveErrorLimit = 4;
    int consecutiveSuccessLimit = 0; ///< 0: off
    std::optional<int> count; ///< absent with an interval: endless
    bool hasInterval = false;
};

struct MetricCounters
{
    int count = 0; ///< measurements other than Error
    int failed = 0;
    int inconclusive = 0;
    int consecutiveError = 0;
    int consecutiveSuccess = 0;
    int measurements = 0; ///< taken at all
};

struct MetricState
{
    AnalysisPhase phase = AnalysisPhase::Pending;
    bool dryRun = false;
};

/// The controller keeps this many measurements per metric; the counters go on.
constexpr int keptMeasurements = 10;

AnalysisPhase measurementPhase(const Judgement &judgement);
AnalysisPhase metricPhase(const MetricLimits &limits, const MetricCounters &counters, bool terminating);
AnalysisPhase runPhase(const QList<MetricState> &metrics);

/// Adds one finished measurement to the counters.
MetricCounters counted(MetricCounters counters, AnalysisPhase measurement);

/// Failures that are still tolerated; absent when failures do not count.
std::optional<int> failuresLeft(const MetricLimits &limits, const MetricCounters &counters);

bool isFinished(AnalysisPhase phase);

} // namespace maestro
