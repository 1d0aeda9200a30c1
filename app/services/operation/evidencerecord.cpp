// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/evidencerecord.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <unistd.h>

namespace maestro {

namespace {

QJsonValue number(const std::optional<int> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
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
    return QJsonObject {{QStringLiteral("resourceVersion"), rollout.meta.resourceVersion},
                        {QStringLiteral("generation"), rollout.meta.generation},
                        {QStringLiteral("phase"), phaseWord(snapshot->phase.phase)},
                        {QStringLiteral("message"), snapshot->phase.message},
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
            {QStringLiteral("trigger"), details.value(QStringLiteral("trigger"))},
            {QStringLiteral("rule"), details.value(QStringLiteral("rule"))},
            {QStringLiteral("actor"), QJsonObject {{QStringLiteral("server"), intent.actor.server}, {QStringLiteral("os"), intent.actor.os},
                                                    {QStringLiteral("host"), intent.actor.host}, {QStringLiteral("impersonating"), intent.actor.impersonating}}},
            {QStringLiteral("reason"), intent.reason},
            {QStringLiteral("ticket"), intent.ticket},
            {QStringLiteral("logUrl"), details.value(QStringLiteral("logUrl"))},
            {QStringLiteral("cluster"), QJsonObject {{QStringLiteral("context"), intent.object.context}, {QStringLiteral("server"), intent.server}}},
            {QStringLiteral("object"), QJsonObject {{QStringLiteral("kind"), intent.objectKind}, {QStringLiteral("namespace"), intent.object.ns},
                                                     {QStringLiteral("name"), intent.object.name}, {QStringLiteral("uid"), intent.objectUid}}},
            {QStringLiteral("from"), details.value(QStringLiteral("from"))},
            {QStringLiteral("to"), details.value(QStringLiteral("to"))},
            {QStringLiteral("digest"), plan.digest},
            {QStringLiteral("policy"), details.value(QStringLiteral("policy"))},
            {QStringLiteral("policyHash"), details.value(QStringLiteral("policyHash"))},
            {QStringLiteral("requests"), details.value(QStringLiteral("requests"))},
            {QStringLiteral("dryRun"), details.value(QStringLiteral("dryRun"))},
            {QStringLiteral("before"), seenObject(outcome.before)},
            {QStringLiteral("after"), seenObject(outcome.after)},
            {QStringLiteral("startedAt"), timeText(intent.at)},
            {QStringLiteral("finishedAt"), timeText(finishedAt)},
            {QStringLiteral("durationMs"), intent.at.msecsTo(finishedAt)},
            {QStringLiteral("result"), QJsonObject {{QStringLiteral("state"), outcomeWord(outcome.state)}, {QStringLiteral("message"), outcome.message},
                                                     {QStringLiteral("http"), number(outcome.httpStatus)}, {QStringLiteral("auditId"), outcome.auditId}}},
            {QStringLiteral("journal"), QJsonObject {{QStringLiteral("segment"), outcome.journalSegment}, {QStringLiteral("seq"), outcome.journalSeq}}}};
}

Result<Done> evidenceWritable(const QString &directory)
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
    return Done {};
}

Result<QString> writeEvidence(const QString &directory, const QJsonObject &record, const JournalRecord &intent)
{
    static const QRegularExpression unsafe(QStringLiteral("[^A-Za-z0-9.-]"));
    const auto part = [](QString text) { return text.replace(unsafe, QStringLiteral("-")).left(80); };
    const QString path = QStringLiteral("%1/rollbacks/%2_%3_%4_%5_%6.json")
                             .arg(directory, intent.at.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")), part(intent.verb), part(intent.object.ns),
                                  part(intent.object.name), part(intent.id));
    if (const Result<Done> written = writePrivateFile(path, QJsonDocument(record).toJson()); !written)
        return written.error();
    return path;
}

} // namespace maestro
