// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budget/budgetreading.h"
#include "domain/budget/burnlimits.h"

namespace maestro {

/// Whose limit it is and over what time the pace is meant; empty without one.
QString burnLimitText(const BurnLimits &limits);

/// "6.2 % of the budget …, limit 10 %": what is used and whether the policy allows it.
QString budgetUseText(const BudgetReading &reading);
/// "acknowledged at 6.2 % by ann on …: reason"; says when it covers no more what is used now; empty: nobody did.
QString acknowledgementText(const BudgetReading &reading);
QString acknowledgementRecordText(const BudgetRequest &request);

} // namespace maestro
