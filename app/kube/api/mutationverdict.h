// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/api/mutationresult.h"
#include "net/mutationtransport.h"

namespace maestro {

/// What an answer, or its absence, proves about a mutation (docs: "errors: one table, one meaning"). Pure.
MutationResult mutationResult(const QString &subject, const QString &auditId, const MutationReply &reply);

} // namespace maestro
