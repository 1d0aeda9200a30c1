// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/workloadroutes.h"

#include "sandbox/store/json.h"
#include "sandbox/world/cluster.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

QByteArray arrivals(const Faults &faults)
{
    QJsonArray list;
    for (const Arrival &arrival : faults.arrivals) {
        list.append(QJsonObject{{u"auditId"_s, arrival.auditId},
                                {u"method"_s, QString::fromLatin1(arrival.method)},
                                {u"path"_s, arrival.path},
                                {u"query"_s, arrival.query},
                                {u"user"_s, arrival.user},
                                {u"userAgent"_s, QString::fromUtf8(arrival.userAgent)},
                                {u"body"_s, QString::fromUtf8(arrival.body)},
                                {u"status"_s, arrival.status},
                                {u"committed"_s, arrival.committed}});
    }
    return compact({{u"arrivals"_s, list}});
}

/// 200, or 404 for a switch that does not exist.
int turn(const QString &what, const HttpRequest &request, Cluster &cluster)
{
    Faults &faults = cluster.faults();
    if (what == u"freeze")
        cluster.api().setFrozen(true);
    else if (what == u"thaw")
        cluster.api().setFrozen(false);
    else if (what == u"drop-watches")
        cluster.api().dropWatches();
    else if (what == u"compact")
        cluster.api().compactHistory();
    else if (what == u"reject") {
        faults.retryAfterSeconds = request.parameter(u"retryAfter"_s).toInt();
        faults.rejections = request.parameter(u"count"_s).isEmpty() ? -1 : request.parameter(u"count"_s).toInt();
    } else if (what == u"lose-reply")
        faults.loseReply(std::max(1, request.parameter(u"nth"_s).toInt()),
                         request.parameter(u"when"_s) == u"before" ? Faults::Lose::BeforeCommit : Faults::Lose::AfterCommit);
    else if (what == u"delay-controller")
        faults.controllerDelayMs = request.parameter(u"ms"_s).toLongLong();
    else
        return 404;
    return 200;
}

void answer(HttpConnection *connection, const HttpRequest &request, Cluster &cluster, bool admin)
{
    const QStringList parts = request.path.mid(1).split(u'/');
    if (request.method == "GET" && request.path == u"/metrics") {
        cluster.metrics().advance();
        connection->reply(200, "text/plain; version=0.0.4", cluster.metrics().exposition());
    } else if (request.method == "GET" && parts.size() == 4 && parts.at(0) == u"svc" && parts.at(3) == u"health") {
        const auto [status, body] = cluster.metrics().health(parts.at(1), parts.at(2));
        connection->reply(status, "application/json", body);
    } else if (admin && request.method == "GET" && request.path == u"/admin/arrivals") {
        connection->reply(200, "application/json", arrivals(cluster.faults()));
    } else if (admin && request.method == "POST" && parts.size() == 2 && parts.at(0) == u"admin") {
        connection->reply(turn(parts.at(1), request, cluster), "application/json", "{}");
    } else {
        connection->reply(404, "text/plain", "not found\n");
    }
}

} // namespace

void serveWorkloads(HttpConnection *connection, Cluster &cluster, bool admin)
{
    QObject::connect(connection, &HttpConnection::requestReceived, &cluster, [connection, &cluster, admin](const HttpRequest &request) {
        answer(connection, request, cluster, admin);
    });
}

} // namespace maestro::sandbox
