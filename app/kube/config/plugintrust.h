// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace maestro {

/// Exactly what would run: the operator's decision is good for this and nothing else.
struct PluginIdentity
{
    QString context;
    QString user;
    QString command; ///< absolute path, symlinks resolved
    QStringList arguments;
    QStringList environmentNames; ///< sorted
    QString sha256; ///< hex, of the file

    bool operator==(const PluginIdentity &) const = default;
};

class PluginTrust
{
public:
    virtual ~PluginTrust() = default;
    virtual bool isTrusted(const PluginIdentity &plugin) const = 0;
};

} // namespace maestro
