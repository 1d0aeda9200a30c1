// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "journal/journalscan.h"
#include "journal/journalstore.h"

namespace maestro {

/// The writing half of a journal directory: one append at a time, under the directory lock that its caller holds.
/// Keeps the scan in step with the disk. Every new segment appears under its name with its first record durable in it.
class JournalWriter
{
public:
    JournalWriter(QString dir, int dirFd, const Clock *clock);

    /// Goes on from a reading of this directory; what happened since is found by refresh().
    void adopt(const JournalScan &read);
    /// Takes up what other processes have written; finds records that were there and are gone.
    std::optional<Error> refresh();
    /// Sets a torn tail aside and goes on in a new segment.
    std::optional<Error> recover(const Actor &actor);
    /// What has to be there before a record: a Journal, a segment with room, nothing torn; its own records are `actor`'s.
    std::optional<Error> begin(const Actor &actor) { return prepare(actor); }
    Result<JournalPlace> append(JournalRecord record, bool reserve);
    Result<JournalPlace> startNewChain(JournalRecord alarm);

    const JournalScan &scan() const { return m_scan; }
    void setSegmentLimit(qint64 bytes) { m_segmentLimit = bytes; }

private:
    std::optional<Error> rescan();
    std::optional<Error> openLast();
    std::optional<Error> settle();
    std::optional<Error> prepare(const Actor &actor);
    std::optional<Error> newSegment(JournalRecord first, bool newChain = false);
    std::optional<Error> write(JournalRecord &record);
    std::optional<Error> setAside(const QByteArray &bytes, const Actor &actor, const QString &why);
    Result<QByteArray> line(JournalRecord &record, const QString &segment, const QByteArray &previous) const;
    bool lastIsStillOurs() const;
    void writeHead() const;

    QString m_dir;
    int m_dirFd;
    const Clock *m_clock;
    QString m_bootId;
    QString m_newJournal; ///< id to be, until a first record is there
    JournalScan m_scan;
    Descriptor m_file; ///< of the last segment
    bool m_settled = false; ///< all that the scan holds is durable, also what others wrote who may have died before they synced it
    bool m_dead = false; ///< syncing the last segment failed: nothing more goes into it
    QByteArray m_denied; ///< the record with which it failed
    qint64 m_segmentLimit = 8 * 1024 * 1024;
};

} // namespace maestro
