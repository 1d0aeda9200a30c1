// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/rolloutphase.h"

namespace maestro {

namespace {

EffectivePhase progressing(const QString &message, bool observed = true)
{
    return {RolloutPhase::Progressing, message, observed};
}

bool isFinished(const QString &analysisPhase)
{
    return analysisPhase == QLatin1String("Successful") || analysisPhase == QLatin1String("Failed")
        || analysisPhase == QLatin1String("Error") || analysisPhase == QLatin1String("Inconclusive");
}

EffectivePhase fromPhaseText(const QString &text, const QString &message)
{
    for (const RolloutPhase phase : {RolloutPhase::Healthy, RolloutPhase::Progressing, RolloutPhase::Paused, RolloutPhase::Degraded})
        if (text == phaseWord(phase))
            return {phase, message, true};
    return {RolloutPhase::Unknown, message.isEmpty() ? text : text + QStringLiteral(": ") + message, true};
}

bool workloadObserved(const Rollout &rollout)
{
    if (!rollout.workloadRef)
        return true;
    bool annotated = false;
    bool seen = false;
    const int wanted = rollout.meta.annotations.value(QStringLiteral("rollout.argoproj.io/workload-generation")).toInt(&annotated);
    const int observed = rollout.workloadObservedGeneration.toInt(&seen);
    return !annotated || !seen || wanted == observed;
}

EffectivePhase blueGreenPhase(const Rollout &rollout)
{
    if (rollout.activeHash.isEmpty() || rollout.activeHash != rollout.currentPodHash)
        return progressing(QStringLiteral("active service cutover pending"));
    if (rollout.isFullyPromoted())
        return {RolloutPhase::Healthy, {}, true};
    for (const AnalysisStatus &run : rollout.analysis)
        if (run.kind == QLatin1String("postPromotion") && !isFinished(run.phase))
            return progressing(QStringLiteral("waiting for analysis to complete"));
    return progressing(QStringLiteral("waiting for post-promotion verification to complete"));
}

/// utils/rollout/rolloututil.go CalculateRolloutPhase: for objects whose controller writes no status.phase.
EffectivePhase computedPhase(const Rollout &rollout)
{
    for (const Condition &c : rollout.conditions) {
        if (c.type == QLatin1String("InvalidSpec"))
            return {RolloutPhase::Degraded, QStringLiteral("InvalidSpec: ") + c.message, true};
        if (c.reason == QLatin1String("RolloutAborted") || c.reason == QLatin1String("ProgressDeadlineExceeded"))
            return {RolloutPhase::Degraded, c.reason + QStringLiteral(": ") + c.message, true};
    }
    if (rollout.specPaused)
        return {RolloutPhase::Paused, QStringLiteral("manually paused"), true};
    if (!rollout.pauseConditions.isEmpty())
        return {RolloutPhase::Paused, rollout.pauseConditions.first().reason, true};
    if (!rollout.restartAt.isEmpty() && rollout.restartAt != rollout.restartedAt)
        return progressing(QStringLiteral("rollout is restarting"));
    if (rollout.updatedReplicas < rollout.specReplicas)
        return progressing(QStringLiteral("more replicas need to be updated"));
    if (rollout.availableReplicas < rollout.updatedReplicas)
        return progressing(QStringLiteral("updated replicas are still becoming available"));
    if (rollout.strategy == Strategy::BlueGreen)
        return blueGreenPhase(rollout);
    if (rollout.strategy != Strategy::Canary)
        return {RolloutPhase::Unknown, QStringLiteral("unknown strategy"), true};
    if (!rollout.traffic.present && rollout.replicas > rollout.updatedReplicas)
        return progressing(QStringLiteral("old replicas are pending termination"));
    if (!rollout.isFullyPromoted())
        return progressing(QStringLiteral("waiting for all steps to complete"));
    return {RolloutPhase::Healthy, {}, true};
}

EffectivePhase deploymentPhase(const Rollout &d)
{
    if (!d.generationObserved())
        return progressing(QStringLiteral("waiting for deployment spec update to be observed"), false);
    for (const Condition &c : d.conditions)
        if (c.type == QLatin1String("Progressing") && c.reason == QLatin1String("ProgressDeadlineExceeded"))
            return {RolloutPhase::Degraded, QStringLiteral("exceeded its progress deadline"), true};
    if (d.specPaused)
        return {RolloutPhase::Paused, QStringLiteral("manually paused"), true};
    if (d.updatedReplicas < d.specReplicas)
        return progressing(QStringLiteral("%1 out of %2 new replicas have been updated").arg(d.updatedReplicas).arg(d.specReplicas));
    if (d.replicas > d.updatedReplicas)
        return progressing(QStringLiteral("%1 old replicas are pending termination").arg(d.replicas - d.updatedReplicas));
    if (d.availableReplicas < d.updatedReplicas)
        return progressing(QStringLiteral("%1 of %2 updated replicas are available").arg(d.availableReplicas).arg(d.updatedReplicas));
    return {RolloutPhase::Healthy, {}, true};
}

/// As `kubectl rollout status` judges it; pods below the partition keep the former revision on purpose.
EffectivePhase statefulSetPhase(const Rollout &s)
{
    if (!s.generationObserved())
        return progressing(QStringLiteral("waiting for the spec update to be observed"), false);
    const int due = qMax(0, s.specReplicas - s.updatePartition);
    if (s.strategy == Strategy::RollingUpdate && s.updatedReplicas < due)
        return progressing(QStringLiteral("%1 of %2 pods are updated").arg(s.updatedReplicas).arg(due));
    if (s.readyReplicas < s.specReplicas)
        return progressing(QStringLiteral("%1 of %2 pods are ready").arg(s.readyReplicas).arg(s.specReplicas));
    if (s.replicas > s.specReplicas)
        return progressing(QStringLiteral("%1 pods are pending termination").arg(s.replicas - s.specReplicas));
    return {RolloutPhase::Healthy, {}, true};
}

/// The word that Helm keeps on the release; pods are not looked at.
EffectivePhase helmPhase(const Rollout &r)
{
    const QString &word = r.phaseText;
    if (word == QLatin1String("deployed"))
        return {RolloutPhase::Healthy, {}, true};
    if (word == QLatin1String("failed"))
        return {RolloutPhase::Degraded, r.message.isEmpty() ? word : r.message, true};
    if (word.startsWith(QLatin1String("pending-")) || word == QLatin1String("uninstalling"))
        return progressing(word);
    return {RolloutPhase::Unknown, word, true};
}

} // namespace

EffectivePhase effectivePhase(const Rollout &rollout)
{
    static const QStringList needed {
        QStringLiteral("/metadata/generation"), QStringLiteral("/spec/paused"), QStringLiteral("/status/observedGeneration"),
        QStringLiteral("/status/phase"), QStringLiteral("/status/controllerPause"), QStringLiteral("/status/pauseConditions")};
    for (const QString &path : needed)
        if (rollout.isUnreadable(path))
            return {RolloutPhase::Unknown, path + QStringLiteral(" cannot be read"), true};
    if (rollout.workload == WorkloadKind::Deployment)
        return deploymentPhase(rollout);
    if (rollout.workload == WorkloadKind::StatefulSet)
        return statefulSetPhase(rollout);
    if (rollout.workload == WorkloadKind::HelmRelease)
        return helmPhase(rollout);
    if (!rollout.generationObserved())
        return progressing(QStringLiteral("waiting for rollout spec update to be observed"), false);
    if (rollout.isUnpausing())
        return progressing(QStringLiteral("waiting for rollout to unpause"), false);
    if (!workloadObserved(rollout))
        return progressing(QStringLiteral("waiting for rollout spec update to be observed for the reference workload"), false);
    if (!rollout.phaseText.isEmpty())
        return fromPhaseText(rollout.phaseText, rollout.message);
    if (rollout.isUnreadable(QStringLiteral("/status")))
        return {RolloutPhase::Unknown, QStringLiteral("/status cannot be read"), true};
    EffectivePhase phase = computedPhase(rollout);
    phase.observed = !rollout.observedGeneration.isEmpty() || !rollout.currentPodHash.isEmpty();
    return phase;
}

QString phaseWord(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Healthy: return QStringLiteral("Healthy");
    case RolloutPhase::Progressing: return QStringLiteral("Progressing");
    case RolloutPhase::Paused: return QStringLiteral("Paused");
    case RolloutPhase::Degraded: return QStringLiteral("Degraded");
    case RolloutPhase::Unknown: return QStringLiteral("Unknown");
    }
    return QStringLiteral("Unknown");
}

} // namespace maestro
