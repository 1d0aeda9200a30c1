// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "net/serveridentity.h"

#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace maestro {

/// TLS 1.2 or newer, pinned roots, client certificate with its key. BadInput when a PEM cannot be read; no PEM content in messages.
Result<QSslConfiguration> tlsConfiguration(const ServerIdentity &identity);

/// Go refuses a certificate whose only name is the common name and Qt does not; empty when fine.
QString certificateProblem(const QSslCertificate &leaf, const ServerIdentity &identity);

/// http and socks5; anything else (also https, which Qt cannot) is BadInput.
Result<QNetworkProxy> proxyOf(const QUrl &proxyUrl);

/// HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment for this server, with CIDR and domain rules; empty: none.
QUrl proxyFromEnvironment(const QUrl &server);

bool isLoopback(const QUrl &server);
/// https; http on loopback; http elsewhere only for an identity that allows it.
bool isSecureEnough(const ServerIdentity &identity);

} // namespace maestro
