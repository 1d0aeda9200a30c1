// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/pace.h"

namespace maestro {

namespace {

constexpr qint64 shortestMs = 5'000;

bool counts(const PolicyGate &gate)
{
    return gate.consecutive > 1 || gate.kind == PolicyGate::Kind::ConsecutiveFailures || std::any_of(gate.members.cbegin(), gate.members.cend(), counts);
}

} // namespace

PolicyPtr paced(const PolicyPtr &policy)
{
    auto made = std::make_shared<Policy>(*policy);
    for (PolicyGate &gate : made->gates)
        if (gate.every.count() == 0 && counts(gate))
            gate.every = std::chrono::milliseconds(intervalMs);
    return made;
}

qint64 openStepMs(const Policy &policy)
{
    qint64 step = intervalMs / 4;
    for (const PolicyGate &gate : policy.gates)
        if (gate.every.count() > 0)
            step = std::min(step, qint64(gate.every.count()));
    return std::max(step, shortestMs);
}

} // namespace maestro
