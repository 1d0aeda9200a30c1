// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"

#include "domain/desk/deskcall.h"
#include "domain/operation/dryrun.h"
#include "text/operationtext.h"

#include <QJsonDocument>

namespace maestro {

namespace {

QJsonObject targetOf(const OperationPlan &plan)
{
    const QString uid = plan.before ? plan.before->rollout.meta.uid : plan.request.uid;
    return {{QStringLiteral("context"), plan.request.target.context}, {QStringLiteral("server"), textOrNull(plan.server)},
            {QStringLiteral("namespace"), plan.request.target.ns},    {QStringLiteral("name"), plan.request.target.name},
            {QStringLiteral("workload"), workloadWord(plan.request.workload)}, {QStringLiteral("uid"), textOrNull(uid)}};
}

QJsonValue bodyOf(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isArray())
        return document.array();
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(QString::fromUtf8(body));
}

QJsonValue snapshotValue(const RolloutSnapshotPtr &snapshot, qint64 nowBootMs)
{
    if (!snapshot)
        return QJsonValue::Null;
    return rolloutDocument(*snapshot, freshnessAt(snapshot->heardAtBootMs, snapshot->connected, nowBootMs));
}

QJsonValue policyOf(const PlanPolicy &policy)
{
    if (policy.hash.isEmpty())
        return {};
    return QJsonObject{{QStringLiteral("name"), policy.name}, {QStringLiteral("hash"), policy.hash}, {QStringLiteral("environment"), textOrNull(policy.environment)},
                       {QStringLiteral("service"), textOrNull(policy.service)}, {QStringLiteral("phase"), textOrNull(policy.phase)},
                       {QStringLiteral("guard"), textOrNull(policy.guard)}, {QStringLiteral("minReasonChars"), policy.minReasonChars}};
}

/// What follows the program by itself.
QJsonArray checksDocument(const OperationPlan &plan)
{
    QJsonArray items;
    const QList<FollowingCheck> checks = plan.call ? plan.call->checks : QList<FollowingCheck>();
    for (const FollowingCheck &check : checks)
        items.append(QJsonObject{{QStringLiteral("item"), check.item}, {QStringLiteral("command"), check.argv.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(check.argv))},
                                 {QStringLiteral("problem"), textOrNull(check.problem)}});
    return items;
}

} // namespace

QJsonArray requestsDocument(const OperationPlan &plan)
{
    QJsonArray items;
    for (const PlannedRequest &request : plan.requests)
        items.append(QJsonObject{{QStringLiteral("method"), request.method},
                                 {QStringLiteral("path"), request.path},
                                 {QStringLiteral("contentType"), request.contentType},
                                 {QStringLiteral("body"), bodyOf(request.body)}});
    return items;
}

QJsonObject planDocument(const OperationPlan &plan)
{
    QJsonArray warnings;
    for (const PlanWarning &warning : plan.warnings)
        warnings.append(QJsonObject{{QStringLiteral("code"), warningWord(warning.code)}, {QStringLiteral("text"), warningText(warning)}});
    QJsonObject object = document(QStringLiteral("Plan"));
    object[QLatin1String("verb")] = verbWord(plan.request.verb);
    object[QLatin1String("target")] = targetOf(plan);
    object[QLatin1String("actor")] = QJsonObject{{QStringLiteral("server"), textOrNull(plan.actor.server)}, {QStringLiteral("os"), textOrNull(plan.actor.os)}};
    object[QLatin1String("allowed")] = plan.allowed.allowed;
    object[QLatin1String("reason")] = textOrNull(refusalText(plan.allowed));
    object[QLatin1String("effect")] = textOrNull(plan.allowed.allowed ? effectText(plan) : QString());
    object[QLatin1String("notUndone")] = textOrNull(plan.allowed.allowed ? notUndoneText(plan) : QString());
    object[QLatin1String("counterAction")] = textOrNull(plan.allowed.allowed ? counterActionText(plan) : QString());
    object[QLatin1String("warnings")] = warnings;
    object[QLatin1String("requests")] = requestsDocument(plan);
    object[QLatin1String("via")] = textOrNull(plan.request.via);
    object[QLatin1String("command")] = plan.call && plan.call->isProgram() ? QJsonValue(QJsonArray::fromStringList(plan.call->argv)) : QJsonValue(QJsonValue::Null);
    object[QLatin1String("checks")] = checksDocument(plan);
    object[QLatin1String("duty")] = plan.duty ? QJsonValue(QJsonObject{{QStringLiteral("kind"), planDutyWord(plan.duty->kind)}, {QStringLiteral("title"), planDutyTitle(*plan.duty, plan.request.target)},
                                                                         {QStringLiteral("due"), timeValue(plan.duty->due)}})
                                              : QJsonValue(QJsonValue::Null);
    object[QLatin1String("dryRun")] = plan.dryRun ? QJsonValue(dryRunJson(*plan.dryRun)) : QJsonValue(QJsonValue::Null);
    object[QLatin1String("digest")] = textOrNull(plan.digest);
    object[QLatin1String("policy")] = policyOf(plan.policy);
    return object;
}

QJsonObject outcomeDocument(const Outcome &outcome, const OperationPlan *plan, qint64 nowBootMs)
{
    const QJsonValue null(QJsonValue::Null);
    QJsonObject object = document(QStringLiteral("Outcome"));
    object[QLatin1String("exitCode")] = outcomeExitCode(outcome.state);
    object[QLatin1String("id")] = textOrNull(outcome.id);
    object[QLatin1String("verb")] = verbWord(outcome.verb);
    object[QLatin1String("target")] = plan ? QJsonValue(targetOf(*plan)) : null;
    object[QLatin1String("state")] = outcomeWord(outcome.state);
    object[QLatin1String("message")] = outcome.message.isEmpty() ? outcomeText(outcome) : outcome.message;
    object[QLatin1String("failedPrecondition")] = null;
    if (outcome.failedPrecondition)
        object[QLatin1String("failedPrecondition")] = QJsonObject{{QStringLiteral("path"), outcome.failedPrecondition->path},
                                                                  {QStringLiteral("expected"), outcome.failedPrecondition->expected},
                                                                  {QStringLiteral("found"), outcome.failedPrecondition->found}};
    object[QLatin1String("http")] = null;
    if (outcome.httpStatus || !outcome.auditId.isEmpty())
        object[QLatin1String("http")] = QJsonObject{{QStringLiteral("status"), outcome.httpStatus ? QJsonValue(*outcome.httpStatus) : null},
                                                    {QStringLiteral("auditId"), textOrNull(outcome.auditId)}};
    object[QLatin1String("before")] = snapshotValue(outcome.before, nowBootMs);
    object[QLatin1String("after")] = snapshotValue(outcome.after, nowBootMs);
    object[QLatin1String("journal")] = null;
    if (outcome.journalSeq >= 0)
        object[QLatin1String("journal")] = QJsonObject{{QStringLiteral("segment"), outcome.journalSegment}, {QStringLiteral("seq"), outcome.journalSeq}};
    object[QLatin1String("evidence")] = textOrNull(outcome.evidencePath);
    object[QLatin1String("backup")] = textOrNull(outcome.backupPath);
    return object;
}

} // namespace maestro
