// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/labels.h"

#include "domain/analysis/abortorigin.h"
#include "text/humanize.h"
#include "text/pendingabort.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(Rollout)
};

/// What a sentence needs to know; from a snapshot or from a row.
struct State
{
    const Rollout &rollout;
    const EffectivePhase &phase;
    const std::optional<Weight> &weight;
};

QString controllerMessage(const QString &message)
{
    QString safe = displaySafe(message);
    while (safe.endsWith(u'.'))
        safe.chop(1);
    return safe;
}

QString stepPlace(const Rollout &rollout)
{
    if (rollout.steps.isEmpty() || rollout.strategy != Strategy::Canary)
        return {};
    const qsizetype step = qMin<qsizetype>(rollout.currentStepIndex.value_or(0) + 1, rollout.steps.size());
    return Sentences::tr("step %1 of %2").arg(step).arg(rollout.steps.size());
}

QString share(const State &s)
{
    if (s.weight && s.weight->observed)
        return Sentences::tr("the new version gets %1").arg(weightText(s.weight->observed, s.weight->max));
    return Sentences::tr("what the new version gets is not known");
}

QString pausedBy(const State &s, const PauseCondition &pause)
{
    const std::optional<CanaryStep> step = s.rollout.currentStep();
    if (pause.reason == QLatin1String("CanaryPauseStep") && !s.rollout.waitsForPerson() && step && step->pauseSeconds)
        return Sentences::tr("Paused at %1 for %2, %3. It goes on by itself.").arg(stepPlace(s.rollout), durationText(*step->pauseSeconds), share(s));
    if (pause.reason == QLatin1String("CanaryPauseStep"))
        return Sentences::tr("Paused at %1, %2. A person must promote or abort.").arg(stepPlace(s.rollout), share(s));
    if (pause.reason == QLatin1String("BlueGreenPause") && !s.rollout.waitsForPerson())
        return Sentences::tr("Paused before the switch, %1. It may go on by itself.").arg(share(s));
    if (pause.reason == QLatin1String("BlueGreenPause"))
        return Sentences::tr("Paused before the switch, %1. A person must promote or abort.").arg(share(s));
    if (pause.reason.startsWith(QLatin1String("Inconclusive")))
        return Sentences::tr("Paused because an analysis was inconclusive, %1. A person must decide: promote or abort.").arg(share(s));
    return Sentences::tr("Paused (%1), %2. A person must look.").arg(displaySafe(pause.reason, 64), share(s));
}

QString paused(const State &s)
{
    if (s.rollout.specPaused) {
        const QString held = s.rollout.workload == WorkloadKind::Rollout ? share(s) : QString();
        return held.isEmpty() ? Sentences::tr("Paused by a person. A person must resume it.")
                              : Sentences::tr("Paused by a person, %1. A person must resume it.").arg(held);
    }
    if (!s.rollout.pauseConditions.isEmpty())
        return pausedBy(s, s.rollout.pauseConditions.first());
    return Sentences::tr("Paused: %1. A person must look.").arg(controllerMessage(s.phase.message));
}

QString degraded(const State &s)
{
    if (!s.rollout.abort)
        return Sentences::tr("Degraded: %1. A person must look.").arg(controllerMessage(s.phase.message));
    const AbortOrigin origin = abortOrigin(s.rollout, s.phase);
    const bool safe = s.weight && s.weight->observed == 0;
    if (origin.by == AbortOrigin::By::Controller) {
        const QString cause = controllerMessage(origin.cause);
        return safe ? Sentences::tr("Already rolled back by the controller (%1): the stable version serves everybody, the spec still names the new one. "
                                    "A person must retry, fix or roll back.").arg(cause)
                    : Sentences::tr("Aborted by the controller (%1), but %2. A person must watch it.").arg(cause, share(s));
    }
    const QString why = controllerMessage(s.phase.message);
    if (safe)
        return Sentences::tr("Aborted: the stable version serves everybody, the spec still names the new one (%1). A person must retry, "
                             "fix or roll back.").arg(why);
    return Sentences::tr("Aborted, but %1 (%2). A person must watch it.").arg(share(s), why);
}

QString progressing(const State &s)
{
    const QString message = controllerMessage(s.phase.message);
    if (!s.phase.observed)
        return Sentences::tr("The controller has not yet acted on the last change: %1.").arg(message);
    if (s.rollout.promoteFull)
        return Sentences::tr("Being promoted fully, %1: %2. Nobody has to act.").arg(share(s), message);
    const QString place = stepPlace(s.rollout);
    if (place.isEmpty())
        return Sentences::tr("Progressing: %1. Nobody has to act.").arg(message);
    return Sentences::tr("Progressing at %1, %2: %3. Nobody has to act.").arg(place, share(s), message);
}

QString healthy(const State &s)
{
    if (s.rollout.abort)
        return Sentences::tr("An abort was asked for and the controller has not acted on it yet.");
    if (s.rollout.workload == WorkloadKind::Deployment)
        return Sentences::tr("Healthy: all %1 replicas are updated and available.").arg(s.rollout.updatedReplicas);
    if (s.rollout.workload == WorkloadKind::StatefulSet)
        return Sentences::tr("Healthy: all %1 pods are ready.").arg(s.rollout.readyReplicas);
    if (s.rollout.workload == WorkloadKind::HelmRelease)
        return Sentences::tr("Helm calls revision %1 deployed; pods are not part of that.").arg(s.rollout.revision());
    return s.rollout.revision() > 0 ? Sentences::tr("Healthy: revision %1 serves everybody. Nobody has to act.").arg(s.rollout.revision())
                                    : Sentences::tr("Healthy. Nobody has to act.");
}

QString stateSentence(const State &s)
{
    if (s.rollout.meta.deletedAt.isValid())
        return Sentences::tr("Being deleted.");
    if (abortIsPending(s.rollout, s.phase))
        return Sentences::tr("An abort was asked for and the controller has not acted on it yet: %1. A person must watch it.").arg(share(s));
    switch (s.phase.phase) {
    case RolloutPhase::Healthy: return healthy(s);
    case RolloutPhase::Progressing: return progressing(s);
    case RolloutPhase::Paused: return paused(s);
    case RolloutPhase::Degraded: return degraded(s);
    case RolloutPhase::Unknown: break;
    }
    const QString why = controllerMessage(s.phase.message);
    return why.isEmpty() ? Sentences::tr("Its state is not known. A person must look.")
                         : Sentences::tr("Its state is not known: %1. A person must look.").arg(why);
}

bool isOld(const Freshness &freshness)
{
    return freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
}

} // namespace

QString summarySentence(const RolloutSnapshot &snapshot)
{
    return Sentences::tr("%1: %2").arg(displaySafe(snapshot.rollout.meta.name), stateSentence({snapshot.rollout, snapshot.phase, snapshot.weight}));
}

QString rowSentence(const FleetRow &row, const Freshness &freshness)
{
    const QString sentence = Sentences::tr("%1: %2").arg(displaySafe(row.ref.name), stateSentence({row.rollout(), row.phase, row.weight}));
    return isOld(freshness) ? Sentences::tr("Data is old (%1). Last known: %2").arg(dataAgeText(freshness), sentence) : sentence;
}

QString nextText(const FleetRow &row, const Freshness &freshness)
{
    const Rollout rollout = row.rollout();
    if (isOld(freshness))
        return Sentences::tr("not known, data is old");
    if (rollout.meta.deletedAt.isValid())
        return Sentences::tr("being deleted");
    if (abortIsPending(rollout, row.phase))
        return Sentences::tr("controller to act on the abort");
    switch (row.phase.phase) {
    case RolloutPhase::Healthy: return rollout.abort ? Sentences::tr("controller to act on the abort") : Sentences::tr("nothing");
    case RolloutPhase::Unknown: return Sentences::tr("look: state not known");
    case RolloutPhase::Degraded: return rollout.abort ? Sentences::tr("decide: retry, fix or roll back") : Sentences::tr("look: degraded");
    case RolloutPhase::Progressing: return row.phase.observed ? Sentences::tr("goes on by itself") : Sentences::tr("controller to act");
    case RolloutPhase::Paused: break;
    }
    if (rollout.specPaused)
        return Sentences::tr("resume, when ready");
    if (!rollout.waitsForPerson())
        return Sentences::tr("goes on by itself");
    const std::optional<int> next = weightAfterPresentStep(rollout);
    return next && row.weight ? Sentences::tr("decide: promote to %1 or abort").arg(weightText(next, row.weight->max))
                              : Sentences::tr("decide: promote or abort");
}

QString rowDetail(const FleetRow &row)
{
    const Rollout rollout = row.rollout();
    if (rollout.meta.deletedAt.isValid())
        return Sentences::tr("being deleted");
    if (abortIsPending(rollout, row.phase))
        return Sentences::tr("abort asked for");
    if (rollout.abort)
        return abortOrigin(rollout, row.phase).by == AbortOrigin::By::Controller ? Sentences::tr("aborted by the controller") : Sentences::tr("aborted");
    if (!row.phase.observed)
        return Sentences::tr("not yet observed");
    if (rollout.specPaused)
        return Sentences::tr("manual pause");
    if (rollout.promoteFull)
        return Sentences::tr("promoting fully");
    if (row.phase.phase == RolloutPhase::Healthy)
        return {};
    const QString place = stepPlace(rollout);
    return place.isEmpty() ? controllerMessage(row.phase.message) : place;
}

} // namespace maestro
