// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bake/bakedocuments.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "text/baketext.h"

#include <QJsonDocument>

#include <cmath>

namespace maestro {

namespace {

constexpr qsizetype mostBuckets = 500;
constexpr double mostRequests = 1e15; ///< whole numbers end soon after

Error bad(const QString &field, const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("badSample"), message, CliText::tr("Each line is {\"at\", \"role\", \"requests\", \"errors\", \"latency\": {\"le\", \"count\"}}, in time order."), SourcePlace{{}, 0, 0, field}};
}

/// A number, or nothing for null and "NaN".
Result<std::optional<double>> amount(const QJsonValue &value, const QString &field)
{
    if (value.isNull() || (value.isString() && value.toString() == QLatin1String("NaN")))
        return std::optional<double>();
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 0 || number > mostRequests)
        return bad(field, CliText::tr("%1 is not a number of requests, null or \"NaN\"").arg(field));
    return std::optional<double>(number);
}

Result<std::vector<double>> bounds(const QJsonArray &le)
{
    const QString field = QStringLiteral("latency.le");
    std::vector<double> result;
    for (qsizetype i = 0; i < le.size(); ++i) {
        if (i + 1 == le.size() && le.at(i).toString() == QLatin1String("+Inf"))
            break;
        const double ms = le.at(i).toDouble(-1);
        if (!(ms > 0) || !std::isfinite(ms) || (!result.empty() && ms <= result.back()))
            return bad(field, CliText::tr("bounds are milliseconds above zero and ascend; only the last may be \"+Inf\""));
        result.push_back(ms);
    }
    if (result.empty() || le.size() > mostBuckets)
        return bad(field, CliText::tr("a histogram has 1 to %1 bounds").arg(mostBuckets));
    return result;
}

Result<std::optional<LatencyCounts>> latency(const QJsonValue &value, std::optional<double> requests)
{
    using Histogram = std::optional<LatencyCounts>;
    if (value.isNull() || value.isUndefined())
        return Histogram();
    const QJsonArray le = value[QLatin1String("le")].toArray();
    const QJsonArray count = value[QLatin1String("count")].toArray();
    if (!value.isObject() || le.size() != count.size())
        return bad(QStringLiteral("latency"), CliText::tr("latency is {le, count} with one count for each bound"));
    const auto known = bounds(le);
    if (!known)
        return known.error();
    LatencyCounts histogram;
    histogram.bounds = *known;
    for (const QJsonValue &one : count) {
        const auto number = amount(one, QStringLiteral("latency.count"));
        if (!number)
            return number.error();
        if (!*number)
            return Histogram(); // one unknown bucket says nothing of the others
        if (!histogram.counts.empty() && **number < histogram.counts.back())
            return bad(QStringLiteral("latency.count"), CliText::tr("counts are cumulative: a bucket holds those of the ones before"));
        histogram.counts.push_back(**number);
    }
    const bool closed = le.size() > qsizetype(histogram.bounds.size());
    histogram.total = closed ? histogram.counts.back() : std::max(histogram.counts.back(), requests.value_or(0));
    histogram.counts.resize(histogram.bounds.size());
    return Histogram(histogram);
}

QJsonValue numberOrNull(std::optional<double> number)
{
    return number && std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QString stateWord(BakeState state)
{
    switch (state) {
    case BakeState::Better: return QStringLiteral("better");
    case BakeState::Same: return QStringLiteral("same");
    case BakeState::Worse: return QStringLiteral("worse");
    case BakeState::NotEnough: break;
    }
    return QStringLiteral("notEnough");
}

QString decisionWord(Decision decision)
{
    return decision == Decision::Promote ? QStringLiteral("promote") : decision == Decision::Rollback ? QStringLiteral("rollback") : QStringLiteral("hold");
}

} // namespace

Result<BakeSample> readBakeSample(const QByteArray &line)
{
    QJsonParseError problem;
    const QJsonDocument json = QJsonDocument::fromJson(line, &problem);
    if (!json.isObject())
        return bad({}, CliText::tr("not one JSON object: %1").arg(json.isNull() ? problem.errorString() : CliText::tr("an array")));
    const QJsonObject object = json.object();
    BakeSample sample;
    const QString role = object.value(QLatin1String("role")).toString();
    if (role != QLatin1String("canary") && role != QLatin1String("stable"))
        return bad(QStringLiteral("role"), CliText::tr("role is \"canary\" or \"stable\""));
    sample.role = role == QLatin1String("canary") ? BakeRole::Canary : BakeRole::Stable;
    sample.at = QDateTime::fromString(object.value(QLatin1String("at")).toString(), Qt::ISODateWithMs);
    if (!sample.at.isValid() || sample.at.timeSpec() == Qt::LocalTime)
        return bad(QStringLiteral("at"), CliText::tr("at is a time with its zone, as in 2026-01-31T08:00:00Z"));
    for (const auto &[field, target] : {std::pair(QStringLiteral("requests"), &sample.requests), std::pair(QStringLiteral("errors"), &sample.errors)}) {
        const auto number = amount(object.value(field), field);
        if (!number)
            return number.error();
        *target = *number;
    }
    if (sample.requests && sample.errors && *sample.errors > *sample.requests)
        return bad(QStringLiteral("errors"), CliText::tr("more errors than requests"));
    const auto histogram = latency(object.value(QLatin1String("latency")), sample.requests);
    if (!histogram)
        return histogram.error();
    sample.latency = *histogram;
    return sample;
}

Error bakeRefusalError(BakeRefusal refusal)
{
    switch (refusal) {
    case BakeRefusal::BackInTime: return bad(QStringLiteral("at"), CliText::tr("older than the sample before it of the same role"));
    case BakeRefusal::OtherBuckets: return bad(QStringLiteral("latency.le"), CliText::tr("the bounds differ from those of the first histogram"));
    case BakeRefusal::MoreInHistogram:
        return bad(QStringLiteral("latency.count"), CliText::tr("the histogram holds more requests than the interval had; all numbers are of the interval alone"));
    case BakeRefusal::SinceStart:
        return bad(QStringLiteral("requests"), CliText::tr("requests and errors only ever grow, like counters since a start; give those of the interval alone"));
    case BakeRefusal::None: break;
    }
    return bad({}, {});
}

QJsonObject bakeDocument(const BakeVerdict &verdict)
{
    QJsonObject object = document(QStringLiteral("BakeVerdict"));
    object[QLatin1String("method")] = QStringLiteral("anytime-valid intervals: betting mixture over requests, and sequential t over intervals; a difference must outlast bursts");
    object[QLatin1String("at")] = timeValue(verdict.at);
    object[QLatin1String("pairs")] = verdict.pairs;
    QJsonArray metrics;
    for (const BakeMetric &metric : verdict.metrics) {
        const auto side = [](const BakeSide &of) { return QJsonObject{{QStringLiteral("n"), of.requests}, {QStringLiteral("value"), numberOrNull(of.value)}}; };
        metrics.append(QJsonObject{{QStringLiteral("name"), metric.name},
                                   {QStringLiteral("unit"), metric.share ? QStringLiteral("ratio") : QStringLiteral("ms")},
                                   {QStringLiteral("canary"), side(metric.canary)},
                                   {QStringLiteral("stable"), side(metric.stable)},
                                   {QStringLiteral("difference"), numberOrNull(metric.difference)},
                                   {QStringLiteral("interval"), QJsonArray{numberOrNull(metric.low), numberOrNull(metric.high)}},
                                   {QStringLiteral("confidence"), metric.confidence},
                                   {QStringLiteral("margin"), metric.margin},
                                   {QStringLiteral("state"), stateWord(metric.state)}});
    }
    object[QLatin1String("metrics")] = metrics;
    object[QLatin1String("score")] = numberOrNull(verdict.score);
    object[QLatin1String("decision")] = decisionWord(verdict.decision);
    return object;
}

QString bakeText(const BakeVerdict &verdict)
{
    QStringList lines;
    for (const BakeMetric &metric : verdict.metrics)
        lines.append(bakeSentence(metric));
    lines.append(bakeSummary(verdict));
    return lines.join(u'\n');
}

} // namespace maestro
