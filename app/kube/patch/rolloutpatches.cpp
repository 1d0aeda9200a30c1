// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/patch/rolloutpatches.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace maestro {

namespace {

QJsonObject operation(const char *op, const QString &path)
{
    return {{QStringLiteral("op"), QLatin1String(op)}, {QStringLiteral("path"), path}};
}

QJsonObject operation(const char *op, const QString &path, const QJsonValue &value)
{
    QJsonObject o = operation(op, path);
    o.insert(QStringLiteral("value"), value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
    return o;
}

QString containerPath(const Change &change)
{
    return QStringLiteral("/spec/template/spec/containers/%1").arg(change.value.toObject().value(u"index").toInt());
}

/// "add" also replaces a member that exists, so one operation serves the absent and the present field.
QJsonObject changeOperation(const Change &change)
{
    switch (change.kind) {
    case ChangeKind::ClearPause: return operation("remove", guardPath(GuardField::PauseConditions));
    case ChangeKind::ClearControllerPause: return operation("add", guardPath(GuardField::ControllerPause), false);
    case ChangeKind::SetStepIndex: return operation("add", guardPath(GuardField::StepIndex), change.value);
    case ChangeKind::SetAbort: return operation("add", guardPath(GuardField::Abort), true);
    case ChangeKind::ClearAbort: return operation("remove", guardPath(GuardField::Abort));
    case ChangeKind::SetPromoteFull: return operation("add", guardPath(GuardField::PromoteFull), true);
    case ChangeKind::ClearPromoteFull: return operation("add", guardPath(GuardField::PromoteFull), false);
    case ChangeKind::SetPaused: return operation("add", guardPath(GuardField::SpecPaused), change.value);
    case ChangeKind::SetRestartAt: return operation("add", guardPath(GuardField::RestartAt), change.value);
    case ChangeKind::SetReplicas: return operation("add", guardPath(GuardField::Replicas), change.value);
    case ChangeKind::SetSteps: return operation("add", guardPath(GuardField::CanarySteps), change.value);
    case ChangeKind::SetAnalysis: return operation("add", guardPath(GuardField::CanaryAnalysis), change.value);
    case ChangeKind::RemoveAnalysis: return operation("remove", guardPath(GuardField::CanaryAnalysis));
    case ChangeKind::SetImage: return operation("replace", containerPath(change) + QStringLiteral("/image"), change.value.toObject().value(u"image"));
    case ChangeKind::ReplaceTemplate: return operation("replace", QStringLiteral("/spec/template"), change.value);
    case ChangeKind::SetTemplateRestartedAt:
        // a map comes when the object has none to add to
        return change.value.isObject()
            ? operation("add", QStringLiteral("/spec/template/metadata/annotations"), change.value)
            : operation("add", QStringLiteral("/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt"), change.value);
    }
    return {};
}

bool hasItsValue(const Change &change)
{
    switch (change.kind) {
    case ChangeKind::SetStepIndex: return change.value.isDouble() && change.value.toInt(-1) >= 0;
    case ChangeKind::SetPaused: return change.value.isBool();
    case ChangeKind::SetReplicas: return change.value.isDouble() && change.value.toInt(0) > 0;
    case ChangeKind::SetRestartAt: return change.value.isString();
    case ChangeKind::SetSteps: return change.value.isArray();
    case ChangeKind::SetAnalysis: return change.value.isObject();
    case ChangeKind::SetImage: {
        const QJsonObject one = change.value.toObject();
        return one.value(u"index").toInt(-1) >= 0 && one.value(u"name").isString() && one.value(u"from").isString() && !one.value(u"image").toString().isEmpty();
    }
    case ChangeKind::ReplaceTemplate: return change.value.isObject() && !change.value.toObject().isEmpty();
    case ChangeKind::SetTemplateRestartedAt: return change.value.isString() || change.value.isObject();
    default: return true;
    }
}

Error badName(const QString &name)
{
    return {ErrorKind::BadInput, QStringLiteral("invalidName"), QCoreApplication::translate("Kube", "\"%1\" is not a name of a Kubernetes object").arg(name)};
}

Error badPlan(const QString &what)
{
    return {ErrorKind::Internal, QStringLiteral("badPlan"), what};
}

Result<QString> requestPath(const OperationPlan &plan, const PatchStep &step)
{
    const Rollout &rollout = plan.before->rollout;
    const bool isRollout = rollout.workload == WorkloadKind::Rollout && step.target != PatchTarget::Workload;
    QString name = rollout.meta.name;
    if (step.target == PatchTarget::Workload) {
        if (!rollout.workloadRef || rollout.workloadRef->kind != QLatin1String("Deployment"))
            return badPlan(QCoreApplication::translate("Kube", "the plan patches a referenced workload, but the rollout references no Deployment"));
        name = rollout.workloadRef->name;
    }
    if (step.target == PatchTarget::Status && !isRollout)
        return badPlan(QCoreApplication::translate("Kube", "a Deployment has no status to patch"));
    for (const QString &segment : {rollout.meta.ns, name})
        if (!isPathSegment(segment))
            return badName(segment);
    return QStringLiteral("/apis/%1/namespaces/%2/%3/%4%5?fieldManager=maestro-console&fieldValidation=Strict")
        .arg(isRollout ? QStringLiteral("argoproj.io/v1alpha1") : QStringLiteral("apps/v1"), rollout.meta.ns,
             isRollout ? QStringLiteral("rollouts") : QStringLiteral("deployments"), name,
             step.target == PatchTarget::Status ? QStringLiteral("/status") : QString());
}

Result<QByteArray> requestBody(const OperationPlan &plan, const PatchStep &step)
{
    if (step.guards.isEmpty() || step.changes.isEmpty())
        return badPlan(QCoreApplication::translate("Kube", "a request without a guard or without a change is never sent"));
    const WorkloadKind kind = step.target == PatchTarget::Workload ? WorkloadKind::Deployment : plan.before->rollout.workload;
    QJsonArray operations;
    for (const Guard &guard : step.guards)
        operations.append(operation("test", guardPath(guard.field, kind), guard.value));
    for (const Change &change : step.changes) {
        if (!hasItsValue(change))
            return badPlan(QCoreApplication::translate("Kube", "a change lacks its value"));
        if (change.kind == ChangeKind::SetImage) { // containers are told by their place alone
            operations.append(operation("test", containerPath(change) + QStringLiteral("/name"), change.value.toObject().value(u"name")));
            operations.append(operation("test", containerPath(change) + QStringLiteral("/image"), change.value.toObject().value(u"from")));
        }
        operations.append(changeOperation(change));
    }
    return QJsonDocument(operations).toJson(QJsonDocument::Compact);
}

} // namespace

Result<QList<PlannedRequest>> patchRequests(const OperationPlan &plan)
{
    if (!plan.before || !plan.allowed.allowed)
        return badPlan(QCoreApplication::translate("Kube", "a plan that is not allowed has no requests"));
    QList<PlannedRequest> requests;
    for (const PatchStep &step : plan.steps) {
        const Result<QString> path = requestPath(plan, step);
        if (!path)
            return path.error();
        const Result<QByteArray> body = requestBody(plan, step);
        if (!body)
            return body.error();
        requests.append({QStringLiteral("PATCH"), *path, QStringLiteral("application/json-patch+json"), *body});
    }
    return requests;
}

} // namespace maestro
