// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testpki.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpServer>

#include <functional>
#include <optional>

namespace maestro {

/// One request as it arrived, whole.
struct ScriptedRequest
{
    QByteArray method;
    QByteArray target;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    int connection = 0;
    QString clientName; ///< common name of the client certificate

    QByteArray header(const QByteArray &lowerName) const;
    QList<QByteArray> headerValues(const QByteArray &lowerName) const;
};

/// One accepted connection; the script of a test answers through it as rudely as it likes.
class ScriptedConnection : public QObject
{
    Q_OBJECT
public:
    ScriptedConnection(QSslSocket *socket, int number, QObject *parent);

    void reply(int status, const QByteArray &body, const QByteArray &extraHeaders = {});
    void sendHead(int status, const QByteArray &headers);
    void sendChunk(const QByteArray &bytes);
    void endChunks() { send("0\r\n\r\n"); }
    void send(const QByteArray &bytes);
    void close();
    void reset(); ///< RST instead of FIN
    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    int number() const { return m_number; }
    QSslSocket *socket() const { return m_socket; }

private:
    friend class ScriptedServer;
    std::optional<ScriptedRequest> takeRequest();

    QSslSocket *m_socket;
    QByteArray m_pending;
    int m_number;
};

/// A server that does what the test says, on loopback, plain or TLS; keeps everything that arrived.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT
public:
    using Script = std::function<void(const ScriptedRequest &, ScriptedConnection *)>;

    explicit ScriptedServer(Script script = {}, std::optional<TestCertificate> certificate = {}, const QByteArray &clientCaPem = {});
    ~ScriptedServer() override;

    QUrl url() const;
    QList<ScriptedRequest> requests;
    QList<QPointer<ScriptedConnection>> connections;
    int arrivals(const QByteArray &method) const;
    void setScript(Script script) { m_script = std::move(script); }
    /// Like SIGSTOP: the kernel goes on accepting, nobody reads or answers. Thawing answers what had piled up.
    void setFrozen(bool frozen);
    /// Reads at most this much ahead, so that a client with more to say meets a full kernel buffer.
    void setReadLimit(qint64 bytes) { m_readLimit = bytes; }
    void setOnConnected(std::function<void(ScriptedConnection *)> greeting) { m_greeting = std::move(greeting); }
    void dropConnections();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void serve(ScriptedConnection *connection);

    Script m_script;
    std::optional<TestCertificate> m_certificate;
    QByteArray m_clientCa;
    std::function<void(ScriptedConnection *)> m_greeting;
    qint64 m_readLimit = 0;
    bool m_frozen = false;
};

} // namespace maestro
