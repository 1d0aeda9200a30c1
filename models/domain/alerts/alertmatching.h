// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/policy/policy.h"
#include "domain/slo/silence.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// As Alertmanager matches: a label that is missing is an empty one, regular expressions are anchored at both ends.
bool matches(const SilenceMatcher &matcher, const QMap<QString, QString> &labels);
bool matches(const Silence &silence, const QMap<QString, QString> &labels);

/// Why Alertmanager would not take it: nothing matched against, a matcher without a name or with an invalid expression, all of them
/// matching the empty text, an end that is not after the start and the present. BadInput, badSilence.
std::optional<Error> silenceProblem(const Silence &silence, const QDateTime &nowUtc);

/// The first family of the policy that names this alert; null: none.
const AlertFamily *familyOf(const Policy &policy, const QString &alertName);

/// Which service of the policy an alert is about: by its label `service`, else by the workload that one of the labels rollout, deployment,
/// statefulset, workload, app or job names, in the workload's namespace where the alert has one. Null: none.
const PolicyService *serviceOf(const Policy &policy, const QMap<QString, QString> &labels);

/// Fills family, service, and a severity that the alert does not have itself.
void assign(AlertReading &alert, const Policy &policy);

/// What the silence may hide of what the policy depends on: alert names and patterns of its families and native alerts, in order. A label
/// whose value the policy does not know counts as one that could match; `service` has to be able to match a service of the policy.
QStringList hiddenBy(const Silence &silence, const Policy &policy);

} // namespace maestro
