// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/httpconnection.h"

#include <QTcpSocket>
#include <QUrl>

namespace maestro::sandbox {

namespace {

constexpr qsizetype headLimit = 64 * 1024;
constexpr qint64 bodyLimit = 8 * 1024 * 1024;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 422: return "Unprocessable Entity";
    case 429: return "Too Many Requests";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_gone = true;
        emit closed();
        deleteLater();
    });
    QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

qint64 HttpConnection::backlog() const
{
    return m_socket->bytesToWrite();
}

void HttpConnection::readMore()
{
    m_buffer += m_socket->readAll();
    while (!m_busy && !m_gone) {
        if (m_bodyLength < 0 && !readHead())
            return;
        if (m_buffer.size() < m_bodyLength)
            return;
        m_request.body = m_buffer.left(m_bodyLength);
        m_buffer.remove(0, m_bodyLength);
        m_bodyLength = -1;
        m_busy = true;
        const HttpRequest request = std::exchange(m_request, {});
        emit requestReceived(request);
    }
}

bool HttpConnection::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_buffer.size() > headLimit)
            refuse(431, "header too large");
        return false;
    }
    QList<QByteArray> lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    const QList<QByteArray> start = lines.takeFirst().trimmed().split(' ');
    if (start.size() != 3 || !start.at(2).startsWith("HTTP/1.") || !start.at(1).startsWith('/')) {
        refuse(400, "malformed request line");
        return false;
    }
    m_request = {};
    m_request.method = start.at(0);
    const qsizetype mark = start.at(1).indexOf('?');
    m_request.path = QUrl::fromPercentEncoding(mark < 0 ? start.at(1) : start.at(1).left(mark));
    if (mark >= 0)
        m_request.query = QUrlQuery(QString::fromUtf8(start.at(1).mid(mark + 1).replace('+', "%20")));
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0) {
            refuse(400, "malformed header");
            return false;
        }
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        QByteArray &slot = m_request.headers[name];
        slot = slot.isEmpty() ? value : slot + ", " + value;
    }
    if (!m_request.header("transfer-encoding").isEmpty()) {
        refuse(411, "a length is required");
        return false;
    }
    bool number = true;
    const QByteArray length = m_request.header("content-length");
    m_bodyLength = length.isEmpty() ? 0 : length.toLongLong(&number);
    if (!number || m_bodyLength < 0 || m_bodyLength > bodyLimit) {
        refuse(413, "body too large");
        return false;
    }
    m_lastRequest = m_request.header("connection").toLower() == "close";
    if (m_request.header("expect").toLower() == "100-continue")
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

QByteArray HttpConnection::head(int status, const QByteArray &contentType, const HttpHeaders &headers) const
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    if (!contentType.isEmpty())
        bytes += "Content-Type: " + contentType + "\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    return bytes;
}

void HttpConnection::refuse(int status, const QByteArray &why)
{
    m_busy = true;
    m_lastRequest = true;
    reply(status, "text/plain", why + '\n', {{"Connection", "close"}});
}

void HttpConnection::reply(int status, const QByteArray &contentType, const QByteArray &body, const HttpHeaders &headers)
{
    if (m_gone || !m_busy)
        return;
    m_socket->write(head(status, contentType, headers) + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    m_busy = false;
    if (m_lastRequest)
        m_socket->disconnectFromHost();
    else if (!m_buffer.isEmpty())
        QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::beginStream(int status, const QByteArray &contentType, const HttpHeaders &headers)
{
    if (m_gone || !m_busy)
        return;
    m_socket->write(head(status, contentType, headers) + "Transfer-Encoding: chunked\r\n\r\n");
    m_streaming = true;
}

void HttpConnection::writeChunk(const QByteArray &bytes)
{
    if (m_gone || !m_streaming || bytes.isEmpty())
        return;
    m_socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

void HttpConnection::endStream()
{
    if (m_gone || !m_streaming)
        return;
    m_socket->write("0\r\n\r\n");
    m_streaming = false;
    m_busy = false;
    if (m_lastRequest)
        m_socket->disconnectFromHost();
    else
        QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::drop(bool reset)
{
    if (m_gone)
        return;
    if (reset)
        m_socket->abort();
    else
        m_socket->disconnectFromHost();
}

} // namespace maestro::sandbox
