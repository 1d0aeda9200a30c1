// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"
#include "domain/operation/outcome.h"
#include "domain/policy/evidencerules.h"

namespace maestro {

/// The JSON evidence of one action (EVD-01, EVD-04, EVD-05; resources/help/evidence-format.md): who, why, when, what, where, from, to,
/// what was seen before and after, the calls by hash, the result. Pod templates and bodies are left out: they may hold secrets.
QJsonObject evidenceRecord(const OperationPlan &plan, const Outcome &outcome, const JournalRecord &intent, const QDateTime &finishedAt);

/// What the policy requires of the record of an action and neither the plan nor the yes has, by the words of `evidence.required`.
QStringList recordLacks(const OperationPlan &plan, const Confirmation &confirmation, const EvidenceRules &rules);
/// What the policy wants in the record, and what it lacks.
void addRules(QJsonObject *record, const EvidenceRules &rules, const QStringList &lacking);

/// What is wrong with the bytes of such a record; nothing: every field is there and as it is written.
QStringList evidenceRecordProblems(const QByteArray &bytes);

/// What such a record keeps of the object as it was seen; null: it was not.
QJsonValue seenObject(const RolloutSnapshotPtr &snapshot);

/// Writes it to DIR/rollbacks/<UTC>_<verb>_<namespace>_<name>_<id>.json, whole or not at all, never over another; returns the path.
/// Blocks for the disk: services thread. Refused, evidenceNotWritable.
Result<QString> writeEvidence(const QString &directory, const QJsonObject &record, const JournalRecord &intent);

/// Whether DIR can take evidence now, and so many bytes of it beside the record; makes it (0700) when missing.
Result<Done> evidenceWritable(const QString &directory, qint64 bytes = 0);

} // namespace maestro
