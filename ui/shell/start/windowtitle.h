// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/fleet.h"

namespace maestro {

/// Program, the rollout that is open (empty: none), its cluster or the scope's, and the environment.
QString titleOf(const ObjectRef &open, const QString &scope, const FleetSnapshotPtr &fleet);

} // namespace maestro
