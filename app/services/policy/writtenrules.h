// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/defaultrules.h"

namespace maestro {

/// The default decision rules that ship with the program (resources/decisions). Read once; any thread.
const DecisionRules &writtenRules();

QString unmeasuredText(Unmeasured why); ///< "not measured, because the policy names no health probe of this service"

} // namespace maestro
