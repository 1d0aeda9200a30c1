// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"

namespace maestro {

namespace {

const QJsonValue null(QJsonValue::Null);

QJsonValue number(const std::optional<int> &value)
{
    return value ? QJsonValue(*value) : null;
}

QJsonArray measurementsValue(const QList<Measurement> &measurements)
{
    QJsonArray items;
    for (const Measurement &m : measurements)
        items.append(QJsonObject {{QStringLiteral("phase"), textOrNull(m.phase)},
                                  {QStringLiteral("value"), textOrNull(m.value)},
                                  {QStringLiteral("message"), textOrNull(m.message)},
                                  {QStringLiteral("startedAt"), timeValue(m.startedAt)},
                                  {QStringLiteral("finishedAt"), timeValue(m.finishedAt)}});
    return items;
}

} // namespace

QJsonObject metricDocument(const MetricResult &metric)
{
    const QString value = metric.measurements.isEmpty() ? QString() : metric.measurements.constLast().value;
    return {{QStringLiteral("name"), metric.name},
            {QStringLiteral("phase"), textOrNull(metric.phase)},
            {QStringLiteral("value"), textOrNull(value)},
            {QStringLiteral("successful"), metric.successful},
            {QStringLiteral("failed"), metric.failed},
            {QStringLiteral("inconclusive"), metric.inconclusive},
            {QStringLiteral("error"), metric.error},
            {QStringLiteral("failureLimit"), number(metric.failureLimit)},
            {QStringLiteral("failuresLeft"), number(metric.failureLimit && *metric.failureLimit >= 0 ? std::optional(qMax(0, *metric.failureLimit - metric.failed)) : std::nullopt)},
            {QStringLiteral("successCondition"), textOrNull(metric.successCondition)},
            {QStringLiteral("failureCondition"), textOrNull(metric.failureCondition)},
            {QStringLiteral("query"), textOrNull(metric.query)}};
}

QJsonObject analysisRunDocument(const FleetRun &row)
{
    const AnalysisRun &run = *row.run;
    QJsonArray metrics;
    for (const MetricResult &metric : run.metrics) {
        QJsonObject object = metricDocument(metric);
        object[QLatin1String("dryRun")] = metric.dryRun;
        object[QLatin1String("message")] = textOrNull(metric.message);
        object[QLatin1String("measurements")] = measurementsValue(metric.measurements);
        metrics.append(object);
    }
    QJsonObject object = document(QStringLiteral("AnalysisRun"));
    object[QLatin1String("context")] = row.context;
    object[QLatin1String("namespace")] = run.meta.ns;
    object[QLatin1String("name")] = run.meta.name;
    object[QLatin1String("uid")] = textOrNull(run.meta.uid);
    object[QLatin1String("rollout")] = textOrNull(row.rollout());
    object[QLatin1String("analysisKind")] = textOrNull(run.kind);
    object[QLatin1String("stepIndex")] = number(run.stepIndex);
    object[QLatin1String("phase")] = textOrNull(run.phase);
    object[QLatin1String("message")] = textOrNull(run.message);
    object[QLatin1String("startedAt")] = timeValue(run.startedAt);
    object[QLatin1String("completedAt")] = timeValue(run.completedAt);
    object[QLatin1String("metrics")] = metrics;
    return object;
}

QJsonObject analysisRunListDocument(const QList<FleetRun> &runs, const QList<ListProblem> &problems, const QDateTime &readAt)
{
    QJsonArray items;
    for (const FleetRun &run : runs)
        items.append(analysisRunDocument(run));
    QJsonObject object = rolloutListDocument(items, problems, readAt);
    object[QLatin1String("kind")] = QStringLiteral("AnalysisRunList");
    return object;
}

} // namespace maestro
