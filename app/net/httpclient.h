// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "net/httprequest.h"
#include "net/httpstream.h"
#include "net/serveridentity.h"

#include <QObject>
#include <QSslConfiguration>

#include <memory>
#include <optional>
#include <vector>

class QNetworkReply;
class QNetworkRequest;

namespace maestro {

/// One identity and one purpose: owns the QNetworkAccessManagers for it. HTTP/1.1, no redirects, no cookies, no cache, explicit proxy.
/// Lives on the caller's thread. Never used for a request that changes something.
class HttpClient : public QObject
{
    Q_OBJECT
public:
    explicit HttpClient(ServerIdentity identity, QObject *parent = nullptr);
    ~HttpClient() override;

    using Callback = std::function<void(HttpResponse)>;
    /// Calls back once, never from inside send(); not at all once the client is destroyed. After a deadline the manager is replaced,
    /// so that the next request uses a new connection. The result, while it lives, may cancel(); it is null when nothing was sent.
    QPointer<ReplyReader> send(const HttpRequest &request, Callback callback);

    /// A response without end, e.g. a watch: at most five on one manager (Qt opens six connections per host).
    /// The stream may be destroyed at any time; that closes its connection.
    std::unique_ptr<HttpStream> open(const HttpRequest &request);

    /// Ends everything under way; each callback and stream hears "cancelled". For a change of identity.
    void shutDown();

    const ServerIdentity &identity() const { return m_identity; }

private:
    struct Manager;
    Manager *managerFor(bool stream);
    std::optional<Error> prepare(const HttpRequest &request, QNetworkRequest *prepared);
    void release(Manager *manager);
    void retire(Manager *manager);

    ServerIdentity m_identity;
    std::optional<Result<QSslConfiguration>> m_tls; ///< made for the first request
    std::vector<std::unique_ptr<Manager>> m_managers;
};

} // namespace maestro
