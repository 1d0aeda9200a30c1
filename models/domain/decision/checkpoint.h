// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"
#include "domain/policy/policymatch.h"

namespace maestro {

/// Whether a release may go on, said by a person at a point of its policy: the `checkpoints` of a phase (ledger GAT-07), and the marks of
/// a run sheet that `needs` something (GAT-08). A no-go keeps the console from promoting until somebody says go.
struct Checkpoint
{
    QString title;
    QString phase; ///< empty: of the release, whatever phase it is in
    QString at; ///< as written: "phase+6h", "T+30m"
    QStringList items; ///< what to look at
    QStringList needs; ///< what has to be attached to a go

    bool operator==(const Checkpoint &) const = default;
};

/// Those of the workload's phase and of its release, as written. Pure.
QList<Checkpoint> checkpointsOf(const PolicyMatch &match);

/// When things began; invalid: nobody knows.
struct ReleaseTimes
{
    QDateTime release;
    QDateTime phase;
};

/// "phase+6h" and "T-60m" at these times; of a range its end. Invalid: not known, or hung on something else.
QDateTime checkpointDue(const QString &at, const ReleaseTimes &times);

/// One point as it stands.
struct CheckpointState
{
    Checkpoint point;
    QDateTime dueAt; ///< invalid: not known when it began
    QString choice; ///< "go", "no-go", "defer"; empty: nobody decided
    QString by;
    QDateTime decidedAt;
    QString reason;
    QDateTime deferredTo; ///< of a "defer"
    QMap<QString, QString> attached; ///< what was attached, with the hash it is kept under
    QStringList checked; ///< the items that were ticked by whoever decided
    QMap<QString, QString> received = {}; ///< needs that a webhook of this release meets by itself, with the hash it is kept under

    QDateTime seen = {}; ///< the latest time that the Journal has a record of

    /// What is on record has been: a clock that was set back puts no point off any longer.
    QDateTime present(const QDateTime &now) const { return seen.isValid() ? std::max(now, seen) : now; }
    /// It is due, or was put off until now, and nobody decided.
    bool isOverdue(const QDateTime &now) const;
    bool operator==(const CheckpointState &) const = default;
};

/// By the Journal's records of this object and revision; the newest decision of a point counts. Pure.
QList<CheckpointState> checkpointStates(const QList<Checkpoint> &points, const QList<JournalRecord> &records, const ObjectRef &target, int revision, const ReleaseTimes &times);

/// What a person says at a point.
struct CheckpointRequest
{
    ObjectRef target;
    int revision = 0;
    Checkpoint point;
    QString choice;
    QString reason; ///< at least 10 characters
    QMap<QString, QString> attached; ///< by name of what is needed: hash of what is kept
    QDateTime deferredTo; ///< defer alone
    QStringList checked; ///< items of the point that were looked at
};

/// Whether what is needed is the log of the controller's webhooks: `controller-decision`, or a name with `webhook` in it.
bool isWebhookNeed(const QString &need);

/// What a go still needs; a need that ends in "confirmation" is met by the person who says it.
QStringList missingAttachments(const Checkpoint &point, const QMap<QString, QString> &attached);

/// What a go still needs of the checklist: the items nobody ticked, in the order of the policy.
QStringList missingTicks(const Checkpoint &point, const QStringList &checked);

/// A record of type decision, without who and when. Its verb is the choice.
JournalRecord checkpointRecord(const CheckpointRequest &request);

/// Whether a verb takes a release further.
bool goesOn(const QString &verb);

/// The no-go that stands against going on with this revision, by records alone; nothing: there is none, or `verb` does not go on.
std::optional<CheckpointState> standingNoGo(const QList<JournalRecord> &records, const ObjectRef &target, int revision, const QString &verb);

} // namespace maestro
