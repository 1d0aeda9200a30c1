// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timeline/timeline.h"

namespace maestro {

/// How near to the source a telling of a fact is; of two tellings the nearer one stays.
enum class Telling { Event, Object, Condition, Console };

/// An entry with what it is about. Entries with the same key within a short time tell the same fact; an empty key is never merged.
struct TimelineFact
{
    TimelineEntry entry;
    QString key;
    Telling telling = Telling::Object;
};

/// From the cluster: creation, ReplicaSets, pauses, conditions, AnalysisRuns, Events. Events that this product wrote about an
/// action in `records` are left out: the Journal tells them better.
QList<TimelineFact> reportedFacts(const RolloutSnapshot &snapshot, const QList<JournalRecord> &records);

/// One entry per action on this object, at the time it was asked for, with its latest state.
QList<TimelineFact> operatorFacts(const RolloutSnapshot &snapshot, const QList<JournalRecord> &records);

/// Id of an observed entry; the key can be read back from it.
QString observedId(const QDateTime &at, const QString &key);
QString keyOfObserved(const QString &id);

} // namespace maestro
