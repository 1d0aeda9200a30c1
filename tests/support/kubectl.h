// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

/// The kubectl that tests/controlplane builds and caches, else the one in PATH; empty: neither.
inline QString builtKubectl()
{
    const QString xdg = qEnvironmentVariable("XDG_CACHE_HOME");
    const QDir cache((xdg.isEmpty() ? QDir::homePath() + QStringLiteral("/.cache") : xdg) + QStringLiteral("/maestro-controlplane"));
    for (const QString &key : cache.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time)) {
        const QString built = cache.filePath(key + QStringLiteral("/kubectl"));
        if (QFileInfo(built).isExecutable())
            return built;
    }
    return QStandardPaths::findExecutable(QStringLiteral("kubectl"));
}
