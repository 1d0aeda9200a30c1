// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/apiserver.h"

#include "sandbox/documents/discovery.h"
#include "sandbox/documents/eventconversion.h"
#include "sandbox/api/mutation.h"
#include "sandbox/documents/openapi.h"
#include "sandbox/documents/podlog.h"
#include "sandbox/documents/protobuf.h"
#include "sandbox/store/json.h"
#include "sandbox/store/simclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTimer>

namespace maestro::sandbox {

namespace {

const QByteArray jsonType = "application/json";

bool isMutation(const QByteArray &method)
{
    return method != "GET" && method != "HEAD";
}

QString verbOf(const HttpRequest &request, const ResourcePath &path)
{
    if (request.method == "GET") {
        if (request.wants(QStringLiteral("watch")))
            return QStringLiteral("watch");
        return path.name.isEmpty() ? QStringLiteral("list") : QStringLiteral("get");
    }
    if (request.method == "POST")
        return QStringLiteral("create");
    if (request.method == "PUT")
        return QStringLiteral("update");
    if (request.method == "PATCH")
        return QStringLiteral("patch");
    if (request.method == "DELETE")
        return path.name.isEmpty() ? QStringLiteral("deletecollection") : QStringLiteral("delete");
    return {};
}

StatusError refusedTo(const User &user, const Attributes &what)
{
    const QString resource = what.subresource.isEmpty() ? what.resource : what.resource + u'/' + what.subresource;
    const QString qualified = what.group.isEmpty() ? what.resource : what.resource + u'.' + what.group;
    const QString scope = what.ns.isEmpty() ? QStringLiteral("at the cluster scope") : QStringLiteral("in the namespace \"%1\"").arg(what.ns);
    StatusError error = forbidden(QStringLiteral("%1%2 is forbidden: User \"%3\" cannot %4 resource \"%5\" in API group \"%6\" %7")
                                      .arg(qualified, what.name.isEmpty() ? QString() : QStringLiteral(" \"%1\"").arg(what.name), user.name, what.verb,
                                           resource, what.group, scope));
    error.details = {{QStringLiteral("name"), what.name}, {QStringLiteral("group"), what.group}, {QStringLiteral("kind"), what.resource}};
    return error;
}

HttpRequest withoutTests(HttpRequest request)
{
    if (!request.header("content-type").startsWith("application/json-patch+json"))
        return request;
    QJsonArray kept;
    for (const QJsonValue &operation : QJsonDocument::fromJson(request.body).array()) {
        if (operation[u"op"].toString() != u"test")
            kept.append(operation);
    }
    request.body = QJsonDocument(kept).toJson(QJsonDocument::Compact);
    return request;
}

} // namespace

ApiServer::ApiServer(ObjectWriter &writer, SimClock &clock, Faults &faults, QObject *parent)
    : QObject(parent)
    , m_writer(writer)
    , m_clock(clock)
    , m_faults(faults)
    , m_listing(writer.store(), clock)
    , m_users(standardUsers())
{
}

void ApiServer::serve(HttpConnection *connection)
{
    connect(connection, &HttpConnection::requestReceived, this, [this, connection](const HttpRequest &request) { accept(connection, request); });
}

void ApiServer::accept(HttpConnection *connection, const HttpRequest &request)
{
    Call call{request, connection, {}, {}, m_faults.arrivals.size()};
    const QString auditId = QString::fromLatin1(request.header("audit-id"));
    m_faults.arrivals.append({auditId.isEmpty() ? m_writer.newUid() : auditId, request.method, request.path, request.query.toString(), {},
                              request.header("user-agent"), request.body});
    if (m_faults.frozen)
        m_held.append(call);
    else
        handle(call);
}

void ApiServer::setFrozen(bool frozen)
{
    m_faults.frozen = frozen;
    if (frozen)
        return;
    for (const QPointer<WatchSession> &watch : std::as_const(m_watches)) {
        if (watch)
            watch->thaw();
    }
    for (const Call &call : std::exchange(m_held, {})) {
        if (call.connection)
            handle(call);
    }
}

void ApiServer::dropWatches()
{
    for (const QPointer<WatchSession> &watch : std::exchange(m_watches, {})) {
        if (watch)
            watch->end();
    }
}

void ApiServer::compactHistory()
{
    m_writer.store().compactHistory();
    m_listing.forgetSnapshots();
    for (const QPointer<WatchSession> &watch : std::exchange(m_watches, {})) {
        if (watch)
            watch->expire();
    }
}

std::optional<User> ApiServer::authenticate(const HttpRequest &request, StatusError &why) const
{
    why = {401, QStringLiteral("Unauthorized"), QStringLiteral("Unauthorized")};
    const QByteArray given = request.header("authorization");
    const User *found = nullptr;
    for (const User &user : m_users) {
        if (given == "Bearer " + user.token.toLatin1())
            found = &user;
    }
    if (!found)
        return std::nullopt;
    const QString as = QString::fromUtf8(request.header("impersonate-user"));
    if (as.isEmpty() || as == found->name)
        return *found;
    if (!found->isMaster()) {
        why = forbidden(QStringLiteral("users \"%1\" is forbidden: User \"%2\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope")
                            .arg(as, found->name));
        return std::nullopt;
    }
    for (const User &user : m_users) {
        if (user.name == as)
            return user;
    }
    return User{as, {QStringLiteral("system:authenticated")}, {}, {}};
}

void ApiServer::handle(Call call)
{
    if (m_faults.retryAfterSeconds > 0 && m_faults.rejections != 0) {
        if (m_faults.rejections > 0)
            --m_faults.rejections;
        StatusError busy{429, QStringLiteral("TooManyRequests"), QStringLiteral("Too many requests, please try again later.")};
        busy.retryAfterSeconds = m_faults.retryAfterSeconds;
        return sendError(call, busy);
    }
    if (call.request.path == u"/healthz" || call.request.path == u"/livez" || call.request.path == u"/readyz") {
        m_faults.arrivals[call.arrival].status = 200;
        call.connection->reply(200, "text/plain", "ok", commonHeaders(call));
        return;
    }
    StatusError why;
    const auto user = authenticate(call.request, why);
    if (!user)
        return sendError(call, why);
    call.user = *user;
    m_faults.arrivals[call.arrival].user = user->name;
    route(call);
}

void ApiServer::route(Call &call)
{
    const HttpRequest &request = call.request;
    if (request.method == "GET") {
        if (request.path == u"/openapi/v2" && request.header("accept").contains("proto-openapi"))
            return sendBytes(call, openApiV2Protobuf(), "application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
        if (const auto document = discoveryDocument(request.path))
            return send(call, 200, *document);
    }
    const auto path = ResourcePath::parse(request.path);
    if (!path)
        return sendError(call, {404, QStringLiteral("NotFound"), QStringLiteral("the server could not find the requested resource")});
    call.path = *path;
    if (path->group == u"authentication.k8s.io" || path->group == u"authorization.k8s.io")
        return review(call);
    const bool knownPart = path->subresource.isEmpty() || (path->subresource == u"status" && path->type && path->type->statusSubresource)
        || (path->subresource == u"log" && path->plural == u"pods" && request.method == "GET");
    if (!path->type || !knownPart || (!path->type->namespaced && !path->ns.isEmpty()))
        return sendError(call, {404, QStringLiteral("NotFound"), QStringLiteral("the server could not find the requested resource")});
    const Attributes what{verbOf(request, *path), path->group, path->plural, path->subresource, path->ns, path->name};
    const bool addressed = request.method == "POST" ? path->name.isEmpty() : request.method == "GET" || request.method == "DELETE" || !path->name.isEmpty();
    if (what.verb.isEmpty() || !addressed || (path->type->namespaced && path->ns.isEmpty() && (isMutation(request.method) || !path->name.isEmpty())))
        return sendError(call, {405, QStringLiteral("MethodNotAllowed"), QStringLiteral("the server does not allow this method on the requested resource")});
    if (!call.user.may(what))
        return sendError(call, refusedTo(call.user, what));
    if (m_faults.failWithStatus != 0)
        return sendError(call, {m_faults.failWithStatus, QStringLiteral("InternalError"), QStringLiteral("the sandbox was told to fail")});
    if (what.verb == u"watch")
        startWatch(call);
    else if (path->subresource == u"log")
        sendLog(call);
    else if (isMutation(request.method))
        write(call);
    else
        sendBytes(call, path->name.isEmpty() ? m_listing.list(request, *path) : m_listing.get(request, *path));
}

void ApiServer::review(Call &call)
{
    const bool binary = call.request.header("content-type").startsWith("application/vnd.kubernetes.protobuf");
    const QJsonObject body = binary ? reviewFromProtobuf(call.request.body).value_or(QJsonObject()) : QJsonDocument::fromJson(call.request.body).object();
    if (call.request.method != "POST")
        return sendError(call, {405, QStringLiteral("MethodNotAllowed"), QStringLiteral("the server does not allow this method on the requested resource")});
    if (call.path.plural == u"selfsubjectreviews")
        send(call, 201, reviewSelf(call.user));
    else if (call.path.plural == u"selfsubjectaccessreviews")
        send(call, 201, reviewAccess(call.user, body));
    else if (call.path.plural == u"selfsubjectrulesreviews")
        send(call, 201, reviewRules(call.user, body));
    else
        sendError(call, {404, QStringLiteral("NotFound"), QStringLiteral("the server could not find the requested resource")});
}

void ApiServer::startWatch(Call &call)
{
    const HttpRequest &request = call.request;
    const Answer<Selector> parsed
        = Selector::parse(request.parameter(QStringLiteral("labelSelector")), request.parameter(QStringLiteral("fieldSelector")));
    if (const StatusError *error = refusal(parsed))
        return sendError(call, *error);
    const QString version = request.parameter(QStringLiteral("resourceVersion"));
    const bool streamedList = request.wants(QStringLiteral("sendInitialEvents"));
    const Wanted wanted = Wanted::from(request.header("accept"));
    WatchRequest watch{&storedType(call.path), call.path.ns, call.path.name, std::get<Selector>(parsed)};
    watch.bookmarks = request.wants(QStringLiteral("allowWatchBookmarks"));
    watch.table = wanted.table;
    watch.groupedEvents = call.path.type != watch.type;
    watch.initialState = streamedList || version.isEmpty() || version == u"0";
    watch.endMark = streamedList;
    watch.includeObject = request.parameter(QStringLiteral("includeObject"));
    watch.fromVersion = version.toLongLong();
    watch.timeoutSeconds = request.parameter(QStringLiteral("timeoutSeconds")).toInt();
    if (streamedList && (!watch.bookmarks || request.parameter(QStringLiteral("resourceVersionMatch")) != u"NotOlderThan"))
        return sendError(call, invalid({}, QStringLiteral("ListOptions"), {}, QStringLiteral("sendInitialEvents"),
                                       QStringLiteral("Forbidden: needs allowWatchBookmarks and resourceVersionMatch=NotOlderThan")));
    const bool tooOld = !watch.initialState && watch.fromVersion < m_writer.store().oldestReplayable();
    m_faults.arrivals[call.arrival].status = 200;
    call.connection->beginStream(200, wanted.table ? "application/json;as=Table;g=meta.k8s.io;v=v1;stream=watch" : jsonType, commonHeaders(call));
    auto *session = new WatchSession(call.connection, watch, m_writer.store(), m_clock, m_faults);
    m_watches.removeIf([](const QPointer<WatchSession> &other) { return other.isNull(); });
    m_watches.append(session);
    if (tooOld)
        session->expire();
    else
        session->start();
}

void ApiServer::sendLog(Call &call)
{
    const ObjectPtr pod = m_writer.store().find(*call.path.type, call.path.ns, call.path.name);
    const Answer<QByteArray> log = pod ? podLog(pod->body(), call.request, m_clock)
                                       : Answer<QByteArray>(notFound({}, call.path.plural, call.path.name));
    if (const StatusError *error = refusal(log))
        return sendError(call, *error);
    m_faults.arrivals[call.arrival].status = 200;
    if (!call.request.wants(QStringLiteral("follow"))) {
        call.connection->reply(200, "text/plain", std::get<QByteArray>(log), commonHeaders(call));
        return;
    }
    call.connection->beginStream(200, "text/plain", commonHeaders(call));
    call.connection->writeChunk(std::get<QByteArray>(log));
    auto *timer = new QTimer(call.connection);
    connect(timer, &QTimer::timeout, call.connection, [this, call, timer] {
        const ObjectPtr now = m_writer.store().find(*call.path.type, call.path.ns, call.path.name);
        if (now)
            return call.connection->writeChunk(podLogLine(now->body(), call.request, m_clock));
        timer->deleteLater();
        call.connection->endStream();
    });
    timer->start(logIntervalMs);
}

void ApiServer::write(Call &call)
{
    const Arrival arrival = m_faults.arrivals.at(call.arrival);
    const auto lost = m_faults.lossOf(arrival);
    if (lost == Faults::Lose::BeforeCommit)
        return call.connection->drop(false);
    if (const int status = std::exchange(m_faults.answerThis, 0); status != 0)
        return sendError(call, {status, QString::fromLatin1(status == 403 ? "Forbidden" : status == 409 ? "Conflict" : "InternalError"), QStringLiteral("the sandbox was told to refuse this")});
    const bool workload = call.path.plural == u"rollouts" || call.path.plural == u"deployments";
    const QString webhook = QStringLiteral("admission webhook \"images.example.com\" ");
    if (workload && m_faults.noDryRun && arrival.query.contains(QLatin1String("dryRun=All")))
        return sendError(call, badRequest(webhook + QStringLiteral("does not support dry run")));
    if (workload && !m_faults.denial.isEmpty())
        return sendError(call, {403, QStringLiteral("Forbidden"), webhook + QStringLiteral("denied the request: ") + m_faults.denial});
    const qint64 before = m_writer.store().version();
    const Answer<QJsonObject> result = mutate(m_writer, m_faults.ignoreTests ? withoutTests(call.request) : call.request, call.path);
    m_faults.arrivals[call.arrival].committed = m_writer.store().version() != before;
    if (lost)
        return call.connection->drop(false);
    if (const StatusError *error = refusal(result))
        return sendError(call, *error);
    send(call, call.request.method == "POST" ? 201 : 200, std::get<QJsonObject>(result));
}

HttpHeaders ApiServer::commonHeaders(const Call &call) const
{
    static const QLocale c = QLocale::c();
    const QString date = c.toString(m_clock.now().toUTC(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    return {{"Audit-Id", m_faults.arrivals.at(call.arrival).auditId.toLatin1()}, {"Cache-Control", "no-cache, private"}, {"Date", date.toLatin1()}};
}

void ApiServer::sendBytes(Call &call, const Answer<QByteArray> &result, const QByteArray &contentType)
{
    if (const StatusError *error = refusal(result))
        return sendError(call, *error);
    m_faults.arrivals[call.arrival].status = 200;
    call.connection->reply(200, contentType, std::get<QByteArray>(result), commonHeaders(call));
}

void ApiServer::send(Call &call, int status, const QJsonObject &body)
{
    m_faults.arrivals[call.arrival].status = status;
    call.connection->reply(status, jsonType, compact(body), commonHeaders(call));
}

void ApiServer::sendError(Call &call, const StatusError &error)
{
    m_faults.arrivals[call.arrival].status = error.code;
    HttpHeaders headers = commonHeaders(call);
    if (error.retryAfterSeconds > 0)
        headers.append({"Retry-After", QByteArray::number(error.retryAfterSeconds)});
    call.connection->reply(error.code, jsonType, compact(statusObject(error)), headers);
}

} // namespace maestro::sandbox
