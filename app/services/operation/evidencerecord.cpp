// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/evidencerecord.h"

#include "config/privatefile.h"
#include "services/operation/intentdetails.h"
#include "text/plain/filename.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <sys/statvfs.h>
#include <unistd.h>

namespace maestro {

namespace {

constexpr qint64 recordBytes = 256 * 1024; ///< that the record of an action may need, with what the file system keeps for itself

QJsonValue number(const std::optional<int> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

/// What is not known is null, never an empty text.
QJsonValue text(const QString &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(value);
}

QJsonValue known(const QJsonValue &value)
{
    return value.isUndefined() || value == QJsonValue(QString()) ? QJsonValue() : value;
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace

QJsonValue seenObject(const RolloutSnapshotPtr &snapshot)
{
    if (!snapshot)
        return {};
    const Rollout &rollout = snapshot->rollout;
    QJsonArray revisions;
    for (const Revision &revision : snapshot->revisions) {
        QStringList roles;
        for (const RevisionRole role : revision.roles)
            roles.append(roleWord(role));
        revisions.append(QJsonObject {{QStringLiteral("number"), revision.number}, {QStringLiteral("hash"), revision.hash},
                                      {QStringLiteral("roles"), QJsonArray::fromStringList(roles)},
                                      {QStringLiteral("images"), QJsonArray::fromStringList(revision.images)},
                                      {QStringLiteral("ready"), revision.ready}, {QStringLiteral("desired"), revision.desired}});
    }
    const Weight weight = snapshot->weight.value_or(Weight {});
    return QJsonObject {{QStringLiteral("resourceVersion"), text(rollout.meta.resourceVersion)},
                        {QStringLiteral("generation"), rollout.meta.generation},
                        {QStringLiteral("phase"), phaseWord(snapshot->phase.phase)},
                        {QStringLiteral("message"), text(snapshot->phase.message)},
                        {QStringLiteral("step"), number(rollout.currentStepIndex)},
                        {QStringLiteral("weight"), QJsonObject {{QStringLiteral("wanted"), number(weight.wanted)},
                                                                 {QStringLiteral("recorded"), number(weight.recorded)},
                                                                 {QStringLiteral("observed"), number(weight.observed)}}},
                        {QStringLiteral("aborted"), rollout.abort},
                        {QStringLiteral("revisions"), revisions}};
}

QJsonObject evidenceRecord(const OperationPlan &plan, const Outcome &outcome, const JournalRecord &intent, const QDateTime &finishedAt)
{
    const QJsonObject &details = intent.details;
    return {{QStringLiteral("apiVersion"), QStringLiteral("maestro/v1")},
            {QStringLiteral("kind"), QStringLiteral("Evidence")},
            {QStringLiteral("id"), intent.id},
            {QStringLiteral("verb"), intent.verb},
            {QStringLiteral("trigger"), known(details.value(QStringLiteral("trigger")))},
            {QStringLiteral("rule"), known(details.value(QStringLiteral("rule")))},
            {QStringLiteral("actor"), QJsonObject {{QStringLiteral("server"), text(intent.actor.server)}, {QStringLiteral("os"), text(intent.actor.os)},
                                                    {QStringLiteral("host"), text(intent.actor.host)}, {QStringLiteral("impersonating"), text(intent.actor.impersonating)}}},
            {QStringLiteral("reason"), text(intent.reason)},
            {QStringLiteral("ticket"), text(intent.ticket)},
            {QStringLiteral("logUrl"), known(details.value(QStringLiteral("logUrl")))},
            {QStringLiteral("cluster"), QJsonObject {{QStringLiteral("context"), text(intent.object.context)}, {QStringLiteral("server"), text(intent.server)}}},
            {QStringLiteral("object"), QJsonObject {{QStringLiteral("kind"), text(intent.objectKind)}, {QStringLiteral("namespace"), text(intent.object.ns)},
                                                     {QStringLiteral("name"), text(intent.object.name)}, {QStringLiteral("uid"), text(intent.objectUid)}}},
            {QStringLiteral("from"), known(details.value(QStringLiteral("from")))},
            {QStringLiteral("to"), known(details.value(QStringLiteral("to")))},
            {QStringLiteral("digest"), text(plan.digest)},
            {QStringLiteral("policy"), known(details.value(QStringLiteral("policy")))},
            {QStringLiteral("policyHash"), known(details.value(QStringLiteral("policyHash")))},
            {QStringLiteral("requests"), known(details.value(QStringLiteral("requests")))},
            {QStringLiteral("backup"), known(details.value(QStringLiteral("backup")))},
            {QStringLiteral("dryRun"), known(details.value(QStringLiteral("dryRun")))},
            {QStringLiteral("before"), seenObject(outcome.before)},
            {QStringLiteral("after"), seenObject(outcome.after)},
            {QStringLiteral("startedAt"), timeText(intent.at)},
            {QStringLiteral("finishedAt"), timeText(finishedAt)},
            {QStringLiteral("durationMs"), intent.at.msecsTo(finishedAt)},
            {QStringLiteral("result"), QJsonObject {{QStringLiteral("state"), outcomeWord(outcome.state)}, {QStringLiteral("message"), text(outcome.message)},
                                                     {QStringLiteral("http"), number(outcome.httpStatus)}, {QStringLiteral("auditId"), text(outcome.auditId)}}},
            {QStringLiteral("journal"), QJsonObject {{QStringLiteral("segment"), text(outcome.journalSegment)}, {QStringLiteral("seq"), outcome.journalSeq < 0 ? QJsonValue() : QJsonValue(outcome.journalSeq)}}}};
}

QStringList recordLacks(const OperationPlan &plan, const Confirmation &confirmation, const EvidenceRules &rules)
{
    const QJsonObject details = rules.required.isEmpty() ? QJsonObject() : intentDetails(plan, {});
    const auto named = [&details](const char *key) { return !details.value(QLatin1String(key)).toObject().isEmpty(); };
    const QHash<QString, bool> there {{QStringLiteral("actor"), !plan.actor.server.isEmpty()}, {QStringLiteral("reason"), !confirmation.reason.trimmed().isEmpty()},
                                      {QStringLiteral("ticket"), !confirmation.ticket.isEmpty()}, {QStringLiteral("log_url"), !confirmation.logUrl.isEmpty()},
                                      {QStringLiteral("from"), named("from")}, {QStringLiteral("to"), named("to")}};
    QStringList out;
    for (const QString &word : rules.required)
        if (!there.value(word, true))
            out.append(word);
    return out;
}

void addRules(QJsonObject *record, const EvidenceRules &rules, const QStringList &lacking)
{
    if (!rules.links.isEmpty())
        record->insert(QStringLiteral("links"), QJsonArray::fromStringList(rules.links));
    if (!lacking.isEmpty())
        record->insert(QStringLiteral("lacks"), QJsonArray::fromStringList(lacking));
}

QStringList evidenceRecordProblems(const QByteArray &bytes)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &fault);
    if (!document.isObject())
        return {QCoreApplication::translate("OperationRun", "no JSON object: %1").arg(fault.errorString())};
    const QJsonObject record = document.object();
    QStringList problems;
    // a name, and what stands there: t text, T time, o object, a array, i number; ? also null or an empty text, - or nothing at all.
    // Fields may be added, so what is not known here is no fault.
    const auto look = [&problems](const QJsonObject &object, const QString &at, const QList<std::pair<const char *, const char *>> &fields) {
        for (const auto &[name, form] : fields) {
            const QString key = QString::fromLatin1(name);
            const QString path = at + key;
            if (!object.contains(key) && form[1] == '-')
                continue;
            if (!object.contains(key)) {
                problems.append(QCoreApplication::translate("OperationRun", "%1 is missing").arg(path));
                continue;
            }
            const QJsonValue value = object.value(key);
            const QString words = value.toString();
            if (form[1] != '\0' && (value.isNull() || (form[0] == 't' && value.isString() && words.isEmpty())))
                continue;
            const bool fits = form[0] == 't'   ? !words.isEmpty()
                              : form[0] == 'T' ? QDateTime::fromString(words, Qt::ISODateWithMs).isValid() && words.endsWith(u'Z')
                              : form[0] == 'o' ? value.isObject()
                              : form[0] == 'a' ? value.isArray()
                                               : value.isDouble() && value.toDouble() >= 0;
            if (!fits)
                problems.append(QCoreApplication::translate("OperationRun", "%1 is not as it was written").arg(path));
        }
    };
    look(record, {}, {{"apiVersion", "t"}, {"kind", "t"}, {"id", "t"}, {"verb", "t"}, {"trigger", "t-"}, {"rule", "t-"}, {"actor", "o"}, {"reason", "t?"}, {"ticket", "t?"}, {"logUrl", "t-"},
                      {"cluster", "o"}, {"object", "o"}, {"from", "o-"}, {"to", "o-"}, {"digest", "t?"}, {"policy", "t-"}, {"policyHash", "t-"}, {"requests", "a-"}, {"backup", "o-"}, {"dryRun", "o-"},
                      {"before", "o?"}, {"after", "o?"}, {"startedAt", "T"}, {"finishedAt", "T"}, {"durationMs", "i"}, {"result", "o"}, {"journal", "o"}});
    look(record.value(u"actor").toObject(), QStringLiteral("actor."), {{"server", "t?"}, {"os", "t?"}, {"host", "t?"}, {"impersonating", "t?"}});
    look(record.value(u"cluster").toObject(), QStringLiteral("cluster."), {{"context", "t?"}, {"server", "t?"}});
    look(record.value(u"object").toObject(), QStringLiteral("object."), {{"kind", "t?"}, {"namespace", "t?"}, {"name", "t"}, {"uid", "t?"}});
    look(record.value(u"result").toObject(), QStringLiteral("result."), {{"state", "t"}, {"message", "t?"}, {"http", "i?"}, {"auditId", "t?"}});
    look(record.value(u"journal").toObject(), QStringLiteral("journal."), {{"segment", "t?"}});
    if (record.value(u"apiVersion") != QLatin1String("maestro/v1") || record.value(u"kind") != QLatin1String("Evidence"))
        problems.append(QCoreApplication::translate("OperationRun", "it is no evidence record of maestro/v1"));
    const QString state = record.value(u"result").toObject().value(u"state").toString();
    const auto is = [&state](OutcomeState one) { return state == outcomeWord(one); };
    if (!is(OutcomeState::Applied) && !is(OutcomeState::Refused) && !is(OutcomeState::NotPermitted) && !is(OutcomeState::NotSent) && !is(OutcomeState::Unknown) && !is(OutcomeState::NotObserved)
        && !is(OutcomeState::Failed))
        problems.append(QCoreApplication::translate("OperationRun", "result.state is not as it was written"));
    const QDateTime from = QDateTime::fromString(record.value(u"startedAt").toString(), Qt::ISODateWithMs);
    if (from.msecsTo(QDateTime::fromString(record.value(u"finishedAt").toString(), Qt::ISODateWithMs)) != record.value(u"durationMs").toInteger(-1))
        problems.append(QCoreApplication::translate("OperationRun", "durationMs is not the time between startedAt and finishedAt"));
    return problems;
}

Result<Done> evidenceWritable(const QString &directory, qint64 bytes)
{
    const QString path = directory + QStringLiteral("/rollbacks");
    if (!QFileInfo::exists(path)) {
        if (const Result<Done> made = ensurePrivateFolder(path); !made)
            return made;
    }
    if (access(path.toLocal8Bit().constData(), W_OK | X_OK) != 0)
        return Error {ErrorKind::Refused, QStringLiteral("evidenceNotWritable"),
                      QCoreApplication::translate("OperationRun", "Evidence cannot be written to %1.").arg(path),
                      QCoreApplication::translate("OperationRun", "Make the folder writable, or name another one with EVIDENCE_DIR.")};
    struct statvfs disk = {};
    const quint64 needed = quint64(2 * bytes + recordBytes);
    if (statvfs(path.toLocal8Bit().constData(), &disk) == 0 && disk.f_blocks > 0 && quint64(disk.f_bavail) * quint64(disk.f_frsize) < needed)
        return Error {ErrorKind::Refused, QStringLiteral("evidenceNotWritable"),
                      QCoreApplication::translate("OperationRun", "There is no room for evidence in %1: the disk is full.").arg(path),
                      QCoreApplication::translate("OperationRun", "Make room, or name another folder with EVIDENCE_DIR.")};
    return Done {};
}

Result<QString> writeEvidence(const QString &directory, const QJsonObject &record, const JournalRecord &intent)
{
    const QString path = QStringLiteral("%1/rollbacks/%2_%3_%4_%5_%6.json")
                             .arg(directory, intent.at.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")), plainFileName(intent.verb, 30), plainFileName(intent.object.ns),
                                  plainFileName(intent.object.name), plainFileName(intent.id));
    if (const Result<Done> written = writePrivateFile(path, QJsonDocument(record).toJson()); !written)
        return written.error();
    return path;
}

} // namespace maestro
