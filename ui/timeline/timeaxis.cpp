// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeaxis.h"

#include "text/language/wordslocale.h"

#include <QDateTime>

#include <iterator>

namespace maestro {

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kSteps[] = {kSecond, 5 * kSecond, 15 * kSecond, 30 * kSecond, kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute,
                             30 * kMinute, kHour, 2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDay, 2 * kDay, 7 * kDay, 28 * kDay};

qint64 stepFor(double msPerPixel, int spacing)
{
    for (const qint64 step : kSteps) {
        if (double(step) >= msPerPixel * spacing)
            return step;
    }
    return *std::rbegin(kSteps);
}

QString tickText(qint64 at, qint64 step)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    if (at % kDay == 0)
        return wordsLocale().toString(time, step >= 7 * kDay ? QStringLiteral("d MMM") : QStringLiteral("ddd d"));
    return time.toString(step < kMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

} // namespace

QList<AxisTick> axisTicks(const TimelineLayout &layout, const TimelineScene &scene, int spacing)
{
    QList<AxisTick> ticks;
    const qint64 first = layout.msFor(layout.plot.left());
    const qint64 known = scene.plannedEnd.value_or(scene.now);
    const qint64 last = std::min(layout.msFor(layout.plot.right()), known);
    double free = layout.plot.left();
    const QList<TimeKnot> &knots = layout.scale.knots();
    for (int i = 0; i + 1 < knots.size(); ++i) {
        const qint64 from = i == 0 ? first : std::max(first, knots.at(i).ms);
        const qint64 to = i + 2 == knots.size() ? last : std::min(last, knots.at(i + 1).ms);
        const double pixels = layout.xFor(to) - layout.xFor(from);
        if (to <= from || pixels < 1)
            continue;
        const qint64 step = stepFor(double(to - from) / pixels, spacing);
        for (qint64 at = (from / step + 1) * step; at <= to; at += step) {
            const double x = layout.xFor(at);
            if (x < free + spacing / 2.0 || x > layout.plot.right() - spacing / 2.0)
                continue;
            ticks << AxisTick {at, tickText(at, step), at > scene.now};
            free = x + spacing / 2.0;
        }
    }
    return ticks;
}

QString nowText(qint64 ms)
{
    return wordsLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC), QStringLiteral("ddd HH:mm:ss"));
}

} // namespace maestro
