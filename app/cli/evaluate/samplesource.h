// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "cli/evaluate/samplereader.h"
#include "domain/policy/policy.h"

#include <functional>

namespace maestro {

/// The next instant of a stream, in time order; nothing at its end.
using SampleStream = std::function<Result<std::optional<SampleInstant>>()>;

/// --samples FILE, or with --since what Prometheus kept, one instant a minute, of the metrics of these gates and of those that the policy's decisions
/// name. Usage errors (neither, both, too long a time) end the call. `also`: a policy whose names may be in the file besides; nothing else of it is read.
void withSamples(Call *call, const PolicyPtr &policy, const QList<PolicyGate> &gates, const PolicyPtr &also, std::function<void(const SampleStream &)> then);

/// The gates of --service and --phase.
Result<QList<PolicyGate>> gatesAsked(const CommandLine &line, const Policy &policy);

} // namespace maestro
