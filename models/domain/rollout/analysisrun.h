// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/objectmeta.h"

#include <optional>

namespace maestro {

/// status.metricResults[].measurements[]; the value is the provider's text, NaN included.
struct Measurement
{
    QString phase;
    QString value;
    QString message;
    QDateTime startedAt;
    QDateTime finishedAt;

    bool operator==(const Measurement &) const = default;
};

struct MetricResult
{
    QString name;
    QString phase;
    QString message;
    QList<Measurement> measurements; ///< the last ten that the controller keeps; more where a MeasurementBook remembers them
    int count = 0;
    int successful = 0;
    int failed = 0;
    int inconclusive = 0;
    int error = 0;
    int consecutiveError = 0;
    bool dryRun = false;
    std::optional<int> failureLimit = {}; ///< from spec.metrics; absent when it is not a number
    std::optional<int> inconclusiveLimit = {};
    std::optional<int> consecutiveErrorLimit = {};
    QString successCondition = {}; ///< as in spec.metrics, on `result`
    QString failureCondition = {};
    QString provider = {}; ///< key of spec.metrics[].provider: "prometheus", "job", "web" ...
    QString query = {}; ///< of a Prometheus provider, arguments filled in; one from a Secret stays {{args.NAME}}
    QString address = {}; ///< of its server, as the cluster reaches it

    bool operator==(const MetricResult &) const = default;
};

/// argoproj.io/v1alpha1 AnalysisRun. Kind from the label rollout-type.
struct AnalysisRun
{
    ObjectMeta meta;
    QString kind; ///< "step", "background", "prePromotion", "postPromotion", or empty
    std::optional<int> stepIndex;
    QString phase;
    QString message;
    QDateTime startedAt;
    QDateTime completedAt;
    QList<MetricResult> metrics;
    QStringList unreadable = {}; ///< JSON paths that arrived with a wrong type, see Rollout

    bool operator==(const AnalysisRun &) const = default;
};

} // namespace maestro
