// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "net/receive/webhookhead.h"

#include <QHostAddress>
#include <QTcpServer>

#include <functional>
#include <memory>

namespace maestro {

/// What came, with the secret checked.
struct WebhookRequest
{
    QByteArray query;
    QByteArray contentType;
    QByteArray body; ///< to the byte
    QString from; ///< address of the sender
};

struct WebhookAnswer
{
    int status = 202;
    QByteArray text; ///< one line
};

/// The door for webhooks: one path, POST, a shared secret as bearer token, one request per connection. 401 comes before anything of the body is read, 413 before
/// more than is allowed. No TLS: loopback, or behind something that speaks it. Lives on its owner's thread; `take` is called there.
class WebhookServer : public QObject
{
    Q_OBJECT
public:
    struct Limits
    {
        qint64 bodyAtMost = 1024 * 1024;
        int connectionsAtMost = 16; ///< at a time; more get 503
        int timeMs = 10'000; ///< of one connection, from its first byte to the last of the body
    };
    using Take = std::function<WebhookAnswer(const WebhookRequest &)>;

    WebhookServer(QByteArray path, QByteArray secret, const Limits &limits, Take take, QObject *parent = nullptr);

    /// The port; 0 asks for any that is free. Refused, code cannotListen.
    Result<quint16> listen(const QHostAddress &address, quint16 port);

Q_SIGNALS:
    void refused(int status, const QString &from); ///< somebody was turned away

private:
    class Connection;
    void accept();

    QByteArray m_path;
    QByteArray m_secret;
    Limits m_limits;
    Take m_take;
    QTcpServer m_server;
    std::shared_ptr<int> m_open = std::make_shared<int>(0); ///< connections; they may outlive the rest of this by a moment
};

} // namespace maestro
