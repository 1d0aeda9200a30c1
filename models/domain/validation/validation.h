// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/rollout/rollout.h"

#include <memory>

namespace maestro {

/// Of one item of a validation. Unknown is never fine: it means that nobody could look.
enum class CheckState { Waiting, Ok, Bad, Unknown };
QString checkStateWord(CheckState state); ///< "waiting", "ok", "bad", "unknown"
std::optional<CheckState> checkStateFromWord(const QString &word);

/// What was read for an item. `value` is a fact as data ("4 of 4 ready"), not translated.
struct CheckRead
{
    QString what;
    QString source;
    QDateTime at; ///< UTC
    QString value;

    bool operator==(const CheckRead &) const = default;
};

struct CheckItem
{
    QString id;
    QString type; ///< as the policy calls it: traffic, gates, pods, health, alerts-and-gates, events, message, tool
    bool required = true; ///< false: verified does not wait for it
    CheckState state = CheckState::Waiting;
    QDateTime since; ///< since when the state holds without a break
    QList<CheckRead> reads;
    QStringList mustName = {}; ///< of a message, as the policy writes it

    bool operator==(const CheckItem &) const = default;
};

/// How a validation ended. Under way: it did not.
enum class ValidationEnd { UnderWay, Verified, Superseded, GivenUp };
QString validationEndWord(ValidationEnd end); ///< "validating", "verified", "superseded", "notVerified"
std::optional<ValidationEnd> validationEndFromWord(const QString &word);

enum class Pace { InTime, Late, TooLate }; ///< of the stopwatch: green, amber, red

/// Whether one way back worked: ledger VAL-01 to VAL-10, RBK-16. Immutable, any thread.
struct Validation
{
    QString id; ///< of the action; empty: nothing was done, the present state is looked at
    ObjectRef target;
    QString verb;
    QString service;
    QString policy; ///< its name; empty: none
    QDateTime since; ///< the trigger: the alert's start, else the intent's record
    QString trigger; ///< name of the alert; empty: none
    QString severity; ///< of that alert's family, "P0" ...; empty: not known
    QDateTime acceptedAt; ///< the server took the change; invalid: not known
    QDateTime endedAt; ///< invalid while under way
    ValidationEnd end = ValidationEnd::UnderWay;
    qint64 lateMs = 5 * 60'000; ///< of the stopwatch
    qint64 tooLateMs = 10 * 60'000;
    QList<CheckItem> items;

    bool isVerified() const { return end == ValidationEnd::Verified; }
    qint64 elapsedMs(const QDateTime &now) const; ///< of the stopwatch; it stands once the validation ended
    Pace pace(const QDateTime &now) const;
    /// There is something required, and all of it is ok.
    bool allRequiredOk() const;
    const CheckItem *item(const QString &id) const; ///< null: there is none

    bool operator==(const Validation &) const = default;
};

using ValidationPtr = std::shared_ptr<const Validation>;

/// The action behind a validation, out of its records.
struct ValidationSubject
{
    QString id;
    ObjectRef target;
    WorkloadKind workload = WorkloadKind::Rollout;
    QString uid;
    QString server;
    QString verb;
    QString reason;
    QDateTime actionAt; ///< the intent, by our clock
    QDateTime acceptedAt; ///< its outcome; invalid: not known
    QString fromHash; ///< the revision that was left
    QString toHash; ///< the revision gone back to; empty: not known
    QStringList fromImages;
    QStringList toImages;
    int fromRevision = 0;
    int toRevision = 0;

    bool operator==(const ValidationSubject &) const = default;
};

/// Details of a record of a validation, and back. Records of one action share its id; type observe, action "validate".
QJsonObject validationDetails(const Validation &validation);
Validation validationFromRecord(const JournalRecord &record);
bool isValidationRecord(const JournalRecord &record);

/// The action with this id, if it is a rollback or an abort that changed the cluster.
std::optional<ValidationSubject> subjectOf(const QList<JournalRecord> &records, const QString &id);
/// The newest such action on the object; empty `name` of the target: nothing.
std::optional<ValidationSubject> newestSubject(const QList<JournalRecord> &records, const ObjectRef &target);
/// The newest record of its validation; nothing: there is none.
std::optional<Validation> recordedValidation(const QList<JournalRecord> &records, const QString &id);

/// A person said how a check ended that only a person can make: a message that was sent, a script that was run.
struct ConfirmedCheck
{
    QString by;
    QDateTime at;
    bool ok = true;
    QString note;

    bool operator==(const ConfirmedCheck &) const = default;
};
/// Of one action, by item; the newest counts. A record of it is a note with the action "confirm" and `details.check`.
QMap<QString, ConfirmedCheck> confirmedChecks(const QList<JournalRecord> &records, const QString &id);
/// The same validation with what people said since it was recorded, as far as it counts.
Validation withConfirmed(Validation validation, const ValidationSubject &subject, const QMap<QString, ConfirmedCheck> &confirmed);
/// Whether only a person can say how this item ended.
inline bool isByPerson(const CheckItem &item)
{
    return item.type == QLatin1String("message") || item.type == QLatin1String("tool");
}
JournalRecord confirmationRecord(const ValidationSubject &subject, const QString &item, bool ok, const QString &note);

/// What has to be taken up: actions not older than `maxAgeMs` whose validation has not ended, the newest of each object. Of validations
/// that were begun, those of older actions on the same object are superseded, and some have grown too old.
struct OpenValidations
{
    QList<ValidationSubject> open;
    QList<ValidationSubject> superseded;
    QList<ValidationSubject> tooOld;
};
OpenValidations openValidations(const QList<JournalRecord> &records, const QDateTime &now, qint64 maxAgeMs);

} // namespace maestro
