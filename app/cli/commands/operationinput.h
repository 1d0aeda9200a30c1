// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "domain/operation/outcome.h"

namespace maestro {

/// What a writing verb needs besides its target, checked before anything is contacted (ACT-20, CFG-03: flag, then environment).
struct OperationInput
{
    Verb verb = Verb::Promote;
    QString reason;
    QString ticket;
    QString logUrl;
    QString evidenceDirectory;
    int observeTimeoutMs = 30'000;
    bool yes = false;
    bool withoutEvidence = false;
};

/// A missing or short reason is BadInput, code "reason"; no --yes without a terminal is BadInput, code "confirmation".
Result<OperationInput> operationInput(const Call &call, Verb verb, bool terminal);

/// The request of `plan` or a verb, without context and namespace. `name` may be empty with --service.
OperationRequest operationRequest(const Call &call, Verb verb);

} // namespace maestro
