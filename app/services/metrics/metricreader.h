// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "prometheus/rangecache.h"
#include "services/callback.h"
#include "services/slo/gatequeries.h"

namespace maestro {

/// The cache of a client, which owns it.
RangeCache *rangeCacheOf(PromClient *client);
/// Of an answer with a warning: what it has is not the whole.
Error incompleteAnswer(const PromAnswer &answer);

/// Fills in what metrics say now and what is usual for them, from the half hour before. A question that takes long keeps nobody waiting:
/// after two seconds the answer goes without it, and says so. Two questions are under way at a time, and none anew before all are answered:
/// what gates ask is not to wait behind them. Lives on the client's thread.
class MetricReader : public QObject
{
    Q_OBJECT
public:
    explicit MetricReader(QObject *parent = nullptr);

    /// `queries` are those of the shown metrics; calls back once, later, not after destruction.
    void read(PromClient *client, const QList<MetricReading> &shown, const GateQueries &queries, const QDateTime &at, Callback<QList<MetricReading>> done);

    static constexpr int patienceMs = 2'000;
    static constexpr int atOnce = 2;

private:
    struct Work;
    void begin(const std::shared_ptr<Work> &work, PromClient *client, const QList<MetricReading> &shown, const GateQueries &queries, const QDateTime &at);
    void askNext(const std::shared_ptr<Work> &work);
    void tell(const std::shared_ptr<Work> &work);

    std::shared_ptr<Work> m_work; ///< the last; null: none
};

} // namespace maestro
