// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

namespace maestro {

// How often is looked (ledger Z-01: an interval is 60 s). What is on screen is looked at more often, so that timers move; what counts
// evaluations in a row still counts one a minute, however often somebody looks.

constexpr qint64 intervalMs = 60'000;

/// The same policy; gates that count evaluations and do not say how often count one per interval.
PolicyPtr paced(const PolicyPtr &policy);

/// Between two looks at what is open: a quarter of an interval, or the shortest `every`, but not less than 5 s.
qint64 openStepMs(const Policy &policy);

} // namespace maestro
