// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/failurestory.h"

namespace maestro {

namespace {

const QLatin1String failedPhase("Failed");
const QLatin1String errorPhase("Error");
const QLatin1String inconclusivePhase("Inconclusive");

} // namespace

MetricStory metricStory(const MetricResult &metric)
{
    using Limit = MetricStory::Limit;
    MetricStory story {metric, Limit::Failures, metric.failed, metric.failureLimit, {}, {}, 0};
    QString phase = failedPhase;
    if (metric.phase == inconclusivePhase) {
        story.limit = Limit::Inconclusive;
        story.counted = metric.inconclusive;
        story.allowed = metric.inconclusiveLimit;
        phase = inconclusivePhase;
    } else if (metric.phase == errorPhase) {
        story.limit = Limit::ConsecutiveErrors;
        story.counted = metric.consecutiveError;
        story.allowed = metric.consecutiveErrorLimit;
        phase = errorPhase;
    } else if (metric.phase == QLatin1String("Successful")) {
        story.limit = Limit::None;
    }
    if (story.allowed && *story.allowed < 0)
        story.allowed.reset(); // -1: does not count
    if (story.allowed)
        story.left = qMax(0, *story.allowed - story.counted);
    for (const Measurement &measurement : metric.measurements)
        if (measurement.phase == phase)
            story.against.append(measurement);
    const auto finished = std::count_if(metric.measurements.begin(), metric.measurements.end(), [](const Measurement &m) { return m.finishedAt.isValid(); });
    story.unseen = qMax(0, metric.successful + metric.failed + metric.inconclusive + metric.error - int(finished));
    return story;
}

const MetricResult *decidingMetric(const AnalysisRun &run)
{
    if (run.phase != failedPhase && run.phase != errorPhase && run.phase != inconclusivePhase)
        return nullptr;
    const auto found = std::find_if(run.metrics.begin(), run.metrics.end(), [&](const MetricResult &metric) { return !metric.dryRun && metric.phase == run.phase; });
    return found == run.metrics.end() ? nullptr : &*found;
}

const AnalysisRun *runToExplain(const QList<AnalysisRun> &runs, const QString &hash)
{
    const AnalysisRun *best = nullptr;
    const auto rank = [](const AnalysisRun &run) { return std::tuple(run.phase == failedPhase || run.phase == errorPhase || run.phase == inconclusivePhase, run.meta.createdAt); };
    for (const AnalysisRun &run : runs)
        if (!hash.isEmpty() && run.meta.labels.value(QStringLiteral("rollouts-pod-template-hash")) == hash && (!best || rank(*best) < rank(run)))
            best = &run;
    return best;
}

QList<const AnalysisRun *> failedInARow(const QList<AnalysisRun> &runs)
{
    QList<const AnalysisRun *> ended;
    for (const AnalysisRun &run : runs)
        if (run.phase == failedPhase || run.phase == errorPhase || run.phase == QLatin1String("Successful"))
            ended.append(&run);
    const auto endedAt = [](const AnalysisRun *run) { return run->completedAt.isValid() ? run->completedAt : run->meta.createdAt; };
    std::stable_sort(ended.begin(), ended.end(), [&endedAt](const AnalysisRun *a, const AnalysisRun *b) { return endedAt(a) > endedAt(b); });
    ended.erase(std::find_if(ended.begin(), ended.end(), [](const AnalysisRun *run) { return run->phase != failedPhase && run->phase != errorPhase; }), ended.end());
    return ended;
}

} // namespace maestro
