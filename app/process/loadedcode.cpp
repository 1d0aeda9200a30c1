// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/loadedcode.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>

namespace maestro {

namespace {

constexpr const char *variables[] = {
    "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "QT_QPA_GENERIC_PLUGINS", "QT_LOGGING_CONF",
    "QTKEYCHAIN_BACKEND", // whoever sets it would choose where secrets go
    "GTK_MODULES", "GTK3_MODULES", "GTK_PATH", "GTK_EXE_PREFIX", // of the platform theme
    "OPENSSL_CONF", "OPENSSL_ENGINES", "OPENSSL_MODULES",
};

constexpr const char *besideNames[] = {
    "qt.conf", "qt6.conf", "platforms", "platformthemes", "platforminputcontexts", "styles", "imageformats", "iconengines", "tls", "generic", "networkinformation",
    "accessible", "accessiblebridge", "xcbglintegrations", "egldeviceintegrations", "wayland-shell-integration", "wayland-decoration-client",
    "wayland-graphics-integration-client", "printsupport",
};

} // namespace

Result<Done> refuseForeignCode()
{
    for (const char *name : variables)
        qunsetenv(name);
    const QString program = QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget();
    for (const char *name : besideNames) {
        const QString path = QFileInfo(program).path() + QLatin1Char('/') + QLatin1String(name);
        const QFileInfo beside(path);
        if (beside.exists() || beside.isSymLink())
            return Error{ErrorKind::Refused, QStringLiteral("codeBeside"),
                         QCoreApplication::translate("LoadedCode", "%1 stands beside the program: Qt would load code because of it").arg(path),
                         QCoreApplication::translate("LoadedCode", "remove it, or put the program into a folder of its own that only root may write to")};
    }
    return Done{};
}

void searchInstalledPluginsOnly()
{
    QCoreApplication::setLibraryPaths({QLibraryInfo::path(QLibraryInfo::PluginsPath)});
}

} // namespace maestro
