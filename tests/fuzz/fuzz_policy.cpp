// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "fuzz/fuzzing.h"

using namespace maestro;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const PolicyReading reading = loadPolicy(fuzzing::fileWith(fuzzing::bytesOf(data, size), QStringLiteral("policy.yaml")));
    fuzzing::require(reading.ok() || !reading.problems.isEmpty(), "a policy or what is wrong with it");
    return 0;
}
