// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartaxis.h"

#include "text/language/wordslocale.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>
#include <limits>

namespace maestro {

namespace {

/// 1, 2, 2.5 or 5 times a power of ten, not below `least`.
double roundStep(double least)
{
    if (!(least > 0) || !std::isfinite(least))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * 0.999999)
            return factor * power;
    }
    return 10 * power;
}

int decimalsOf(double step)
{
    for (int decimals = 0; decimals < 8; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, std::abs(scaled)))
            return decimals;
    }
    return 8;
}

} // namespace

QList<double> ValueAxis::ticks() const
{
    QList<double> all;
    const int count = int(std::min(40.0, std::round((high - low) / step)));
    for (int i = 0; i <= count; ++i)
        all << low + i * step;
    return all;
}

QString ValueAxis::label(double value) const
{
    const double shown = value * scale;
    if (std::abs(shown) >= 1e7)
        return wordsLocale().toString(shown, 'g', 3) + suffix;
    QLocale locale = wordsLocale();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(std::abs(shown) < 1e-12 ? 0.0 : shown, 'f', decimals) + suffix;
}

ValueAxis valueAxis(const QList<DrawnLine> &lines, const QList<double> &limits, MetricUnit unit, int height)
{
    constexpr double flat = 0.2; // a line that uses less of the height says nothing
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const DrawnLine &line : lines) {
        for (const QPointF &point : line.line) {
            if (std::isnan(point.y()))
                continue;
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    }
    QList<double> near;
    std::copy_if(limits.begin(), limits.end(), std::back_inserter(near), [](double l) { return std::isfinite(l); });
    const bool nothing = low > high;
    if (nothing) {
        low = near.isEmpty() ? 0 : *std::min_element(near.begin(), near.end()) * 0.9;
        high = near.isEmpty() ? 1 : *std::max_element(near.begin(), near.end()) * 1.1;
    }
    const double floor = low;
    const double ceiling = nothing && !near.isEmpty() ? *std::max_element(near.begin(), near.end()) : high;
    // Around a line that does not move the axis is wide enough for labels that can be read.
    const bool still = high - low <= std::abs(high) * 1e-6;
    const double span = std::max({high - low, std::abs(high) * (still ? 0.2 : 0.002), 1e-12});
    std::sort(near.begin(), near.end(), [&](double a, double b) { return std::abs(a - (low + high) / 2) < std::abs(b - (low + high) / 2); });
    for (const double limit : std::as_const(near)) {
        if (span / (std::max(high, limit) - std::min(low, limit)) < flat)
            break;
        low = std::min(low, limit);
        high = std::max(high, limit);
    }
    const double room = std::max(high - low, span) * 0.08;
    low -= room;
    high += room;
    if (floor >= 0 && std::all_of(near.begin(), near.end(), [](double l) { return l >= 0; }))
        low = std::max(low, 0.0);
    if (unit == MetricUnit::Ratio && ceiling <= 1)
        high = std::min(high, 1.0);

    ValueAxis axis;
    axis.scale = unit == MetricUnit::Ratio ? 100 : 1;
    axis.suffix = unit == MetricUnit::Ratio || unit == MetricUnit::Percent ? QStringLiteral("%") : QString();
    axis.step = roundStep((high - low) * axis.scale / std::clamp(height / 34, 2, 8)) / axis.scale;
    axis.low = std::floor(low / axis.step + 1e-9) * axis.step;
    axis.high = std::ceil(high / axis.step - 1e-9) * axis.step;
    if (!(axis.high > axis.low))
        axis.high = axis.low + axis.step;
    axis.decimals = decimalsOf(axis.step * axis.scale);
    return axis;
}

QList<TimeTick> timeTicks(qint64 from, qint64 to, int width, int room)
{
    constexpr qint64 second = 1000;
    constexpr qint64 minute = 60 * second;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    QList<TimeTick> ticks;
    if (to <= from || width <= 0 || room <= 0)
        return ticks;
    const qint64 least = (to - from) / std::max(1, width / room);
    qint64 step = 28 * day;
    for (const qint64 candidate : {second, 5 * second, 10 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour,
                                   2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day}) {
        if (candidate >= least) {
            step = candidate;
            break;
        }
    }
    const QString format = step >= day ? QStringLiteral("d MMM") : step >= minute ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss");
    for (qint64 at = (from + step - 1) / step * step; at <= to && ticks.size() < 100; at += step) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
        const bool midnight = step >= hour && step < day && time.time() == QTime(0, 0);
        ticks << TimeTick {at, wordsLocale().toString(time, midnight ? QStringLiteral("d MMM") : format)};
    }
    return ticks;
}

} // namespace maestro
