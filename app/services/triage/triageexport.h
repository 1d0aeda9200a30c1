// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"
#include "services/triage/evidencestore.h"

namespace maestro {

/// A folder of its own inside `parent`, whole or not there: run.json, records.jsonl, evidence/SHA256.txt and manifest.json with size and
/// SHA-256 of each file. Never overwrites. The path of the folder; evidence that is missing or changed is an error that names it.
Result<QString> exportTriage(const TriageRun &run, const QList<JournalRecord> &records, const EvidenceStore &evidence, const QDateTime &now, const QString &parent);

} // namespace maestro
