// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/evidencepack.h"

#include "config/privatefile.h"
#include "domain/journal/duty.h"
#include "domain/journal/receivedwebhook.h"
#include "domain/triage/triagerun.h"
#include "domain/validation/validation.h"
#include "journal/journalscan.h"
#include "services/evidence/configbackup.h"
#include "services/evidence/packreview.h"
#include "services/triage/evidencestore.h"
#include "text/plain/filename.h"
#include "text/validation/validationtext.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 decisionAgeMs = 2 * 3600'000; ///< between a decision and what it led to
constexpr qint64 webhookAfterMs = 600'000; ///< after the last record
constexpr qsizetype membersLimit = 2'000;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// The record with which it began.
const JournalRecord &beginning(const PackContent &content)
{
    const QList<JournalRecord> &records = content.excerpt.records;
    const auto intent = std::find_if(records.begin(), records.end(), [&content](const JournalRecord &record) { return record.type == RecordType::Intent && record.id == content.id; });
    return intent == records.end() ? records.constFirst() : *intent;
}

QStringList rowsOf(const JournalRecord &batch)
{
    QStringList ids;
    for (const QJsonValue &row : batch.details.value(u"batch"_s).toObject().value(u"rows"_s).toArray())
        ids.append(row.toObject().value(u"action"_s).toString());
    ids.removeAll(QString());
    return ids;
}

/// The ids of the records that belong together under `id`, itself first.
QStringList membersOf(const QList<JournalRecord> &records, const QString &id)
{
    QStringList ids{id};
    const auto run = triageRun(records, id);
    for (const JournalRecord &record : records) {
        const bool ofTicket = record.ticket == id;
        const bool ofBatch = record.type == RecordType::Intent && record.details.value(u"release"_s).toString() == id;
        const bool ofRun = run && run->decision && record.type == RecordType::Intent && record.object == run->ref && record.at >= run->startedAt && run->decision->at.msecsTo(record.at) <= decisionAgeMs;
        if (ofTicket || ofBatch || ofRun)
            ids.append(record.id);
        if (ofTicket || record.id == id)
            ids += rowsOf(record);
    }
    for (const Duty &duty : dutiesOf(records)) // what is owed after any of these
        if (ids.contains(duty.action))
            ids.append(duty.id);
    ids.removeDuplicates();
    return ids;
}

std::optional<std::pair<QByteArray, QJsonObject>> evidenceOf(const PackSources &sources, const QString &id)
{
    for (const QString &folder : sources.evidence) {
        const QDir dir(folder + u"/rollbacks"_s);
        const QStringList names = dir.entryList({u"*_"_s + plainFileName(id) + u".json"_s}, QDir::Files);
        for (const QString &name : names) {
            const auto bytes = readPrivateFile(dir.filePath(name));
            const QJsonObject record = bytes && *bytes ? QJsonDocument::fromJson(**bytes).object() : QJsonObject();
            if (record.value(u"id"_s).toString() == id)
                return std::pair(**bytes, record);
        }
    }
    return std::nullopt;
}

/// The configuration before each action, as its intent names it (ledger EVD-16).
void addBackups(PackContent &content, const PackSources &sources)
{
    const QList<JournalRecord> &records = content.excerpt.records;
    for (const JournalRecord &record : records) {
        const QString sha256 = record.details.value(u"backup"_s).toObject().value(u"sha256"_s).toString();
        if (record.type != RecordType::Intent || sha256.isEmpty())
            continue;
        const QString file = u"backup/%1.yaml"_s.arg(plainFileName(record.id));
        if (const auto yaml = readBackup(sources.evidence, sha256))
            content.files.append({file, u"# A copy without the values of environment variables; the backup itself has SHA-256 %1\n"_s.arg(sha256).toUtf8() + handedOut(*yaml)});
        else
            content.missing.append(file + u": "_s + yaml.error().message);
    }
}

void addActionFile(PackContent &content, const PackSources &sources)
{
    const auto found = evidenceOf(sources, content.id);
    if (!found)
        return content.missing.append(u"action.json, before.json, after.json: no evidence file was written for this action"_s);
    content.files.append({u"action.json"_s, found->first});
    if (const QJsonValue dryRun = found->second.value(u"dryRun"_s); dryRun.isObject())
        content.addJson(u"dryrun.json"_s, dryRun);
    content.addJson(u"before.json"_s, found->second.value(u"before"_s));
    content.addJson(u"after.json"_s, found->second.value(u"after"_s));
}

/// Every action of a batch or an incident: how it began and ended, its evidence record and its note. One that failed hides no other.
void addActions(PackContent &content, const PackSources &sources)
{
    QJsonArray actions;
    const QList<JournalRecord> &records = content.excerpt.records;
    for (const JournalRecord &begun : records) {
        if (begun.type != RecordType::Intent && begun.type != RecordType::Refused)
            continue;
        QJsonObject action{{u"id"_s, begun.id}, {u"verb"_s, begun.verb}, {u"context"_s, begun.object.context}, {u"namespace"_s, begun.object.ns}, {u"name"_s, begun.object.name},
                           {u"reason"_s, begun.reason}, {u"by"_s, begun.actor.server.isEmpty() ? begun.actor.os : begun.actor.server}, {u"startedAt"_s, timeText(begun.at)},
                           {u"state"_s, begun.state}, {u"message"_s, begun.message}, {u"endedAt"_s, QJsonValue()}};
        for (const JournalRecord &record : records) {
            if (record.id != begun.id || (record.type != RecordType::Outcome && record.type != RecordType::Reconcile))
                continue;
            action[u"state"_s] = record.state;
            action[u"message"_s] = record.message;
            action[u"endedAt"_s] = timeText(record.at);
        }
        actions.append(action);
        if (begun.type != RecordType::Intent)
            continue;
        const QString name = plainFileName(begun.id);
        if (const auto found = evidenceOf(sources, begun.id))
            content.files.append({u"actions/%1.json"_s.arg(name), found->first});
        else
            content.missing.append(u"actions/%1.json: no evidence file was written for this action"_s.arg(name));
        const auto validation = recordedValidation(records, begun.id);
        const auto subject = subjectOf(records, begun.id);
        if (validation && subject)
            content.files.append({u"notes/%1.md"_s.arg(name), incidentNote(withConfirmed(*validation, *subject, confirmedChecks(records, begun.id)), *subject, content.at).toUtf8()});
    }
    content.addJson(u"actions.json"_s, actions);
}

/// A mass rollback as it stands in the Journal: what was to be done, and with the last record what became of every row.
void addBatch(PackContent &content)
{
    QJsonArray course;
    for (const JournalRecord &record : std::as_const(content.excerpt.records)) {
        if (record.details.contains(u"batch"_s))
            course.append(QJsonObject{{u"id"_s, record.id}, {u"at"_s, timeText(record.at)}, {u"state"_s, record.state}, {u"reason"_s, record.reason}, {u"batch"_s, record.details.value(u"batch"_s)}});
    }
    if (course.isEmpty())
        return;
    content.addJson(u"batch.json"_s, course);
    if (course.last()[u"state"].toString() == u"started")
        content.missing.append(u"batch.json: its end was not recorded; rows without an action were not begun"_s);
}

/// What was sent and what came back, as far as the Journal keeps it: hashes of bodies, never bodies.
void addCalls(PackContent &content)
{
    QJsonArray calls;
    for (const JournalRecord &record : std::as_const(content.excerpt.records)) {
        QJsonObject call{{u"id"_s, record.id}, {u"at"_s, timeText(record.at)}, {u"type"_s, recordTypeWord(record.type)}, {u"state"_s, record.state}, {u"message"_s, record.message}};
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
    const Validation whole = withConfirmed(*validation, *subject, confirmedChecks(content.excerpt.records, content.id));
    content.files.append({u"note.md"_s, incidentNote(whole, *subject, content.at).toUtf8()});
    // The runbook posts where the evidence is and the log of the deployment (ledger EVD-07).
    const QString log = beginning(content).details.value(u"logUrl"_s).toString();
    content.files.append({u"message.txt"_s, QString(channelMessage(whole, *subject, content.at) % u"\nEvidence: "_s % content.name % u".zip\n"_s % (log.isEmpty() ? QString() : QString(u"Log: "_s % log % u'\n'))).toUtf8()});
}

void addIdentity(PackContent &content)
{
    const JournalRecord &first = beginning(content);
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

/// What a controller sent about any object of the pack while this went on (ledger EVD-11), to the byte.
Result<Done> addWebhooks(PackContent &content, const PackSources &sources, const QList<JournalRecord> &known)
{
    const JournalRecord &first = beginning(content);
    const QDateTime from = first.at.addMSecs(-decisionAgeMs);
    const QDateTime to = content.excerpt.records.constLast().at.addMSecs(webhookAfterMs);
    QSet<ObjectRef> about;
    for (const JournalRecord &record : std::as_const(content.excerpt.records))
        about.insert(record.object);
    const EvidenceStore store(sources.kept);
    QJsonArray all;
    for (const JournalRecord &record : known) {
        const auto webhook = receivedWebhook(record);
        if (!webhook || !about.contains(webhook->target) || record.at < from || record.at > to)
            continue;
        all.append(QJsonObject{{u"id"_s, record.id}, {u"at"_s, timeText(record.at)}, {u"namespace"_s, webhook->target.ns}, {u"name"_s, webhook->target.name}, {u"said"_s, webhook->said}, {u"from"_s, webhook->from}, {u"contentType"_s, webhook->contentType},
                               {u"sha256"_s, webhook->sha256}, {u"bytes"_s, webhook->bytes}});
        const QString file = u"webhooks/%1.txt"_s.arg(webhook->sha256);
        const auto there = [&file](const auto &one) { return one.first == file; };
        if (std::any_of(content.files.cbegin(), content.files.cend(), there))
            continue;
        if (const auto bytes = store.read(webhook->sha256))
            content.files.append({file, *bytes});
        else if (bytes.error().kind == ErrorKind::NotFound)
            content.missing.append(file + u": "_s + bytes.error().message);
        else
            return bytes.error();
    }
    if (!all.isEmpty())
        content.addJson(u"webhooks.json"_s, all);
    return Done{};
}

/// What people decided about the object before somebody acted on it.
void addDecisionsBefore(PackContent &content, const PackSources &sources)
{
    const JournalRecord &intent = beginning(content);
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

/// Outputs that records refer to by their hash.
Result<Done> addKept(PackContent &content, const PackSources &sources, QStringList hashes)
{
    hashes.removeDuplicates();
    const EvidenceStore store(sources.kept);
    for (const QString &sha256 : std::as_const(hashes)) {
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

/// What the checks of a validation or a suite said.
QStringList checkOutputs(const QList<JournalRecord> &records)
{
    QStringList hashes;
    for (const JournalRecord &record : records)
        if (const QString sha256 = record.details.value(u"process"_s).toObject().value(u"kept"_s).toString(); record.details.contains(u"check"_s) && !sha256.isEmpty())
            hashes.append(sha256);
    return hashes;
}

/// The decision of a run of triage and its checklist; the outputs that were kept for it.
QStringList addDecision(PackContent &content)
{
    const auto run = triageRun(content.excerpt.records, content.id);
    if (!run)
        return {};
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
    return kept;
}

} // namespace

void PackContent::addJson(const QString &file, const QJsonValue &value)
{
    files.append({file, (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject())).toJson()});
}

Result<PackContent> packContent(const PackSources &given, const QString &id, const QDateTime &now)
{
    PackSources sources = given;
    if (sources.folders)
        sources.evidence = sources.folders();
    const auto days = daysOf(id);
    const QList<JournalRecord> known = scanDirectory(sources.journal).records;
    const QStringList all = days ? idsOfDays(known, *days) : membersOf(known, id);
    const QStringList members = all.mid(0, membersLimit);
    auto excerpt = journalExcerpt(sources.journal, members);
    if (!excerpt)
        return excerpt.error();
    PackContent content;
    content.id = id;
    content.at = now;
    content.excerpt = std::move(excerpt).value();
    if (all.size() > members.size())
        content.missing.append(u"actions.json: %1 of %2 actions, for a pack holds no more; export shorter stretches"_s.arg(all.size() - members.size()).arg(all.size()));
    const JournalRecord &first = beginning(content);
    if (sources.rules)
        content.wanted = sources.rules(first.details.value(u"policy"_s).toString()).attach;
    const QString about = days ? u"days_"_s : QString(plainFileName(first.id == id ? first.verb : u"incident"_s) + u'_' + plainFileName(first.object.ns) + u'_' + plainFileName(first.object.name) + u'_');
    const QString stamp = now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'_"_s);
    content.name = stamp + about + plainFileName(days ? id : id.left(8));
    addIdentity(content);
    addCalls(content);
    if (const auto added = addKept(content, sources, addDecision(content) + checkOutputs(content.excerpt.records)); !added)
        return added.error();
    const auto another = [&id](const JournalRecord &record) { return record.id != id; };
    if (std::any_of(content.excerpt.records.constBegin(), content.excerpt.records.constEnd(), another))
        addActions(content, sources);
    else if (first.type == RecordType::Intent)
        addActionFile(content, sources);
    addBackups(content, sources);
    if (const auto received = addWebhooks(content, sources, known); !received)
        return received.error();
    addBatch(content);
    if (first.type == RecordType::Intent && first.id == id) {
        addDecisionsBefore(content, sources);
        addValidation(content);
    }
    return content;
}

} // namespace maestro
