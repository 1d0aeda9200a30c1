// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"

namespace maestro {

/// The phase as its policy writes it: of a rung ("full-50") the one whose ladder it belongs to. Empty without one.
QString declaredPhase(const PolicyMatch &match);

/// What the policy writes of the strategy that the workload follows, and of that phase.
QVariantMap declaredStrategyEntry(const PolicyMatch &match);
QVariantMap declaredPhaseEntry(const PolicyMatch &match);

} // namespace maestro
