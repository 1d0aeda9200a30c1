// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"

namespace maestro {

/// A stretch of the Journal as it stands on disk, from the first to the last record of some actions, with those of others between: only
/// whole can its chain be followed. It proves that nothing inside was changed since it was written, and with the Journal that it is part of it.
struct JournalExcerpt
{
    QByteArray lines;
    QString journal; ///< id of the journal
    QByteArray previousHash; ///< of the record before the first one; 64 zeros at the beginning
    QByteArray lastHash;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
    QList<JournalRecord> records; ///< of these actions alone
};

/// Reads and verifies the directory. NotFound: none of these actions. Refused, journalBroken: what cannot be trusted is not handed on.
Result<JournalExcerpt> journalExcerpt(const QString &directory, const QStringList &ids);

/// Why an excerpt does not hold together; empty: it does. Lines as in a segment.
QString excerptProblem(const QByteArray &lines, const QByteArray &previousHash, const QByteArray &lastHash);

} // namespace maestro
