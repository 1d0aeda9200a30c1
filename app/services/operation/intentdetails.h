// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/operation/outcome.h"

namespace maestro {

struct DeskCall;

/// What an intent keeps so that another process can settle it after a crash: guards, expected effect, from and to, hashes of the
/// requests. Never a body, never a pod template: those may hold secrets.
QJsonObject intentDetails(const OperationPlan &plan, const QStringList &auditIds);

/// Whether the Journal keeps what the plan takes out of the strategy whole: nothing is taken out that could not be put back.
bool canBeKept(const OperationPlan &plan);

/// The part of a plan that settling by reading needs, from what intentDetails() kept. Not executable: it has no requests.
OperationPlan planFromIntent(const JournalRecord &intent);

/// What every record of an action says about the policy in force; empty without one.
QJsonObject policyDetails(const PlanPolicy &policy);
/// The same, out of an earlier record of the action.
QJsonObject policyDetails(const JournalRecord &record);

/// The record that settles an intent by reading.
JournalRecord reconcileRecord(const JournalRecord &intent, OutcomeState state, const QString &message, const QDateTime &at);

/// What reading needs of the call of an action, from what intentDetails() kept. Not executable.
DeskCall callFromIntent(const JournalRecord &intent);

/// Hex SHA-256 of a pod template, to recognise it without keeping it.
QString templateFingerprint(const QJsonObject &podTemplate);

} // namespace maestro
