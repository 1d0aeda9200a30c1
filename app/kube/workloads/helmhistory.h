// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/desk/helmrevision.h"

namespace maestro {

/// Path of a list of the Secrets that hold all revisions of one release. BadInput when a name could leave its place.
Result<QString> helmHistoryPath(const QString &ns, const QString &release);

/// All revisions in such a list, newest first; other Secrets are left out. A record that cannot be read is there with its number and
/// `readable` false. Of the values only image.tag is looked at.
Result<HelmRevisions> decodeHelmHistory(const QByteArray &body);

} // namespace maestro
