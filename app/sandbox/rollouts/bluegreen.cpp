// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/restarter.h"
#include "sandbox/rollouts/rolloutanalysis.h"
#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/rollouts/rolloutpass.h"
#include "sandbox/rollouts/rolloutsets.h"
#include "sandbox/rollouts/rolloutstatus.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QString blueGreenPause = u"BlueGreenPause"_s;

QString activeService(const RolloutPass &pass)
{
    return pass.spec(u"strategy.blueGreen.activeService").toString();
}

QString previewService(const RolloutPass &pass)
{
    return pass.spec(u"strategy.blueGreen.previewService").toString();
}

bool promotesItself(const RolloutPass &pass)
{
    return pass.spec(u"strategy.blueGreen.autoPromotionEnabled").toBool(true);
}

bool passedCheckPoint(const RolloutPass &pass)
{
    return pass.status(u"blueGreen.scaleUpPreviewCheckPoint").toBool();
}

int wantedNew(RolloutPass &pass)
{
    const QJsonValue preview = pass.spec(u"strategy.blueGreen.previewReplicaCount");
    if (!preview.isDouble() || promoteFull(pass))
        return replicasOf(pass);
    const RolloutSet *active = pass.setByHash(pass.status(u"blueGreen.activeSelector").toString());
    if (!active || active == pass.newSet())
        return replicasOf(pass);
    const bool paused = isHumanPaused(pass) || !pass.status(u"pauseConditions").toArray().isEmpty();
    const bool known = pass.status(u"currentPodHash").toString() == pass.newHash;
    return known && !paused && passedCheckPoint(pass) ? replicasOf(pass) : preview.toInt();
}

bool isReadyForPause(RolloutPass &pass)
{
    const RolloutSet *fresh = pass.newSet();
    const int wanted = wantedNew(pass);
    return fresh && fresh->desired() == wanted && fresh->available() == wanted;
}

bool passedPreAnalysis(const RolloutPass &pass)
{
    return !pass.spec(u"strategy.blueGreen.prePromotionAnalysis").isObject()
        || runPhase(pass, u"blueGreen.prePromotionAnalysisRunStatus") == u"Successful";
}

bool isFastTracked(RolloutPass &pass)
{
    const QString active = selectorOf(pass, activeService(pass));
    return isFastRollback(pass) || promoteFull(pass) || active.isEmpty() || active == pass.newHash;
}

std::optional<qint64> autoPromotionMs(const RolloutPass &pass)
{
    const int seconds = pass.spec(u"strategy.blueGreen.autoPromotionSeconds").toInt(0);
    return seconds > 0 ? std::optional(qint64(seconds) * 1000) : std::nullopt;
}

/// The pause before the switch is behind us.
bool pauseIsOver(const RolloutPass &pass)
{
    if (!pass.pause.add.isEmpty())
        return false;
    if (passedCheckPoint(pass))
        return true;
    const QJsonObject condition = pauseCondition(pass, blueGreenPause);
    if (!promotesItself(pass))
        return pass.status(u"controllerPause").toBool() && condition.isEmpty();
    const auto delay = autoPromotionMs(pass);
    if (!delay)
        return true;
    return !condition.isEmpty() && pass.context.clock.ms() > pass.context.clock.msOf(text(condition, u"startTime")) + *delay;
}

void reconcilePause(RolloutPass &pass)
{
    if (pass.status(u"abort").toBool() || !isReadyForPause(pass) || isHalted(pass))
        return;
    if (isFastTracked(pass) || passedCheckPoint(pass) || (promotesItself(pass) && !autoPromotionMs(pass))) {
        pass.pause.remove.append(blueGreenPause);
        return;
    }
    if (!passedPreAnalysis(pass))
        return;
    const QJsonObject condition = pauseCondition(pass, blueGreenPause);
    if (condition.isEmpty()) {
        if (!pass.status(u"controllerPause").toBool())
            pass.pause.add.append(blueGreenPause);
    } else if (pauseIsOver(pass)) {
        pass.pause.remove.append(blueGreenPause);
    } else if (const auto delay = autoPromotionMs(pass)) {
        pass.context.again(pass.rollout, pass.context.clock.msOf(text(condition, u"startTime")) + *delay - pass.context.clock.ms() + 1);
    }
}

void reconcileActive(RolloutPass &pass)
{
    const RolloutSet *fresh = pass.newSet();
    if (isHalted(pass) || !isReadyForPause(pass) || !isSaturated(pass, *fresh))
        return;
    QString wanted = selectorOf(pass, activeService(pass));
    if (isFastTracked(pass) || (pauseIsOver(pass) && passedPreAnalysis(pass)))
        wanted = pass.newHash;
    if (pass.status(u"abort").toBool())
        wanted = pass.status(u"stableRS").toString();
    switchSelector(pass, activeService(pass), wanted);
}

QString promotionReason(RolloutPass &pass)
{
    const QString active = text(pass.next, u"blueGreen.activeSelector");
    if (!pass.stableSet() || active.isEmpty())
        return u"Initial deploy"_s;
    if (active != pass.newHash)
        return {};
    if (promoteFull(pass))
        return u"Full promotion requested"_s;
    if (isFastRollback(pass))
        return isRollbackWithinWindow(pass) ? u"Rollback within window"_s : u"Fast rollback"_s;
    if (isAborted(pass))
        return {};
    if (pass.spec(u"strategy.blueGreen.postPromotionAnalysis").isObject()
        && runPhase(pass, u"blueGreen.postPromotionAnalysisRunStatus") != u"Successful")
        return {};
    return u"Completed blue-green update"_s;
}

void updateCheckPoint(RolloutPass &pass)
{
    const QJsonValue preview = pass.spec(u"strategy.blueGreen.previewReplicaCount");
    const RolloutSet *fresh = pass.newSet();
    const bool reached = preview.isDouble()
        && (passedCheckPoint(pass) || (passedPreAnalysis(pass) && pauseIsOver(pass) && fresh && fresh->available() == preview.toInt()));
    put(pass.next, u"blueGreen.scaleUpPreviewCheckPoint", reached ? QJsonValue(true) : QJsonValue(QJsonValue::Undefined));
}

void countActive(RolloutPass &pass)
{
    const RolloutSet *active = pass.setByHash(text(pass.next, u"blueGreen.activeSelector"));
    if (!active)
        return;
    pass.next.insert(u"HPAReplicas"_s, number(active->body, u"status.replicas"));
    pass.next.insert(u"availableReplicas"_s, active->available());
    pass.next.insert(u"readyReplicas"_s, number(active->body, u"status.readyReplicas"));
    pass.next.insert(u"selector"_s, QString(text(pass.next, u"selector") + u',' + hashLabel + u'=' + active->hash()));
}

void syncStatus(RolloutPass &pass)
{
    const bool restarted = templateOrStepsChanged(pass);
    startStatus(pass);
    if (restarted)
        resetForNewRevision(pass);
    if (promoteFull(pass) || isRollbackWithinWindow(pass)) {
        pass.pause.clear = true;
        pass.pause.removeAbort = true;
    }
    const auto record = [&pass](QStringView field, const QString &hash) {
        put(pass.next, field, hash.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(hash));
    };
    record(u"blueGreen.activeSelector", selectorOf(pass, activeService(pass)));
    record(u"blueGreen.previewSelector", selectorOf(pass, previewService(pass)));
    if (const QString reason = promotionReason(pass); !reason.isEmpty())
        promoteStable(pass, reason);
    else
        updateCheckPoint(pass);
    countActive(pass);
    persistStatus(pass);
}

bool postAnalysisHolds(RolloutPass &pass)
{
    return pass.spec(u"strategy.blueGreen.postPromotionAnalysis").isObject() && !isFullyPromoted(pass)
        && !pass.spec(u"strategy.blueGreen.scaleDownDelaySeconds").isDouble()
        && runPhase(pass, u"blueGreen.postPromotionAnalysisRunStatus") != u"Successful";
}

bool scaleNew(RolloutPass &pass)
{
    RolloutSet *fresh = pass.newSet();
    int wanted = wantedNew(pass);
    if (delaysScaleDownOnAbort(pass)) {
        if (fresh->deadline().isEmpty()) {
            const qint64 delay = *abortScaleDownDelayMs(pass);
            setDeadline(pass, *fresh, pass.context.clock.stamp(delay));
            pass.context.again(pass.rollout, delay);
            return false;
        }
        const qint64 left = pass.context.clock.msOf(fresh->deadline()) - pass.context.clock.ms();
        if (left > 0) {
            pass.context.again(pass.rollout, left);
            return false;
        }
        wanted = 0;
    }
    return scaleSet(pass, *fresh, wanted);
}

} // namespace

void scaleBlueGreenSets(RolloutPass &pass)
{
    clearDeadlines(pass);
    if (RolloutSet *stable = pass.stableSet())
        scaleSet(pass, *stable, replicasOf(pass));
    scaleNew(pass);
    if (!pauseCondition(pass, u"InconclusiveAnalysisRun"_s).isEmpty() || postAnalysisHolds(pass))
        return;
    int annotated = 0;
    for (RolloutSet *set : pass.otherSets()) {
        if (set->desired() > 0 && !isReferenced(pass, *set))
            scaleSet(pass, *set, sizeUntilDeadline(pass, *set, annotated, replicasOf(pass)));
    }
}

void reconcileBlueGreen(RolloutPass &pass)
{
    if (!isHalted(pass) && !previewService(pass).isEmpty())
        switchSelector(pass, previewService(pass), pass.newHash);
    if (templateOrStepsChanged(pass))
        return syncStatus(pass);
    restartPods(pass);
    scaleBlueGreenSets(pass);
    trimHistory(pass);
    reconcilePause(pass);
    reconcileActive(pass);
    reconcileAnalysis(pass);
    syncStatus(pass);
}

} // namespace maestro::sandbox
