// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace maestro {

/// Everything that decides to whom we talk and as whom on the TLS level. Connections are never shared between two that differ:
/// Qt's pool is keyed by host and port only.
struct ServerIdentity
{
    QUrl server; ///< https, or http where isSecureEnough() says so; a path is a prefix of every request
    QByteArray caPem; ///< replaces the system roots when set
    bool insecure = false; ///< no verification at all
    QString tlsServerName; ///< SNI and verification instead of the host
    QByteArray clientCertPem; ///< may be a chain
    QByteArray clientKeyPem;
    QUrl proxy; ///< http or socks5; empty: none
    bool compression = true;
    bool plainAllowed = false; ///< http beyond loopback as well; only where nothing that is sent is a secret

    bool operator==(const ServerIdentity &) const = default;
};

} // namespace maestro
