// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/validation.h"

#include "domain/validation/messagenames.h"

#include <QJsonArray>

#include <algorithm>

namespace maestro {

namespace {

constexpr std::pair<CheckState, const char *> stateWords[] = {
    {CheckState::Waiting, "waiting"}, {CheckState::Ok, "ok"}, {CheckState::Bad, "bad"}, {CheckState::Unknown, "unknown"}};
constexpr std::pair<ValidationEnd, const char *> endWords[] = {{ValidationEnd::UnderWay, "validating"},
                                                               {ValidationEnd::Verified, "verified"},
                                                               {ValidationEnd::Superseded, "superseded"},
                                                               {ValidationEnd::GivenUp, "notVerified"}};

template<typename T, size_t N> QString wordIn(const std::pair<T, const char *> (&words)[N], T value)
{
    const auto found = std::find_if(std::begin(words), std::end(words), [&](const auto &pair) { return pair.first == value; });
    return QLatin1String(found->second);
}

template<typename T, size_t N> std::optional<T> valueIn(const std::pair<T, const char *> (&words)[N], const QString &word)
{
    const auto found = std::find_if(std::begin(words), std::end(words), [&](const auto &pair) { return word == QLatin1String(pair.second); });
    return found == std::end(words) ? std::nullopt : std::optional<T>(found->first);
}

constexpr QLatin1String validateVerb("validate");
constexpr QLatin1String confirmVerb("confirm");

QJsonValue timeOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &one : value.toArray())
        list.append(one.toString());
    return list;
}

QJsonObject itemDetails(const CheckItem &item)
{
    QJsonArray reads;
    for (const CheckRead &read : item.reads)
        reads.append(QJsonObject{{QStringLiteral("what"), read.what}, {QStringLiteral("source"), read.source}, {QStringLiteral("at"), timeOf(read.at)}, {QStringLiteral("value"), read.value}});
    QJsonObject details{{QStringLiteral("id"), item.id}, {QStringLiteral("type"), item.type}, {QStringLiteral("required"), item.required}, {QStringLiteral("state"), checkStateWord(item.state)},
                        {QStringLiteral("since"), timeOf(item.since)}, {QStringLiteral("reads"), reads}};
    if (!item.mustName.isEmpty())
        details.insert(QStringLiteral("mustName"), QJsonArray::fromStringList(item.mustName));
    return details;
}

CheckItem itemFrom(const QJsonObject &object)
{
    CheckItem item;
    item.id = object.value(QLatin1String("id")).toString();
    item.type = object.value(QLatin1String("type")).toString();
    item.required = object.value(QLatin1String("required")).toBool(true);
    item.state = checkStateFromWord(object.value(QLatin1String("state")).toString()).value_or(CheckState::Unknown);
    item.since = timeFrom(object.value(QLatin1String("since")));
    for (const QJsonValue &value : object.value(QLatin1String("reads")).toArray())
        item.reads.append({value[QLatin1String("what")].toString(), value[QLatin1String("source")].toString(), timeFrom(value[QLatin1String("at")]), value[QLatin1String("value")].toString()});
    item.mustName = strings(object.value(QLatin1String("mustName")));
    return item;
}

bool goesBack(const JournalRecord &record)
{
    return record.type == RecordType::Intent && (record.verb == QLatin1String("abort") || record.verb == QLatin1String("rollback"));
}

ValidationSubject subjectFrom(const JournalRecord &intent)
{
    ValidationSubject subject;
    subject.id = intent.id;
    subject.target = intent.object;
    subject.workload = intent.objectKind == QLatin1String("Deployment") ? WorkloadKind::Deployment : WorkloadKind::Rollout;
    subject.uid = intent.objectUid;
    subject.server = intent.server;
    subject.verb = intent.verb;
    subject.reason = intent.reason;
    subject.actionAt = intent.at;
    // A routing pin moves traffic between models, a workflow may work on something else: the workload stays what it is.
    const QJsonObject call = intent.details.value(QLatin1String("call")).toObject();
    if (call.value(QLatin1String("kind")).toString() == QLatin1String("maestro-route") || !call.value(QLatin1String("affects")).toString().isEmpty())
        return subject;
    const QJsonObject from = intent.details.value(QLatin1String("from")).toObject();
    const QJsonObject to = intent.details.value(QLatin1String("to")).toObject();
    subject.fromHash = from.value(QLatin1String("hash")).toString();
    subject.toHash = to.value(QLatin1String("hash")).toString();
    subject.fromImages = strings(from.value(QLatin1String("images")));
    subject.toImages = strings(to.value(QLatin1String("images")));
    subject.fromRevision = from.value(QLatin1String("revision")).toInt();
    subject.toRevision = to.value(QLatin1String("revision")).toInt();
    return subject;
}

/// In order of their intents; those that changed nothing, or of which nobody knows, are left out.
QList<ValidationSubject> subjects(const QList<JournalRecord> &records)
{
    QHash<QString, ValidationSubject> begun;
    QHash<QString, QDateTime> changed;
    QStringList order;
    for (const JournalRecord &record : records) {
        if (goesBack(record)) {
            begun.insert(record.id, subjectFrom(record));
            order.append(record.id);
        } else if ((record.type == RecordType::Outcome || record.type == RecordType::Reconcile) && begun.contains(record.id)) {
            const bool did = record.state == QLatin1String("applied") || record.state == QLatin1String("notObserved");
            if (did && !changed.contains(record.id))
                changed.insert(record.id, record.type == RecordType::Outcome ? record.at : QDateTime());
        }
    }
    QList<ValidationSubject> found;
    for (const QString &id : std::as_const(order)) {
        if (!changed.contains(id))
            continue;
        ValidationSubject subject = begun.value(id);
        subject.acceptedAt = changed.value(id);
        found.append(subject);
    }
    return found;
}

} // namespace

QString checkStateWord(CheckState state)
{
    return wordIn(stateWords, state);
}

std::optional<CheckState> checkStateFromWord(const QString &word)
{
    return valueIn(stateWords, word);
}

QString validationEndWord(ValidationEnd end)
{
    return wordIn(endWords, end);
}

std::optional<ValidationEnd> validationEndFromWord(const QString &word)
{
    return valueIn(endWords, word);
}

qint64 Validation::elapsedMs(const QDateTime &now) const
{
    return since.isValid() ? std::max<qint64>(0, since.msecsTo(endedAt.isValid() ? endedAt : now)) : 0;
}

Pace Validation::pace(const QDateTime &now) const
{
    const qint64 elapsed = elapsedMs(now);
    return elapsed >= tooLateMs ? Pace::TooLate : elapsed >= lateMs ? Pace::Late : Pace::InTime;
}

bool Validation::allRequiredOk() const
{
    bool any = false;
    for (const CheckItem &item : items) {
        any = any || item.required;
        if (item.required && item.state != CheckState::Ok)
            return false;
    }
    return any;
}

const CheckItem *Validation::item(const QString &wanted) const
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const CheckItem &item) { return item.id == wanted; });
    return found == items.end() ? nullptr : &*found;
}

QJsonObject validationDetails(const Validation &validation)
{
    QJsonArray items;
    for (const CheckItem &item : validation.items)
        items.append(itemDetails(item));
    return {{QStringLiteral("validation"), QJsonObject{{QStringLiteral("service"), validation.service},
                                                       {QStringLiteral("verb"), validation.verb},
                                                       {QStringLiteral("policy"), validation.policy},
                                                       {QStringLiteral("since"), timeOf(validation.since)},
                                                       {QStringLiteral("trigger"), validation.trigger},
                                                       {QStringLiteral("severity"), validation.severity},
                                                       {QStringLiteral("acceptedAt"), timeOf(validation.acceptedAt)},
                                                       {QStringLiteral("endedAt"), timeOf(validation.endedAt)},
                                                       {QStringLiteral("lateMs"), validation.lateMs},
                                                       {QStringLiteral("tooLateMs"), validation.tooLateMs},
                                                       {QStringLiteral("items"), items}}}};
}

Validation validationFromRecord(const JournalRecord &record)
{
    const QJsonObject object = record.details.value(QLatin1String("validation")).toObject();
    Validation validation;
    validation.id = record.id;
    validation.target = record.object;
    validation.verb = object.value(QLatin1String("verb")).toString();
    validation.service = object.value(QLatin1String("service")).toString();
    validation.policy = object.value(QLatin1String("policy")).toString();
    validation.since = timeFrom(object.value(QLatin1String("since")));
    validation.trigger = object.value(QLatin1String("trigger")).toString();
    validation.severity = object.value(QLatin1String("severity")).toString();
    validation.acceptedAt = timeFrom(object.value(QLatin1String("acceptedAt")));
    validation.endedAt = timeFrom(object.value(QLatin1String("endedAt")));
    validation.end = validationEndFromWord(record.state).value_or(ValidationEnd::UnderWay);
    validation.lateMs = object.value(QLatin1String("lateMs")).toInteger(validation.lateMs);
    validation.tooLateMs = object.value(QLatin1String("tooLateMs")).toInteger(validation.tooLateMs);
    for (const QJsonValue &value : object.value(QLatin1String("items")).toArray())
        validation.items.append(itemFrom(value.toObject()));
    return validation;
}

bool isValidationRecord(const JournalRecord &record)
{
    return record.type == RecordType::Observe && record.verb == validateVerb;
}

std::optional<ValidationSubject> subjectOf(const QList<JournalRecord> &records, const QString &id)
{
    for (const ValidationSubject &subject : subjects(records)) {
        if (subject.id == id)
            return subject;
    }
    return std::nullopt;
}

std::optional<ValidationSubject> newestSubject(const QList<JournalRecord> &records, const ObjectRef &target)
{
    std::optional<ValidationSubject> newest;
    for (const ValidationSubject &subject : subjects(records)) {
        if (subject.target == target)
            newest = subject;
    }
    return newest;
}

std::optional<Validation> recordedValidation(const QList<JournalRecord> &records, const QString &id)
{
    std::optional<Validation> newest;
    for (const JournalRecord &record : records) {
        if (record.id == id && isValidationRecord(record) && (!newest || newest->end == ValidationEnd::UnderWay))
            newest = validationFromRecord(record);
    }
    return newest;
}

QMap<QString, ConfirmedCheck> confirmedChecks(const QList<JournalRecord> &records, const QString &id)
{
    QMap<QString, ConfirmedCheck> found;
    for (const JournalRecord &record : records) {
        const QString item = record.details.value(QLatin1String("check")).toString();
        if (record.id == id && record.type == RecordType::Note && record.verb == confirmVerb && !item.isEmpty())
            found.insert(item, {record.actor.server.isEmpty() ? record.actor.os : record.actor.server, record.at, record.state == QLatin1String("done"), record.reason});
    }
    return found;
}

Validation withConfirmed(Validation validation, const ValidationSubject &subject, const QMap<QString, ConfirmedCheck> &confirmed)
{
    for (CheckItem &item : validation.items) {
        const auto said = confirmed.constFind(item.id);
        if (isByPerson(item) && said != confirmed.cend())
            takeConfirmed(item, *said, subject);
    }
    return validation;
}

JournalRecord confirmationRecord(const ValidationSubject &subject, const QString &item, bool ok, const QString &note)
{
    JournalRecord record;
    record.id = subject.id;
    record.type = RecordType::Note;
    record.server = subject.server;
    record.object = subject.target;
    record.objectKind = workloadWord(subject.workload);
    record.objectUid = subject.uid;
    record.verb = confirmVerb;
    record.reason = note;
    record.state = ok ? QStringLiteral("done") : QStringLiteral("failed");
    record.details = {{QStringLiteral("check"), item}};
    return record;
}

OpenValidations openValidations(const QList<JournalRecord> &records, const QDateTime &now, qint64 maxAgeMs)
{
    QSet<QString> begun;
    QSet<QString> ended;
    for (const JournalRecord &record : records) {
        if (!isValidationRecord(record))
            continue;
        begun.insert(record.id);
        if (validationEndFromWord(record.state).value_or(ValidationEnd::UnderWay) != ValidationEnd::UnderWay)
            ended.insert(record.id);
    }
    OpenValidations out;
    QSet<ObjectRef> seen;
    const QList<ValidationSubject> all = subjects(records);
    for (auto subject = all.crbegin(); subject != all.crend(); ++subject) {
        const bool newer = seen.contains(subject->target);
        seen.insert(subject->target);
        if (ended.contains(subject->id))
            continue;
        const bool old = subject->actionAt.msecsTo(now) > maxAgeMs;
        if (!newer && !old)
            out.open.prepend(*subject);
        else if (begun.contains(subject->id))
            (newer ? out.superseded : out.tooOld).prepend(*subject);
    }
    return out;
}

} // namespace maestro
