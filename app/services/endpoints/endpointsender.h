// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "config/secretstore.h"
#include "domain/base/clock.h"
#include "net/read/directsender.h"

namespace maestro {

/// Whom an endpoint means and as whom we come, with the secrets in it.
struct EndpointAccess
{
    ServerIdentity identity;
    HttpHeaders headers;
    QList<QByteArray> secrets; ///< what was read for them

    /// For what a server said: our own secrets in it become "[redacted]", as a server may say them back in an error.
    /// Shorter ones than `shortest` would take letters out of words.
    QByteArray withoutSecrets(QByteArray text, qsizetype shortest = 3) const;
};

/// Reads the references of an endpoint that has a URL. Calls back once, later; not after `secrets` is destroyed. Refused, plainHttp: a
/// credential would travel without TLS to another machine.
void resolveEndpoint(const Endpoint &endpoint, SecretStore *secrets, std::function<void(Result<EndpointAccess>)> done);

/// Reads from an endpoint by its URL. Secrets are read when first needed, again after a minute and after a 401.
class EndpointSender final : public QObject, public HttpSender
{
public:
    EndpointSender(Endpoint endpoint, SecretStore *secrets, const Clock *clock);
    ~EndpointSender() override;

    Cancel send(const HttpRequest &request, Callback callback) override;
    QString source() const override;
    bool mayPost() const override { return true; }

private:
    struct Pending;
    void flush(const Result<EndpointAccess> &access);

    Endpoint m_endpoint;
    SecretStore *m_secrets;
    const Clock *m_clock;
    std::unique_ptr<DirectSender> m_direct;
    std::unique_ptr<DirectSender> m_former; ///< answers of the last identity still under way
    EndpointAccess m_access;
    qint64 m_readMs = -1;
    bool m_reading = false;
    QList<std::shared_ptr<Pending>> m_pending;
};

} // namespace maestro
