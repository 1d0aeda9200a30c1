// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

// `maestro drill ...`, one function per command as in commands.h.

void runDrillList(Call *call);
void runDrillShow(Call *call);
void runDrillRun(Call *call);

} // namespace maestro
