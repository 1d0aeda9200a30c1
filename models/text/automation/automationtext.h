// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/automation/automationchoice.h"

namespace maestro {

/// Of a record of not acting (AUT-19): what was asked for, by which rule, and why it was not done.
QString notActedText(AutomationBlock block, const DecisionVerdict &decision);

/// The reason of an action that nobody clicked: the rule and what its gate said.
QString actedText(const SloReport &report);

QString abortedByControllerText(const QString &cause);

} // namespace maestro
