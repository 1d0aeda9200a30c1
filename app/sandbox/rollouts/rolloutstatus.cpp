// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/rolloutstatus.h"

#include "sandbox/rollouts/rolloutconditions.h"
#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QJsonValue absent(QJsonValue::Undefined);

QString selectorText(const QJsonValue &selector)
{
    QStringList terms;
    const QJsonObject labels = at(selector, u"matchLabels").toObject();
    for (auto it = labels.begin(); it != labels.end(); ++it)
        terms.append(it.key() + u'=' + it.value().toString());
    return terms.join(u',');
}

void write(RolloutPass &pass)
{
    const ObjectPtr stored = pass.context.store().find(typeOf(u"Rollout"_s), namespaceOf(pass.rollout), nameOf(pass.rollout));
    if (!stored)
        return;
    QJsonObject body = stored->body();
    body.insert(u"status"_s, pass.next);
    (void)pass.context.writer.update(typeOf(u"Rollout"_s), namespaceOf(body), nameOf(body), body, {rolloutManager, true});
}

void applyPause(RolloutPass &pass)
{
    for (const QStringView field : {u"abort", u"abortedAt", u"pauseConditions", u"controllerPause"})
        put(pass.next, field, absent);
    if (isAborted(pass)) {
        pass.next.insert(u"abort"_s, true);
        const QString since = pass.status(u"abortedAt").toString();
        pass.next.insert(u"abortedAt"_s, since.isEmpty() ? pass.context.clock.stamp() : since);
        return;
    }
    if (pass.pause.clear)
        return;
    bool controllerPause = pass.status(u"controllerPause").toBool();
    QJsonArray conditions;
    QStringList known;
    for (const QJsonValue &condition : pass.status(u"pauseConditions").toArray()) {
        known.append(text(condition, u"reason"));
        if (!pass.pause.remove.contains(known.last()))
            conditions.append(condition);
    }
    for (const QString &reason : std::as_const(pass.pause.add)) {
        if (known.contains(reason))
            continue;
        known.append(reason);
        conditions.append(QJsonObject{{u"reason"_s, reason}, {u"startTime"_s, pass.context.clock.stamp()}});
        controllerPause = true;
    }
    if (conditions.isEmpty())
        return;
    pass.next.insert(u"pauseConditions"_s, conditions);
    if (controllerPause)
        pass.next.insert(u"controllerPause"_s, true);
}

void announcePause(RolloutPass &pass)
{
    const bool before = !pass.status(u"pauseConditions").toArray().isEmpty();
    const QJsonArray now = pass.next.value("pauseConditions"_L1).toArray();
    if (before == !now.isEmpty())
        return;
    if (!now.isEmpty())
        pass.context.events.normal(pass.rollout, u"RolloutPaused"_s, u"Rollout is paused (%1)"_s.arg(text(now.first(), u"reason")));
    else if (!pass.next.contains("abortedAt"_L1))
        pass.context.events.normal(pass.rollout, u"RolloutResumed"_s, u"Rollout is resumed"_s);
}

} // namespace

void startStatus(RolloutPass &pass)
{
    qint64 replicas = 0;
    qint64 ready = 0;
    for (const RolloutSet &set : pass.sets) {
        replicas += number(set.body, u"status.replicas");
        ready += number(set.body, u"status.readyReplicas");
    }
    const RolloutSet *fresh = pass.newSet();
    pass.next.insert(u"currentPodHash"_s, pass.newHash);
    pass.next.insert(u"replicas"_s, replicas);
    pass.next.insert(u"updatedReplicas"_s, fresh ? number(fresh->body, u"status.replicas") : 0);
    pass.next.insert(u"readyReplicas"_s, ready);
    pass.next.insert(u"availableReplicas"_s, totalAvailable(pass));
    pass.next.insert(u"HPAReplicas"_s, replicas);
    pass.next.insert(u"selector"_s, selectorText(pass.spec(u"selector")));
    if (pass.newHash == pass.status(u"stableRS").toString() || !promoteFull(pass))
        pass.next.remove("promoteFull"_L1);
    removeCondition(pass.next, u"InvalidSpec"_s);
}

void resetForNewRevision(RolloutPass &pass)
{
    pass.pause.clear = true;
    pass.pause.removeAbort = true;
    pass.next.remove("promoteFull"_L1);
    for (const QStringView field : {u"blueGreen.prePromotionAnalysisRunStatus", u"blueGreen.postPromotionAnalysisRunStatus",
                                    u"blueGreen.scaleUpPreviewCheckPoint", u"canary.currentStepAnalysisRunStatus",
                                    u"canary.currentBackgroundAnalysisRunStatus"})
        put(pass.next, field, absent);
    if (const QJsonValue restart = pass.spec(u"restartAt"); restart.isString())
        pass.next.insert(u"restartedAt"_s, restart);
    if (stepsOf(pass).isEmpty())
        pass.next.remove("currentStepIndex"_L1);
    else
        pass.next.insert(u"currentStepIndex"_s, 0);
}

void promoteStable(RolloutPass &pass, const QString &reason)
{
    pass.pause.clear = true;
    pass.pause.removeAbort = true;
    pass.next.remove("promoteFull"_L1);
    put(pass.next, u"blueGreen.scaleUpPreviewCheckPoint", absent);
    if (stepsOf(pass).isEmpty())
        pass.next.remove("currentStepIndex"_L1);
    else
        pass.next.insert(u"currentStepIndex"_s, stepsOf(pass).size());
    if (text(pass.next, u"stableRS") == pass.newHash)
        return;
    pass.next.insert(u"stableRS"_s, pass.newHash);
    pass.context.events.normal(pass.rollout, u"RolloutCompleted"_s,
                               u"Rollout completed update to revision %1 (%2): %3"_s.arg(annotation(pass.rollout, revisionAnnotation), pass.newHash, reason));
}

void persistStatus(RolloutPass &pass)
{
    pass.next.insert(u"observedGeneration"_s, QString::number(number(pass.rollout, u"metadata.generation")));
    if (pass.spec(u"workloadRef").isObject())
        pass.next.insert(u"workloadObservedGeneration"_s, annotation(pass.rollout, workloadAnnotation));
    if (exceededDeadline(pass)) {
        pass.pause.abort = true;
        const RolloutSet *fresh = pass.newSet();
        pass.pause.abortMessage = u"ReplicaSet \"%1\" has timed out progressing."_s.arg(fresh ? fresh->name() : QString());
    }
    applyPause(pass);
    updateConditions(pass);
    updatePhase(pass);
    const QJsonObject before = pass.rollout.value("status"_L1).toObject();
    if (before == pass.next)
        return;
    write(pass);
    announcePause(pass);
}

bool syncPausedConditions(RolloutPass &pass)
{
    if (pass.status(u"observedGeneration").toString() != QString::number(number(pass.rollout, u"metadata.generation")))
        return false;
    QJsonObject status = pass.rollout.value("status"_L1).toObject();
    const SimClock &clock = pass.context.clock;
    const QJsonObject progressing = conditionOf(status, u"Progressing"_s);
    const QString reason = text(progressing, u"reason");
    const bool paused = !status.value("pauseConditions"_L1).toArray().isEmpty() || isHumanPaused(pass);
    const bool abortKnown = reason == u"RolloutAborted";
    const QString pausedText = u"Rollout is paused"_s;
    bool changed = false;
    if (paused != (reason == u"RolloutPaused") && !abortKnown && !isFullyPromoted(pass))
        changed |= paused ? setCondition(status, u"Progressing"_s, u"Unknown"_s, u"RolloutPaused"_s, pausedText, clock)
                          : setCondition(status, u"Progressing"_s, u"Unknown"_s, u"RolloutResumed"_s, u"Rollout is resumed"_s, clock);
    if (!flag(status, u"abort") && abortKnown)
        changed |= setCondition(status, u"Progressing"_s, u"Unknown"_s, u"RolloutRetry"_s, u"Retrying Rollout after abort"_s, clock);
    if (paused != (text(conditionOf(status, u"Paused"_s), u"status") == u"True") && !abortKnown)
        changed |= setCondition(status, u"Paused"_s, paused ? u"True"_s : u"False"_s, u"RolloutPaused"_s, pausedText, clock);
    if (!changed)
        return false;
    pass.next = status;
    updatePhase(pass);
    write(pass);
    return true;
}

void persistInvalid(RolloutPass &pass, const QString &message)
{
    pass.next = pass.rollout.value("status"_L1).toObject();
    setCondition(pass.next, u"InvalidSpec"_s, u"True"_s, u"InvalidSpec"_s, message, pass.context.clock);
    pass.next.insert(u"observedGeneration"_s, QString::number(number(pass.rollout, u"metadata.generation")));
    updatePhase(pass);
    if (pass.next != pass.rollout.value("status"_L1).toObject())
        write(pass);
}

} // namespace maestro::sandbox
