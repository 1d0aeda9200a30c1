// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "journal/journalstore.h"
#include "ports/journalport.h"

namespace maestro {

/// The Journal for everybody in this process: one store, read and written here, watched for other processes' records.
/// It is opened when it is first asked for, on the thread of whoever asks. Opening may fail; everything then answers with that error and no action is possible (safety.md S8).
class JournalService final : public JournalPort
{
    Q_OBJECT
public:
    JournalService(const QString &directory, const Clock *clock, QObject *parent = nullptr);
    ~JournalService() override;

    QString directory() const;
    Result<Done> usable();
    /// Reserves room for the outcome, then writes; what returns is on disk.
    Result<JournalPlace> appendIntent(const JournalRecord &record);
    Result<JournalPlace> append(const JournalRecord &record);
    /// JournalStore::begin, by whoever runs this process.
    Result<Done> begin();
    /// What an operator should know of where it lies (JournalStore::notices), this time; nothing where it cannot be opened.
    QStringList notices();
    /// JournalStore::appendUnless.
    Result<JournalPlace> appendUnless(const std::function<bool(const QList<JournalRecord> &)> &there, const JournalRecord &record);
    /// The end of an intent that was found open, unless somebody has recorded one meanwhile.
    Result<JournalPlace> settle(const JournalRecord &end);
    Result<QList<JournalRecord>> records();
    /// What is on disk, before anything is asked of it: verified, nothing written. Opening goes on from there instead of reading all again.
    JournalVerification glance();
    JournalVerification verification();
    Result<Done> exportRecords(const QString &path);
    Result<JournalPlace> acknowledgeBroken(const Actor &actor, const QString &reason);

    void verify() override;
    void exportTo(const QString &path) override;
    void publish(); ///< emits recordsChanged with what is on disk now, and noticesChanged

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace maestro
