// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/httpconnection.h"

#include "domain/base/result.h"

#include <QSslConfiguration>

#include <optional>

class QTcpServer;

namespace maestro::sandbox {

/// Listens on 127.0.0.1 only, with TLS when a configuration is given, and hands out connections that it owns.
class HttpServer : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Port 0 picks a free one.
    Result<quint16> listen(quint16 port, const std::optional<QSslConfiguration> &tls);
    quint16 port() const;
    bool isSecure() const { return m_secure; }
    /// Refuses new connections and drops the open ones; listen() again brings it back.
    void close();

signals:
    void connected(maestro::sandbox::HttpConnection *connection);

private:
    void acceptPending();

    QTcpServer *m_server = nullptr;
    bool m_secure = false;
};

} // namespace maestro::sandbox
