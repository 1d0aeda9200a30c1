// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/alerts/silencewriter.h"

#include "services/endpoints/endpointsender.h"
#include "services/endpoints/proxysender.h"

#include <QCoreApplication>

namespace maestro {

namespace {

/// Calls once, whoever comes first.
struct Once
{
    std::function<void(const WriteAnswer &)> done;
    QMetaObject::Connection gone;

    void call(const WriteAnswer &answer)
    {
        QObject::disconnect(gone);
        if (const auto callback = std::exchange(done, {}))
            callback(answer);
    }
};

WriteAnswer notSent(const QString &why)
{
    return {WriteAnswer::Fate::NotSent, {}, {}, why};
}

} // namespace

WriteAnswer judged(const MutationReply &reply)
{
    WriteAnswer answer{WriteAnswer::Fate::Unknown, reply.status, reply.body, reply.error ? reply.error->message : QString()};
    if (reply.delivery == Delivery::NotSent || reply.delivery == Delivery::PartlySent)
        answer.fate = WriteAnswer::Fate::NotSent;
    if (reply.delivery != Delivery::Answered)
        return answer;
    const int status = *reply.status;
    if (answer.message.isEmpty() && status >= 300)
        answer.message = QCoreApplication::translate("Alerts", "HTTP %1: %2").arg(QString::number(status), QString::fromUtf8(reply.body.left(200)).simplified());
    if (status >= 200 && status < 300)
        answer.fate = WriteAnswer::Fate::Accepted;
    else if (status == 401 || status == 403)
        answer.fate = WriteAnswer::Fate::NotPermitted;
    else if (status < 500)
        answer.fate = WriteAnswer::Fate::Refused;
    return answer;
}

void sendOnce(const Endpoint &endpoint, ClusterAccess *access, SecretStore *secrets, const PlannedRequest &request, const QString &auditId,
              QObject *owner, std::function<void(const WriteAnswer &)> done, const HttpHeaders &more, int deadlineMs)
{
    const auto once = std::make_shared<Once>();
    once->done = whileAlive(owner, std::move(done));
    if (endpoint.viaServiceProxy) {
        if (!access) {
            QMetaObject::invokeMethod(owner, [once] { once->call(notSent(QCoreApplication::translate("Alerts", "The cluster in front of it is not connected."))); },
                                      Qt::QueuedConnection);
            return;
        }
        PlannedRequest proxied = request;
        proxied.path.prepend(QString::fromLatin1(serviceProxyPath(endpoint)));
        once->gone = QObject::connect(access, &QObject::destroyed, owner, [once] {
            once->call({WriteAnswer::Fate::Unknown, {}, {}, QCoreApplication::translate("Alerts", "The connection was closed meanwhile.")});
        });
        access->client()->relayMutation(proxied, auditId, [once](const MutationReply &reply) { once->call(judged(reply)); }, deadlineMs);
        return;
    }
    resolveEndpoint(endpoint, secrets, whileAlive(owner, [once, request, owner, more, deadlineMs](const Result<EndpointAccess> &who) {
        if (!who)
            return once->call(notSent(who.error().message));
        auto *transport = new MutationTransport(who->identity, owner);
        QObject::connect(transport, &MutationTransport::finished, owner, [once, transport, who = *who](const MutationReply &reply) {
            transport->deleteLater();
            MutationReply said = reply;
            said.body = who.withoutSecrets(reply.body);
            once->call(judged(said));
        });
        HttpHeaders headers = HttpHeaders{{"Accept", "application/json"}} + more;
        if (!request.contentType.isEmpty())
            headers.append(HttpHeader{"Content-Type", request.contentType.toLatin1()});
        transport->send(request.method.toLatin1(), request.path.toLatin1(), headers + who->headers, request.body, deadlineMs);
    }));
}

} // namespace maestro
