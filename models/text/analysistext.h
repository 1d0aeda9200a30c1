// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/failurestory.h"

namespace maestro {

/// One sentence: what was counted, what is tolerated, what is left.
QString storySentence(const MetricStory &story);

/// When a measurement passes and when it fails; what no request at all means for it (argo-semantics.md O24 to O27).
QString conditionText(const MetricResult &metric);

/// One line of a measurement: time, phase, value, the provider's message.
QString measurementLine(const Measurement &measurement);

} // namespace maestro
