// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/facthistory.h"
#include "services/facts/factreader.h"

namespace maestro {

/// The facts of one workload over time. What has no beginning of its own, probes and dependencies, is kept for an hour in a file of the
/// state folder, which every window and every call of the command line adds to: a timer goes on where another one stopped, kill -9
/// included. Without such a folder, or where it cannot be written, the memory is this object's alone. Lives on the services' thread.
class FactKeeper : public QObject
{
    Q_OBJECT
public:
    FactKeeper(FactReader *reader, const Clock *clock, const QString &stateFolder, QObject *parent = nullptr);

    /// Calls back once, later; not after destruction.
    void refresh(const FactReader::Question &question, ClusterAccess *access, Callback<const FactSheet &> done);

    /// Asks the probes of the service whose interval (`every` of the policy) is over, between two refreshes; what they answer is in the next
    /// history. Before the first refresh nothing is asked.
    void lookAgain(const FactReader::Question &question, ClusterAccess *access);

    /// `records`: of the Journal; nothing: it cannot be read.
    FactHistoryPtr history(const PolicyPtr &policy, const SignalScope &scope, const std::optional<QList<JournalRecord>> &records) const;
    const FactSheet &sheet() const { return m_sheet; } ///< of the last refresh

private:
    void load(const ObjectRef &target);
    void store(const QList<FactReading> &readings) const;
    void shorten() const;
    void take(const ProbeAnswer &answer);
    bool isDue(const HealthProbe &probe) const;

    struct Asked
    {
        qint64 atMs = 0; ///< Clock::bootMs()
        std::optional<ProbeAnswer> answer; ///< nothing: it is under way
    };

    FactReader *m_reader;
    const Clock *m_clock;
    QString m_folder;
    QString m_file;
    FactBook m_book;
    FactSheet m_sheet;
    QHash<QString, Asked> m_asked; ///< by name of the probe
};

/// The records that signalStates() looks at.
QList<JournalRecord> signalRecords(const QList<JournalRecord> &records);

} // namespace maestro
