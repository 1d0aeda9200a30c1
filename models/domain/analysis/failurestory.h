// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisrules.h"

namespace maestro {

/// Why a metric stands as it does: which limit decides, what was counted against it, and how much of it is left
/// (Argo Rollouts, analysis/analysis.go; argo-semantics.md section 13).
struct MetricStory
{
    enum class Limit { None, Failures, Inconclusive, ConsecutiveErrors };

    MetricResult metric;
    Limit limit = Limit::None; ///< that was exceeded; of a metric that goes on: Failures
    int counted = 0;
    std::optional<int> allowed; ///< nothing: not a number, or never counts
    std::optional<int> left; ///< more that are tolerated; nothing: unknown or without end
    QList<Measurement> against; ///< the measurements that counted against it, as far as they were seen
    int unseen = 0; ///< measurements that were taken and are not known any more

    bool operator==(const MetricStory &) const = default;
};

MetricStory metricStory(const MetricResult &metric);

/// The metric that made the run end badly; null while it goes on or when it went well. A dry run decides nothing.
const MetricResult *decidingMetric(const AnalysisRun &run);

/// Of the runs of this revision (`hash`, rollouts-pod-template-hash): the newest that ended badly, else the newest; null: there is none.
const AnalysisRun *runToExplain(const QList<AnalysisRun> &runs, const QString &hash);

/// How many runs ended badly (Failed, Error) since one last went well, of any revision, newest first; those that go on or were inconclusive
/// say nothing.
QList<const AnalysisRun *> failedInARow(const QList<AnalysisRun> &runs);

} // namespace maestro
