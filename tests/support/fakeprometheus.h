// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "support/scriptedserver.h"

#include <QLocale>
#include <QTimeZone>
#include <QTimer>
#include <QUrlQuery>

namespace maestro {

/// Answers queries with what a function of the test says, as of the test's clock, or with one fault for everything.
class FakePrometheus
{
public:
    /// One series' value at a time; nothing: an empty answer.
    using Value = std::function<std::optional<double>(const QString &query, qint64 ms)>;

    FakePrometheus(const Clock *clock, Value value)
        : server([this](const ScriptedRequest &request, ScriptedConnection *c) { answer(request, c); })
        , m_clock(clock)
        , m_value(std::move(value))
    {
    }

    ScriptedServer server;
    std::optional<std::pair<int, QByteArray>> fault;
    std::function<bool(const QString &path, const QString &query)> warned; ///< answers that say that a store was missing
    QString faultOnly; ///< only for queries with this in them; empty: all
    qint64 scrapedAgoMs = 0; ///< how old every sample is
    qint64 skewMs = 0; ///< of the server's clock
    QStringList queries; ///< instants, without those about age and targets
    bool silent = false; ///< nothing is answered
    int delayMs = 0; ///< before each answer
    std::function<void(const QString &query, bool begun)> onQuery; ///< when it arrives, and when it is answered

private:
    qint64 nowMs() const { return m_clock->utcNow().toMSecsSinceEpoch() + skewMs; }

    static QByteArray number(double value)
    {
        return qIsNaN(value) ? QByteArray("NaN") : qIsInf(value) ? QByteArray(value > 0 ? "+Inf" : "-Inf") : QByteArray::number(value, 'g', 17);
    }
    static QByteArray seconds(qint64 ms) { return QByteArray::number(double(ms) / 1000, 'f', 3); }

    void answer(const ScriptedRequest &request, ScriptedConnection *c)
    {
        if (silent)
            return;
        if (delayMs == 0)
            return answerNow(request, c);
        const QString query = QUrlQuery(request.method == "POST" ? QString::fromUtf8(request.body) : QUrl::fromEncoded(request.target).query(QUrl::FullyEncoded)).queryItemValue(QStringLiteral("query"), QUrl::FullyDecoded);
        if (onQuery)
            onQuery(query, true);
        QTimer::singleShot(delayMs, c, [this, request, c, query] {
            if (onQuery)
                onQuery(query, false);
            answerNow(request, c);
        });
    }

    void answerNow(const ScriptedRequest &request, ScriptedConnection *c)
    {
        const QUrl url = QUrl::fromEncoded(request.target);
        const QUrlQuery parameters(request.method == "POST" ? QString::fromUtf8(request.body) : url.query(QUrl::FullyEncoded));
        const QString query = parameters.queryItemValue(QStringLiteral("query"), QUrl::FullyDecoded);
        const QByteArray date = "Date: " + QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(nowMs(), QTimeZone::utc()), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toUtf8() + "\r\n";
        if (fault && query.contains(faultOnly))
            return c->reply(fault->first, fault->second, date);
        if (url.path() == u"/api/v1/query")
            c->reply(200, vector(query, parameters), date);
        else if (url.path() == u"/api/v1/query_range")
            c->reply(200, matrix(query, parameters), date);
        else
            c->reply(200, "{}", date);
    }

    QByteArray vector(const QString &query, const QUrlQuery &parameters)
    {
        const QString time = parameters.queryItemValue(QStringLiteral("time"));
        const qint64 at = time.isEmpty() ? nowMs() : qRound64(time.toDouble() * 1000);
        const bool age = query.contains(u"timestamp(");
        const bool targets = query.startsWith(u"count_values(");
        if (!age && !targets)
            queries.append(query);
        const std::optional<double> value = age ? std::optional(double(nowMs() - scrapedAgoMs) / 1000) : targets ? std::optional(2.0) : at > nowMs() + 1'000 ? std::nullopt : m_value(query, at);
        const QByteArray labels = age ? "{\"job\":\"shop\"}" : targets ? "{\"is\":\"1\"}" : "{}";
        return success(saidOf("/api/v1/query", query), "vector", value ? "[{\"metric\":" + labels + ",\"value\":[" + seconds(at) + ",\"" + number(*value) + "\"]}]" : QByteArray("[]"));
    }

    QByteArray matrix(const QString &query, const QUrlQuery &parameters)
    {
        const auto ms = [&parameters](const char *name) { return qRound64(parameters.queryItemValue(QLatin1String(name)).toDouble() * 1000); };
        QByteArray points;
        for (qint64 at = ms("start"); at <= ms("end") && ms("step") > 0; at += ms("step"))
            if (const auto value = m_value(query, at))
                points += (points.isEmpty() ? "[" : ",[") + seconds(at) + ",\"" + number(*value) + "\"]";
        return success(saidOf("/api/v1/query_range", query), "matrix", points.isEmpty() ? QByteArray("[]") : "[{\"metric\":{},\"values\":[" + points + "]}]");
    }

    QByteArray saidOf(const char *path, const QString &query) const { return warned && warned(QLatin1String(path), query) ? "\"warnings\":[\"one store did not answer\"]," : QByteArray(); }

    static QByteArray success(const QByteArray &said, const QByteArray &type, const QByteArray &result)
    {
        return "{\"status\":\"success\"," + said + "\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    const Clock *m_clock;
    Value m_value;
};

} // namespace maestro
