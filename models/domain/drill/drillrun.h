// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill/policydrill.h"
#include "domain/journal/journalrecord.h"

namespace maestro {

enum class DrillState { Waiting, Running, Passed, Failed, Skipped, Stopped, Interrupted };
QString drillStateWord(DrillState state); ///< "waiting", "running", "passed", "failed", "skipped", "stopped", "interrupted"

/// How a step of one run went.
struct DrillStepRun
{
    DrillDeed deed = DrillDeed::Tool;
    QString what; ///< the program's name, the probe, the assertion, the notes
    DrillState state = DrillState::Waiting;
    QDateTime startedAt;
    QDateTime endedAt;
    QString finding; ///< what was seen, as it was said; may hold what a server or a program said

    bool operator==(const DrillStepRun &) const = default;
};

/// One run of a drill (ledger DRL-02 to DRL-04), as far as it went. A value; times are UTC.
struct DrillRun
{
    QString id;
    QString drill;
    QString policy;
    QString environment;
    QString service;
    ObjectRef target;
    QString reason;
    QString by;
    DrillState state = DrillState::Running;
    QDateTime startedAt;
    QDateTime endedAt; ///< invalid: nobody recorded the end
    QList<DrillStepRun> steps;
    QStringList records; ///< files that the drill's programs left as evidence

    /// From the end of the first program to the first failed look of the wait that held; from there to the start of the program after it;
    /// from its end to the probe that was well again (ledger DRL-03). Nothing: it did not come so far.
    std::optional<qint64> detectionMs() const;
    std::optional<qint64> decisionMs() const;
    std::optional<qint64> recoveryMs() const;
    QDateTime firstFailedAt; ///< of the probe, in the wait that held

    bool operator==(const DrillRun &) const = default;
};

/// Whoever was at it is gone: the step under way is Interrupted and those behind it Skipped; nothing of it goes on.
DrillRun interrupted(DrillRun run);
/// Over with something deployed that was not seen well again: it may be there still.
bool mayHaveLeft(const DrillRun &run);

/// `details` of a record of a drill, and back. Every record holds the whole run as it stands; the last of an id counts.
QJsonObject drillDetails(const DrillRun &run);
/// The newest first. A run whose end is not on record is Running.
QList<DrillRun> drillRuns(const QList<JournalRecord> &records);

constexpr QLatin1String drillVerb("drill");

} // namespace maestro
