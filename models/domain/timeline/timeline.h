// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/rollout/rolloutsnapshot.h"

namespace maestro {

/// Reported: the server's own timestamp. Observed: this console saw it change. Operator: from the Journal.
enum class EntrySource { Reported, Observed, Operator };
enum class EntryKind { Revision, Step, Weight, Phase, Pause, Abort, Analysis, Event, Warning, Action, Boundary, Disconnected };

struct TimelineEntry
{
    QDateTime at; ///< UTC
    EntrySource source = EntrySource::Observed;
    EntryKind kind = EntryKind::Event;
    QString text; ///< one line: what happened
    QString actor; ///< who, for Operator entries
    QString detail; ///< reason, message; may be empty
    std::optional<int> weight = {}; ///< canary weight from this moment on, where the entry says one
    QString id; ///< stable key: "event:<uid>", "journal:<id>/<type>", "rs:<uid>", "obs:<n>"

    bool operator==(const TimelineEntry &) const = default;
};

/// Oldest first. The first entry is a Boundary: before it nothing was recorded by anybody.
struct Timeline
{
    QList<TimelineEntry> entries;

    bool operator==(const Timeline &) const = default;
};

using TimelinePtr = std::shared_ptr<const Timeline>;

/// "Reported", "Observed", "Operator"
QString entrySourceWord(EntrySource source);

/// What changed between two snapshots of the same rollout, as Observed entries at `now`; a different UID is a new beginning.
/// `previous` is null on first sight.
QList<TimelineEntry> observedChanges(const RolloutSnapshot *previous, const RolloutSnapshot &current, const QDateTime &now);

/// Joins what the server tells (ReplicaSets, conditions, AnalysisRuns, Events), what was observed, and the Journal's records
/// of this object into one list without double telling (TML-01, TML-05, TML-07).
Timeline buildTimeline(const RolloutSnapshot &snapshot, const QList<TimelineEntry> &observed, const QList<JournalRecord> &records);

} // namespace maestro
