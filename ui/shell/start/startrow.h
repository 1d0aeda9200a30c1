// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/fleet.h"

namespace maestro {

/// The rollout that was named at start: of the named context, else of the current one, else the first that knows it. Null: nobody does yet.
FleetRowPtr startRow(const FleetSnapshot &fleet, const ObjectRef &wanted);
/// Every connection was heard once, so who does not know it by now does not have it.
bool isRead(const FleetSnapshot &fleet);

} // namespace maestro
