// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/dryrun.h"

namespace maestro {

/// What the server said beforehand, in one sentence; the server's own words stay as they came.
QString dryRunText(const DryRun &dryRun);

} // namespace maestro
