// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prometheus/rangecache.h"

namespace maestro {

namespace {

constexpr size_t queryLimit = 200;
constexpr int askedAgain = 2; ///< points

void cut(QList<SampleSeries::Point> &points, qint64 fromMs, qint64 toMs)
{
    points.removeIf([=](const SampleSeries::Point &point) { return point.ms < fromMs || point.ms > toMs; });
}

} // namespace

RangeCache::RangeCache(PromClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

quint64 RangeCache::range(const RangeQuery &query, PromClient::AnswerCallback callback)
{
    RangeQuery asked = query;
    const auto known = m_known.find({query.promql, query.stepMs});
    if (known != m_known.end()) {
        const qint64 tail = known->second.toMs - askedAgain * query.stepMs;
        if (query.fromMs >= known->second.fromMs && tail > query.fromMs && tail < query.toMs)
            asked.fromMs = tail;
    }
    return m_client->range(asked, [this, guard = QPointer<RangeCache>(this), query, asked, callback = std::move(callback)](const PromAnswer &answer) {
        if (guard)
            callback(joined(query, asked, answer));
    });
}

void RangeCache::cancel(quint64 id)
{
    m_client->cancel(id);
}

PromAnswer RangeCache::joined(const RangeQuery &query, const RangeQuery &asked, PromAnswer answer)
{
    const Key key{query.promql, query.stepMs};
    if (!answer.ok() || answer.stepMs != query.stepMs) {
        if (answer.ok())
            m_known.erase(key);
        return answer;
    }
    const auto known = m_known.find(key);
    const qint64 start = RangeQuery::onGrid(query.fromMs, query.stepMs);
    const qint64 end = RangeQuery::onGrid(query.toMs, query.stepMs);
    const qint64 tail = RangeQuery::onGrid(asked.fromMs, query.stepMs);
    if (asked != query) {
        // Former points up to the tail, then the tail; a series that the tail does not have ends where it ended.
        QHash<QString, qsizetype> places;
        for (qsizetype i = 0; i < answer.series.size(); ++i)
            places.insert(answer.series.at(i).key(), i);
        for (const PromSeries &former : known == m_known.end() ? QList<PromSeries>() : known->second.series) {
            QList<SampleSeries::Point> points = former.points;
            cut(points, start, tail - 1);
            const auto place = places.constFind(former.key());
            if (place != places.cend())
                answer.series[*place].points = points + answer.series.at(*place).points;
            else if (!points.isEmpty())
                answer.series.append({former.labels, points});
        }
    }
    if (answer.warned || (asked != query && known == m_known.end())) // what is missing from it would be missing from all that is joined to it later
        return answer;
    m_known[key] = {start, end, answer.series, ++m_uses};
    if (m_known.size() > queryLimit)
        m_known.erase(std::min_element(m_known.begin(), m_known.end(), [](const auto &a, const auto &b) { return a.second.usedAt < b.second.usedAt; }));
    return answer;
}

} // namespace maestro
