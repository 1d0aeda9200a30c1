// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budget/burnlimits.h"

namespace maestro {

/// Whose limit it is and over what time the pace is meant; empty without one.
QString burnLimitText(const BurnLimits &limits);

} // namespace maestro
