// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/duty.h"

#include "domain/base/weblink.h"
#include "domain/journal/keptvalue.h"
#include "domain/journal/latestrecord.h"

#include <QHash>
#include <QSet>

namespace maestro {

namespace {

constexpr QLatin1String dutyVerb("duty");
constexpr QLatin1String lessonVerb("lesson");

QString byOf(const JournalRecord &record)
{
    return record.actor.server.isEmpty() ? record.actor.os : record.actor.server;
}

bool isNote(const JournalRecord &record, QLatin1String verb)
{
    return record.type == RecordType::Note && record.verb == verb;
}

/// The record with which an action began; null: there is none of that id.
const JournalRecord *actionOf(const QString &id, const QList<JournalRecord> &records)
{
    const auto found = std::find_if(records.begin(), records.end(), [&id](const JournalRecord &record) {
        return record.id == id && (record.type == RecordType::Intent || record.type == RecordType::Refused);
    });
    return id.isEmpty() || found == records.end() ? nullptr : &*found;
}

Error bad(ErrorKind kind, const char *code)
{
    return {kind, QLatin1String(code), {}, {}, {}};
}

bool isBetween(const QString &text, qsizetype shortest, qsizetype longest)
{
    const qsizetype size = text.trimmed().size();
    return size >= shortest && size <= longest;
}

JournalRecord note(QLatin1String verb, const QDateTime &at, const JournalRecord *about)
{
    JournalRecord record;
    record.type = RecordType::Note;
    record.verb = verb;
    record.at = at;
    if (!about)
        return record;
    record.object = about->object;
    record.objectKind = about->objectKind;
    record.objectUid = about->objectUid;
    record.server = about->server;
    return record;
}

} // namespace

QList<Duty> dutiesOf(const QList<JournalRecord> &records)
{
    QList<Duty> all;
    QHash<QString, qsizetype> known;
    QSet<QString> dropped; ///< of actions that changed nothing
    QHash<QString, std::pair<QString, const JournalRecord *>> doing; ///< actions that do what another left to do
    for (const JournalRecord &record : records) {
        if (record.id.isEmpty())
            continue;
        if (record.type == RecordType::Intent) {
            const QJsonObject said = record.details.value(QLatin1String("duty")).toObject();
            if (said.contains(QLatin1String("kind")) && !known.contains(record.id)) {
                known.insert(record.id, all.size());
                all.append({record.id, said.value(QLatin1String("title")).toString(), record.id, record.object,
                            QDateTime::fromString(said.value(QLatin1String("due")).toString(), Qt::ISODateWithMs).toUTC(), record.at, byOf(record), {}, {}, {}, said.value(QLatin1String("kind")).toString()});
            }
            if (const QString done = record.details.value(QLatin1String("restores")).toString(); !done.isEmpty())
                doing.insert(record.id, {done, &record});
            continue;
        }
        if (record.type == RecordType::Outcome || record.type == RecordType::Reconcile) {
            const auto own = known.constFind(record.id);
            if (own != known.constEnd() && changedNothing(record.state))
                dropped.insert(record.id);
            const auto by = doing.constFind(record.id);
            const auto done = by == doing.constEnd() ? known.constEnd() : known.constFind(by->first);
            if (done != known.constEnd() && all[*done].isOpen() && record.state == QLatin1String("applied")) {
                all[*done].closedAt = record.at;
                all[*done].closedBy = byOf(*by->second);
                all[*done].how = by->second->reason;
            }
            continue;
        }
        if (!isNote(record, dutyVerb))
            continue;
        const auto at = known.constFind(record.id);
        if (record.state == QLatin1String("open") && at == known.constEnd()) {
            const QJsonObject said = record.details.value(QLatin1String("duty")).toObject();
            known.insert(record.id, all.size());
            all.append({record.id, record.reason, said.value(QLatin1String("action")).toString(), record.object,
                        QDateTime::fromString(said.value(QLatin1String("due")).toString(), Qt::ISODateWithMs).toUTC(), record.at, byOf(record), {}, {}, {}, {}});
        } else if (record.state == QLatin1String("closed") && at != known.constEnd() && all[*at].isOpen()) {
            all[*at].closedAt = record.at;
            all[*at].closedBy = byOf(record);
            all[*at].how = record.reason;
        }
    }
    const QDateTime seen = latestRecorded(records);
    for (Duty &duty : all)
        duty.seen = seen;
    all.removeIf([&dropped](const Duty &duty) { return !duty.kind.isEmpty() && dropped.contains(duty.id); });
    std::stable_sort(all.begin(), all.end(), [](const Duty &a, const Duty &b) {
        if (a.isOpen() != b.isOpen())
            return a.isOpen();
        if (!a.isOpen())
            return a.closedAt > b.closedAt;
        if (a.due.isValid() != b.due.isValid())
            return a.due.isValid();
        return a.due.isValid() ? a.due < b.due : a.openedAt < b.openedAt;
    });
    return all;
}

QList<Lesson> lessonsOf(const QList<JournalRecord> &records)
{
    QList<Lesson> all;
    for (auto record = records.crbegin(); record != records.crend(); ++record) {
        if (!isNote(*record, lessonVerb))
            continue;
        const QJsonObject said = record->details.value(QLatin1String("duty")).toObject();
        const JournalRecord *action = actionOf(record->id, records);
        all.append({record->id, action ? action->verb : QString(), record->object, record->at, byOf(*record), record->reason, said.value(QLatin1String("link")).toString()});
    }
    return all;
}

std::optional<Error> dutyProblem(const DutyRequest &request, const QList<JournalRecord> &records)
{
    if (!isBetween(request.title, dutyTitleShortest, dutyTitleLongest))
        return bad(ErrorKind::BadInput, "title");
    if (!request.action.isEmpty() && !actionOf(request.action, records))
        return bad(ErrorKind::NotFound, "unknownAction");
    return {};
}

std::optional<Error> closingProblem(const QString &id, const QString &how, const QList<JournalRecord> &records)
{
    const QList<Duty> all = dutiesOf(records);
    const auto found = std::find_if(all.begin(), all.end(), [&id](const Duty &duty) { return duty.id == id; });
    if (found == all.end())
        return bad(ErrorKind::NotFound, "unknownDuty");
    if (!found->isOpen())
        return bad(ErrorKind::Refused, "closed");
    if (!isBetween(how, dutyTextShortest, dutyTextLongest))
        return bad(ErrorKind::BadInput, "reason");
    return {};
}

std::optional<Error> lessonProblem(const LessonRequest &request, const QList<JournalRecord> &records)
{
    if (!actionOf(request.action, records))
        return bad(ErrorKind::NotFound, "unknownAction");
    if (!isBetween(request.text, dutyTextShortest, dutyTextLongest))
        return bad(ErrorKind::BadInput, "text");
    if (!request.link.isEmpty() && !isWebAddress(request.link))
        return bad(ErrorKind::BadInput, "link");
    return {};
}

JournalRecord dutyRecord(const DutyRequest &request, const QString &id, const QDateTime &at, const QList<JournalRecord> &records)
{
    JournalRecord record = note(dutyVerb, at, actionOf(request.action, records));
    if (record.object.isEmpty())
        record.object = request.object;
    record.id = id;
    record.state = QStringLiteral("open");
    record.reason = request.title.trimmed();
    QJsonObject said{{QStringLiteral("action"), request.action}};
    if (request.due.isValid())
        said.insert(QStringLiteral("due"), request.due.toUTC().toString(Qt::ISODateWithMs));
    record.details = {{QStringLiteral("duty"), said}};
    return record;
}

JournalRecord closingRecord(const QString &id, const QString &how, const QDateTime &at, const QList<JournalRecord> &records)
{
    const auto opened = std::find_if(records.begin(), records.end(), [&id](const JournalRecord &record) { return record.id == id && (isNote(record, dutyVerb) || record.details.value(QLatin1String("duty")).toObject().contains(QLatin1String("kind"))); });
    JournalRecord record = note(dutyVerb, at, opened == records.end() ? nullptr : &*opened);
    record.id = id;
    record.state = QStringLiteral("closed");
    record.reason = how.trimmed();
    return record;
}

JournalRecord lessonRecord(const LessonRequest &request, const QDateTime &at, const QList<JournalRecord> &records)
{
    JournalRecord record = note(lessonVerb, at, actionOf(request.action, records));
    record.id = request.action;
    record.state = QStringLiteral("recorded");
    record.reason = request.text.trimmed();
    if (!request.link.isEmpty())
        record.details = {{QStringLiteral("duty"), QJsonObject{{QStringLiteral("link"), request.link}}}};
    return record;
}

} // namespace maestro
