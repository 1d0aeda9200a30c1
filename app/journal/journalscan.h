// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journalfiles.h"
#include "journal/journalformat.h"

namespace maestro {

/// What reading a journal from its beginning found: resources/help/journal-format.md, "Verification". A value.
/// The last record as the file `head` names it; a journal may have grown beyond it, never shrunk behind it.
struct JournalHead
{
    QString segment;
    qint64 seq = 0;
    QByteArray hash;
};

struct JournalScan
{
    QList<JournalRecord> records;
    QByteArray head = zeroHash();
    qint64 seq = 0;
    QString journal; ///< its id; empty: no record yet
    int number = 0; ///< of the last segment; 0: none
    QString segment; ///< its name
    qint64 goodSize = 0; ///< bytes of complete records in the last segment
    QByteArray tail; ///< what an interrupted write left behind them
    bool recovered = false;
    bool broken = false;
    bool acknowledged = false; ///< a tamperAlarm record starts a new chain behind the break
    QString brokenSegment;
    qint64 brokenSeq = -1;
    QString problem;
    std::optional<JournalHead> expected; ///< has to be in the chain
    bool expectedSeen = false;

    bool usable() const { return !broken || acknowledged; }
};

/// Numbers of the segments in a directory, ascending.
QList<int> segmentNumbers(const QString &dir);
QString segmentPath(const QString &dir, int number);

JournalScan scanDirectory(const QString &dir);
QByteArray headLine(const JournalScan &scan);
std::optional<JournalHead> readHead(const QString &dir);
JournalScan scanExport(const QString &file);
/// The segment with this number is the last one from here on, and still empty.
void beginSegment(JournalScan &scan, int number);
/// Takes up what was appended to the last segment since the scan.
void scanMore(JournalScan &scan, const QByteArray &appended);
/// The complete records of every segment, one after another, broken ones included.
Result<QByteArray> completeLines(const QString &dir);

JournalVerification verificationOf(const JournalScan &scan);

} // namespace maestro
