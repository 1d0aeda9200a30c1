// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QDateTime>
#include <QStringList>

namespace maestro {

/// Everything that makes an exec credential plugin the one the operator allowed. Any difference is another plugin.
struct PluginFingerprint
{
    QString user; ///< kubeconfig user stanza
    QString command; ///< absolute path
    QStringList arguments;
    QStringList environmentNames; ///< sorted; never the values
    QString sha256; ///< hex, of the file

    bool operator==(const PluginFingerprint &) const = default;
};

struct TrustedPlugin
{
    PluginFingerprint identity;
    QDateTime since; ///< UTC

    bool operator==(const TrustedPlugin &) const = default;
};

/// The operator's decisions about exec plugins, in one private file. Reads the file at every question: another process may
/// have changed it. An unreadable or foreign file trusts nobody and is an error, never overwritten.
class TrustStore
{
public:
    explicit TrustStore(QString file);

    Result<QList<TrustedPlugin>> list() const;
    Result<bool> isTrusted(const PluginFingerprint &plugin) const;
    /// Replaces what was allowed for this user and command before. The command must be absolute and the hash complete.
    Result<Done> allow(const PluginFingerprint &plugin, const QDateTime &nowUtc);
    /// Takes back everything allowed for a user; the number of decisions removed.
    Result<int> remove(const QString &user);

private:
    QString m_file;
};

} // namespace maestro
