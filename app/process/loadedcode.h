// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace maestro {

/// Qt loads code from where variables of the environment say, and from a qt.conf and plug-in folders beside the program. To be called before the
/// application object is made: forgets the variables, and refuses (codeBeside) what lies beside the program.
Result<Done> refuseForeignCode();

/// Plug-ins come from where Qt is installed, from nowhere else. Behind the application object, which puts the program's own folder on the list.
void searchInstalledPluginsOnly();

} // namespace maestro
