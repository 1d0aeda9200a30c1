// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace maestro {

enum class SampleRole { None, Canary, Stable, Baseline };

/// One number a source gave, or that it gave none.
struct Sample
{
    QDateTime at; ///< of the measurement, not of its arrival
    QString metric; ///< or a signal's name
    SampleRole role = SampleRole::None;
    std::optional<double> value; ///< nothing: no sample; NaN stays NaN
    std::optional<double> requests; ///< how many it stands for, where known

    bool operator==(const Sample &) const = default;
};

/// A line of a chart: times ascend; NaN is NaN, a gap is a missing point wider than the step.
struct SampleSeries
{
    QString metric;
    SampleRole role = SampleRole::None;
    QString label; ///< of further series (a pod, an endpoint); empty for the one of the role
    struct Point
    {
        qint64 ms = 0; ///< since the epoch, UTC
        double value = 0;
        bool operator==(const Point &) const = default;
    };
    QList<Point> points;
    qint64 stepMs = 0; ///< of the query

    bool operator==(const SampleSeries &) const = default;
};

} // namespace maestro
