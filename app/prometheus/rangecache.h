// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prometheus/promclient.h"

#include <map>

namespace maestro {

/// Ranges that are asked for again and again as time goes on: only what is new is fetched, with the last two points once more because
/// late samples change them. What a fresh query would give is what is given; an answer with a warning is given on and never kept. Lives on the client's thread, holds at most 200 queries.
class RangeCache : public QObject
{
    Q_OBJECT
public:
    explicit RangeCache(PromClient *client, QObject *parent = nullptr);

    /// As PromClient::range(). A failure is told as it is; what was known is kept for the next time.
    quint64 range(const RangeQuery &query, PromClient::AnswerCallback callback);
    void cancel(quint64 id);
    void clear() { m_known.clear(); }

private:
    struct Known
    {
        qint64 fromMs = 0; ///< what the points cover, on the grid
        qint64 toMs = 0;
        QList<PromSeries> series;
        quint64 usedAt = 0;
    };
    using Key = std::pair<QString, qint64>;
    PromAnswer joined(const RangeQuery &query, const RangeQuery &asked, PromAnswer answer);

    PromClient *m_client;
    std::map<Key, Known> m_known;
    quint64 m_uses = 0;
};

} // namespace maestro
