// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/drill/drillrun.h"
#include "services/callback.h"

#include <QSet>

class QObject;

namespace maestro {

class ClusterAccess;

/// Whether something is on record that a drill has to leave (ledger DRL-04), and what was found or missed, in words.
struct Proof
{
    bool found = false;
    QString what;
    QStringList files = {};
};

/// Names of the JSON files in a folder, and in `rollbacks` below it, where the console writes its own.
QSet<QString> drillRecords(const QString &folder);
/// A JSON object in a file that was not there before.
Proof evidenceRecord(const QString &folder, const QSet<QString> &before);

/// Since the drill began: an Event of the workload that no controller of the cluster reports, or an action on it in the Journal. A null
/// access: the Journal alone. Calls back once; not after `owner` is gone.
void findAuditEvent(QObject *owner, ClusterAccess *access, const DrillRun &run, const QList<JournalRecord> &records, Callback<Proof> done);

/// Adds a line of Markdown about the run to the notes of this name; the file's path.
Result<QString> appendNote(const QString &folder, const QString &name, const DrillRun &run, bool broken);

} // namespace maestro
