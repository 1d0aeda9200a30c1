// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

void runSecretSet(Call *call);
void runSecretRemove(Call *call);

} // namespace maestro
