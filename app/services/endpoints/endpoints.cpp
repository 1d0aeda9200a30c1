// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/endpoints/endpoints.h"

#include "services/endpoints/endpointsender.h"
#include "services/endpoints/proxysender.h"

namespace maestro {

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
    Held &held = m_prometheus[context];
    if (!held.client || held.endpoint != wanted)
        held = {wanted, std::make_unique<PromClient>(sender(wanted, context), m_clock)};
    return held.client.get();
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
