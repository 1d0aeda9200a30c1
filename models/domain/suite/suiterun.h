// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/suite/suite.h"
#include "domain/validation/validation.h"

namespace maestro {

/// What a suite is run against. A step of another release, or another step of the same, is something else.
struct SuiteGround
{
    ObjectRef target;
    WorkloadKind workload = WorkloadKind::Rollout;
    QString uid;
    QString server;
    QString service;
    int revision = 0; ///< 0: not known
    QString hash; ///< of the newest pod template; empty: not known
    int step = -1; ///< canary steps that are behind it; -1: there are none

    bool isSame(const SuiteGround &other) const { return target == other.target && revision == other.revision && hash == other.hash && step == other.step; }
    bool operator==(const SuiteGround &) const = default;
};
SuiteGround suiteGround(const ObjectRef &target, const Rollout &workload, const QString &service, const QString &server);

/// The newest attempt of one check.
struct SuiteItem
{
    enum class State { Waiting, Running, Passed, Failed };

    QString id;
    State state = State::Waiting; ///< Running: begun, and nobody recorded its end
    int attempt = 0;
    QDateTime begunAt;
    QDateTime endedAt;
    QString note; ///< how it ended, in words
    std::optional<int> code; ///< exit code, or HTTP status
    QString output = {}; ///< hash under which what it said is kept; empty: nothing is

    bool operator==(const SuiteItem &) const = default;
};
QString suiteItemWord(SuiteItem::State state); ///< "waiting", "running", "passed", "failed"

/// One run of a suite, as the Journal tells it: all its records share the id. Immutable.
struct SuiteRun
{
    /// Unfinished: some checks were not begun, and none is under way.
    enum class State { Running, Unfinished, Failed, Passed };

    QString id;
    QString suite;
    SuiteGround ground;
    QString by;
    QDateTime begunAt;
    QList<SuiteItem> items;

    State state() const;
    QDateTime endedAt() const; ///< of the last check that ended; invalid: none has
    QStringList notPassed() const; ///< ids
    const SuiteItem *item(const QString &id) const; ///< null: there is none
    bool operator==(const SuiteRun &) const = default;
};
QString suiteRunWord(SuiteRun::State state); ///< "running", "unfinished", "failed", "passed"

/// All runs, oldest first.
QList<SuiteRun> suiteRuns(const QList<JournalRecord> &records);
std::optional<SuiteRun> suiteRun(const QList<JournalRecord> &records, const QString &id);
/// The newest of a suite on an object, whatever release it was about.
std::optional<SuiteRun> newestSuiteRun(const QList<JournalRecord> &records, const ObjectRef &target, const QString &suite);

/// The record with which a run begins; without who and when.
JournalRecord suiteRecord(const QString &id, const Suite &suite, const SuiteGround &ground);
/// What the records of its checks are about.
ValidationSubject suiteSubject(const QString &id, const SuiteGround &ground);

/// One suite beside its newest run.
struct SuiteView
{
    Suite suite;
    std::optional<SuiteRun> run;
    bool ofThis = false; ///< the run is about the release and the step that are there now
    bool eachStep = false; ///< the release waits for it at each step of the phase

    bool passed() const { return run && ofThis && run->state() == SuiteRun::State::Passed; }
    bool operator==(const SuiteView &) const = default;
};
QList<SuiteView> suiteViews(const PolicyMatch &match, const SuiteGround &ground, const QList<JournalRecord> &records);

/// The suite that keeps a release from going on by `verb`: the policy wants it at each step, and it has not passed at this one.
std::optional<SuiteView> lockingSuite(const PolicyMatch &match, const SuiteGround &ground, const QList<JournalRecord> &records, const QString &verb);

} // namespace maestro
