// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/rollout.h"

namespace maestro {

namespace {

/// "/spec/paused", ".spec.paused" and "spec.steps[0]" become "spec/paused" and "spec/steps/0".
QString plainPath(QString path)
{
    for (QChar &c : path)
        if (c == u'.' || c == u'[')
            c = u'/';
    path.remove(u']');
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

bool isSameOrInside(const QString &path, const QString &outer)
{
    return outer.isEmpty() || path == outer || path.startsWith(outer + u'/');
}

} // namespace

QString workloadWord(WorkloadKind kind)
{
    switch (kind) {
    case WorkloadKind::Rollout: return QStringLiteral("Rollout");
    case WorkloadKind::Deployment: return QStringLiteral("Deployment");
    case WorkloadKind::StatefulSet: return QStringLiteral("StatefulSet");
    case WorkloadKind::HelmRelease: return QStringLiteral("HelmRelease");
    case WorkloadKind::External: break;
    }
    return QStringLiteral("External");
}

int Rollout::revision() const
{
    if (workload == WorkloadKind::HelmRelease)
        return qMax(0, meta.labels.value(QStringLiteral("version")).toInt());
    const auto key = workload == WorkloadKind::Rollout ? QStringLiteral("rollout.argoproj.io/revision")
                                                       : QStringLiteral("deployment.kubernetes.io/revision");
    return qMax(0, meta.annotations.value(key).toInt());
}

QString Rollout::gitOpsOwner() const
{
    if (meta.labels.contains(QStringLiteral("argocd.argoproj.io/instance"))
        || meta.annotations.contains(QStringLiteral("argocd.argoproj.io/tracking-id")))
        return QStringLiteral("Argo CD");
    if (meta.labels.contains(QStringLiteral("kustomize.toolkit.fluxcd.io/name"))
        || meta.labels.contains(QStringLiteral("helm.toolkit.fluxcd.io/name")))
        return QStringLiteral("Flux");
    return {};
}

bool Rollout::isUnreadable(const QString &pathPrefix) const
{
    if (unreadable.isEmpty())
        return false;
    const QString asked = plainPath(pathPrefix);
    return std::any_of(unreadable.begin(), unreadable.end(), [&](const QString &entry) {
        const QString path = plainPath(entry);
        return isSameOrInside(path, asked) || isSameOrInside(asked, path);
    });
}

std::optional<CanaryStep> Rollout::currentStep() const
{
    const int index = currentStepIndex.value_or(0);
    if (strategy != Strategy::Canary || index < 0 || index >= steps.size())
        return std::nullopt;
    return steps.at(index);
}

bool Rollout::isFullyPromoted() const
{
    return !currentPodHash.isEmpty() && currentPodHash == stableHash;
}

bool Rollout::generationObserved() const
{
    bool numeric = false;
    const qint64 seen = observedGeneration.toLongLong(&numeric);
    if (workload == WorkloadKind::Deployment || workload == WorkloadKind::StatefulSet)
        return numeric && seen >= meta.generation;
    return !numeric || seen >= meta.generation;
}

bool Rollout::isUnpausing() const
{
    return controllerPause && pauseConditions.isEmpty();
}

bool Rollout::waitsForPerson() const
{
    if (specPaused)
        return true;
    for (const PauseCondition &pause : pauseConditions) {
        if (pause.reason == QLatin1String("CanaryPauseStep")) {
            const std::optional<CanaryStep> step = currentStep();
            if (step && step->kind == StepKind::Pause && step->pauseSeconds)
                continue;
            return true;
        }
        if (pause.reason == QLatin1String("BlueGreenPause") && autoPromotionEnabled.value_or(true))
            continue;
        return true;
    }
    return false;
}

} // namespace maestro
