// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// One thing that happens after the confirmation, in the order it happens.
struct NextStep
{
    QString title;
    QString detail;
    QString time; ///< how long it takes where the rules say so, or who decides; may be empty

    bool operator==(const NextStep &) const = default;
};

/// What happens next (ux/design.md section 6): what this program does, then what the controller does by the rules of the strategy
/// (argo-semantics.md sections 2, 9, 11 and 12). Nothing that is not known gets a time.
QList<NextStep> nextSteps(const OperationPlan &plan);

} // namespace maestro
