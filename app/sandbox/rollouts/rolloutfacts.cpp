// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/rolloutfacts.h"

#include "sandbox/store/json.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

bool isCanary(const RolloutPass &pass)
{
    return pass.spec(u"strategy.canary").isObject();
}

bool isRouted(const RolloutPass &pass)
{
    return pass.spec(u"strategy.canary.trafficRouting").isObject();
}

int replicasOf(const RolloutPass &pass)
{
    return pass.spec(u"replicas").toInt(1);
}

int maxSurge(const RolloutPass &pass)
{
    return intOrPercent(pass.spec(u"strategy.canary.maxSurge"), replicasOf(pass), true, u"25%"_s);
}

int maxUnavailable(const RolloutPass &pass)
{
    const QJsonValue value = pass.spec(isCanary(pass) ? u"strategy.canary.maxUnavailable" : u"strategy.blueGreen.maxUnavailable");
    const int count = std::min(intOrPercent(value, replicasOf(pass), false, u"25%"_s), replicasOf(pass));
    return count == 0 && isCanary(pass) && maxSurge(pass) == 0 ? 1 : count;
}

int maxWeight(const RolloutPass &pass)
{
    return pass.spec(u"strategy.canary.trafficRouting.maxTrafficWeight").toInt(100);
}

QJsonArray stepsOf(const RolloutPass &pass)
{
    return pass.spec(u"strategy.canary.steps").toArray();
}

int stepIndex(const RolloutPass &pass)
{
    return pass.status(u"currentStepIndex").toInt(0);
}

QJsonObject currentStep(const RolloutPass &pass)
{
    const QJsonArray steps = stepsOf(pass);
    const int index = stepIndex(pass);
    return index < steps.size() ? steps.at(index).toObject() : QJsonObject();
}

QString stepText(const QJsonObject &step)
{
    if (step.contains("setWeight"_L1))
        return u"setWeight: %1"_s.arg(number(step, u"setWeight"));
    if (step.contains("pause"_L1)) {
        const QJsonValue duration = at(step, u"pause.duration");
        return duration.isUndefined() ? u"pause"_s : u"pause: %1"_s.arg(duration.toVariant().toString());
    }
    if (step.contains("setCanaryScale"_L1)) {
        const QJsonObject scale = step.value("setCanaryScale"_L1).toObject();
        if (scale.contains("weight"_L1))
            return u"setCanaryScale{weight: %1}"_s.arg(number(scale, u"weight"));
        if (flag(scale, u"matchTrafficWeight"))
            return u"setCanaryScale{matchTrafficWeight: true}"_s;
        return u"setCanaryScale{replicas: %1}"_s.arg(number(scale, u"replicas"));
    }
    return step.isEmpty() ? u"invalid"_s : step.constBegin().key();
}

QString stepHash(const RolloutPass &pass)
{
    return isCanary(pass) ? safeHash(QJsonDocument(stepsOf(pass)).toJson(QJsonDocument::Compact)) : QString();
}

std::optional<qint64> durationMs(const QJsonValue &value)
{
    if (value.isDouble())
        return qint64(value.toDouble() * 1000);
    if (!value.isString())
        return std::nullopt;
    const QString text = value.toString();
    bool plain = false;
    if (const qint64 seconds = text.toLongLong(&plain); plain)
        return seconds * 1000;
    static const QRegularExpression whole(u"\\A(?:\\d+(?:\\.\\d+)?(?:ms|h|m|s))+\\z"_s);
    static const QRegularExpression part(u"(\\d+(?:\\.\\d+)?)(ms|h|m|s)"_s);
    if (!whole.match(text).hasMatch())
        return std::nullopt;
    double total = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString unit = match.captured(2);
        total += match.captured(1).toDouble() * (unit == u"h" ? 3600000 : unit == u"m" ? 60000 : unit == u"s" ? 1000 : 1);
    }
    return qint64(total);
}

bool isAborted(const RolloutPass &pass)
{
    return !pass.pause.removeAbort && (pass.pause.abort || pass.status(u"abort").toBool());
}

bool isHumanPaused(const RolloutPass &pass)
{
    return pass.spec(u"paused").toBool();
}

bool promoteFull(const RolloutPass &pass)
{
    return pass.status(u"promoteFull").toBool();
}

bool isFullyPromoted(const RolloutPass &pass)
{
    const QString stable = pass.status(u"stableRS").toString();
    return !stable.isEmpty() && stable == pass.status(u"currentPodHash").toString();
}

bool isHalted(const RolloutPass &pass)
{
    return isHumanPaused(pass) || !pauseCondition(pass, u"InconclusiveAnalysisRun"_s).isEmpty();
}

QJsonObject pauseCondition(const RolloutPass &pass, const QString &reason)
{
    for (const QJsonValue &condition : pass.status(u"pauseConditions").toArray()) {
        if (text(condition, u"reason") == reason)
            return condition.toObject();
    }
    return {};
}

bool templateOrStepsChanged(const RolloutPass &pass)
{
    if (pass.status(u"currentPodHash").toString() != pass.newHash)
        return true;
    return isCanary(pass) && pass.status(u"currentStepHash").toString() != stepHash(pass);
}

bool isRollbackWithinWindow(RolloutPass &pass)
{
    const RolloutSet *target = pass.newSet();
    const RolloutSet *stable = pass.stableSet();
    const int window = pass.spec(u"rollbackWindow.revisions").toInt(0);
    if (!target || !stable || window <= 0 || !(target->created() < stable->created()))
        return false;
    const auto between = std::count_if(pass.sets.begin(), pass.sets.end(), [&](const RolloutSet &set) {
        return set.created() < stable->created() && target->created() < set.created();
    });
    return between < window;
}

bool isFastRollback(RolloutPass &pass)
{
    const RolloutSet *target = pass.newSet();
    const RolloutSet *stable = pass.stableSet();
    if (!target || !stable)
        return false;
    if (target == stable)
        return true;
    return target->created() < stable->created() && (isRollbackWithinWindow(pass) || (pass.newSetWithinDelay && !isCanary(pass)));
}

int currentSetWeight(const RolloutPass &pass)
{
    if (pass.status(u"abort").toBool() || isAborted(pass))
        return 0;
    const QJsonArray steps = stepsOf(pass);
    const int index = stepIndex(pass);
    if (index >= steps.size())
        return maxWeight(pass);
    for (int i = index; i >= 0; --i) {
        const QJsonValue weight = steps.at(i).toObject().value("setWeight"_L1);
        if (!weight.isUndefined())
            return weight.toInt();
    }
    return 0;
}

int totalAvailable(const RolloutPass &pass)
{
    int total = 0;
    for (const RolloutSet &set : pass.sets)
        total += set.available();
    return total;
}

namespace {

/// The setCanaryScale in force; empty when weights decide.
QJsonObject canaryScale(const RolloutPass &pass)
{
    if (!isRouted(pass) || currentStep(pass).isEmpty() || (pass.status(u"abort").toBool() && abortScaleDownDelayMs(pass)))
        return {};
    const QJsonArray steps = stepsOf(pass);
    for (int i = stepIndex(pass); i >= 0; --i) {
        const QJsonObject scale = steps.at(i).toObject().value("setCanaryScale"_L1).toObject();
        if (!scale.isEmpty())
            return flag(scale, u"matchTrafficWeight") ? QJsonObject() : scale;
    }
    return {};
}

bool wantsEverything(const RolloutPass &pass)
{
    return promoteFull(pass) || pass.status(u"stableRS").toString().isEmpty() || isFullyPromoted(pass);
}

CanaryCounts routedCounts(RolloutPass &pass, const QJsonObject &weights)
{
    const int replicas = replicasOf(pass);
    const int most = maxWeight(pass);
    const QJsonObject scale = wantsEverything(pass) ? QJsonObject() : canaryScale(pass);
    int weight = wantsEverything(pass) ? most : currentSetWeight(pass);
    if (scale.contains("weight"_L1))
        weight = int(number(scale, u"weight"));
    const auto atLeast = [&](int count) {
        return count == 0 ? 0 : std::max(count, std::min(replicas, pass.spec(u"strategy.canary.minPodsPerReplicaSet").toInt(0)));
    };
    CanaryCounts counts{atLeast(replicasForWeight(replicas, weight, most)), replicas};
    if (scale.contains("replicas"_L1))
        counts.canary = int(number(scale, u"replicas"));
    if (!pass.spec(u"strategy.canary.dynamicStableScale").toBool())
        return counts;
    counts.stable = replicasForWeight(replicas, most - weight, most);
    if (!weights.isEmpty()) {
        counts.stable = std::max(counts.stable, replicasForWeight(replicas, int(number(weights, u"stable.weight")), most));
        if (pass.status(u"abort").toBool())
            counts.canary = std::max(counts.canary, replicasForWeight(replicas, int(number(weights, u"canary.weight")), most));
    }
    return {atLeast(counts.canary), atLeast(counts.stable)};
}

} // namespace

CanaryCounts wantedCounts(RolloutPass &pass, const QJsonObject &weights)
{
    if (isRouted(pass))
        return routedCounts(pass, weights);
    CountInput in{replicasOf(pass), wantsEverything(pass) ? maxWeight(pass) : currentSetWeight(pass), maxWeight(pass), maxSurge(pass), maxUnavailable(pass)};
    const RolloutSet *canary = pass.newSet();
    const RolloutSet *stable = pass.stableSet();
    if (canary)
        in.canary = canary->size();
    if (stable && stable != canary)
        in.stable = stable->size();
    for (const RolloutSet *set : pass.otherSets())
        in.others += set->desired();
    return basicCanaryCounts(in);
}

bool atDesiredCounts(RolloutPass &pass, const QJsonObject &weights)
{
    const CanaryCounts wanted = wantedCounts(pass, weights);
    const RolloutSet *canary = pass.newSet();
    const RolloutSet *stable = pass.stableSet();
    const QJsonValue threshold = pass.spec(u"strategy.canary.replicaProgressThreshold");
    int needed = wanted.canary;
    if (threshold.isObject()) {
        const qint64 value = number(threshold, u"value");
        needed = text(threshold, u"type") == u"Percent" ? int((value * wanted.canary + 99) / 100) : int(value);
    }
    if (!canary || canary->available() < needed || (!threshold.isObject() && canary->desired() != wanted.canary))
        return false;
    const bool stableCounts = !isRouted(pass) || !pass.spec(u"strategy.canary.dynamicStableScale").toBool();
    if (stableCounts && stable && stable != canary && (stable->desired() != wanted.stable || number(stable->body, u"status.replicas") != wanted.stable))
        return false;
    if (isRouted(pass))
        return true;
    const auto others = pass.otherSets();
    return std::all_of(others.begin(), others.end(), [](const RolloutSet *set) { return set->available() == 0; });
}

qint64 scaleDownDelayMs(const RolloutPass &pass)
{
    if (isCanary(pass) && !isRouted(pass))
        return 0;
    return qint64(pass.spec(isCanary(pass) ? u"strategy.canary.scaleDownDelaySeconds" : u"strategy.blueGreen.scaleDownDelaySeconds").toInt(30)) * 1000;
}

std::optional<qint64> abortScaleDownDelayMs(const RolloutPass &pass)
{
    if (isCanary(pass) && !isRouted(pass))
        return 0;
    const int seconds
        = pass.spec(isCanary(pass) ? u"strategy.canary.abortScaleDownDelaySeconds" : u"strategy.blueGreen.abortScaleDownDelaySeconds").toInt(30);
    return seconds == 0 ? std::nullopt : std::optional(qint64(seconds) * 1000);
}

bool delaysScaleDownOnAbort(RolloutPass &pass)
{
    if (!isAborted(pass) || !pass.stableSet() || (isCanary(pass) && !isRouted(pass)) || !abortScaleDownDelayMs(pass))
        return false;
    const bool dynamic = pass.spec(u"strategy.canary.dynamicStableScale").toBool();
    return !dynamic || !pass.spec(u"strategy.canary.abortScaleDownDelaySeconds").isUndefined();
}

bool isSaturated(const RolloutPass &pass, const RolloutSet &set)
{
    const int replicas = replicasOf(pass);
    return set.desired() == replicas && set.available() == replicas && annotation(set.body, desiredAnnotation).toInt() == replicas;
}

} // namespace maestro::sandbox
