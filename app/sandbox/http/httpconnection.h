// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/httprequest.h"

#include <QObject>

class QTcpSocket;

namespace maestro::sandbox {

/// The server half of one HTTP/1.1 connection with keep-alive. Owns its socket and deletes itself when that closes.
/// One request at a time: the next is read only after the answer to the last; an unanswered one hangs, on purpose.
class HttpConnection : public QObject
{
    Q_OBJECT
public:
    HttpConnection(QTcpSocket *socket, QObject *parent);

    void reply(int status, const QByteArray &contentType, const QByteArray &body, const HttpHeaders &headers = {});
    void beginStream(int status, const QByteArray &contentType, const HttpHeaders &headers = {});
    void writeChunk(const QByteArray &bytes);
    void endStream();
    /// Closes without another byte; with `reset` what was written but not sent is lost too.
    void drop(bool reset);
    bool isStreaming() const { return m_streaming; }
    /// Bytes that the peer has not taken yet.
    qint64 backlog() const;

signals:
    void requestReceived(const maestro::sandbox::HttpRequest &request);
    void closed();

private:
    void readMore();
    bool readHead();
    void refuse(int status, const QByteArray &why);
    QByteArray head(int status, const QByteArray &contentType, const HttpHeaders &headers) const;

    QTcpSocket *m_socket;
    QByteArray m_buffer;
    HttpRequest m_request;
    qint64 m_bodyLength = -1;
    bool m_busy = false;
    bool m_streaming = false;
    bool m_lastRequest = false;
    bool m_gone = false;
};

} // namespace maestro::sandbox
