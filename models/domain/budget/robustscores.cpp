// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget/robustscores.h"

#include <algorithm>
#include <cmath>

namespace maestro {

namespace {

constexpr double madToSigma = 1.4826;
constexpr double meanDeviationToSigma = 1.2533;
constexpr qsizetype fewestForScores = 8;
constexpr qsizetype trailingPoints = 20;
constexpr double seenShare = 0.1; ///< of the median

double median(QList<double> values)
{
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

QList<double> numbers(const SampleSeries &series)
{
    QList<double> values;
    for (const SampleSeries::Point &point : series.points)
        if (std::isfinite(point.value))
            values.append(point.value);
    return values;
}

} // namespace

bool isSeenStep(double value, double usual)
{
    return std::abs(value - usual) >= seenShare * std::abs(usual);
}

std::optional<double> medianOf(QList<double> values)
{
    return values.isEmpty() ? std::nullopt : std::optional(median(std::move(values)));
}

std::optional<double> medianOf(const SampleSeries &series)
{
    return medianOf(numbers(series));
}

QList<std::optional<double>> robustScores(const SampleSeries &series)
{
    QList<std::optional<double>> scores(series.points.size());
    const QList<double> values = numbers(series);
    if (values.size() < fewestForScores)
        return scores;
    const double middle = median(values);
    QList<double> deviations;
    double sum = 0;
    for (const double value : values) {
        deviations.append(std::abs(value - middle));
        sum += deviations.last();
    }
    const double mad = median(deviations);
    const double sigma = mad > 0 ? madToSigma * mad : meanDeviationToSigma * sum / double(values.size());
    if (!(sigma > 0))
        return scores;
    for (qsizetype i = 0; i < scores.size(); ++i)
        if (std::isfinite(series.points.at(i).value))
            scores[i] = (series.points.at(i).value - middle) / sigma;
    return scores;
}

QList<SampleSeries::Point> spikesOf(const SampleSeries &series, bool lowerIsBetter)
{
    QList<SampleSeries::Point> spikes;
    bool before = false;
    for (qsizetype i = 0; i < series.points.size(); ++i) {
        const SampleSeries::Point &point = series.points.at(i);
        const qsizetype from = std::max<qsizetype>(0, i - trailingPoints);
        SampleSeries trailing;
        trailing.points = series.points.mid(from, i - from);
        const double usual = medianOf(trailing).value_or(0);
        trailing.points.append(point);
        const double score = robustScores(trailing).last().value_or(0) * (lowerIsBetter ? 1 : -1);
        const bool out = score > unusualScore && isSeenStep(point.value, usual);
        if (out && !before)
            spikes.append(point);
        before = out;
    }
    return spikes;
}

} // namespace maestro
