// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/metrics/metrictext.h"

#include "text/humanize.h"
#include "text/slotext.h"

#include <QCoreApplication>

#include <cmath>

namespace maestro {

namespace {

struct Metrics
{
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

QString secondsText(double seconds)
{
    return clockText(std::llround(seconds));
}

/// Of a line that never moved, any step is beyond all measure.
QString scoreText(double score)
{
    return std::abs(score) > 100 ? (score > 0 ? QStringLiteral("> 100") : QStringLiteral("< -100")) : QString::number(score, 'f', 1);
}

} // namespace

QString metricName(const MetricReading &reading)
{
    return displaySafe(reading.title.isEmpty() ? reading.metric : reading.title, 60);
}

QString metricRemark(const MetricReading &reading)
{
    if (reading.provenance.error)
        return displaySafe(reading.provenance.error->message, 160);
    if (!reading.value || !std::isfinite(*reading.value))
        return Metrics::tr("no data now");
    if (!reading.usual)
        return {};
    const QString usual = metricText(reading.usual, reading.unit);
    const bool calm = reading.score && std::abs(*reading.score) < 1; // what differs no more than it always does is no trend
    const QString trend = calm || metricText(reading.value, reading.unit) == usual ? Metrics::tr("→ as usual, %1").arg(usual)
        : *reading.value > *reading.usual                                  ? Metrics::tr("↑ above the usual %1").arg(usual)
                                                                           : Metrics::tr("↓ below the usual %1").arg(usual);
    return reading.isUnusual() ? Metrics::tr("▲ unusual: %1, score %2").arg(trend, scoreText(*reading.score)) : trend;
}

bool isPaceMissed(const RollbackPace &pace, const std::optional<double> &measuredSeconds)
{
    const auto over = [&pace](const std::optional<double> &seconds) { return seconds && std::isfinite(*seconds) && *seconds >= *pace.targetSeconds; };
    return pace.targetSeconds && (over(pace.medianSeconds) || over(measuredSeconds));
}

QString paceText(const RollbackPace &pace, const std::optional<double> &measuredSeconds)
{
    if (!pace.medianSeconds && !pace.targetSeconds)
        return {};
    QStringList parts;
    parts << (pace.medianSeconds ? Metrics::tr("median %1 of %n rollbacks", nullptr, pace.count).arg(secondsText(*pace.medianSeconds)) : Metrics::tr("none was verified here yet"));
    if (!pace.metric.isEmpty())
        parts << (measuredSeconds && std::isfinite(*measuredSeconds) ? Metrics::tr("%1 says %2").arg(displaySafe(pace.metric, 60), secondsText(*measuredSeconds))
                                                                     : Metrics::tr("%1 has no data").arg(displaySafe(pace.metric, 60)));
    if (pace.targetSeconds) {
        parts << (isPaceMissed(pace, measuredSeconds) ? Metrics::tr("⚠ not below the target of %1").arg(secondsText(*pace.targetSeconds))
                                                      : Metrics::tr("target below %1").arg(secondsText(*pace.targetSeconds)));
    }
    return parts.join(QStringLiteral(" · "));
}

std::optional<double> measuredPace(const SloReport &report)
{
    for (const MetricReading &reading : report.metrics)
        if (reading.metric == report.rollbackPace.metric && reading.value)
            return reading.unit == MetricUnit::Milliseconds ? *reading.value / 1000 : *reading.value;
    return std::nullopt;
}

QString criteriaText(const CriteriaReading &criteria)
{
    const QString adr = displaySafe(criteria.adr, 40);
    if (criteria.annotation.isEmpty())
        return adr.isEmpty() ? QString() : Metrics::tr("Promotion criteria: ADR %1; the policy names no annotation to compare them with").arg(adr);
    const QString annotation = displaySafe(criteria.annotation, 120);
    const QString key = adr.isEmpty() ? annotation : Metrics::tr("%1 (ADR %2)").arg(annotation, adr);
    const QString text = displaySafe(criteria.text.simplified(), 300);
    switch (criteria.state) {
    case CriteriaReading::State::Missing: return Metrics::tr("⚠ Promotion criteria: the object has no annotation %1").arg(key);
    case CriteriaReading::State::Text: return Metrics::tr("Promotion criteria of %1, for people to compare: %2").arg(key, text);
    case CriteriaReading::State::Same: return Metrics::tr("Promotion criteria of %1 are the policy's: %2").arg(key, text);
    case CriteriaReading::State::Differs: break;
    }
    return Metrics::tr("⚠ Promotion criteria of %1 differ from the policy: %2").arg(key, displaySafe(criteria.differences.join(QStringLiteral("; ")), 400));
}

} // namespace maestro
