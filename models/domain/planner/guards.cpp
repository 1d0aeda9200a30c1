// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/guards.h"

#include <QJsonDocument>

namespace maestro {

namespace {

QJsonValue textOrAbsent(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue trueOrAbsent(bool value)
{
    return value ? QJsonValue(true) : QJsonValue(QJsonValue::Null);
}

QJsonValue decodedValue(const Rollout &rollout, GuardField field)
{
    switch (field) {
    case GuardField::CurrentPodHash: return textOrAbsent(rollout.currentPodHash);
    case GuardField::StableHash: return textOrAbsent(rollout.stableHash);
    case GuardField::StepIndex: return rollout.currentStepIndex ? QJsonValue(*rollout.currentStepIndex) : QJsonValue(QJsonValue::Null);
    case GuardField::PauseConditions: return rollout.pauseConditionsRaw.isUndefined() ? QJsonValue(QJsonValue::Null) : rollout.pauseConditionsRaw;
    case GuardField::ControllerPause: return trueOrAbsent(rollout.controllerPause);
    case GuardField::Abort: return trueOrAbsent(rollout.abort);
    case GuardField::PromoteFull: return trueOrAbsent(rollout.promoteFull);
    case GuardField::SpecPaused: return trueOrAbsent(rollout.specPaused);
    case GuardField::RestartAt: return textOrAbsent(rollout.restartAt);
    case GuardField::Replicas: return rollout.specReplicas;
    default: return QJsonValue(QJsonValue::Null);
    }
}

QString shown(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("absent");
    const QByteArray json = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

} // namespace

QString guardPath(GuardField field, WorkloadKind workload)
{
    switch (field) {
    case GuardField::Uid: return QStringLiteral("/metadata/uid");
    case GuardField::Generation: return QStringLiteral("/metadata/generation");
    case GuardField::ResourceVersion: return QStringLiteral("/metadata/resourceVersion");
    case GuardField::CurrentPodHash: return QStringLiteral("/status/currentPodHash");
    case GuardField::StableHash: return QStringLiteral("/status/stableRS");
    case GuardField::StepIndex: return QStringLiteral("/status/currentStepIndex");
    case GuardField::PauseConditions: return QStringLiteral("/status/pauseConditions");
    case GuardField::ControllerPause: return QStringLiteral("/status/controllerPause");
    case GuardField::Abort: return QStringLiteral("/status/abort");
    case GuardField::PromoteFull: return QStringLiteral("/status/promoteFull");
    case GuardField::SpecPaused: return QStringLiteral("/spec/paused");
    case GuardField::RestartAt: return QStringLiteral("/spec/restartAt");
    case GuardField::Replicas: return QStringLiteral("/spec/replicas");
    case GuardField::CanarySteps: return QStringLiteral("/spec/strategy/canary/steps");
    case GuardField::CanaryAnalysis: return QStringLiteral("/spec/strategy/canary/analysis");
    case GuardField::RevisionAnnotation:
        return workload == WorkloadKind::Rollout ? QStringLiteral("/metadata/annotations/rollout.argoproj.io~1revision")
                                                 : QStringLiteral("/metadata/annotations/deployment.kubernetes.io~1revision");
    }
    return {};
}

QJsonValue receivedValue(const Rollout &rollout, GuardField field)
{
    switch (field) {
    case GuardField::Uid: return textOrAbsent(rollout.meta.uid);
    case GuardField::Generation: return rollout.meta.generation;
    case GuardField::ResourceVersion: return textOrAbsent(rollout.meta.resourceVersion);
    case GuardField::RevisionAnnotation:
        return textOrAbsent(rollout.meta.annotations.value(rollout.workload == WorkloadKind::Rollout
                                                               ? QStringLiteral("rollout.argoproj.io/revision")
                                                               : QStringLiteral("deployment.kubernetes.io/revision")));
    default: break;
    }
    return rollout.received.isEmpty() ? decodedValue(rollout, field)
                                      : rollout.received.value(guardPath(field, rollout.workload), QJsonValue(QJsonValue::Null));
}

QList<Guard> guardsOf(const Rollout &rollout, const QList<GuardField> &fields)
{
    QList<Guard> guards;
    for (const GuardField field : fields)
        guards.append({field, receivedValue(rollout, field)});
    return guards;
}

QList<Guard> withGuard(QList<Guard> guards, GuardField field, const QJsonValue &value)
{
    for (Guard &guard : guards) {
        if (guard.field == field) {
            guard.value = value;
            return guards;
        }
    }
    guards.append({field, value});
    return guards;
}

std::optional<FailedPrecondition> failedPrecondition(const OperationPlan &plan, const RolloutSnapshot &now, int step)
{
    if (step < 0 || step >= plan.steps.size() || plan.steps.at(step).target == PatchTarget::Workload)
        return std::nullopt;
    // A list row does not keep whether a field was absent or explicitly false, as an abort of ours leaves promoteFull.
    const bool vague = now.rollout.received.isEmpty();
    const auto unseen = [](GuardField field) { return field == GuardField::CanarySteps || field == GuardField::CanaryAnalysis; }; // of a list row
    const auto nothing = [](const QJsonValue &value) { return value.isNull() || value == QJsonValue(false); };
    for (const Guard &guard : plan.steps.at(step).guards) {
        if (vague && unseen(guard.field))
            continue;
        const QJsonValue found = receivedValue(now.rollout, guard.field);
        const bool one = guard.field == GuardField::Replicas && guard.value.isNull() && found == QJsonValue(1);
        if (found != guard.value && !(vague && (one || (nothing(found) && nothing(guard.value)))))
            return FailedPrecondition {guardPath(guard.field, now.rollout.workload), shown(guard.value), shown(found)};
    }
    return std::nullopt;
}

} // namespace maestro
