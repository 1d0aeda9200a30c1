// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/actionevent.h"

#include "text/humanize.h"

#include <QJsonDocument>

namespace maestro {

namespace {

constexpr int noteLimitBytes = 1024;

QString note(const OperationPlan &plan, const Outcome &outcome, const QString &reason)
{
    QByteArray bytes = QStringLiteral("%1 by %2 (%3): %4 [%5, action %6]")
                           .arg(verbWord(plan.request.verb), plan.actor.server, plan.actor.os, displaySafe(reason, 600), outcomeWord(outcome.state), outcome.id)
                           .toUtf8();
    while (bytes.size() > noteLimitBytes || (!bytes.isEmpty() && QString::fromUtf8(bytes).contains(QChar::ReplacementCharacter)))
        bytes.chop(1);
    return QString::fromUtf8(bytes);
}

} // namespace

PlannedRequest actionEvent(const OperationPlan &plan, const Outcome &outcome, const QString &reason, const QDateTime &nowUtc, const QString &host)
{
    const ObjectMeta &meta = plan.before->rollout.meta;
    const bool deployment = plan.before->rollout.workload == WorkloadKind::Deployment;
    const QString verb = verbWord(plan.request.verb);
    const QJsonObject event {
        {QStringLiteral("apiVersion"), QStringLiteral("events.k8s.io/v1")},
        {QStringLiteral("kind"), QStringLiteral("Event")},
        {QStringLiteral("metadata"), QJsonObject {{QStringLiteral("namespace"), meta.ns}, {QStringLiteral("name"), QString(QStringLiteral("maestro-") + outcome.id.left(36).toLower())}}},
        {QStringLiteral("eventTime"), QString(nowUtc.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) + QStringLiteral("000Z"))},
        {QStringLiteral("reportingController"), QStringLiteral("maestro.io/console")},
        {QStringLiteral("reportingInstance"), host.isEmpty() ? QStringLiteral("console") : host.left(128)},
        {QStringLiteral("action"), verb},
        {QStringLiteral("reason"), QString(QStringLiteral("Operator") + verb.left(1).toUpper() + verb.mid(1).remove(u'-'))},
        {QStringLiteral("type"), QStringLiteral("Normal")},
        {QStringLiteral("note"), note(plan, outcome, reason)},
        {QStringLiteral("regarding"), QJsonObject {{QStringLiteral("apiVersion"), deployment ? QStringLiteral("apps/v1") : QStringLiteral("argoproj.io/v1alpha1")},
                                                    {QStringLiteral("kind"), deployment ? QStringLiteral("Deployment") : QStringLiteral("Rollout")},
                                                    {QStringLiteral("namespace"), meta.ns}, {QStringLiteral("name"), meta.name},
                                                    {QStringLiteral("uid"), meta.uid}, {QStringLiteral("resourceVersion"), meta.resourceVersion}}},
    };
    return {QStringLiteral("POST"), QStringLiteral("/apis/events.k8s.io/v1/namespaces/%1/events?fieldManager=maestro-console").arg(meta.ns),
            QStringLiteral("application/json"), QJsonDocument(event).toJson(QJsonDocument::Compact)};
}

} // namespace maestro
