// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QProcessEnvironment;

namespace maestro {

/// The whole program after main(): parses, runs one command in the event loop of the existing QCoreApplication, returns the exit code.
int runCommandLine(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace maestro
