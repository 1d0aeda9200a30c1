// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "sandbox/scenario/scenario.h"

namespace maestro::sandbox {

/// Reads a scenario strictly: an unknown key, a wrong type, a duplicate or a dangling name is an Error with file, line,
/// column and field. `count` overrides the size of a generated fleet when positive.
Result<Scenario> parseScenario(const QByteArray &yaml, const QString &file, int count = 0);

/// A built-in scenario by name, or a file.
Result<Scenario> loadScenario(const QString &nameOrFile, int count = 0);

/// Names of the built-in scenarios, sorted.
QStringList builtInScenarios();

} // namespace maestro::sandbox
