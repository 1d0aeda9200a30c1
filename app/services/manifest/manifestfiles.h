// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/manifest/manifestlint.h"

namespace maestro {

/// lintManifests() for the command line, which does not know the room Config.
inline Result<ManifestReport> manifestsIn(const QString &folder)
{
    return lintManifests(folder);
}

} // namespace maestro
