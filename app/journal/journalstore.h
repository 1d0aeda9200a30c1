// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"

#include <functional>
#include <memory>

namespace maestro {

struct JournalScan;

/// Where a record stands in the Journal.
struct JournalPlace
{
    QString segment;
    qint64 seq = -1;

    bool operator==(const JournalPlace &) const = default;
};

/// The append-only, hash-chained record of actions (resources/help/journal-format.md). Owns the descriptor of the segment it writes to;
/// several processes of one user may write to one directory. Blocks for disk and, at most 2 s, for another writer: not for the GUI thread.
/// Every failure is Refused: what could not be recorded must not be done.
class JournalStore
{
public:
    /// Makes `dir` (0700) if missing, checks owner, mode and chain, and recovers a torn tail. `clock` must outlive the store.
    /// Codes: journalUnsafe (path, owner, mode), journalIo. A broken chain opens for reading; append then says journalBroken.
    /// `read`: what readJournal() found here; only what came since is read again.
    static Result<std::unique_ptr<JournalStore>> open(const QString &dir, const Clock *clock, const std::shared_ptr<const JournalScan> &read = {});
    ~JournalStore();

    /// On return the record is on disk, or it is an error and the record does not count. `reserve` first makes room for what must be
    /// recorded later (intents). Free text is scrubbed of secrets on the way; segment, seq and (if unset) `at` are given here.
    /// Codes: journalFull, journalIo, journalBusy, journalBroken, journalUnsafe, journalTooLarge.
    Result<JournalPlace> append(JournalRecord record, bool reserve = false);
    /// The same, unless another process has recorded it meanwhile: `there` is asked with all records while nobody else can write.
    /// Then nothing is written, and the place has no number (-1).
    Result<JournalPlace> appendUnless(const std::function<bool(const QList<JournalRecord> &)> &there, JournalRecord record);
    /// Where there is no Journal yet, it begins here, by `actor`; without it the first record's actor begins it.
    Result<Done> begin(const Actor &actor);
    /// All records in order, the store's own (genesis, rotate, recovered, tamperAlarm) included. Up to the break in a broken journal.
    Result<QList<JournalRecord>> read() const;
    JournalVerification verify() const;
    /// A person has seen that the chain is broken: writes a tamperAlarm record into a new segment, after which appends work again.
    /// The break stays visible in verify().
    Result<JournalPlace> acknowledgeBroken(const Actor &actor, const QString &reason);
    /// The records as they are on disk, one after another, into a new file (0600); verifiable like the original. BadInput: it exists.
    Result<Done> exportTo(const QString &file) const;

    QString directory() const;
    /// A segment that has reached this many bytes is followed by a new one; 8 MiB unless told otherwise.
    void setSegmentLimit(qint64 bytes);
    /// What an operator should know: network file system, recovered tail.
    QStringList notices() const;

private:
    struct Private;
    explicit JournalStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// A journal directory, read and verified whole without writing anything or taking part; for verificationOf() and JournalStore::open().
std::shared_ptr<const JournalScan> readJournal(const QString &dir);

/// Of a journal directory, without writing anything: what an operator should know of the place (network file system).
QStringList placeNotices(const QString &dir);

/// The same verification without writing anything or taking part. `path`: a journal directory or an exported file.
JournalVerification verifyJournal(const QString &path);

} // namespace maestro
