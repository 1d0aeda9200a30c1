// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/read/directsender.h"

#include "net/tlsconfig.h"

namespace maestro {

namespace {

ServerIdentity withCompression(ServerIdentity identity)
{
    identity.compression = !isLoopback(identity.server);
    return identity;
}

} // namespace

DirectSender::DirectSender(ServerIdentity identity, HttpHeaders headers)
    : m_client(withCompression(std::move(identity)))
    , m_headers(std::move(headers))
{
}

QString DirectSender::source() const
{
    return m_client.identity().server.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
}

HttpSender::Cancel DirectSender::send(const HttpRequest &request, Callback callback)
{
    HttpRequest complete = request;
    complete.headers += m_headers;
    const QPointer<ReplyReader> reader = m_client.send(complete, std::move(callback));
    return [reader] {
        if (reader)
            reader->cancel(CancelReason::Caller);
    };
}

} // namespace maestro
