// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "services/workspace.h"

#include <QSize>

namespace maestro {

/// The command line of maestro-console.
struct DesktopOptions
{
    Workspace::Options workspace;
    ObjectRef open; ///< NAMESPACE/NAME; empty: the fleet
    QString tour;
    QString shots;
    QSize size {1440, 900};
    QString theme; ///< "light", "dark" or empty: as kept in the settings
    QString language; ///< a code of WindowLanguage::known(), or empty: as kept in the settings, else the system's
    bool watchdog = false;
    bool exitAfterStartup = false;
    bool help = false;
    bool version = false;
};

/// BadInput names the flag. Unknown flags are errors.
Result<DesktopOptions> parseDesktopOptions(const QStringList &arguments);
QString desktopUsage();

} // namespace maestro
