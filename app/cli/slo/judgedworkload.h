// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands/commands.h"
#include "services/slo/slotarget.h"

namespace maestro {

/// A workload as it was read, the policy that names it, if any, and the server to ask; null: none is configured.
struct JudgedWorkload
{
    Target target;
    RolloutParts parts;
    PolicyMatch match;
    PromClient *client = nullptr;

    SloTarget sloTarget() const;
};

/// Reads the workload and finds its policy among those in force. The clock of the server is known afterwards, if it answers at all.
/// NotFound, noPolicy: none names it, and one is needed. BadInput, policyBroken: a file that might could not be read.
enum class NeedsPolicy { Yes, No };
void readJudged(Call *call, const Target &target, NeedsPolicy needed, std::function<void(const Result<JudgedWorkload> &)> done);

} // namespace maestro
