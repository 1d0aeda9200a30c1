// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prometheus/promclient.h"

#include "prometheus/promdecoder.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

namespace maestro {

namespace {

constexpr int atOnce = 4;
constexpr qint64 bodyLimit = 32 * 1024 * 1024;
constexpr qsizetype longQuery = 2000; ///< bytes of a query string that everything on the way carries
constexpr qint64 pointLimit = 11'000; ///< of the server, per series
constexpr qint64 skewThatCounts = 2000; ///< a Date header has whole seconds and is under way for a while

QByteArray seconds(qint64 ms)
{
    QByteArray text = QByteArray::number(qAbs(ms) / 1000);
    if (const qint64 rest = qAbs(ms) % 1000)
        text += '.' + QByteArray::number(rest).rightJustified(3, '0');
    return ms < 0 ? '-' + text : text;
}

QMap<QString, QString> labelsOf(const QJsonObject &object)
{
    QMap<QString, QString> labels;
    for (auto it = object.begin(); it != object.end(); ++it)
        labels.insert(it.key(), it.value().toString());
    return labels;
}

PromTarget targetOf(const QJsonObject &object)
{
    const QMap<QString, QString> labels = labelsOf(object.value(u"labels").toObject());
    return {labels.value(QStringLiteral("job")), labels.value(QStringLiteral("instance")), object.value(u"health").toString(),
            object.value(u"lastError").toString(), QDateTime::fromString(object.value(u"lastScrape").toString(), Qt::ISODateWithMs).toUTC()};
}

PromRule ruleOf(const QString &group, const QJsonObject &object)
{
    return {group, object.value(u"name").toString(), object.value(u"type").toString() == u"alerting", object.value(u"query").toString(),
            object.value(u"health").toString(), object.value(u"lastError").toString(), labelsOf(object.value(u"labels").toObject())};
}

/// A point of another time than was asked for comes from a cache in between: it is no part of the answer, and the answer not whole.
void leaveOutStrangeTimes(PromAnswer &answer, const RangeQuery &query, const QString &warning)
{
    qsizetype strange = 0;
    for (PromSeries &series : answer.series)
        strange += series.points.removeIf([&query](const SampleSeries::Point &point) { return point.ms < query.fromMs - query.stepMs || point.ms > query.toMs + query.stepMs; });
    if (strange == 0)
        return;
    answer.warned = true;
    answer.provenance.warnings.prepend(warning);
}

} // namespace

PromClient::PromClient(std::unique_ptr<HttpSender> sender, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_pool(std::move(sender), atOnce)
    , m_clock(clock)
{
}

QString PromClient::subject() const
{
    return tr("Prometheus %1").arg(source());
}

QDateTime PromClient::serverNow() const
{
    const qint64 skew = m_skewMs.value_or(0);
    return m_clock->utcNow().addMSecs(qAbs(skew) < skewThatCounts ? 0 : skew);
}

quint64 PromClient::ask(const QByteArray &path, const Params &params, RequestPool::Callback callback)
{
    QByteArray form;
    for (const auto &[name, value] : params)
        form += (form.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    HttpRequest request{"GET", path, {{"Accept", "application/json"}}, {}, m_deadlineMs, bodyLimit};
    if (form.size() > longQuery && m_pool.sender().mayPost()) {
        request.method = "POST";
        request.headers.append(HttpHeader{"Content-Type", "application/x-www-form-urlencoded"});
        request.body = form;
    } else if (!form.isEmpty()) {
        request.path += '?' + form;
    }
    return m_pool.ask(request, [this, callback = std::move(callback)](const HttpResponse &response) {
        if (response.serverDate.isValid())
            m_skewMs = m_clock->utcNow().msecsTo(response.serverDate);
        callback(response);
    });
}

quint64 PromClient::instant(const QString &promql, const QDateTime &at, AnswerCallback callback)
{
    Params params{{"query", promql.toUtf8()}, {"timeout", seconds(m_deadlineMs)}};
    if (at.isValid())
        params.append({"time", seconds(at.toMSecsSinceEpoch())});
    return ask("/api/v1/query", params, [this, promql, callback = std::move(callback)](const HttpResponse &response) {
        PromAnswer answer = decodeQuery(subject(), response, std::nullopt);
        answer.provenance.query = promql;
        answer.provenance.source = source();
        callback(answer);
    });
}

quint64 PromClient::range(const RangeQuery &query, AnswerCallback callback)
{
    return sendRange(0, query, query.stepMs, std::move(callback));
}

quint64 PromClient::sendRange(quint64 id, const RangeQuery &query, qint64 askedStepMs, AnswerCallback callback)
{
    const qint64 step = qMax<qint64>(1, query.stepMs);
    const Params params{{"query", query.promql.toUtf8()}, {"start", seconds(RangeQuery::onGrid(query.fromMs, step))}, {"end", seconds(RangeQuery::onGrid(query.toMs, step))},
                        {"step", seconds(step)}, {"timeout", seconds(m_deadlineMs)}};
    const auto given = std::make_shared<quint64>(id);
    const quint64 sent = ask("/api/v1/query_range", params, [this, query, askedStepMs, given, callback = std::move(callback)](const HttpResponse &response) {
        m_second.remove(*given);
        PromAnswer answer = decodeQuery(subject(), response, PromAnswer::Type::Matrix);
        if (!answer.ok() && answer.provenance.error->code == u"tooManyPoints" && query.stepMs == askedStepMs) {
            RangeQuery wider = query;
            const qint64 fits = ((query.toMs - query.fromMs) / (pointLimit - 1) / 1000 + 1) * 1000;
            wider.stepMs = qMax(query.stepMs * 2, fits);
            m_second.insert(*given, sendRange(*given, wider, askedStepMs, callback));
            return;
        }
        answer.stepMs = query.stepMs;
        answer.askedStepMs = askedStepMs;
        leaveOutStrangeTimes(answer, query, tr("points are of another time than was asked for"));
        answer.provenance.query = query.promql;
        answer.provenance.source = source();
        if (query.stepMs != askedStepMs)
            answer.provenance.warnings.prepend(tr("The server allows fewer points: the step is %1 s instead of %2 s.")
                                                   .arg(QString::fromLatin1(seconds(query.stepMs)), QString::fromLatin1(seconds(askedStepMs))));
        callback(answer);
    });
    if (id == 0)
        *given = sent;
    return sent;
}

void PromClient::cancel(quint64 id)
{
    const auto second = m_second.constFind(id);
    m_pool.cancel(second == m_second.cend() ? id : *second);
    m_second.remove(id);
}

void PromClient::status(std::function<void(const Result<PromStatus> &)> callback)
{
    ask("/-/ready", {}, [this, callback = std::move(callback)](const HttpResponse &ready) {
        if (const std::optional<Error> error = answerProblem(subject(), ready))
            return callback(*error);
        if (*ready.status == 503)
            return callback(PromStatus{});
        // Not 200: a server that has no such page still may answer the API.
        const bool says = *ready.status == 200;
        ask("/api/v1/status/buildinfo", {}, [this, says, callback](const HttpResponse &response) {
            const Result<QJsonValue> data = decodeData(subject(), response);
            if (!data && !says)
                return callback(data.error());
            callback(PromStatus{data ? data->toObject().value(u"version").toString() : QString(), true});
        });
    });
}

void PromClient::targets(std::function<void(const Result<QList<PromTarget>> &)> callback)
{
    ask("/api/v1/targets", {{"state", "active"}}, [this, callback = std::move(callback)](const HttpResponse &response) {
        const Result<QJsonValue> data = decodeData(subject(), response);
        if (!data)
            return callback(data.error());
        QList<PromTarget> targets;
        for (const QJsonValue &target : data->toObject().value(u"activeTargets").toArray())
            targets.append(targetOf(target.toObject()));
        callback(targets);
    });
}

void PromClient::rules(std::function<void(const Result<QList<PromRule>> &)> callback)
{
    ask("/api/v1/rules", {}, [this, callback = std::move(callback)](const HttpResponse &response) {
        const Result<QJsonValue> data = decodeData(subject(), response);
        if (!data)
            return callback(data.error());
        QList<PromRule> rules;
        for (const QJsonValue &group : data->toObject().value(u"groups").toArray())
            for (const QJsonValue &rule : group.toObject().value(u"rules").toArray())
                rules.append(ruleOf(group.toObject().value(u"name").toString(), rule.toObject()));
        callback(rules);
    });
}

} // namespace maestro
