// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/reference/manifestreport.h"

namespace maestro {

/// Reads every *.yaml and *.yml below a folder (at most 500 files of 1 MiB; links are not followed) and looks at what concerns a
/// release: whether it parses, the strategy and steps of Rollouts, and whether the templates and Services that they name are among
/// these files. It is no schema check: the server does that. NotFound: no such folder. Blocks for the disk.
Result<ManifestReport> lintManifests(const QString &folder);

/// The same for one text; what it names is not looked for.
ManifestReport lintManifest(const QByteArray &text, const QString &file);

} // namespace maestro
