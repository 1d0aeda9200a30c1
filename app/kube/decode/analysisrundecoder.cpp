// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/analysisrundecoder.h"

#include "kube/decode/metadecoder.h"

#include <QHash>
#include <QRegularExpression>

namespace maestro {

namespace {

/// spec.metrics[], joined with the results by name: the API does not keep their order.
struct MetricSpec
{
    std::optional<int> failure = 0;
    std::optional<int> inconclusive = 0;
    std::optional<int> consecutiveError = 4;
    QString successCondition;
    QString failureCondition;
    QString provider;
    QString query;
    QString address;
};

using Arguments = QMap<QString, QString>;

/// Argo Rollouts, utils/template: {{args.NAME}}, spaces allowed; what has no value stays as it is.
QString filledIn(QString text, const Arguments &arguments)
{
    static const QRegularExpression place(QStringLiteral("\\{\\{\\s*args\\.([A-Za-z0-9_.-]+)\\s*\\}\\}"));
    QString filled;
    qsizetype from = 0;
    for (auto it = place.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        filled += QStringView(text).mid(from, match.capturedStart() - from);
        filled += arguments.value(match.captured(1), match.captured(0));
        from = match.capturedEnd();
    }
    return filled + QStringView(text).mid(from);
}

void readLimit(JsonNode value, std::optional<int> &limit)
{
    int number = 0;
    QString text;
    if (value.isNull())
        return;
    if (value.is(JsonNode::Type::number)) {
        limit = value.read(number) ? std::optional(number) : std::nullopt;
    } else {
        bool numeric = false;
        if (value.read(text))
            number = text.toInt(&numeric);
        limit = numeric ? std::optional(number) : std::nullopt;
    }
}

void readProvider(JsonNode node, MetricSpec &spec)
{
    node.members([&](std::string_view key, JsonNode provider) {
        if (provider.isNull())
            return;
        spec.provider = QString::fromUtf8(key.data(), qsizetype(key.size()));
        if (key != "prometheus")
            return;
        provider.members([&](std::string_view field, JsonNode value) {
            if (field == "query")
                value.read(spec.query);
            else if (field == "address")
                value.read(spec.address);
        });
    });
}

MetricSpec readMetricSpec(JsonNode node, QString &name)
{
    MetricSpec spec;
    node.members([&](std::string_view field, JsonNode value) {
        if (field == "name")
            value.read(name);
        else if (field == "failureLimit")
            readLimit(value, spec.failure);
        else if (field == "inconclusiveLimit")
            readLimit(value, spec.inconclusive);
        else if (field == "consecutiveErrorLimit")
            readLimit(value, spec.consecutiveError);
        else if (field == "successCondition")
            value.read(spec.successCondition);
        else if (field == "failureCondition")
            value.read(spec.failureCondition);
        else if (field == "provider")
            readProvider(value, spec);
    });
    return spec;
}

void readArgument(JsonNode node, Arguments &arguments)
{
    QString name;
    std::optional<QString> given;
    node.members([&](std::string_view field, JsonNode value) {
        if (field == "name")
            value.read(name);
        else if (field == "value")
            value.read(given);
    });
    if (given)
        arguments.insert(name, *given);
}

QHash<QString, MetricSpec> readSpec(JsonNode node)
{
    QHash<QString, MetricSpec> specs;
    Arguments arguments;
    node.members([&](std::string_view key, JsonNode part) {
        if (key == "args")
            part.elements([&](int, JsonNode argument) { readArgument(argument, arguments); });
        else if (key == "metrics")
            part.elements([&](int, JsonNode metric) {
                QString name;
                const MetricSpec spec = readMetricSpec(metric, name);
                specs.insert(name, spec);
            });
    });
    for (MetricSpec &spec : specs)
        for (QString *text : {&spec.query, &spec.address, &spec.successCondition, &spec.failureCondition})
            *text = filledIn(*text, arguments);
    return specs;
}

QList<Measurement> readMeasurements(JsonNode node)
{
    QList<Measurement> measurements;
    node.elements([&](int, JsonNode element) {
        Measurement measurement;
        element.members([&](std::string_view key, JsonNode value) {
            if (key == "phase")
                value.read(measurement.phase);
            else if (key == "value")
                value.read(measurement.value);
            else if (key == "message")
                value.read(measurement.message);
            else if (key == "startedAt")
                value.read(measurement.startedAt);
            else if (key == "finishedAt")
                value.read(measurement.finishedAt);
        });
        measurements.append(measurement);
    });
    return measurements;
}

void readMetricResult(std::string_view key, JsonNode value, MetricResult &metric)
{
    if (key == "name")
        value.read(metric.name);
    else if (key == "phase")
        value.read(metric.phase);
    else if (key == "message")
        value.read(metric.message);
    else if (key == "measurements")
        metric.measurements = readMeasurements(value);
    else if (key == "count")
        value.readCount(metric.count);
    else if (key == "successful")
        value.readCount(metric.successful);
    else if (key == "failed")
        value.readCount(metric.failed);
    else if (key == "inconclusive")
        value.readCount(metric.inconclusive);
    else if (key == "error")
        value.readCount(metric.error);
    else if (key == "consecutiveError")
        value.readCount(metric.consecutiveError);
    else if (key == "dryRun")
        value.read(metric.dryRun);
}

void readStatus(JsonNode node, AnalysisRun &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "phase")
            value.read(out.phase);
        else if (key == "message")
            value.read(out.message);
        else if (key == "startedAt")
            value.read(out.startedAt);
        else if (key == "completedAt")
            value.read(out.completedAt);
        else if (key == "metricResults") {
            out.metrics.clear();
            value.elements([&](int, JsonNode element) {
                MetricResult metric;
                element.members([&](std::string_view field, JsonNode part) { readMetricResult(field, part, metric); });
                out.metrics.append(metric);
            });
        }
    });
}

QString kindOf(const QString &label)
{
    if (label == QLatin1String("Step"))
        return QStringLiteral("step");
    if (label == QLatin1String("Background"))
        return QStringLiteral("background");
    if (label == QLatin1String("PrePromotion"))
        return QStringLiteral("prePromotion");
    return label == QLatin1String("PostPromotion") ? QStringLiteral("postPromotion") : QString();
}

void fillAnalysisRun(JsonNode root, AnalysisRun &out)
{
    QHash<QString, MetricSpec> specs;
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "spec")
            specs = readSpec(value);
        else if (key == "status")
            readStatus(value, out);
    });
    out.kind = kindOf(out.meta.labels.value(QStringLiteral("rollout-type")));
    bool isIndex = false;
    const int index = out.meta.labels.value(QStringLiteral("step-index")).toInt(&isIndex);
    if (isIndex && index >= 0)
        out.stepIndex = index;
    for (MetricResult &metric : out.metrics) {
        const auto spec = specs.constFind(metric.name);
        if (spec == specs.cend())
            continue;
        metric.failureLimit = spec->failure;
        metric.inconclusiveLimit = spec->inconclusive;
        metric.consecutiveErrorLimit = spec->consecutiveError;
        metric.successCondition = spec->successCondition;
        metric.failureCondition = spec->failureCondition;
        metric.provider = spec->provider;
        metric.query = spec->query;
        metric.address = spec->address;
    }
}

} // namespace

Result<AnalysisRun> decodeAnalysisRun(QByteArrayView json)
{
    return decodeObject<AnalysisRun>(json, fillAnalysisRun);
}

Result<DecodedList<AnalysisRun>> decodeAnalysisRunList(QByteArrayView body)
{
    return decodeObjects<AnalysisRun>(body, fillAnalysisRun);
}

} // namespace maestro
