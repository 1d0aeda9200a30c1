// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/sampler.h"

#include "domain/promql/queryselectors.h"

#include <QTimeZone>
#include <QTimer>

namespace maestro {

namespace {

constexpr qint64 ageHorizonMs = 15 * 60'000; ///< as far back as ProvenanceProbe looks
constexpr qint64 skewThatCounts = 2'000;

/// One for each client, which owns it.
ProvenanceProbe *probeOf(PromClient *client)
{
    auto *probe = client->findChild<ProvenanceProbe *>({}, Qt::FindDirectChildrenOnly);
    return probe ? probe : new ProvenanceProbe(client, client);
}

QDateTime timeOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

/// Which answer belongs to which sample: metric and role.
using Place = std::pair<QString, SampleRole>;

Place placeOf(const GateQuery &query)
{
    return {query.metric, query.role};
}

} // namespace

Sampler::Sampler(QObject *parent)
    : QObject(parent)
{
}

struct Sampler::Moment
{
    QPointer<PromClient> client;
    QDateTime at;
    QList<GateQuery> queries;
    QList<PromAnswer> answers;
    QList<Provenance> ages;
    QMap<QString, Error> problems;
    QList<std::optional<quint64>> waiting; ///< the question under way
    QList<bool> agesWaiting;
    int open = 0;
    Callback<SampleSet> done;

    void answered()
    {
        if (--open == 0)
            done(result());
    }

    void giveUp(int afterMs)
    {
        if (open <= 0)
            return;
        const Error late{ErrorKind::Unreachable, QStringLiteral("timeout"),
                         Sampler::tr("Prometheus %1: not everything was answered within %2 s.").arg(client ? client->source() : QString()).arg(double(afterMs) / 1000), {}, {}};
        for (qsizetype i = 0; i < queries.size(); ++i) {
            if (waiting.at(i) && client)
                client->cancel(*waiting.at(i));
            if (waiting.at(i))
                answers[i].provenance.error = late;
            if (agesWaiting.at(i))
                ages[i].error = late;
        }
        open = 0;
        done(result());
    }

    std::optional<double> requests(const Place &place) const
    {
        for (qsizetype i = 0; i < queries.size(); ++i) {
            const PromAnswer &answer = answers.at(i);
            if (queries.at(i).purpose == GateQuery::Purpose::Requests && placeOf(queries.at(i)) == place && answer.ok() && answer.series.size() == 1)
                return answer.series.first().points.isEmpty() ? std::nullopt : std::optional(answer.series.first().points.last().value);
        }
        return std::nullopt;
    }

    /// When what the answer is made of was measured; invalid: nobody knows.
    QDateTime measuredAt(qsizetype index) const
    {
        const GateQuery &query = queries.at(index);
        if (query.when == GateQuery::When::LastGood)
            return at;
        const Provenance &age = ages.at(index);
        if (age.newestSampleAt.isValid())
            return age.newestSampleAt;
        if (age.error)
            return {};
        const auto selectors = querySelectors(query.promql);
        return selectors && selectors->isEmpty() ? at : at.addMSecs(-ageHorizonMs);
    }

    void addSamples(qsizetype index, QList<Sample> &samples) const
    {
        const GateQuery &query = queries.at(index);
        const PromAnswer &answer = answers.at(index);
        Sample sample{measuredAt(index), query.metric, query.role, {}, requests(placeOf(query))};
        const bool known = answer.ok() && sample.at.isValid();
        if (!sample.at.isValid())
            sample.at = at;
        for (const PromSeries &series : known ? answer.series : QList<PromSeries>()) {
            sample.value = series.points.isEmpty() ? std::nullopt : std::optional(series.points.last().value);
            samples.append(sample);
        }
        if (!known || answer.series.isEmpty())
            samples.append(sample);
    }

    SampleSet result() const
    {
        SampleSet set;
        set.at = at;
        bool anyAnswer = queries.isEmpty();
        for (qsizetype i = 0; i < queries.size(); ++i) {
            const GateQuery &query = queries.at(i);
            anyAnswer = anyAnswer || answers.at(i).ok();
            if (query.purpose == GateQuery::Purpose::Value)
                addSamples(i, set.samples);
            if (query.purpose == GateQuery::Purpose::Value && (query.role == SampleRole::Canary || query.role == SampleRole::None)) {
                Provenance provenance = answers.at(i).provenance;
                provenance.newestSampleAt = ages.at(i).newestSampleAt;
                provenance.targetsUp = ages.at(i).targetsUp;
                provenance.targetsTotal = ages.at(i).targetsTotal;
                if (!provenance.error)
                    provenance.error = ages.at(i).error; // a number of unknown age is none
                set.provenance.insert(query.metric, provenance);
            }
        }
        for (qsizetype i = 0; i < queries.size(); ++i) // of what the value is compared with, or weighed by
            if (Provenance &provenance = set.provenance[queries.at(i).metric]; !provenance.error && !answers.at(i).ok())
                provenance.warnings.append(answers.at(i).provenance.error->message);
        for (auto problem = problems.cbegin(); problem != problems.cend(); ++problem)
            set.provenance[problem.key()].error = *problem;
        if (!anyAnswer)
            set.problem = answers.first().provenance.error;
        const qint64 skewMs = client ? client->clockSkewMs().value_or(0) : 0;
        set.skewMs = std::abs(skewMs) < skewThatCounts ? 0 : skewMs;
        return set;
    }
};

/// Why an answer is no measurement of `at`: something in between kept an old one, or the server itself says that stores were missing.
std::optional<Error> Sampler::doubtOf(const PromAnswer &answer, const QDateTime &at, const PromClient *client)
{
    const auto doubt = [client](const QString &why) {
        return Error{ErrorKind::Unreachable, QStringLiteral("doubtfulAnswer"), tr("Prometheus %1: %2").arg(client ? client->source() : QString(), why), {}, {}};
    };
    if (!answer.ok())
        return std::nullopt;
    if (answer.type != PromAnswer::Type::Vector && answer.type != PromAnswer::Type::Scalar)
        return doubt(tr("the answer is no number of one moment."));
    for (const PromSeries &series : answer.series)
        for (const SampleSeries::Point &point : series.points)
            if (std::abs(point.ms - at.toMSecsSinceEpoch()) > 1'000)
                return doubt(tr("the answer is of another time than was asked for."));
    if (answer.warned)
        return doubt(tr("the answer may be incomplete: %1").arg(answer.provenance.warnings.first().left(200)));
    return std::nullopt;
}

void Sampler::askAge(PromClient *client, const std::shared_ptr<Moment> &work, qsizetype index)
{
    const GateQuery &query = work->queries.at(index);
    if (query.purpose != GateQuery::Purpose::Value || query.when == GateQuery::When::LastGood)
        return;
    ++work->open;
    work->agesWaiting[index] = true;
    probeOf(client)->ask(query.promql, whileAlive(this, [work, index](const Provenance &provenance) {
        if (work->open <= 0)
            return;
        work->agesWaiting[index] = false;
        work->ages[index] = provenance;
        work->answered();
    }));
}

void Sampler::now(PromClient *client, const GateQueries &queries, const QDateTime &at, const QDateTime &lastGood, Callback<SampleSet> done)
{
    const auto work = std::make_shared<Moment>();
    work->client = client;
    work->at = at;
    work->problems = queries.problems;
    work->done = std::move(done);
    for (const GateQuery &query : queries.list)
        if (query.when == GateQuery::When::Now || lastGood.isValid())
            work->queries.append(query);
    work->answers.resize(work->queries.size());
    work->ages.resize(work->queries.size());
    work->waiting.resize(work->queries.size());
    work->agesWaiting.resize(work->queries.size());
    work->open = 1 + int(work->queries.size());
    for (qsizetype i = 0; i < work->queries.size(); ++i) {
        const GateQuery &query = work->queries.at(i);
        const QDateTime when = query.when == GateQuery::When::Now ? at : lastGood;
        work->waiting[i] = client->instant(query.promql, when, whileAlive(this, [work, i, when](const PromAnswer &answer) {
            work->waiting[i].reset();
            work->answers[i] = answer;
            if (const std::optional<Error> doubt = doubtOf(answer, when, work->client))
                work->answers[i].provenance.error = doubt;
            work->answered();
        }));
        askAge(client, work, i);
    }
    QTimer::singleShot(2 * client->deadlineMs(), this, [work, afterMs = 2 * client->deadlineMs()] { work->giveUp(afterMs); });
    QMetaObject::invokeMethod(this, [work] { work->answered(); }, Qt::QueuedConnection);
}

struct Sampler::Past
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    qint64 stepMs = 0;
    QList<GateQuery> queries;
    QList<PromAnswer> answers;
    int open = 0;
    Callback<QList<SampleSet>> done;

    void answered()
    {
        if (--open == 0)
            done(result());
    }

    static std::optional<double> valueAt(const PromSeries &series, qint64 ms)
    {
        const auto point = std::lower_bound(series.points.cbegin(), series.points.cend(), ms, [](const SampleSeries::Point &p, qint64 at) { return p.ms < at; });
        return point == series.points.cend() || point->ms != ms ? std::nullopt : std::optional(point->value);
    }

    QList<Sample> samplesAt(qint64 ms) const
    {
        QList<Sample> samples;
        QMap<Place, std::optional<double>> requests;
        for (qsizetype i = 0; i < queries.size(); ++i)
            if (queries.at(i).purpose == GateQuery::Purpose::Requests && !answers.at(i).warned && answers.at(i).series.size() == 1)
                requests.insert(placeOf(queries.at(i)), valueAt(answers.at(i).series.first(), queries.at(i).when == GateQuery::When::Now ? ms : answers.at(i).series.first().points.last().ms));
        for (qsizetype i = 0; i < queries.size(); ++i) {
            const GateQuery &query = queries.at(i);
            if (query.purpose != GateQuery::Purpose::Value)
                continue;
            Sample sample{timeOf(ms), query.metric, query.role, {}, requests.value(placeOf(query))};
            bool any = false;
            const QList<PromSeries> whole = answers.at(i).warned ? QList<PromSeries>() : answers.at(i).series; // what may be incomplete measures nothing, as for now
            for (const PromSeries &series : whole) {
                sample.value = query.when == GateQuery::When::Now ? valueAt(series, ms) : series.points.isEmpty() ? std::nullopt : std::optional(series.points.last().value);
                any = any || sample.value;
                if (sample.value)
                    samples.append(sample);
            }
            if (!any)
                samples.append(sample);
        }
        return samples;
    }

    QList<SampleSet> result() const
    {
        QList<SampleSet> sets;
        for (const PromAnswer &answer : answers)
            if (!answer.ok() || answer.stepMs > stepMs)
                return sets;
        for (qint64 ms = fromMs; ms <= toMs; ms += stepMs)
            sets.append({timeOf(ms), samplesAt(ms), {}, {}});
        for (qsizetype i = 0; i < queries.size() && !sets.isEmpty(); ++i)
            sets.first().provenance[queries.at(i).metric].warnings += answers.at(i).provenance.warnings;
        return sets;
    }
};

void Sampler::past(PromClient *client, const GateQueries &queries, qint64 fromMs, qint64 toMs, qint64 stepMs, const QDateTime &lastGood, Callback<QList<SampleSet>> done)
{
    const auto work = std::make_shared<Past>();
    work->fromMs = RangeQuery::onGrid(fromMs, stepMs);
    work->toMs = RangeQuery::onGrid(toMs, stepMs);
    work->stepMs = stepMs;
    work->done = std::move(done);
    for (const GateQuery &query : queries.list)
        if (query.when == GateQuery::When::Now || lastGood.isValid())
            work->queries.append(query);
    work->answers.resize(work->queries.size());
    work->open = 1 + int(work->queries.size());
    for (qsizetype i = 0; i < work->queries.size(); ++i) {
        const auto take = whileAlive(this, [work, i](const PromAnswer &answer) {
            work->answers[i] = answer;
            work->answered();
        });
        if (work->queries.at(i).when == GateQuery::When::Now)
            client->range({work->queries.at(i).promql, work->fromMs, work->toMs, stepMs}, take);
        else
            client->instant(work->queries.at(i).promql, lastGood, take);
    }
    QMetaObject::invokeMethod(this, [work] { work->answered(); }, Qt::QueuedConnection);
}

} // namespace maestro
