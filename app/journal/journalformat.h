// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"

#include <QByteArray>

namespace maestro {

/// What every record says besides its own words.
struct RecordEnvelope
{
    QString journal; ///< id of this journal, from its first record
    qint64 bootMs = 0;
    QString bootId;
    qint64 uid = 0;
};

/// One line of a segment taken apart; views into nothing, safe to keep.
struct JournalLine
{
    QByteArray payload;
    QByteArray hash; ///< 64 lower-case hex digits as found
};

/// 64 zeros: the hash before the first record of a chain.
QByteArray zeroHash();
/// Hex SHA-256 over "maestro-journal/1\n", the previous hash in hex, and the payload bytes.
QByteArray chainHash(const QByteArray &previous, const QByteArray &payload);

/// One line without its LF into its two parts; nullopt when it has not that shape.
std::optional<JournalLine> splitLine(const QByteArray &line);
/// True when `tail` (bytes after the last good line) can be left by an interrupted write: a beginning of a line, or zeros.
bool isTornTail(const QByteArray &tail);

/// The payload, at most 64 KiB: details that do not fit are replaced by a mark. journalTooLarge when it still does not fit.
Result<QByteArray> encodePayload(const JournalRecord &record, const RecordEnvelope &envelope);
/// nullopt: not a JSON object of version 1.
std::optional<JournalRecord> decodePayload(const QByteArray &payload, QString *journal = nullptr);

/// "segment-000001"; file name with ".jsonl". Number 0: not a segment's name.
QString segmentName(int number);
int segmentNumber(const QString &fileName);

} // namespace maestro
