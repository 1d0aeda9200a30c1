// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

void runDutyList(Call *call);
void runDutyOpen(Call *call);
void runDutyClose(Call *call);
void runLessonList(Call *call);
void runLessonAdd(Call *call);

} // namespace maestro
