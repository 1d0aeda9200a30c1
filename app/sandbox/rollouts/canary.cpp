// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/restarter.h"
#include "sandbox/rollouts/rolloutanalysis.h"
#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/rollouts/rolloutpass.h"
#include "sandbox/rollouts/rolloutsets.h"
#include "sandbox/rollouts/rolloutstatus.h"
#include "sandbox/rollouts/trafficrouter.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QString stepPause = u"CanaryPauseStep"_s;

QJsonObject oldWeights(const RolloutPass &pass)
{
    return pass.status(u"canary.weights").toObject();
}

bool scaleStable(RolloutPass &pass)
{
    RolloutSet *stable = pass.stableSet();
    if (!stable || stable == pass.newSet())
        return false;
    return scaleSet(pass, *stable, wantedCounts(pass, oldWeights(pass)).stable);
}

bool scaleNew(RolloutPass &pass)
{
    RolloutSet *fresh = pass.newSet();
    const RolloutSet *stable = pass.stableSet();
    if (!fresh)
        return false;
    int wanted = wantedCounts(pass, at(pass.next, u"canary.weights").toObject()).canary;
    if (delaysScaleDownOnAbort(pass)) {
        if (fresh->deadline().isEmpty()) {
            scaleSet(pass, *fresh, fresh->desired());
            if (stable->available() >= replicasOf(pass)) {
                const qint64 delay = *abortScaleDownDelayMs(pass);
                setDeadline(pass, *fresh, pass.context.clock.stamp(delay));
                pass.context.again(pass.rollout, delay);
            }
            return false;
        }
        const qint64 left = pass.context.clock.msOf(fresh->deadline()) - pass.context.clock.ms();
        if (left > 0) {
            pass.context.again(pass.rollout, left);
            scaleSet(pass, *fresh, fresh->desired());
            return false;
        }
        wanted = 0;
    }
    return scaleSet(pass, *fresh, wanted);
}

bool scaleOthers(RolloutPass &pass)
{
    bool scaled = false;
    for (RolloutSet *set : pass.otherSets()) {
        if (set->desired() > set->available())
            scaled |= scaleSet(pass, *set, set->available());
    }
    int spare = totalAvailable(pass) - (replicasOf(pass) - maxUnavailable(pass));
    int annotated = 0;
    for (RolloutSet *set : pass.otherSets()) {
        if (set->desired() == 0 || spare <= 0 || (isRouted(pass) && isReferenced(pass, *set)))
            continue;
        int wanted = 0;
        if (!isRouted(pass))
            wanted = std::max(0, set->desired() - spare);
        else if ((isFullyPromoted(pass) || !set->deadline().isEmpty()) && !pass.spec(u"strategy.canary.dynamicStableScale").toBool())
            wanted = sizeUntilDeadline(pass, *set, annotated, set->desired());
        spare -= set->desired() - wanted;
        scaled |= scaleSet(pass, *set, wanted);
    }
    return scaled;
}

/// Puts the pause condition of a pause step in place; true while the step waits.
bool waitsAtPause(RolloutPass &pass)
{
    const QJsonObject step = currentStep(pass);
    if (isHumanPaused(pass) || promoteFull(pass) || !step.contains("pause"_L1))
        return false;
    const QJsonObject condition = pauseCondition(pass, stepPause);
    if (condition.isEmpty()) {
        if (!pass.status(u"controllerPause").toBool())
            pass.pause.add.append(stepPause);
        return true;
    }
    if (const auto duration = durationMs(at(step, u"pause.duration"))) {
        const qint64 left = pass.context.clock.msOf(text(condition, u"startTime")) + *duration - pass.context.clock.ms();
        if (left >= 0)
            pass.context.again(pass.rollout, left + 1);
    }
    return true;
}

bool pauseIsOver(const RolloutPass &pass, const QJsonValue &step)
{
    const QJsonObject condition = pauseCondition(pass, stepPause);
    if (condition.isEmpty())
        return pass.status(u"controllerPause").toBool();
    const auto duration = durationMs(at(step, u"duration"));
    return duration && pass.context.clock.ms() > pass.context.clock.msOf(text(condition, u"startTime")) + *duration;
}

bool stepIsComplete(RolloutPass &pass)
{
    const QJsonObject step = currentStep(pass);
    if (isHumanPaused(pass) || step.isEmpty())
        return false;
    if (step.contains("pause"_L1))
        return pauseIsOver(pass, step.value("pause"_L1));
    if (step.contains("setWeight"_L1) || step.contains("setCanaryScale"_L1))
        return atDesiredCounts(pass, at(pass.next, u"canary.weights").toObject());
    if (step.contains("analysis"_L1))
        return runPhase(pass, u"canary.currentStepAnalysisRunStatus") == u"Successful";
    return step.contains("setHeaderRoute"_L1) || step.contains("setMirrorRoute"_L1);
}

/// Why the new set is to become stable now; empty while it is not.
QString promotionReason(RolloutPass &pass)
{
    if (!pass.stableSet())
        return u"Initial deploy"_s;
    const RolloutSet *fresh = pass.newSet();
    if (isAborted(pass) || !fresh || fresh->available() < replicasOf(pass))
        return {};
    if (promoteFull(pass))
        return u"Full promotion requested"_s;
    if (isFastRollback(pass))
        return isRollbackWithinWindow(pass) ? u"Rollback within window"_s : u"Fast rollback"_s;
    const int count = int(stepsOf(pass).size());
    const bool past = pass.next.value("currentStepIndex"_L1).toInt() >= count;
    return count == 0 || past ? u"Completed all %1 canary steps"_s.arg(count) : QString();
}

void syncStatus(RolloutPass &pass)
{
    const bool restarted = templateOrStepsChanged(pass);
    startStatus(pass);
    pass.next.insert(u"currentStepHash"_s, stepHash(pass));
    const int count = int(stepsOf(pass).size());
    if (restarted) {
        resetForNewRevision(pass);
        const RolloutSet *fresh = pass.newSet();
        if (count > 0 && pass.status(u"stableRS").toString() == pass.newHash) {
            pass.context.events.normal(pass.rollout, u"SkipSteps"_s, u"Rollback to stable ReplicaSets"_s);
            pass.next.insert(u"currentStepIndex"_s, count);
        } else if (count > 0 && isRollbackWithinWindow(pass) && fresh && fresh->desired() > 0) {
            pass.context.events.normal(pass.rollout, u"SkipSteps"_s, u"Rollback to active ReplicaSets within RollbackWindow"_s);
            pass.next.insert(u"currentStepIndex"_s, count);
        }
        return persistStatus(pass);
    }
    if (promoteFull(pass) || isRollbackWithinWindow(pass)) {
        pass.pause.clear = true;
        pass.pause.removeAbort = true;
        if (count > 0)
            pass.next.insert(u"currentStepIndex"_s, count);
    } else if (count > 0 && !pass.next.contains("currentStepIndex"_L1)) {
        pass.next.insert(u"currentStepIndex"_s, 0);
    }
    if (const QString reason = promotionReason(pass); !reason.isEmpty()) {
        promoteStable(pass, reason);
        return persistStatus(pass);
    }
    if (isAborted(pass)) {
        if (count > 0)
            pass.next.insert(u"currentStepIndex"_s, isFullyPromoted(pass) ? count : 0);
        return persistStatus(pass);
    }
    if (!pass.pause.clear && stepIsComplete(pass)) {
        const QJsonObject step = currentStep(pass);
        const int index = stepIndex(pass) + 1;
        pass.next.insert(u"currentStepIndex"_s, index);
        put(pass.next, u"canary.currentStepAnalysisRunStatus", QJsonValue(QJsonValue::Undefined));
        pass.context.events.normal(pass.rollout, u"RolloutStepCompleted"_s,
                                   u"Rollout step %1/%2 completed (%3)"_s.arg(index).arg(count).arg(stepText(step)));
        pass.pause.remove.append(stepPause);
    }
    persistStatus(pass);
}

void pointServices(RolloutPass &pass)
{
    pointService(pass, pass.spec(u"strategy.canary.stableService").toString(), pass.stableSet(), true);
    const bool back = isAborted(pass) && !isRouted(pass);
    pointService(pass, pass.spec(u"strategy.canary.canaryService").toString(), back ? pass.stableSet() : pass.newSet(), true);
}

} // namespace

bool scaleCanarySets(RolloutPass &pass)
{
    if (isHalted(pass))
        return false;
    clearDeadlines(pass);
    return scaleStable(pass) || scaleNew(pass) || scaleOthers(pass);
}

void reconcileCanary(RolloutPass &pass)
{
    if (templateOrStepsChanged(pass))
        return syncStatus(pass);
    if (restartPods(pass) > 0)
        return;
    trimHistory(pass);
    pointServices(pass);
    reconcileTraffic(pass);
    reconcileAnalysis(pass);
    if (pass.pause.add.isEmpty() && !scaleCanarySets(pass))
        waitsAtPause(pass);
    syncStatus(pass);
}

} // namespace maestro::sandbox
