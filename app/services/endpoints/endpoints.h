// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alertmanager/alertmanagerclient.h"
#include "config/secretstore.h"
#include "prometheus/promclient.h"
#include "services/workspace.h"

#include <map>

namespace maestro {

/// The services beside the clusters, by kubeconfig context: made when first asked for, one client for everybody, and made anew when
/// the configuration changed. Owns them. Lives on the services' thread.
class Endpoints : public QObject
{
    Q_OBJECT
public:
    Endpoints(Workspace *workspace, SecretStore *secrets, const Clock *clock, QObject *parent = nullptr);
    ~Endpoints() override;

    void setDeadline(int ms) { m_deadlineMs = ms; } ///< for one answer; 10 s at first

    /// Null: none is configured. Good until the configuration changes, so ask each time. `otherwise` is taken when connections.yaml and the call name none (the environment of a policy).
    PromClient *prometheus(const QString &context, const Endpoint &otherwise = {});

    /// Null: none is configured. All peers together.
    AlertmanagerClient *alertmanager(const QString &context);
    /// The endpoint of one peer, by what its client calls source; none when it is not configured (any more).
    Endpoint peer(const QString &context, const QString &key, const QString &source) const;

    SecretStore *secrets() const { return m_secrets; }
    std::unique_ptr<HttpSender> sender(const Endpoint &endpoint, const QString &context) const;

private:
    template<typename Client> struct Held
    {
        Endpoint endpoint;
        std::unique_ptr<Client> client;
    };

    Workspace *m_workspace;
    SecretStore *m_secrets;
    const Clock *m_clock;
    int m_deadlineMs = 10'000;
    std::map<QString, Held<PromClient>> m_prometheus;
    std::map<QString, Held<AlertmanagerClient>> m_alertmanagers;
};

/// The members via, namespace, service, port, scheme or url of a policy's environment. Without a URL and a proxy: none.
Endpoint endpointFrom(const QVariantMap &map);

} // namespace maestro
