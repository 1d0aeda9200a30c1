// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/evidencepack.h"

#include "config/privatefile.h"
#include "domain/triage/triagerun.h"
#include "domain/validation/validation.h"
#include "journal/journalscan.h"
#include "services/triage/evidencestore.h"
#include "text/validation/validationtext.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

QString plainName(QString text)
{
    static const QRegularExpression unsafe(u"[^A-Za-z0-9.-]"_s);
    text.replace(unsafe, u"-"_s);
    return text.startsWith(u'.') ? u'-' + text.mid(1, 60) : text.left(60);
}

constexpr qint64 decisionAgeMs = 2 * 3600'000;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// The record with which the action began.
const JournalRecord &beginning(const QList<JournalRecord> &records)
{
    const auto intent = std::find_if(records.begin(), records.end(), [](const JournalRecord &record) { return record.type == RecordType::Intent; });
    return intent == records.end() ? records.constFirst() : *intent;
}

void addActionFile(PackContent &content, const PackSources &sources)
{
    for (const QString &folder : sources.evidence) {
        const QDir dir(folder + u"/rollbacks"_s);
        const QStringList names = dir.entryList({u"*_"_s + plainName(content.id) + u".json"_s}, QDir::Files);
        for (const QString &name : names) {
            const auto bytes = readPrivateFile(dir.filePath(name));
            const QJsonObject record = bytes && *bytes ? QJsonDocument::fromJson(**bytes).object() : QJsonObject();
            if (record.value(u"id"_s).toString() != content.id)
                continue;
            content.files.append({u"action.json"_s, **bytes});
            content.addJson(u"before.json"_s, record.value(u"before"_s));
            content.addJson(u"after.json"_s, record.value(u"after"_s));
            return;
        }
    }
    content.missing.append(u"action.json, before.json, after.json: no evidence file was written for this action"_s);
}

/// What was sent and what came back, as far as the Journal keeps it: hashes of bodies, never bodies.
void addCalls(PackContent &content)
{
    QJsonArray calls;
    for (const JournalRecord &record : std::as_const(content.excerpt.records)) {
        QJsonObject call{{u"at"_s, timeText(record.at)}, {u"type"_s, recordTypeWord(record.type)}, {u"state"_s, record.state}, {u"message"_s, record.message}};
        bool any = false;
        for (const QString &key : {u"requests"_s, u"http"_s, u"auditId"_s, u"call"_s, u"process"_s, u"provider"_s}) {
            if (record.details.contains(key)) {
                call.insert(key, record.details.value(key));
                any = true;
            }
        }
        if (any || record.type == RecordType::Outcome || record.type == RecordType::Reconcile)
            calls.append(call);
    }
    content.addJson(u"calls.json"_s, calls);
}

void addValidation(PackContent &content)
{
    QJsonArray course;
    for (const JournalRecord &record : std::as_const(content.excerpt.records)) {
        if (isValidationRecord(record))
            course.append(QJsonObject{{u"at"_s, timeText(record.at)}, {u"state"_s, record.state}, {u"validation"_s, record.details.value(u"validation"_s)}});
    }
    const auto validation = recordedValidation(content.excerpt.records, content.id);
    const auto subject = subjectOf(content.excerpt.records, content.id);
    if (!validation || !subject) {
        content.missing.append(u"validation.json, note.md: no validation is recorded"_s);
        return;
    }
    content.addJson(u"validation.json"_s, course);
    const Validation whole = withConfirmed(*validation, confirmedChecks(content.excerpt.records, content.id));
    content.files.append({u"note.md"_s, incidentNote(whole, *subject, content.at).toUtf8()});
    content.files.append({u"message.txt"_s, channelMessage(whole, *subject, content.at).toUtf8() + '\n'});
}

void addIdentity(PackContent &content)
{
    const JournalRecord &first = beginning(content.excerpt.records);
    QJsonArray people;
    for (const JournalRecord &record : std::as_const(content.excerpt.records)) {
        const QJsonObject actor{{u"server"_s, record.actor.server}, {u"os"_s, record.actor.os}, {u"host"_s, record.actor.host}, {u"impersonating"_s, record.actor.impersonating}};
        if (!people.contains(actor))
            people.append(actor);
    }
    content.addJson(u"identity.json"_s, QJsonObject{{u"actors"_s, people}, {u"cluster"_s, QJsonObject{{u"context"_s, first.object.context}, {u"server"_s, first.server}}},
                                                    {u"object"_s, QJsonObject{{u"kind"_s, first.objectKind}, {u"namespace"_s, first.object.ns}, {u"name"_s, first.object.name}, {u"uid"_s, first.objectUid}}},
                                                    {u"reason"_s, first.reason}, {u"ticket"_s, first.ticket}});
}

/// What people decided about the object before somebody acted on it.
void addDecisionsBefore(PackContent &content, const PackSources &sources)
{
    const JournalRecord &intent = beginning(content.excerpt.records);
    QJsonArray decisions;
    const QList<JournalRecord> records = scanDirectory(sources.journal).records;
    for (const JournalRecord &record : records) {
        const bool decided = record.type == RecordType::Decision || (record.verb == triageVerb() && record.state == u"decided");
        const qint64 before = record.at.msecsTo(intent.at);
        if (!decided || record.object != intent.object || before < 0 || before > decisionAgeMs)
            continue;
        decisions.append(QJsonObject{{u"id"_s, record.id}, {u"at"_s, timeText(record.at)}, {u"by"_s, record.actor.server.isEmpty() ? record.actor.os : record.actor.server}, {u"verb"_s, record.verb},
                                     {u"state"_s, record.state}, {u"reason"_s, record.reason}, {u"details"_s, record.details}});
    }
    if (decisions.isEmpty())
        content.missing.append(u"decision.json: nobody recorded a decision about the object in the two hours before"_s);
    else
        content.addJson(u"decision.json"_s, decisions);
}

/// The decision of a run of triage, its checklist, and the outputs that were kept for it.
Result<Done> addDecision(PackContent &content, const PackSources &sources)
{
    const auto run = triageRun(content.excerpt.records, content.id);
    if (!run)
        return Done{};
    if (run->decision)
        content.addJson(u"decision.json"_s, QJsonObject{{u"verdict"_s, run->decision->verdict}, {u"by"_s, run->decision->by}, {u"reason"_s, run->decision->reason}, {u"at"_s, timeText(run->decision->at)},
                                                        {u"evidence"_s, QJsonArray::fromStringList(run->decision->evidence)}});
    QJsonArray items;
    QStringList kept = run->decision ? run->decision->evidence : QStringList();
    for (const TriageItem &item : run->items) {
        items.append(QJsonObject{{u"id"_s, item.check.id}, {u"state"_s, itemWord(item.state())}, {u"by"_s, item.tick ? item.tick->by : QString()}, {u"note"_s, item.tick ? item.tick->note : QString()},
                                 {u"evidence"_s, QJsonArray::fromStringList(item.evidence)}});
        kept += item.evidence;
    }
    content.addJson(u"checklist.json"_s, QJsonObject{{u"playbook"_s, run->playbook}, {u"service"_s, run->service}, {u"startedAt"_s, timeText(run->startedAt)}, {u"items"_s, items}});
    kept.removeDuplicates();
    const EvidenceStore store(sources.kept);
    for (const QString &sha256 : std::as_const(kept)) {
        const auto bytes = store.read(sha256);
        if (bytes)
            content.files.append({u"evidence/"_s + sha256 + u".txt"_s, *bytes});
        else if (bytes.error().kind == ErrorKind::NotFound)
            content.missing.append(u"evidence/"_s + sha256 + u".txt: "_s + bytes.error().message);
        else
            return bytes.error();
    }
    return Done{};
}

} // namespace

void PackContent::addJson(const QString &file, const QJsonValue &value)
{
    files.append({file, (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject())).toJson()});
}

Result<PackContent> packContent(const PackSources &sources, const QString &id, const QDateTime &now)
{
    auto excerpt = journalExcerpt(sources.journal, id);
    if (!excerpt)
        return excerpt.error();
    PackContent content;
    content.id = id;
    content.at = now;
    content.excerpt = std::move(excerpt).value();
    const JournalRecord &first = beginning(content.excerpt.records);
    content.name = now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s) + u'_' + plainName(first.verb) + u'_' + plainName(first.object.ns) + u'_' + plainName(first.object.name) + u'_' + plainName(id.left(8));
    addIdentity(content);
    addCalls(content);
    if (const auto decided = addDecision(content, sources); !decided)
        return decided.error();
    if (first.type == RecordType::Intent) {
        addDecisionsBefore(content, sources);
        addActionFile(content, sources);
        addValidation(content);
    }
    return content;
}

} // namespace maestro
