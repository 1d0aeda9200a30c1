// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"

#include "sandbox/store/json.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QByteArray registryToken = "token-of-the-registry";

QJsonObject runObject(const GithubRecorder::Run &run, const QString &conclusion)
{
    const QString status = run.looks < 1 ? u"queued"_s : run.looks < 3 ? u"in_progress"_s : u"completed"_s;
    return {{u"id"_s, run.id}, {u"name"_s, u"cd-rollback"_s}, {u"display_title"_s, run.title}, {u"event"_s, u"workflow_dispatch"_s}, {u"status"_s, status},
            {u"conclusion"_s, status == u"completed" ? QJsonValue(conclusion) : QJsonValue()}, {u"html_url"_s, u"https://github.example/runs/%1"_s.arg(run.id)},
            {u"created_at"_s, run.at.isValid() ? QJsonValue(run.at.toUTC().toString(Qt::ISODate)) : QJsonValue()},
            {u"triggering_actor"_s, QJsonObject {{u"login"_s, run.actor}}}};
}

} // namespace

Recorder::Recorder(QObject *parent)
    : QObject(parent)
    , m_server(this)
{
    connect(&m_server, &HttpServer::connected, this, [this](HttpConnection *connection) {
        connect(connection, &HttpConnection::requestReceived, this, [this, connection](const HttpRequest &request) { take(connection, request); });
    });
}

Result<Done> Recorder::listen(const std::optional<QSslConfiguration> &tls)
{
    const Result<quint16> port = m_server.listen(0, tls);
    return port ? Result<Done>(Done {}) : port.error();
}

QString Recorder::url() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_server.isSecure() ? u"https"_s : u"http"_s).arg(m_server.port());
}

QList<Recorded> Recorder::writes() const
{
    QList<Recorded> out;
    std::copy_if(arrivals.begin(), arrivals.end(), std::back_inserter(out), [](const Recorded &one) { return one.method != "GET"; });
    return out;
}

Recorder::Reply Recorder::reply(int status, const QJsonObject &body)
{
    return {status, compact(body), {}};
}

bool Recorder::isOpen(const HttpRequest &) const
{
    return false;
}

void Recorder::take(HttpConnection *connection, const HttpRequest &request)
{
    arrivals.append({request.method, request.path, request.body, request.header("idempotency-key"), request.header("authorization"), 0});
    const bool write = request.method != "GET";
    if (!silentOn.isEmpty() && request.path.endsWith(silentOn))
        return;
    Reply said;
    if (!redirectTo.isEmpty())
        said = {307, {}, {{"Location", redirectTo.toUtf8()}}};
    else if (isOpen(request))
        said = request.header("authorization").isEmpty() ? answer(request) : reply(400, {{u"message"_s, u"a credential was not asked for"_s}});
    else if (!token.isEmpty() && request.header("authorization") != "Bearer " + token)
        said = reply(401, {{u"message"_s, u"Bad credentials"_s}});
    else if (write && refuseWith)
        said = reply(refuseWith, {{u"message"_s, u"refused on purpose \x1b[31m by the test"_s}});
    else
        said = answer(request);
    if (write && loseReplies > 0 && said.status < 300) {
        --loseReplies;
        return connection->drop(true);
    }
    arrivals.last().status = said.status;
    connection->reply(said.status, "application/json", said.body, said.headers);
}

Recorder::Reply GithubRecorder::answer(const HttpRequest &request)
{
    if (request.method == "POST" && request.path.endsWith(u"/dispatches"))
        return dispatch(request);
    if (request.path == u"/user")
        return reply(200, {{u"login"_s, login}});
    if (request.path.endsWith(u"/logs"))
        return logOf(request);
    if (request.path.endsWith(u"/jobs")) {
        const bool over = runs.isEmpty() || runs.first().looks >= 3;
        const QJsonObject step {{u"name"_s, u"pull the tag"_s}, {u"status"_s, over ? u"completed"_s : u"in_progress"_s}, {u"conclusion"_s, conclusion},
                                {u"started_at"_s, u"2026-11-20T03:13:00Z"_s}, {u"completed_at"_s, u"2026-11-20T03:13:07Z"_s}};
        return reply(200, {{u"jobs"_s, QJsonArray {QJsonObject {{u"id"_s, 7001}, {u"name"_s, u"rollback"_s}, {u"conclusion"_s, conclusion}, {u"steps"_s, QJsonArray {step}}}}}});
    }
    return request.path.endsWith(u"/runs") ? list() : reply(404, {{u"message"_s, u"Not Found"_s}});
}

bool GithubRecorder::isOpen(const HttpRequest &request) const
{
    return request.path.startsWith(u"/blob/"_s);
}

Recorder::Reply GithubRecorder::logOf(const HttpRequest &request)
{
    if (logStatus != 200)
        return reply(logStatus, {{u"message"_s, u"Gone"_s}});
    if (logsLieElsewhere && !isOpen(request))
        return {302, {}, {{"Location", (url() + u"/blob/7001/logs?sig=only-here"_s).toLatin1()}}};
    return {200, log, {}};
}

Recorder::Reply GithubRecorder::dispatch(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonObject given = body[u"inputs"].toObject();
    for (const QString &key : body.keys())
        if (key != u"ref" && key != u"inputs")
            return reply(422, {{u"message"_s, u"Invalid request: %1 is not a permitted key"_s.arg(key)}});
    for (const QString &key : given.keys())
        if (!inputs.contains(key))
            return reply(422, {{u"message"_s, u"Unexpected inputs provided: [%1]"_s.arg(key)}});
    const QDateTime at = now ? now() : QDateTime();
    for (; others > 0; --others)
        runs.prepend({++m_last, u"somebody else's"_s, u"else"_s, 0, at});
    const QString id = given[u"action_id"].toString();
    runs.prepend({++m_last, namesRuns && !id.isEmpty() ? u"rollback "_s + id : u"rollback"_s, login, 0, at});
    if (tellsRun)
        return reply(200, {{u"workflow_run_id"_s, m_last}});
    return {204, {}, {}};
}

Recorder::Reply GithubRecorder::list()
{
    QJsonArray items;
    for (Run &run : runs) {
        items.append(runObject(run, conclusion));
        ++run.looks;
    }
    return reply(200, {{u"total_count"_s, items.size()}, {u"workflow_runs"_s, items}});
}

Recorder::Reply WebhookRecorder::answer(const HttpRequest &request)
{
    const bool text = QJsonDocument::fromJson(request.body).object()[u"text"].isString();
    return request.method == "POST" && text ? reply(200, {{u"ok"_s, true}}) : reply(400, {{u"error"_s, u"no_text"_s}});
}

Recorder::Reply RouteRecorder::answer(const HttpRequest &request)
{
    const QString base = u"/api/maestro/v1/routing/"_s;
    if (request.method == "GET" && request.path.startsWith(base + u"pins/")) {
        const QString route = request.path.mid(base.size() + 5);
        const QStringList models = pins.value(route);
        if (models.isEmpty())
            return reply(404, {{u"error"_s, u"unknown route"_s}});
        return reply(200, {{u"route"_s, route}, {u"model"_s, models.last()}, {u"prevModel"_s, models.size() > 1 ? QJsonValue(models.at(models.size() - 2)) : QJsonValue()},
                           {u"history"_s, QJsonArray::fromStringList(models.mid(0, models.size() - 1))}});
    }
    if (request.method != "POST" || request.path != base + u"rollback")
        return reply(404, {{u"error"_s, u"not found"_s}});
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    for (const QString &key : body.keys())
        if (key != u"route" && key != u"reason")
            return reply(422, {{u"error"_s, u"unknown field %1"_s.arg(key)}});
    const QString route = body[u"route"].toString();
    if (!pins.contains(route) || body[u"reason"].toString().isEmpty())
        return reply(pins.contains(route) ? 400 : 404, {{u"error"_s, pins.contains(route) ? u"reason is missing"_s : u"unknown route"_s}});
    if (pins[route].size() < 2)
        return reply(409, {{u"error"_s, u"no previous pin"_s}});
    pins[route].removeLast();
    return reply(200, {{u"route"_s, route}, {u"model"_s, pins[route].last()}});
}

/// By name, as the distribution API says; what follows is at a link relative to the registry.
Recorder::Reply RegistryRecorder::page(const QString &name, const QString &last) const
{
    QStringList all = tags.value(name);
    all.sort();
    all.removeIf([&last](const QString &tag) { return !last.isEmpty() && tag <= last; });
    const QStringList shown = pageSize > 0 ? all.mid(0, pageSize) : all;
    Reply told = reply(200, {{u"name"_s, name}, {u"tags"_s, QJsonArray::fromStringList(shown)}});
    if (shown.size() < all.size())
        told.headers.append({"Link", u"</v2/%1/tags/list?n=%2&last=%3>; rel=\"next\""_s.arg(name).arg(pageSize).arg(shown.constLast()).toUtf8()});
    return told;
}

Recorder::Reply RegistryRecorder::answer(const HttpRequest &request)
{
    if (request.path == u"/token")
        return reply(200, {{u"token"_s, QString::fromLatin1(registryToken)}});
    const bool listed = request.path.endsWith(u"/tags/list");
    const QString name = (listed ? request.path.chopped(10) : request.path.section(u"/manifests/"_s, 0, 0)).mid(4);
    const QString tag = request.path.section(u"/manifests/"_s, 1);
    if (request.header("authorization") != "Bearer " + registryToken) {
        const QString where = realm.isEmpty() ? url() + u"/token" : realm;
        return {401, "{}", {{"WWW-Authenticate", u"Bearer realm=\"%1\",service=\"registry\",scope=\"repository:%2:pull\""_s.arg(where, name).toUtf8()}}};
    }
    if (listed && tags.contains(name))
        return page(name, request.parameter(u"last"_s));
    if (!tags.value(name).contains(tag))
        return reply(404, {{u"errors"_s, QJsonArray()}});
    return {200, "{}", {{"Docker-Content-Digest", "sha256:00"}}};
}

} // namespace maestro::sandbox
