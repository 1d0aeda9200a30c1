// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

/// `maestro suite ...`, as those in commands.h; null for every other command.
void (*suiteFunctionOf(Command command))(Call *);

} // namespace maestro
