// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "domain/base/result.h"
#include "net/read/httpsender.h"
#include "services/callback.h"

#include <QJsonDocument>
#include <QObject>

#include <memory>

namespace maestro {

class Endpoints;

/// Reads JSON from one service beside the cluster (GitHub, Maestro API, registry). Never follows a redirect. Lives on the services' thread.
class RemoteReader : public QObject
{
    Q_OBJECT
public:
    RemoteReader(Endpoint endpoint, std::unique_ptr<HttpSender> sender);

    const Endpoint &endpoint() const { return m_endpoint; }
    QString source() const { return m_sender->source(); } ///< base URL without credentials

    /// NotFound for 404, NotPermitted for 401 and 403, else Unreachable or Internal; what the server said is in the message.
    void get(const QString &path, Callback<Result<QJsonDocument>> done);
    /// The bare answer, for those who need its status and headers.
    void ask(const HttpRequest &request, Callback<HttpResponse> done);

private:
    Endpoint m_endpoint;
    std::unique_ptr<HttpSender> m_sender;
};

/// A reader that may be let go in the middle of an answer: it goes later. Null where `endpoint` names nothing.
std::shared_ptr<RemoteReader> remoteReader(const Endpoints *endpoints, const Endpoint &endpoint, const QString &context);

/// Who we are and which version of GitHub's API we speak.
HttpHeaders remoteHeaders();

/// Whether a path of a policy may be asked for: absolute, printable, and going nowhere else.
bool isRemotePath(const QString &path);

/// The texts of a JSON body with {{reason}} and {{action_id}} filled in; bytes without a placeholder are returned as they are.
QByteArray completedBody(const QByteArray &body, const QMap<QString, QString> &last);

} // namespace maestro
