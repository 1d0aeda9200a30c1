// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include <QSslConfiguration>

#include <sys/socket.h>

namespace maestro {

QByteArray ScriptedRequest::header(const QByteArray &lowerName) const
{
    const QList<QByteArray> values = headerValues(lowerName);
    return values.isEmpty() ? QByteArray() : values.first();
}

QList<QByteArray> ScriptedRequest::headerValues(const QByteArray &lowerName) const
{
    QList<QByteArray> values;
    for (const auto &[name, value] : headers) {
        if (name == lowerName)
            values.append(value);
    }
    return values;
}

ScriptedConnection::ScriptedConnection(QSslSocket *socket, int number, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_number(number)
{
    socket->setParent(this);
}

void ScriptedConnection::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

void ScriptedConnection::sendHead(int status, const QByteArray &headers)
{
    send("HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + headers + "\r\n");
}

void ScriptedConnection::reply(int status, const QByteArray &body, const QByteArray &extraHeaders)
{
    send("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
         + "\r\n" + extraHeaders + "\r\n" + body);
}

void ScriptedConnection::sendChunk(const QByteArray &bytes)
{
    send(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

void ScriptedConnection::close()
{
    m_socket->disconnectFromHost();
}

void ScriptedConnection::reset()
{
    const linger hard{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    m_socket->abort();
}

std::optional<ScriptedRequest> ScriptedConnection::takeRequest()
{
    m_pending += m_socket->readAll();
    const qsizetype end = m_pending.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    ScriptedRequest request;
    const QList<QByteArray> lines = m_pending.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (m_pending.size() < end + 4 + length)
        return std::nullopt;
    request.body = m_pending.mid(end + 4, length);
    m_pending.remove(0, end + 4 + length);
    request.connection = m_number;
    request.clientName = m_socket->peerCertificate().subjectInfo(QSslCertificate::CommonName).join(u',');
    return request;
}

ScriptedServer::ScriptedServer(Script script, std::optional<TestCertificate> certificate, const QByteArray &clientCaPem)
    : m_script(std::move(script))
    , m_certificate(std::move(certificate))
    , m_clientCa(clientCaPem)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port: %s", qPrintable(errorString()));
}

ScriptedServer::~ScriptedServer()
{
    for (const auto &connection : std::as_const(connections)) {
        if (connection)
            connection->socket()->disconnect();
    }
}

QUrl ScriptedServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(m_certificate ? QStringLiteral("https") : QStringLiteral("http")).arg(serverPort()));
}

int ScriptedServer::arrivals(const QByteArray &method) const
{
    return static_cast<int>(std::count_if(requests.cbegin(), requests.cend(), [&method](const ScriptedRequest &r) { return r.method == method; }));
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket;
    socket->setSocketDescriptor(descriptor);
    auto *connection = new ScriptedConnection(socket, static_cast<int>(connections.size()), this);
    connections.append(connection);
    socket->setReadBufferSize(m_readLimit);
    if (m_greeting)
        m_greeting(connection);
    connect(socket, &QSslSocket::readyRead, connection, [this, connection] { serve(connection); });
    if (!m_certificate)
        return;
    QSslConfiguration config = QSslConfiguration::defaultConfiguration();
    config.setLocalCertificate(m_certificate->certificate());
    config.setPrivateKey(m_certificate->key());
    if (!m_clientCa.isEmpty()) {
        config.setCaCertificates(QSslCertificate::fromData(m_clientCa));
        config.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    socket->setSslConfiguration(config);
    if (!m_frozen)
        socket->startServerEncryption();
}

void ScriptedServer::serve(ScriptedConnection *connection)
{
    if (m_frozen || m_readLimit > 0)
        return;
    while (std::optional<ScriptedRequest> request = connection->takeRequest()) {
        requests.append(*request);
        if (m_script)
            m_script(*request, connection);
        if (m_frozen || !connection->isOpen())
            return;
    }
}

void ScriptedServer::setFrozen(bool frozen)
{
    m_frozen = frozen;
    for (const auto &connection : std::as_const(connections)) {
        if (!connection || frozen)
            continue;
        if (m_certificate && connection->socket()->mode() == QSslSocket::UnencryptedMode)
            connection->socket()->startServerEncryption();
        serve(connection);
    }
}

void ScriptedServer::dropConnections()
{
    for (const auto &connection : std::as_const(connections)) {
        if (connection && connection->isOpen())
            connection->reset();
    }
}

} // namespace maestro
