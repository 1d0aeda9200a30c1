// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "domain/triage/changelist.h"
#include "prometheus/promclient.h"
#include "services/facts/factkeeper.h"
#include "services/slo/slotarget.h"

namespace maestro {

/// When trouble began, and what the decision rules say about it.
struct Trouble
{
    FirstBad bad;
    std::shared_ptr<const DecisionBoard> board = {}; ///< null: no policy, or not judged
};

/// Out of a report that is there already.
Trouble troubleOf(const SloReport &report);

/// When trouble began, for those without rounds of their own (the command line): gates and facts of one workload are judged once, the
/// past that the servers keep included. Lives on the services' thread.
class TroubleReader : public QObject
{
    Q_OBJECT
public:
    /// `stateFolder`: where facts are kept over time; empty: nowhere.
    TroubleReader(const Clock *clock, QString stateFolder, QObject *parent = nullptr);

    struct Question
    {
        SloTarget target; ///< without a policy nobody knows
        WorkloadKind workload = WorkloadKind::Rollout;
        ClusterAccess *access = nullptr;
        PromClient *prometheus = nullptr; ///< null: none
        std::optional<QList<JournalRecord>> records; ///< nothing: the Journal cannot be read
    };
    /// Calls back once, later, after half a minute at the latest; not after destruction.
    void ask(const Question &question, Callback<Trouble> done);

private:
    const Clock *m_clock;
    QString m_stateFolder;
    FactReader m_reader;
};

} // namespace maestro
