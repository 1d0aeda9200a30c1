// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// The operating system's name of who runs this process, never an environment variable.
QString localUserName();
QString localHostName();

} // namespace maestro
