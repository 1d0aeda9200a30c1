// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QByteArray>
#include <QJsonValue>
#include <QMap>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace maestro {

struct ExecConfig
{
    enum class Interactive { Never, IfAvailable, Always };

    QString apiVersion; ///< client.authentication.k8s.io/v1 or /v1beta1
    QString command; ///< as written, or absolute when it held a separator
    QStringList arguments;
    QList<std::pair<QString, QString>> environment; ///< in the written order; later wins
    QString installHint; ///< without control characters
    bool provideClusterInfo = false;
    Interactive interactive = Interactive::IfAvailable;

    bool operator==(const ExecConfig &) const = default;
};

struct ClusterConfig
{
    QString name;
    QUrl server;
    QByteArray caPem;
    QString caFile; ///< absolute, when the PEM came from a file; read again when it changes
    bool insecure = false;
    QString tlsServerName;
    QUrl proxyUrl;
    bool disableCompression = false;
    QJsonValue execConfig = QJsonValue::Undefined; ///< the client.authentication.k8s.io/exec extension

    bool operator==(const ClusterConfig &) const = default;
};

struct Impersonation
{
    QString user;
    QString uid;
    QStringList groups;
    QMap<QString, QStringList> extra;

    bool isEmpty() const { return user.isEmpty(); }
    bool operator==(const Impersonation &) const = default;
};

struct UserConfig
{
    QString name;
    QString token;
    QString tokenFile; ///< absolute; read again when it changes and every minute, wins over token
    QByteArray clientCertPem;
    QByteArray clientKeyPem;
    QString clientCertFile; ///< absolute, when the PEM came from a file; read again when it changes
    QString clientKeyFile;
    QString username;
    QString password;
    std::optional<ExecConfig> exec;
    Impersonation impersonate;

    bool operator==(const UserConfig &) const = default;
};

/// One context with everything it refers to. Relative files are resolved against the file that defined the stanza.
struct ContextConfig
{
    QString name;
    ClusterConfig cluster;
    UserConfig user;
    QString ns; ///< default namespace; empty when not set
    QStringList warnings; ///< unknown fields and settings without effect

    bool operator==(const ContextConfig &) const = default;
};

} // namespace maestro
