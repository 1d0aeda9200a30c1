// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "net/read/requestpool.h"
#include "prometheus/promanswer.h"

namespace maestro {

/// A target as the server scrapes it.
struct PromTarget
{
    QString job;
    QString instance;
    QString health; ///< up, down, unknown
    QString lastError;
    QDateTime lastScrape;

    bool operator==(const PromTarget &) const = default;
};

/// A rule as the server knows it.
struct PromRule
{
    QString group;
    QString name;
    bool alerting = false;
    QString query;
    QString health; ///< ok, err, unknown
    QString lastError;
    QMap<QString, QString> labels;

    bool operator==(const PromRule &) const = default;
};

/// What a server says of itself. An empty version: it does not tell, as servers that only speak the same API may.
struct PromStatus
{
    QString version;
    bool ready = false; ///< it answers queries; Prometheus says no while it replays its log

    bool operator==(const PromStatus &) const = default;
};

/// Asks one Prometheus, or any server with its HTTP API. Equal questions under way are one request; at most four leave at once.
/// Lives on the caller's thread. Every callback comes once, never from inside the call, and not after destruction or cancel().
class PromClient : public QObject
{
    Q_OBJECT
public:
    PromClient(std::unique_ptr<HttpSender> sender, const Clock *clock, QObject *parent = nullptr);

    void setDeadline(int ms) { m_deadlineMs = ms; } ///< 10 s at first; the server is told to give up then, too
    int deadlineMs() const { return m_deadlineMs; }
    QString source() const { return m_pool.sender().source(); }

    using AnswerCallback = std::function<void(const PromAnswer &)>;
    /// An invalid time is the server's present.
    quint64 instant(const QString &promql, const QDateTime &at, AnswerCallback callback);
    /// A step that gives more points than the server allows (11,000) is widened, once, and a warning says so.
    quint64 range(const RangeQuery &query, AnswerCallback callback);
    void status(std::function<void(const Result<PromStatus> &)> callback);
    void targets(std::function<void(const Result<QList<PromTarget>> &)> callback);
    void rules(std::function<void(const Result<QList<PromRule>> &)> callback);
    void cancel(quint64 id);

    /// Server clock minus ours in milliseconds, of the last Date header; nothing before the first answer.
    std::optional<qint64> clockSkewMs() const { return m_skewMs; }
    QDateTime serverNow() const; ///< ours, corrected by a skew of two seconds or more

private:
    using Params = QList<std::pair<QByteArray, QByteArray>>;
    quint64 ask(const QByteArray &path, const Params &params, RequestPool::Callback callback);
    quint64 sendRange(quint64 id, const RangeQuery &query, qint64 askedStepMs, AnswerCallback callback);
    QString subject() const;

    RequestPool m_pool;
    const Clock *m_clock;
    std::optional<qint64> m_skewMs;
    int m_deadlineMs = 10'000;
    QHash<quint64, quint64> m_second; ///< asks that were sent again with a wider step: the id given out, the id under way
};

} // namespace maestro
