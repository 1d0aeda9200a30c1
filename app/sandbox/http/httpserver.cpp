// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/httpserver.h"

#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

namespace maestro::sandbox {

Result<quint16> HttpServer::listen(quint16 port, const std::optional<QSslConfiguration> &tls)
{
    m_secure = tls.has_value();
    if (tls) {
        auto *secure = new QSslServer(this);
        secure->setSslConfiguration(*tls);
        m_server = secure;
        connect(secure, &QSslServer::errorOccurred, this, [](QSslSocket *socket) { socket->deleteLater(); });
    } else {
        m_server = new QTcpServer(this);
    }
    m_server->setListenBacklogSize(256);
    connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &HttpServer::acceptPending);
    if (!m_server->listen(QHostAddress::LocalHost, port)) {
        return Error{ErrorKind::BadInput, QStringLiteral("cannotListen"),
                     QStringLiteral("cannot listen on 127.0.0.1:%1: %2").arg(port).arg(m_server->errorString()),
                     QStringLiteral("choose another --port, or --port 0 for a free one")};
    }
    return m_server->serverPort();
}

quint16 HttpServer::port() const
{
    return m_server ? m_server->serverPort() : 0;
}

void HttpServer::close()
{
    if (!m_server)
        return;
    m_server->close();
    m_server->deleteLater();
    m_server = nullptr;
    for (HttpConnection *connection : findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly))
        connection->drop(true);
}

void HttpServer::acceptPending()
{
    while (QTcpSocket *socket = m_server ? m_server->nextPendingConnection() : nullptr) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        emit connected(new HttpConnection(socket, this));
    }
}

} // namespace maestro::sandbox
