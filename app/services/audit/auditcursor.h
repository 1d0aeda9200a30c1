// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"

#include <QDateTime>

namespace maestro {

/// How far the Journal was delivered, kept in a private file; survives any end of the process. A lost file means from the beginning.
struct AuditCursor
{
    QString journal; ///< when its first record was written: another journal starts over
    QString segment; ///< last record that is done with; empty: none
    qint64 seq = -1;
    qint64 skipped = 0;
    QString problem;
    QDateTime problemAt;
    QDateTime deliveredAt;
    QString tried = {}; ///< SEGMENT/SEQ of the record that left last, until it is settled whether it arrived; empty: nothing is open

    bool isAfter(const JournalRecord &record) const; ///< the record is done with
};

/// Absent file: the beginning. A damaged one is an error (code auditState): starting anew would deliver everything twice.
Result<AuditCursor> readAuditCursor(const QString &file);
Result<Done> writeAuditCursor(const QString &file, const AuditCursor &cursor);

} // namespace maestro
