// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/endpoints/endpoints.h"

#include "services/endpoints/endpointsender.h"
#include "services/endpoints/proxysender.h"

namespace maestro {

namespace {

QList<Endpoint> eachPeer(const Endpoint &endpoint)
{
    QList<Endpoint> out{endpoint};
    out.first().peers.clear();
    for (const QString &url : endpoint.peers) {
        out.append(out.first());
        out.last().url = url;
    }
    return out;
}

} // namespace

Endpoints::Endpoints(Workspace *workspace, SecretStore *secrets, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_secrets(secrets)
    , m_clock(clock)
{
}

Endpoints::~Endpoints() = default;

std::unique_ptr<HttpSender> Endpoints::sender(const Endpoint &endpoint, const QString &context) const
{
    if (endpoint.viaServiceProxy)
        return std::make_unique<ProxySender>(endpoint, context, [workspace = m_workspace, context] { return workspace->access(context); });
    return std::make_unique<EndpointSender>(endpoint, m_secrets, m_clock);
}

PromClient *Endpoints::prometheus(const QString &context, const Endpoint &otherwise)
{
    Endpoint wanted = m_workspace->endpoint(context, QStringLiteral("prometheus"));
    if (!wanted.isSet())
        wanted = otherwise;
    if (!wanted.isSet())
        return nullptr;
    Held<PromClient> &held = m_prometheus[context];
    if (!held.client || held.endpoint != wanted)
        held = {wanted, std::make_unique<PromClient>(sender(wanted, context), m_clock)};
    held.client->setDeadline(m_deadlineMs);
    return held.client.get();
}

AlertmanagerClient *Endpoints::alertmanager(const QString &context)
{
    const Endpoint wanted = m_workspace->endpoint(context, QStringLiteral("alertmanager"));
    if (!wanted.isSet())
        return nullptr;
    Held<AlertmanagerClient> &held = m_alertmanagers[context];
    if (!held.client || held.endpoint != wanted) {
        std::vector<std::unique_ptr<HttpSender>> peers;
        for (const Endpoint &one : eachPeer(wanted))
            peers.push_back(sender(one, context));
        held = {wanted, std::make_unique<AlertmanagerClient>(std::move(peers))};
    }
    held.client->setDeadline(m_deadlineMs);
    return held.client.get();
}

Endpoint Endpoints::peer(const QString &context, const QString &key, const QString &source) const
{
    for (const Endpoint &one : eachPeer(m_workspace->endpoint(context, key)))
        if (one.isSet() && sender(one, context)->source() == source)
            return one;
    return {};
}

Endpoint endpointFrom(const QVariantMap &map)
{
    Endpoint endpoint;
    const auto text = [&map](const char *key) { return map.value(QLatin1String(key)).toString(); };
    if (text("via") == u"service-proxy") {
        endpoint.ns = text("namespace");
        endpoint.service = text("service");
        endpoint.port = text("port");
        endpoint.scheme = text("scheme");
        endpoint.viaServiceProxy = isProxied(endpoint);
        return endpoint;
    }
    const Result<Endpoint> direct = endpointOf(text("url"));
    return direct ? *direct : endpoint;
}

} // namespace maestro
