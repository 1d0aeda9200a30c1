// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/metrics/metricreader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

namespace maestro {

namespace {

struct Metrics
{
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

constexpr qint64 stepMs = 15'000;
constexpr qint64 windowMs = 30 * 60'000;

/// The line is of the half hour before `at`; a number that is not of this instant or the one before is none.
void take(MetricReading &reading, const PromAnswer &answer, qint64 atMs)
{
    reading.provenance.query = answer.provenance.query.isEmpty() ? reading.provenance.query : answer.provenance.query;
    reading.provenance.source = answer.provenance.source;
    reading.provenance.warnings = answer.provenance.warnings;
    reading.provenance.error = answer.provenance.error;
    if (!answer.ok())
        return;
    if (answer.warned) {
        reading.provenance.error = incompleteAnswer(answer);
        return;
    }
    if (answer.series.size() > 1) {
        reading.provenance.error = Error{ErrorKind::BadInput, QStringLiteral("manySeries"), Metrics::tr("the query gives %n series, not one", nullptr, int(answer.series.size())), {}, {}};
        return;
    }
    if (answer.series.isEmpty() || answer.series.constFirst().points.isEmpty())
        return;
    SampleSeries line{reading.metric, SampleRole::None, {}, answer.series.constFirst().points, answer.stepMs};
    reading.usual = medianOf(line);
    if (atMs - line.points.constLast().ms > 2 * stepMs)
        return;
    reading.value = line.points.constLast().value;
    reading.score = robustScores(line).constLast();
}

} // namespace

Error incompleteAnswer(const PromAnswer &answer)
{
    return {ErrorKind::Unreachable, QStringLiteral("doubtfulAnswer"), Metrics::tr("the answer may be incomplete: %1").arg(answer.provenance.warnings.value(0).left(200)), {}, {}};
}

RangeCache *rangeCacheOf(PromClient *client)
{
    auto *cache = client->findChild<RangeCache *>({}, Qt::FindDirectChildrenOnly);
    return cache ? cache : new RangeCache(client, client);
}

struct MetricReader::Work
{
    struct Question
    {
        qsizetype reading = 0;
        RangeQuery range;
    };
    QPointer<PromClient> client;
    QList<MetricReading> shown; ///< as they were given
    QList<MetricReading> readings;
    QList<Question> waiting;
    QSet<qsizetype> open; ///< readings without an answer
    int underWay = 0;
    Callback<QList<MetricReading>> done;
};

MetricReader::MetricReader(QObject *parent)
    : QObject(parent)
{
}

void MetricReader::read(PromClient *client, const QList<MetricReading> &shown, const GateQueries &queries, const QDateTime &at, Callback<QList<MetricReading>> done)
{
    if (m_work && m_work->done)
        tell(m_work);
    const bool stillAsking = m_work && !m_work->open.isEmpty() && m_work->client == client && m_work->shown == shown;
    const auto work = stillAsking ? m_work : std::make_shared<Work>();
    work->done = std::move(done);
    if (!stillAsking)
        begin(work, client, shown, queries, at);
    QTimer::singleShot(work->open.isEmpty() ? 0 : patienceMs, this, [this, work] { tell(work); });
}

void MetricReader::begin(const std::shared_ptr<Work> &work, PromClient *client, const QList<MetricReading> &shown, const GateQueries &queries, const QDateTime &at)
{
    m_work = work;
    work->client = client;
    work->shown = shown;
    work->readings = shown;
    const qint64 atMs = RangeQuery::onGrid(at.toMSecsSinceEpoch(), stepMs);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        MetricReading &reading = work->readings[i];
        const GateQuery *query = queries.value(reading.metric);
        if (!query && queries.problems.contains(reading.metric))
            reading.provenance.error = queries.problems.value(reading.metric);
        if (!query)
            continue;
        reading.provenance.query = query->promql;
        work->open.insert(i);
        work->waiting.append({i, {query->promql, atMs - windowMs, atMs, stepMs}});
    }
    for (int i = 0; i < atOnce; ++i)
        askNext(work);
}

void MetricReader::askNext(const std::shared_ptr<Work> &work)
{
    if (work->waiting.isEmpty() || !work->client)
        return;
    const Work::Question question = work->waiting.takeFirst();
    rangeCacheOf(work->client)->range(question.range, whileAlive(this, [this, work, question](const PromAnswer &answer) {
        take(work->readings[question.reading], answer, question.range.toMs);
        work->open.remove(question.reading);
        if (work->open.isEmpty())
            return tell(work);
        askNext(work);
    }));
}

void MetricReader::tell(const std::shared_ptr<Work> &work)
{
    if (!work->done)
        return;
    QList<MetricReading> readings = work->readings;
    for (const qsizetype late : std::as_const(work->open))
        readings[late].provenance.error = Error{ErrorKind::Unreachable, QStringLiteral("late"), Metrics::tr("no answer yet"), {}, {}};
    std::exchange(work->done, {})(readings);
}

} // namespace maestro
