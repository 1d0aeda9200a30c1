// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/paths.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QDir>

namespace maestro {

Result<Paths> pathsFrom(const QProcessEnvironment &environment)
{
    const QString own = environment.value(QStringLiteral("MAESTRO_HOME"));
    if (!own.isEmpty()) {
        const QString root = QDir::cleanPath(QDir::current().absoluteFilePath(own));
        return Paths{root + QStringLiteral("/journal"), root + QStringLiteral("/state"), root + QStringLiteral("/config")};
    }
    const QString home = environment.value(QStringLiteral("HOME"));
    const auto xdg = [&](const QString &variable, const QString &fallback) {
        const QString value = environment.value(variable);
        if (QDir::isAbsolutePath(value))
            return QDir::cleanPath(value);
        return QDir::isAbsolutePath(home) ? QDir::cleanPath(home + fallback) : QString();
    };
    const QString state = xdg(QStringLiteral("XDG_STATE_HOME"), QStringLiteral("/.local/state"));
    const QString config = xdg(QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("/.config"));
    if (state.isEmpty() || config.isEmpty())
        return Error{ErrorKind::BadInput, QStringLiteral("noHome"), QCoreApplication::translate("Config", "no folder for the journal and the settings: HOME is not set"),
                     QCoreApplication::translate("Config", "Set MAESTRO_HOME to a folder of your own."), {}};
    return Paths{state + QStringLiteral("/maestro/journal"), state + QStringLiteral("/maestro/state"), config + QStringLiteral("/maestro")};
}

Result<Done> createFolders(const Paths &paths)
{
    for (const QString &folder : {paths.journal, paths.state, paths.config})
        if (const auto made = ensurePrivateFolder(folder); !made)
            return made.error();
    return Done{};
}

} // namespace maestro
