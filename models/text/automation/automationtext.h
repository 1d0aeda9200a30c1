// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/automation/automationstatus.h"

namespace maestro {

/// Of a record of not acting (AUT-19): what was asked for, by which rule, and why it was not done.
QString notActedText(AutomationBlock block, const DecisionVerdict &decision);

/// The reason of an action that nobody clicked: the rule and what its gate said.
QString actedText(const SloReport &report);

QString abortedByControllerText(const QString &cause);

QString automationWord(AutomationStatus::Mood mood); ///< "would act", "stands by", ...
/// Beforehand: what this window would do by itself, by which rules, and who holds the Lease; or why it will not.
QString automationSentence(const AutomationStatus &status);
/// "host, process 4711" of a Lease's holder that is a console; else as it is.
QString leaseHolderText(const QString &holder);
QString standDownText(bool down, const QString &holder); ///< of the record in the Journal

} // namespace maestro
