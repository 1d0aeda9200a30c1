// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// One series of an answer. Times strictly ascend; NaN and infinities are values; what is missing is missing.
struct PromSeries
{
    QMap<QString, QString> labels; ///< with __name__ where the server sends it
    QList<SampleSeries::Point> points;

    bool operator==(const PromSeries &) const = default;
    QString key() const; ///< equal exactly when the labels are
};

/// What a query gave. `provenance.error` set: nothing else means anything.
struct PromAnswer
{
    enum class Type { Vector, Matrix, Scalar, String };

    Type type = Type::Vector;
    QList<PromSeries> series; ///< one point each in a vector; a scalar is one series without labels
    QString text; ///< of a string
    bool warned = false; ///< the server said that something may be missing or odd; what it only remarks does not count
    Provenance provenance; ///< newestSampleAt is left to ProvenanceProbe: times of an answer are those of the evaluation
    qint64 stepMs = 0; ///< of a range
    qint64 askedStepMs = 0; ///< smaller than stepMs: the server refused it, provenance.warnings says so
    QDateTime serverDate; ///< the Date header; invalid: none

    bool ok() const { return !provenance.error.has_value(); }
};

/// Points at from, from + step ... up to `to`, both put on the grid of the step, so that equal points are asked for again later.
struct RangeQuery
{
    QString promql;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    qint64 stepMs = 15'000;

    static qint64 onGrid(qint64 ms, qint64 stepMs) { return ms - ((ms % stepMs) + stepMs) % stepMs; }
    bool operator==(const RangeQuery &) const = default;
};

/// The step for a line of at most `points` points that shows no less than what was scraped.
qint64 rangeStepMs(qint64 rangeMs, int points, qint64 scrapeMs);

} // namespace maestro
