// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

// `maestro triage ...`, one function per command as in commands.h.

void runTriagePlaybooks(Call *call);
void runTriageList(Call *call);
void runTriageStart(Call *call);
void runTriageShow(Call *call);
void runTriageTick(Call *call);
void runTriageUntick(Call *call);
void runTriageTake(Call *call);
void runTriageDecide(Call *call);
void runTriageHandOff(Call *call);

} // namespace maestro
