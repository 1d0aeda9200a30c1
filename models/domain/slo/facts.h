// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

#include <QSet>

namespace maestro {

// What decision rules rest on besides gates comes as samples too, under these names: 1 is true, 0 is not, anything else is unknown.
//   NAME                     a signal: a counter's number, a flag's 1 or 0, a severity's n of "Pn"
//   health:NAME              a probe answers as it should
//   failed-looks:NAME        how many answers of a probe in a row were none that should be
//   builtin:NAME             crash-loop, readiness-failing, ... of the workload's pods
//   dependencies:healthy     every dependency is
//   dependency_flag:NAME     somebody signed that a dependency is degraded
//   change                   the revision changed at this instant; the value is its number

QString healthFact(const QString &probe);
QString failedLooksFact(const QString &probe);
QString builtinFact(const QString &name);
QString dependenciesFact(const QString &state);
QString dependencyFlagFact(const QString &flag);
QString changeFact();

/// The word of a leaf, wherever the loader put it.
QString wordOf(const PolicyWhen &when);

/// What this one condition reads, its members and gates not included.
QStringList factsReadBy(const PolicyWhen &when);

/// Every name a policy's gates and rules may read, metrics not included.
QSet<QString> factNames(const Policy &policy);
/// Those that stay as they were set: signals, flags, the change.
QSet<QString> factsThatStay(const Policy &policy);
/// Set by people: until somebody does it is not raised. What a machine reads is unknown until it was read.
bool isRaisedByPeople(const Policy &policy, const QString &name);

} // namespace maestro
