// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands/commands.h"

namespace maestro {

void runBudgetShow(Call *call);
void runBudgetAcknowledge(Call *call);

} // namespace maestro
