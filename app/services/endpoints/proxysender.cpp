// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/endpoints/proxysender.h"

#include <QCoreApplication>

namespace maestro {

namespace {

HttpResponse failure(const char *code, const QString &message)
{
    HttpResponse response;
    response.error = Error{ErrorKind::Unreachable, QString::fromLatin1(code), message};
    return response;
}

/// Calls once, whoever comes first: the answer, or the end of the connection.
struct Waiting
{
    HttpSender::Callback callback;
    QMetaObject::Connection gone;

    void answer(const HttpResponse &response)
    {
        QObject::disconnect(gone);
        if (const auto call = std::exchange(callback, {}))
            call(response);
    }
};

} // namespace

QByteArray serviceProxyPath(const Endpoint &endpoint)
{
    const QString scheme = endpoint.scheme.isEmpty() ? QString() : endpoint.scheme + u':';
    return QStringLiteral("/api/v1/namespaces/%1/services/%2%3:%4/proxy").arg(endpoint.ns, scheme, endpoint.service, endpoint.port).toLatin1();
}

ProxySender::ProxySender(const Endpoint &endpoint, const QString &context, AccessFor access)
    : m_path(serviceProxyPath(endpoint))
    , m_source(context + QString::fromLatin1(m_path))
    , m_access(std::move(access))
{
}

HttpSender::Cancel ProxySender::send(const HttpRequest &request, Callback callback)
{
    const auto waiting = std::make_shared<Waiting>();
    waiting->callback = std::move(callback);
    ClusterAccess *access = m_access();
    if (!access) {
        QMetaObject::invokeMethod(this, [waiting] {
            waiting->answer(failure("noConnection", QCoreApplication::translate("Endpoint", "The cluster in front of it is not connected.")));
        }, Qt::QueuedConnection);
        return [] {};
    }
    waiting->gone = connect(access, &QObject::destroyed, this, [waiting] {
        waiting->answer(failure("connectionClosed", QCoreApplication::translate("Endpoint", "The connection was closed meanwhile.")));
    });
    HttpRequest relayed = request;
    relayed.path.prepend(m_path);
    const auto cancel = access->client()->relay(relayed, whileAlive(this, [waiting](const HttpResponse &response) { waiting->answer(response); }));
    return [cancel, alive = QPointer<ClusterAccess>(access)] {
        if (alive)
            cancel();
    };
}

} // namespace maestro
