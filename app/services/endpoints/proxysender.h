// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "net/read/httpsender.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

/// "/api/v1/namespaces/NS/services/[https:]NAME:PORT/proxy"
QByteArray serviceProxyPath(const Endpoint &endpoint);

/// Reads a service inside a cluster through its API server, with the cluster's credentials; asks anew for the connection each time.
class ProxySender final : public QObject, public HttpSender
{
public:
    using AccessFor = std::function<ClusterAccess *()>;

    ProxySender(const Endpoint &endpoint, const QString &context, AccessFor access);

    Cancel send(const HttpRequest &request, Callback callback) override;
    QString source() const override { return m_source; }
    /// A POST to a proxied service asks for another permission (create) than a GET; the API server takes long lines.
    bool mayPost() const override { return false; }

private:
    QByteArray m_path;
    QString m_source;
    AccessFor m_access;
};

} // namespace maestro
