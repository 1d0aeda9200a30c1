// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

namespace maestro {

/// Why a rule cannot be measured: what the policy does not have.
enum class Unmeasured { NoHealth, NoErrorGate, NoLastGood, NoDependencies, NoBurnAlert };

/// A policy with the default rules of the decision board (ledger GAT-01 to GAT-06). They recommend; who acts by a policy acts by its own rules.
struct BoundRules
{
    PolicyPtr policy; ///< the same, but for `decisions`
    QMap<QString, Unmeasured> unmeasured; ///< by rule; the first reason. Such a rule is unknown, or not met, never a pass
};

/// Nothing: the policy has rules for a rollback of its own. `written` is read with its names as roles: any health probe, the gate on errors,
/// any gate that compares with the last good version, any signal of burn alerts. Its hold rules count where the policy has none. Pure.
std::optional<BoundRules> withDefaultRules(const PolicyPtr &policy, const PolicyService &service, const QList<PolicyGate> &inForce, const DecisionRules &written);

} // namespace maestro
