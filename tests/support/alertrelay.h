// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace maestro {

/// Stands before a real server and hands every request on, except where a test breaks it. Counts what arrives.
class AlertRelay : public ScriptedServer
{
public:
    enum class Write {
        Through,
        LoseAnswer, ///< the server gets it, the client hears nothing and the connection breaks
        Swallow, ///< nobody gets it, the connection breaks
        Hold, ///< the server gets it, the client waits for ever
    };

    explicit AlertRelay(const QUrl &server)
        : m_server(server)
    {
        setScript([this](const ScriptedRequest &request, ScriptedConnection *connection) { serve(request, connection); });
    }

    Write writes = Write::Through;
    std::function<bool(const ScriptedRequest &, ScriptedConnection *)> onRead; ///< true: it answered
    std::function<void()> onWrite; ///< when one arrives, before anything else

private:
    void serve(const ScriptedRequest &request, ScriptedConnection *connection)
    {
        const bool read = request.method == "GET";
        if (!read && onWrite)
            onWrite();
        if (read && onRead && onRead(request, connection))
            return;
        if (!read && writes == Write::Swallow)
            return connection->reset();
        QNetworkRequest onward(QUrl(m_server.toString() + QString::fromLatin1(request.target)));
        if (const QByteArray type = request.header("content-type"); !type.isEmpty())
            onward.setHeader(QNetworkRequest::ContentTypeHeader, type);
        QNetworkReply *reply = m_manager.sendCustomRequest(onward, request.method, request.body);
        connect(reply, &QNetworkReply::finished, connection, [this, read, reply, connection] {
            reply->deleteLater();
            if (!read && writes == Write::LoseAnswer)
                return connection->reset();
            if (read || writes == Write::Through)
                connection->reply(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll());
        });
    }

    QUrl m_server;
    QNetworkAccessManager m_manager;
};

} // namespace maestro
