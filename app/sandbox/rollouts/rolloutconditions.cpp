// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/rolloutconditions.h"

#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

bool isComplete(const RolloutPass &pass)
{
    const QString stable = text(pass.next, u"stableRS");
    return !stable.isEmpty() && stable == text(pass.next, u"currentPodHash");
}

/// Everything that was wanted runs, and the generation was already seen by an earlier pass.
bool isHealthy(const RolloutPass &pass)
{
    const int replicas = replicasOf(pass);
    const QString current = text(pass.next, u"currentPodHash");
    bool strategyDone = true;
    if (isCanary(pass)) {
        const QJsonValue index = pass.next.value("currentStepIndex"_L1);
        const bool stepsDone = stepsOf(pass).isEmpty() || !index.isDouble() || index.toInt() == stepsOf(pass).size();
        strategyDone = stepsDone && isComplete(pass) && number(pass.next, u"replicas") == replicas;
    } else {
        strategyDone = text(pass.next, u"blueGreen.activeSelector") == current;
        if (!pass.spec(u"strategy.blueGreen.previewService").toString().isEmpty())
            strategyDone = strategyDone && text(pass.next, u"blueGreen.previewSelector") == current;
    }
    return strategyDone && number(pass.next, u"updatedReplicas") == replicas && number(pass.next, u"availableReplicas") == replicas
        && pass.status(u"observedGeneration").toString() == QString::number(number(pass.rollout, u"metadata.generation"));
}

bool madeProgress(const RolloutPass &pass)
{
    const auto more = [&](QStringView field) { return number(pass.next, field) > number(pass.rollout.value("status"_L1), field); };
    const auto oldPods = [](const QJsonValue &status) { return number(status, u"replicas") - number(status, u"updatedReplicas"); };
    const bool strategyMoved = isCanary(pass)
        ? pass.next.value("currentStepIndex"_L1) != pass.status(u"currentStepIndex") || text(pass.next, u"stableRS") != pass.status(u"stableRS").toString()
            || text(pass.next, u"currentStepHash") != pass.status(u"currentStepHash").toString()
        : text(pass.next, u"blueGreen.activeSelector") != pass.status(u"blueGreen.activeSelector").toString()
            || text(pass.next, u"blueGreen.previewSelector") != pass.status(u"blueGreen.previewSelector").toString();
    return more(u"updatedReplicas") || more(u"readyReplicas") || more(u"availableReplicas") || oldPods(pass.next) < oldPods(pass.rollout.value("status"_L1))
        || strategyMoved;
}

/// Steps and delays that do not count against the progress deadline.
bool mayWait(RolloutPass &pass)
{
    const QJsonObject step = currentStep(pass);
    if (step.contains("experiment"_L1) || step.contains("analysis"_L1) || step.contains("pause"_L1))
        return true;
    if (text(conditionOf(pass.rollout.value("status"_L1).toObject(), u"Paused"_s), u"status") == u"True")
        return true;
    const auto others = pass.otherSets();
    return std::any_of(others.begin(), others.end(), [](const RolloutSet *set) { return !set->deadline().isEmpty(); });
}

/// Milliseconds until the deadline; negative when it has passed; nullopt when nothing is measured.
std::optional<qint64> untilDeadline(const RolloutPass &pass)
{
    const QJsonObject condition = conditionOf(pass.next, u"Progressing"_s);
    const QString reason = text(condition, u"reason");
    if (condition.isEmpty() || reason == u"RolloutAborted" || reason == u"RolloutPaused")
        return std::nullopt;
    if (reason == u"ProgressDeadlineExceeded")
        return -1;
    const qint64 limit = qint64(pass.spec(u"progressDeadlineSeconds").toInt(600)) * 1000;
    return pass.context.clock.msOf(text(condition, u"lastUpdateTime")) + limit - pass.context.clock.ms();
}

void replaceProgressing(RolloutPass &pass, const QString &reason, const QString &message)
{
    const QJsonObject before = conditionOf(pass.rollout.value("status"_L1).toObject(), u"Progressing"_s);
    removeCondition(pass.next, u"Progressing"_s);
    setCondition(pass.next, u"Progressing"_s, u"True"_s, reason, message, pass.context.clock);
    if (text(before, u"status") != u"True")
        return;
    QJsonArray conditions = pass.next.value("conditions"_L1).toArray();
    QJsonObject last = conditions.last().toObject();
    last.insert(u"lastTransitionTime"_s, before.value("lastTransitionTime"_L1));
    conditions.replace(conditions.size() - 1, last);
    pass.next.insert(u"conditions"_s, conditions);
}

void updateProgressing(RolloutPass &pass, bool becameUnhealthy)
{
    const RolloutSet *fresh = pass.newSet();
    const QString set = fresh ? fresh->name() : QString();
    if (isHealthy(pass)) {
        setCondition(pass.next, u"Progressing"_s, u"True"_s, u"NewReplicaSetAvailable"_s, u"ReplicaSet \"%1\" has successfully progressed."_s.arg(set),
                     pass.context.clock);
    } else if (madeProgress(pass) || becameUnhealthy) {
        if (isComplete(pass) && becameUnhealthy)
            replaceProgressing(pass, u"ReplicaSetNotAvailable"_s, u"Rollout does not have minimum availability"_s);
        else
            replaceProgressing(pass, u"ReplicaSetUpdated"_s, u"ReplicaSet \"%1\" is progressing."_s.arg(set));
    } else if (const auto left = untilDeadline(pass); left && !mayWait(pass)) {
        if (*left < 0)
            setCondition(pass.next, u"Progressing"_s, u"False"_s, u"ProgressDeadlineExceeded"_s,
                         u"ReplicaSet \"%1\" has timed out progressing."_s.arg(set), pass.context.clock);
        else
            pass.context.again(pass.rollout, *left + 1000);
    }
}

void updateAborted(RolloutPass &pass)
{
    QString message = u"Rollout aborted update to revision %1"_s.arg(annotation(pass.rollout, revisionAnnotation));
    if (!pass.pause.abortMessage.isEmpty())
        message += u": "_s + pass.pause.abortMessage;
    if (setCondition(pass.next, u"Progressing"_s, u"False"_s, u"RolloutAborted"_s, message, pass.context.clock))
        pass.context.events.warning(pass.rollout, u"RolloutAborted"_s, message);
}

void updateCompleted(RolloutPass &pass)
{
    const QString reason = u"RolloutCompleted"_s;
    const bool complete = isComplete(pass);
    if (setCondition(pass.next, u"Completed"_s, complete ? u"True"_s : u"False"_s, reason, reason, pass.context.clock) && !complete)
        pass.context.events.normal(pass.rollout, u"RolloutNotCompleted"_s,
                                   u"Rollout not completed, started update to revision %1 (%2)"_s.arg(annotation(pass.rollout, revisionAnnotation),
                                                                                                   text(pass.next, u"currentPodHash")));
}

} // namespace

QJsonObject conditionOf(const QJsonObject &status, const QString &type)
{
    for (const QJsonValue &condition : status.value("conditions"_L1).toArray()) {
        if (text(condition, u"type") == type)
            return condition.toObject();
    }
    return {};
}

void removeCondition(QJsonObject &status, const QString &type)
{
    if (!status.contains("conditions"_L1))
        return;
    QJsonArray kept;
    for (const QJsonValue &condition : status.value("conditions"_L1).toArray()) {
        if (text(condition, u"type") != type)
            kept.append(condition);
    }
    status.insert(u"conditions"_s, kept);
}

bool setCondition(QJsonObject &status, const QString &type, const QString &truth, const QString &reason, const QString &message, const SimClock &clock)
{
    const QJsonObject before = conditionOf(status, type);
    if (text(before, u"status") == truth && text(before, u"reason") == reason)
        return false;
    removeCondition(status, type);
    QJsonArray conditions = status.value("conditions"_L1).toArray();
    const QJsonValue since = text(before, u"status") == truth ? before.value("lastTransitionTime"_L1) : QJsonValue(clock.stamp());
    conditions.append(QJsonObject{{u"type"_s, type},
                                  {u"status"_s, truth},
                                  {u"reason"_s, reason},
                                  {u"message"_s, message},
                                  {u"lastUpdateTime"_s, clock.stamp()},
                                  {u"lastTransitionTime"_s, since}});
    status.insert(u"conditions"_s, conditions);
    return true;
}

void updateConditions(RolloutPass &pass)
{
    const SimClock &clock = pass.context.clock;
    const bool paused = !pass.next.value("pauseConditions"_L1).toArray().isEmpty() || isHumanPaused(pass);
    bool becameUnhealthy = false;
    if (!paused && isHealthy(pass))
        setCondition(pass.next, u"Healthy"_s, u"True"_s, u"RolloutHealthy"_s, u"Rollout is healthy"_s, clock);
    else if (!conditionOf(pass.next, u"Healthy"_s).isEmpty())
        becameUnhealthy = setCondition(pass.next, u"Healthy"_s, u"False"_s, u"RolloutHealthy"_s, u"Rollout is not healthy"_s, clock);
    if (isAborted(pass))
        updateAborted(pass);
    else
        updateProgressing(pass, becameUnhealthy);
    const RolloutSet *active = pass.setByHash(text(pass.next, u"blueGreen.activeSelector"));
    const bool available = isCanary(pass) ? totalAvailable(pass) >= replicasOf(pass) : active && isSaturated(pass, *active);
    setCondition(pass.next, u"Available"_s, available ? u"True"_s : u"False"_s, u"AvailableReason"_s,
                 available ? u"Rollout has minimum availability"_s : u"Rollout does not have minimum availability"_s, clock);
    updateCompleted(pass);
}

bool exceededDeadline(RolloutPass &pass)
{
    if (!pass.spec(u"progressDeadlineAbort").toBool() || isAborted(pass) || isComplete(pass) || madeProgress(pass) || mayWait(pass))
        return false;
    const auto left = untilDeadline(pass);
    return left && *left < 0;
}

void updatePhase(RolloutPass &pass)
{
    const auto set = [&pass](const QString &phase, const QString &message) {
        pass.next.insert(u"phase"_s, phase);
        if (message.isEmpty())
            pass.next.remove("message"_L1);
        else
            pass.next.insert(u"message"_s, message);
    };
    const QJsonObject &s = pass.next;
    for (const QJsonValue &condition : s.value("conditions"_L1).toArray()) {
        const QString reason = text(condition, u"reason");
        if (text(condition, u"type") == u"InvalidSpec")
            return set(u"Degraded"_s, u"InvalidSpec: "_s + text(condition, u"message"));
        if (reason == u"RolloutAborted" || reason == u"ProgressDeadlineExceeded")
            return set(u"Degraded"_s, reason + u": "_s + text(condition, u"message"));
    }
    if (isHumanPaused(pass))
        return set(u"Paused"_s, u"manually paused"_s);
    if (const QJsonArray pauses = s.value("pauseConditions"_L1).toArray(); !pauses.isEmpty())
        return set(u"Paused"_s, text(pauses.first(), u"reason"));
    if (pass.spec(u"restartAt").isString() && pass.spec(u"restartAt") != s.value("restartedAt"_L1))
        return set(u"Progressing"_s, u"rollout is restarting"_s);
    const qint64 updated = number(s, u"updatedReplicas");
    const QString current = text(s, u"currentPodHash");
    if (updated < replicasOf(pass))
        return set(u"Progressing"_s, u"more replicas need to be updated"_s);
    if (number(s, u"availableReplicas") < updated)
        return set(u"Progressing"_s, u"updated replicas are still becoming available"_s);
    if (!isCanary(pass) && (text(s, u"blueGreen.activeSelector").isEmpty() || text(s, u"blueGreen.activeSelector") != current))
        return set(u"Progressing"_s, u"active service cutover pending"_s);
    const bool promoted = isComplete(pass);
    if (!isCanary(pass) && !promoted) {
        const QString post = text(s, u"blueGreen.postPromotionAnalysisRunStatus.status");
        const bool running = !post.isEmpty() && (post == u"Running" || post == u"Pending");
        return set(u"Progressing"_s, running ? u"waiting for analysis to complete"_s : u"waiting for post-promotion verification to complete"_s);
    }
    if (isCanary(pass) && !isRouted(pass) && number(s, u"replicas") > updated)
        return set(u"Progressing"_s, u"old replicas are pending termination"_s);
    if (isCanary(pass) && !promoted)
        return set(u"Progressing"_s, u"waiting for all steps to complete"_s);
    set(u"Healthy"_s, {});
}

} // namespace maestro::sandbox
