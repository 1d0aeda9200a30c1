// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/receive/webhookserver.h"

#include <QCoreApplication>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace maestro {

namespace {

constexpr int lingerMs = 1'000; ///< how long what is still on its way is read and thrown away, so that the answer arrives
constexpr qint64 readAtOnce = 64 * 1024;

QByteArray phraseOf(int status)
{
    switch (status) {
    case 202: return "Accepted";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 417: return "Expectation Failed";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Error";
    }
}

} // namespace

/// One request and its answer; gone with its socket.
class WebhookServer::Connection : public QObject
{
public:
    Connection(QTcpSocket *socket, WebhookServer *server)
        : QObject(server)
        , m_socket(socket)
        , m_server(server)
        , m_open(server->m_open)
        , m_timer(this)
    {
        socket->setParent(this);
        socket->setReadBufferSize(readAtOnce);
        ++*m_open;
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            if (m_answered)
                return m_socket->abort(), deleteLater();
            answer(408, "the request took too long");
        });
        connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_timer.start(server->m_limits.timeMs);
    }
    ~Connection() override { --*m_open; }

    void answer(int status, const QByteArray &text)
    {
        if (std::exchange(m_answered, true))
            return;
        const QByteArray body = text + '\n';
        QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + phraseOf(status) + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n";
        if (status == 401)
            head += "WWW-Authenticate: Bearer\r\n";
        else if (status == 405)
            head += "Allow: POST\r\n";
        else if (status == 429 || status == 503)
            head += "Retry-After: 60\r\n";
        m_bytes.clear();
        m_socket->write(head + "\r\n" + body);
        m_socket->flush();
        if (status != 202)
            Q_EMIT m_server->refused(status, m_socket->peerAddress().toString());
        m_timer.start(lingerMs);
        ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR); // closing with something unread would take the answer back
    }

private:
    void read()
    {
        if (m_answered) {
            m_socket->readAll();
            return;
        }
        const qint64 room = m_head ? m_head->length - m_bytes.size() : webhookHeadAtMost + 1 - m_bytes.size();
        m_bytes += m_socket->read(std::min(room, readAtOnce));
        if (!m_head)
            readHead();
        if (m_head && !m_answered && m_bytes.size() < m_head->length && m_socket->bytesAvailable() > 0)
            QMetaObject::invokeMethod(this, [this] { read(); }, Qt::QueuedConnection);
        if (m_head && !m_answered && m_bytes.size() == m_head->length)
            take();
    }

    void readHead()
    {
        const qsizetype end = m_bytes.indexOf("\r\n\r\n");
        if (end < 0 && m_bytes.size() <= webhookHeadAtMost) {
            if (m_socket->bytesAvailable() > 0)
                QMetaObject::invokeMethod(this, [this] { read(); }, Qt::QueuedConnection);
            return;
        }
        WebhookHead head = readWebhookHead(end < 0 ? m_bytes : m_bytes.left(end + 4));
        if (head.status != 0)
            return answer(head.status, head.why.toLatin1());
        if (head.path != m_server->m_path)
            return answer(404, "there is nothing here");
        if (head.method != "POST")
            return answer(405, "only POST is taken");
        if (!isSameSecret(m_server->m_secret, head.bearer))
            return answer(401, "the secret is missing or wrong");
        if (head.length < 0)
            return answer(411, "a Content-Length is needed");
        if (head.length > m_server->m_limits.bodyAtMost)
            return answer(413, "the body is larger than " + QByteArray::number(m_server->m_limits.bodyAtMost) + " bytes");
        if (head.length == 0)
            return answer(400, "the body is empty");
        if (!head.expect.isEmpty() && head.expect != "100-continue")
            return answer(417, "what is expected cannot be met");
        m_bytes.remove(0, end + 4);
        m_bytes.truncate(head.length); // what follows is no part of it, and nobody is asked a second time
        if (!head.expect.isEmpty() && m_bytes.size() < head.length)
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_head = std::move(head);
    }

    void take()
    {
        const WebhookAnswer said = m_server->m_take({m_head->query, m_head->contentType, m_bytes, m_socket->peerAddress().toString()});
        answer(said.status, said.text);
    }

    QTcpSocket *m_socket;
    WebhookServer *m_server;
    std::shared_ptr<int> m_open;
    QTimer m_timer;
    QByteArray m_bytes;
    std::optional<WebhookHead> m_head;
    bool m_answered = false;
};

WebhookServer::WebhookServer(QByteArray path, QByteArray secret, const Limits &limits, Take take, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_secret(std::move(secret))
    , m_limits(limits)
    , m_take(std::move(take))
    , m_server(this)
{
    m_server.setMaxPendingConnections(2 * limits.connectionsAtMost);
    connect(&m_server, &QTcpServer::newConnection, this, &WebhookServer::accept);
}

Result<quint16> WebhookServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_server.listen(address, port))
        return Error{ErrorKind::Refused, QStringLiteral("cannotListen"), QCoreApplication::translate("Net", "Nothing can be received at %1, port %2: %3").arg(address.toString()).arg(port).arg(m_server.errorString()),
                     QCoreApplication::translate("Net", "Another program, or another window, may listen there."), {}};
    return m_server.serverPort();
}

void WebhookServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        const bool full = *m_open >= m_limits.connectionsAtMost;
        if (*m_open >= 2 * m_limits.connectionsAtMost) { // not even an answer
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new Connection(socket, this);
        if (full)
            connection->answer(503, "too many connections");
    }
}

} // namespace maestro
