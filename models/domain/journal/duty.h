// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/journal/journalrecord.h"

namespace maestro {

/// Something that somebody owes after an action: tell a customer, restore what was switched off (ledger EVD-19). A note in the Journal
/// opens it, another one with the same id closes it; both name who. An action can leave one behind: then its intent opens it, so that no
/// crash loses it, and the action that does what is owed closes it.
struct Duty
{
    QString id;
    QString title;
    QString action; ///< the action it follows from; may be empty
    ObjectRef object;
    QDateTime due; ///< UTC; invalid: none
    QDateTime openedAt;
    QString openedBy;
    QDateTime closedAt; ///< invalid: open
    QString closedBy;
    QString how; ///< what closed it
    QString kind = {}; ///< planDutyWord() of what an action left to do; empty: a person said it
    QDateTime seen = {}; ///< the latest time that the Journal has a record of

    bool isOpen() const { return !closedAt.isValid(); }
    /// What is on record has been: a clock that was set back puts off nothing that is owed.
    QDateTime present(const QDateTime &now) const { return seen.isValid() ? std::max(now, seen) : now; }
    bool isOverdue(const QDateTime &now) const { return isOpen() && due.isValid() && due < present(now); }
    bool operator==(const Duty &) const = default;
};

constexpr qsizetype dutyTitleShortest = 4;
constexpr qsizetype dutyTitleLongest = 300;
constexpr qsizetype dutyTextShortest = 10;
constexpr qsizetype dutyTextLongest = 2'000;

struct DutyRequest
{
    QString title;
    QDateTime due; ///< invalid: none
    QString action;
    ObjectRef object;
};

/// What was learned of an action (ledger EVD-18).
struct Lesson
{
    QString action;
    QString verb; ///< of the action
    ObjectRef object;
    QDateTime at;
    QString by;
    QString text;
    QString link;

    bool operator==(const Lesson &) const = default;
};

struct LessonRequest
{
    QString action;
    QString text;
    QString link; ///< a web address, or empty
};

/// Open ones first, the earliest due before others, then the closed ones, the newest before others. What closes nothing is left out.
QList<Duty> dutiesOf(const QList<JournalRecord> &records);
/// Newest first.
QList<Lesson> lessonsOf(const QList<JournalRecord> &records);

/// Why it cannot be written; nothing: it can. NotFound, unknownAction or unknownDuty; Refused, closed; BadInput, title, reason, text or
/// link. models/text has the words.
std::optional<Error> dutyProblem(const DutyRequest &request, const QList<JournalRecord> &records);
std::optional<Error> closingProblem(const QString &id, const QString &how, const QList<JournalRecord> &records);
std::optional<Error> lessonProblem(const LessonRequest &request, const QList<JournalRecord> &records);

/// The notes that stand for them; who acts is the writer's. `records` name the object of the action.
JournalRecord dutyRecord(const DutyRequest &request, const QString &id, const QDateTime &at, const QList<JournalRecord> &records);
JournalRecord closingRecord(const QString &id, const QString &how, const QDateTime &at, const QList<JournalRecord> &records);
JournalRecord lessonRecord(const LessonRequest &request, const QDateTime &at, const QList<JournalRecord> &records);

} // namespace maestro
