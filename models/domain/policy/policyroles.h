// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

namespace maestro {

/// Whom the policy's `roles` know somebody by.
struct RolePerson
{
    QString user; ///< as the server says; empty: it did not
    QStringList groups; ///< the same
    QString os; ///< local user name

    bool operator==(const RolePerson &) const = default;
};

/// What the roles of a policy say to one action of one person (ledger ESC-07, ROL-04). A guard and a record, no boundary: that is the cluster's.
struct RoleAnswer
{
    enum class Why {
        Allowed, ///< or the policy says nothing about them, or about it
        NotAllowed, ///< none of their roles allows it
        OtherRole, ///< `actions` keeps it for roles that they do not hold
    };

    Why why = Why::Allowed;
    QStringList held; ///< roles of this person
    QStringList allows; ///< what these allow, as written
    QStringList may; ///< roles that may, each with its members: "L2 (group:platform)"

    bool operator==(const RoleAnswer &) const = default;
};

/// The words by which a policy may speak of a verb, as the Journal has it, best first: `full-promote` and `undo` are `promote-full` and `rollback`, and
/// setting the weight to 100 is a full promotion by another write: where nothing is said of it, what is said of that holds.
QStringList policyWordsOf(const QString &verb);
/// Whether any role names members: without, nobody is known to hold one, and nothing is refused.
bool assignsRoles(const Policy &policy);
/// `members` of a role are "group:NAME" and "user:NAME", both as the server says, or NAME, which is a user there or here. `verb` as in the Journal;
/// `promote-full` is `full-promote`, too, and `rollback` is `undo`. `environment` may be empty. A role without members keeps nobody out. Pure.
RoleAnswer askRoles(const Policy &policy, const QString &environment, const QString &verb, const RolePerson &person);

/// The same for what is no verb on a workload: `silence` (creating and ending one), `signal` (setting and clearing one), `decide` (on the decision board, at
/// the end of a triage, at a go/no-go point) and `tick` (ticking an item of a triage, and taking the tick back). A policy whose roles and actions never
/// use the word says nothing about it; where one does, `triage` allows `tick` and `decide`, too.
RoleAnswer askRolesOfDeed(const Policy &policy, const QString &environment, const QString &deed, const RolePerson &person);
/// Whether the policy uses the word of a deed for this environment.
bool speaksOfDeed(const Policy &policy, const QString &environment, const QString &deed);

} // namespace maestro
