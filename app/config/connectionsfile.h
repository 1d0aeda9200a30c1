// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace maestro {

/// A service beside the cluster: Prometheus, Alertmanager, GitHub, Maestro API, registry.
struct Endpoint
{
    QString url;
    QStringList peers; ///< further addresses of the same thing (Alertmanager), with the same credentials
    QString token; ///< a reference: keychain:, env: or file:; sent as a bearer token
    QString username; ///< basic authentication, with password
    QString password; ///< a reference
    QString clientCertificate; ///< a reference to PEM, with clientKey
    QString clientKey;
    QString caFile;
    QString serves; ///< of a registry: the name by which images call it, where that is not the host of its address (a mirror)
    QMap<QString, QString> headers; ///< values are references as well
    bool viaServiceProxy = false; ///< through the API server: namespace, service and port instead of url
    QString ns;
    QString service;
    QString port;
    QString scheme; ///< https when the service behind the proxy speaks it; empty: http

    bool isSet() const { return viaServiceProxy || !url.isEmpty(); }
    bool hasCredential() const { return !token.isEmpty() || !headers.isEmpty() || !username.isEmpty() || !clientCertificate.isEmpty(); }
    bool operator==(const Endpoint &) const = default;
};

/// One entry of config/connections.yaml (cli.md, "Where policies and connections come from").
struct ConnectionEntry
{
    QString name;
    QString context; ///< default: the name
    QString kubeconfig; ///< absolute; empty: the usual search
    QString environment;
    bool readOnly = false;
    QMap<QString, Endpoint> endpoints; ///< by key: prometheus, alertmanager, github, maestro, registry
    SourcePlace place;
};

/// Strict: unknown and repeated keys, wrong types, secrets in the clear and plain http with a credential are errors with file,
/// line, column and field. An absent file is an empty list.
Result<QList<ConnectionEntry>> loadConnections(const QString &file);

/// Whether namespace, service, port and scheme make a path of the API server's proxy.
bool isProxied(const Endpoint &endpoint);

/// An address given for one call: http or https, without user, password, query and fragment.
Result<Endpoint> endpointOf(const QString &url);

/// Who is told of records: the `audit: {webhook: {url, ...}, grafana: {url, ...}}` of the same file. Each one address, https, or http to a
/// loopback address.
struct AuditEndpoints
{
    std::optional<Endpoint> webhook;
    std::optional<Endpoint> grafana; ///< its root: "https://grafana.example"
};
Result<AuditEndpoints> loadAuditEndpoints(const QString &file);

/// The `webhooks: {caFile: FILE}` of the same file: who vouches for the webhooks of channels; empty: the authorities of the system.
Result<QString> loadWebhookAuthority(const QString &file);

/// The same from text; `file` names it in errors and is where relative paths start.
Result<QList<ConnectionEntry>> parseConnections(const QByteArray &text, const QString &file);

} // namespace maestro
