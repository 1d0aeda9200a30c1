// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bake/bakereader.h"

#include "domain/bake/bakecomparison.h"
#include "domain/promql/querytemplate.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>

namespace maestro {

namespace {

struct BakeWords
{
    Q_DECLARE_TR_FUNCTIONS(Bake)
};

constexpr double sameTraffic = 1.05; ///< counters of one scrape are not scraped at one instant

constexpr qint64 usualMs = 3'600'000;

enum Asked { Requests, Errors, Buckets, askedCount };

/// Zero where nothing failed yet: a counter without a failure often has no series, but then its requests have one.
QString queryOf(int asked, const QString &service, const QString &role)
{
    const QString labels = QStringLiteral("service=%1,role=%2").arg(promText(service), promText(role));
    switch (asked) {
    case Requests: return QStringLiteral("sum(increase(http_requests_total{%1}[1m]))").arg(labels);
    case Errors: return QStringLiteral("sum(increase(http_requests_total{%1,code=~\"5..\"}[1m])) or sum(increase(http_requests_total{%1}[1m])) * 0").arg(labels);
    default: return QStringLiteral("sum by (le) (increase(http_request_duration_seconds_bucket{%1}[1m]))").arg(labels);
    }
}

std::optional<double> valueAt(const PromSeries &series, qint64 ms)
{
    const auto point = std::lower_bound(series.points.cbegin(), series.points.cend(), ms, [](const SampleSeries::Point &p, qint64 at) { return p.ms < at; });
    const bool known = point != series.points.cend() && point->ms == ms && std::isfinite(point->value) && point->value >= 0;
    return known ? std::optional(point->value) : std::nullopt;
}

std::optional<double> onlyValueAt(const PromAnswer &answer, qint64 ms)
{
    return answer.series.size() == 1 ? valueAt(answer.series.first(), ms) : std::nullopt;
}

/// Buckets by their bound in ms, the one without an end last.
std::vector<std::pair<double, const PromSeries *>> bucketsOf(const PromAnswer &answer)
{
    std::vector<std::pair<double, const PromSeries *>> buckets;
    for (const PromSeries &series : answer.series) {
        const QString le = series.labels.value(QStringLiteral("le"));
        bool number = false;
        const double seconds = le == u"+Inf" ? std::numeric_limits<double>::infinity() : le.toDouble(&number);
        if ((number && seconds > 0) || std::isinf(seconds))
            buckets.emplace_back(seconds * 1000, &series);
    }
    std::sort(buckets.begin(), buckets.end());
    return buckets;
}

/// Nothing when a bucket is missing. Estimates of growth may fall a little from bucket to bucket; counts do not.
std::optional<LatencyCounts> latencyAt(const std::vector<std::pair<double, const PromSeries *>> &buckets, qint64 ms)
{
    LatencyCounts latency;
    for (const auto &[bound, series] : buckets) {
        const std::optional<double> count = valueAt(*series, ms);
        if (!count)
            return std::nullopt;
        const double atLeast = std::max(*count, latency.counts.empty() ? 0.0 : latency.counts.back());
        latency.total = atLeast;
        if (std::isinf(bound))
            return latency.bounds.empty() ? std::nullopt : std::optional(latency);
        latency.bounds.push_back(bound);
        latency.counts.push_back(atLeast);
    }
    return std::nullopt;
}

} // namespace

QDateTime bakeBegin(const QDateTime &changedAt, const QDateTime &to)
{
    return changedAt.isValid() && changedAt < to ? std::max(changedAt, to.addMSecs(-longestBakeMs)) : to.addMSecs(-usualMs);
}

void compareInto(BakeReport &report, const BakeReading &reading)
{
    BakeComparison comparison(report.rules);
    int refused = 0;
    for (const BakeSample &sample : reading.samples)
        refused += comparison.add(sample) == BakeRefusal::None ? 0 : 1;
    report.verdict = comparison.verdict();
    report.intervals = reading.intervals;
    report.source = reading.source;
    report.queries = reading.queries;
    report.warnings = reading.warnings;
    if (refused > 0)
        report.warnings.append(BakeWords::tr("%n samples do not belong to the stream and are left out", nullptr, refused));
}

struct BakeReader::Work
{
    BakeReading reading;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    std::array<PromAnswer, 2 * askedCount> answers; ///< canary's first
    int open = int(2 * askedCount);
    Callback<Result<BakeReading>> done;

    void ended()
    {
        if (--open > 0)
            return;
        for (const PromAnswer &answer : answers) {
            if (!answer.ok())
                return done(*answer.provenance.error);
            if (answer.warned)
                return done(Error {ErrorKind::Unreachable, QStringLiteral("doubtfulAnswer"), BakeWords::tr("Prometheus %1: the answer may be incomplete: %2").arg(reading.source, answer.provenance.warnings.value(0).left(200)),
                                   BakeWords::tr("Nothing is compared until the server answers in full."), {}});
        }
        done(result());
    }

    BakeSample sampleAt(qint64 ms, BakeRole role, const std::vector<std::pair<double, const PromSeries *>> &buckets)
    {
        const size_t first = role == BakeRole::Canary ? 0 : size_t(askedCount);
        BakeSample sample;
        sample.at = QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
        sample.role = role;
        sample.requests = onlyValueAt(answers[first + Requests], ms);
        sample.errors = onlyValueAt(answers[first + Errors], ms);
        if (sample.requests && sample.errors)
            sample.errors = std::min(*sample.errors, *sample.requests);
        sample.latency = latencyAt(buckets, ms);
        if (sample.latency && sample.requests && sample.latency->total > *sample.requests)
            fit(sample);
        return sample;
    }

    void fit(BakeSample &sample)
    {
        LatencyCounts &latency = *sample.latency;
        if (latency.total > *sample.requests * sameTraffic) {
            const QString warning = BakeWords::tr("the histogram counts more requests than the counter: latency is left out where it does");
            if (!reading.warnings.contains(warning))
                reading.warnings.append(warning);
            sample.latency.reset();
            return;
        }
        const double share = *sample.requests / latency.total;
        for (double &count : latency.counts)
            count *= share;
        latency.total = *sample.requests;
    }

    BakeReading result()
    {
        for (const PromAnswer &answer : answers)
            for (const QString &warning : answer.provenance.warnings)
                if (!reading.warnings.contains(warning))
                    reading.warnings.append(warning);
        const auto canary = bucketsOf(answers[Buckets]);
        const auto stable = bucketsOf(answers[askedCount + Buckets]);
        for (qint64 ms = fromMs; ms <= toMs; ms += intervalMs) {
            reading.samples.push_back(sampleAt(ms, BakeRole::Canary, canary));
            reading.samples.push_back(sampleAt(ms, BakeRole::Stable, stable));
            ++reading.intervals;
        }
        return reading;
    }
};

BakeReader::BakeReader(QObject *parent)
    : QObject(parent)
{
}

void BakeReader::read(PromClient *client, const QString &service, const QDateTime &from, const QDateTime &to, Callback<Result<BakeReading>> done)
{
    const auto work = std::make_shared<Work>();
    work->reading.source = client->source();
    work->done = std::move(done);
    work->fromMs = RangeQuery::onGrid(from.toMSecsSinceEpoch() + intervalMs, intervalMs) + intervalMs; // the first whole one
    work->toMs = RangeQuery::onGrid(to.toMSecsSinceEpoch(), intervalMs);
    work->fromMs = std::min(work->fromMs, work->toMs);
    for (int i = 0; i < 2 * int(askedCount); ++i) {
        const QString query = queryOf(i % int(askedCount), service, i < int(askedCount) ? QStringLiteral("canary") : QStringLiteral("stable"));
        work->reading.queries.append(query);
        client->range({query, work->fromMs, work->toMs, intervalMs}, whileAlive(this, [work, i](const PromAnswer &answer) {
            work->answers[size_t(i)] = answer;
            work->ended();
        }));
    }
}

} // namespace maestro
