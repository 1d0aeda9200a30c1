// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

namespace maestro {

/// What was compared with what, in one sentence: "700 ms, between pass < 500 ms and fail > 1000 ms", "failing 2:14 of 3:00: 1100 ms
/// breaks > 1000 ms", "no sample". `metric` is null for signals and groups.
QString gateReason(const GateVerdict &verdict, const PolicyGate &gate, const PolicyMetric *metric);

} // namespace maestro
