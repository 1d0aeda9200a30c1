// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

void runReference(Call *call);
void runManifestLint(Call *call);
void runLinks(Call *call);
void runPathLinks(Call *call);

} // namespace maestro
