// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/rolloutdecoder.h"

#include "kube/decode/metadecoder.h"
#include "kube/decode/stepdecoder.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace maestro {

namespace {

void readSelector(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "matchLabels")
            value.read(out.selector);
        else if (key == "matchExpressions")
            value.elements([&](int, JsonNode) { out.selectorHasExpressions = true; });
    });
}

void readWorkloadRef(JsonNode node, Rollout &out)
{
    WorkloadRef ref;
    const bool present = node.members([&](std::string_view key, JsonNode value) {
        if (key == "apiVersion")
            value.read(ref.apiVersion);
        else if (key == "kind")
            value.read(ref.kind);
        else if (key == "name")
            value.read(ref.name);
    });
    if (present)
        out.workloadRef = ref;
}

void readNginx(JsonNode node, TrafficRouting &traffic)
{
    traffic.nginxAnnotationPrefix = QStringLiteral("nginx.ingress.kubernetes.io");
    node.members([&](std::string_view key, JsonNode value) {
        QString text;
        if (key == "stableIngress") {
            if (value.read(text) && !text.isEmpty() && !traffic.nginxStableIngresses.contains(text))
                traffic.nginxStableIngresses.prepend(text);
        } else if (key == "stableIngresses") {
            value.elements([&](int, JsonNode element) {
                QString name;
                if (element.read(name) && !traffic.nginxStableIngresses.contains(name))
                    traffic.nginxStableIngresses.append(name);
            });
        } else if (key == "annotationPrefix") {
            if (value.read(text) && !text.isEmpty())
                traffic.nginxAnnotationPrefix = text;
        }
    });
}

void readTraffic(JsonNode node, TrafficRouting &traffic)
{
    traffic.present = node.members([&](std::string_view key, JsonNode value) {
        if (key == "maxTrafficWeight") {
            int weight = 0;
            if (value.readCount(weight)) {
                if (weight > 0)
                    traffic.maxWeight = weight;
                else
                    value.noteUnreadable();
            }
        } else if (key != "managedRoutes" && !value.isNull()) {
            traffic.routers.append(toQString(key));
            if (key == "nginx")
                readNginx(value, traffic);
            else if (key == "plugins")
                value.members([](std::string_view, JsonNode) {});
        }
    });
}

void readPingPong(JsonNode node, TrafficRouting &traffic)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "pingService")
            value.read(traffic.pingService);
        else if (key == "pongService")
            value.read(traffic.pongService);
    });
}

QJsonArray stepsAsReceived(const QList<CanaryStep> &steps)
{
    QJsonArray all;
    for (const CanaryStep &step : steps)
        all.append(QJsonDocument::fromJson(step.raw).object());
    return all;
}

void readCanary(JsonNode node, DecodeDepth depth, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "steps") {
            const bool given = !value.isNull();
            out.steps.clear();
            value.elements([&](int, JsonNode element) { out.steps.append(readStep(element, depth)); });
            if (depth == DecodeDepth::Whole && given)
                out.received.insert(QStringLiteral("/spec/strategy/canary/steps"), stepsAsReceived(out.steps));
        } else if (key == "analysis" && depth == DecodeDepth::Whole && !value.isNull())
            out.received.insert(QStringLiteral("/spec/strategy/canary/analysis"), value.json());
        else if (key == "canaryService")
            value.read(out.traffic.canaryService);
        else if (key == "stableService")
            value.read(out.traffic.stableService);
        else if (key == "trafficRouting")
            readTraffic(value, out.traffic);
        else if (key == "pingPong")
            readPingPong(value, out.traffic);
        else if (key == "dynamicStableScale")
            value.read(out.traffic.dynamicStableScale);
        else if (key == "abortScaleDownDelaySeconds")
            value.readCount(out.abortScaleDownDelaySeconds);
        else if (key == "scaleDownDelaySeconds")
            value.readCount(out.scaleDownDelaySeconds);
    });
}

void readBlueGreen(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "activeService")
            value.read(out.traffic.activeService);
        else if (key == "previewService")
            value.read(out.traffic.previewService);
        else if (key == "autoPromotionEnabled")
            value.read(out.autoPromotionEnabled);
        else if (key == "abortScaleDownDelaySeconds")
            value.readCount(out.abortScaleDownDelaySeconds);
        else if (key == "scaleDownDelaySeconds")
            value.readCount(out.scaleDownDelaySeconds);
    });
}

void readRolloutStrategy(JsonNode node, DecodeDepth depth, Rollout &out)
{
    bool canary = false;
    bool blueGreen = false;
    node.members([&](std::string_view key, JsonNode value) {
        if (value.isNull())
            return;
        if (key == "canary") {
            canary = true;
            readCanary(value, depth, out);
        } else if (key == "blueGreen") {
            blueGreen = true;
            readBlueGreen(value, out);
        }
    });
    if (canary && blueGreen)
        node.noteUnreadable();
    else if (canary)
        out.strategy = Strategy::Canary;
    else if (blueGreen)
        out.strategy = Strategy::BlueGreen;
}

void readDeploymentStrategy(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        QString type;
        if (key != "type" || !value.read(type))
            return;
        if (type == QLatin1String("RollingUpdate"))
            out.strategy = Strategy::RollingUpdate;
        else if (type == QLatin1String("Recreate"))
            out.strategy = Strategy::Recreate;
        else
            value.noteUnreadable();
    });
}

/// Reads a field that guards may name and keeps it as received when there is room for it (decoded whole).
template<typename T> void readGuarded(JsonNode value, QLatin1String pointer, T &field, DecodeDepth depth, Rollout &out)
{
    if (value.read(field) && depth == DecodeDepth::Whole)
        out.received.insert(pointer, QJsonValue(field));
}

void readSpec(JsonNode node, DecodeDepth depth, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "replicas") {
            if (value.readCount(out.specReplicas) && depth == DecodeDepth::Whole)
                out.received.insert(QStringLiteral("/spec/replicas"), out.specReplicas);
        } else if (key == "paused")
            readGuarded(value, QLatin1String("/spec/paused"), out.specPaused, depth, out);
        else if (key == "selector" && depth != DecodeDepth::Fleet)
            readSelector(value, out);
        else if (key == "workloadRef")
            readWorkloadRef(value, out);
        else if (key == "template")
            readTemplate(value, depth, out.images, out.podTemplate);
        else if (key == "progressDeadlineAbort")
            value.read(out.progressDeadlineAbort);
        else if (key == "rollbackWindow")
            value.members([&](std::string_view name, JsonNode revisions) {
                if (name == "revisions")
                    revisions.readCount(out.rollbackWindowRevisions);
            });
        else if (key == "restartAt")
            readGuarded(value, QLatin1String("/spec/restartAt"), out.restartAt, depth, out);
        else if (key == "strategy" && out.workload == WorkloadKind::Rollout)
            readRolloutStrategy(value, depth, out);
        else if (key == "strategy")
            readDeploymentStrategy(value, out);
    });
    if (out.workloadRef) {
        out.images.clear();
        out.podTemplate = {};
    }
}

/// status.*AnalysisRunStatus
void readAnalysisStatus(JsonNode node, const QString &kind, Rollout &out)
{
    AnalysisStatus status;
    status.kind = kind;
    const bool present = node.members([&](std::string_view key, JsonNode value) {
        if (key == "name")
            value.read(status.name);
        else if (key == "status")
            value.read(status.phase);
        else if (key == "message")
            value.read(status.message);
    });
    if (present)
        out.analysis.append(status);
}

void readWeights(JsonNode node, Rollout &out)
{
    std::optional<int> canary;
    std::optional<int> stable;
    std::optional<bool> verified;
    const auto weight = [](JsonNode destination, std::optional<int> &into) {
        destination.members([&](std::string_view key, JsonNode value) {
            if (key == "weight")
                value.readCount(into);
        });
    };
    const bool present = node.members([&](std::string_view key, JsonNode value) {
        if (key == "canary")
            weight(value, canary);
        else if (key == "stable")
            weight(value, stable);
        else if (key == "verified")
            value.read(verified);
    });
    if (!present)
        return;
    if (canary && stable)
        out.recordedWeights = RecordedWeights{*canary, *stable, verified};
    else
        node.noteUnreadable();
}

void readCanaryStatus(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "weights")
            readWeights(value, out);
        else if (key == "stablePingPong")
            value.read(out.stablePingPong);
        else if (key == "currentStepAnalysisRunStatus")
            readAnalysisStatus(value, QStringLiteral("step"), out);
        else if (key == "currentBackgroundAnalysisRunStatus")
            readAnalysisStatus(value, QStringLiteral("background"), out);
    });
}

void readBlueGreenStatus(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "activeSelector")
            value.read(out.activeHash);
        else if (key == "previewSelector")
            value.read(out.previewHash);
        else if (key == "prePromotionAnalysisRunStatus")
            readAnalysisStatus(value, QStringLiteral("prePromotion"), out);
        else if (key == "postPromotionAnalysisRunStatus")
            readAnalysisStatus(value, QStringLiteral("postPromotion"), out);
    });
}

/// Kept as received, because it goes back to the server in a guard; read from that same copy.
void readPauseConditions(JsonNode node, Rollout &out)
{
    out.pauseConditionsRaw = node.json();
    out.pauseConditions.clear();
    if (out.pauseConditionsRaw.isNull() || node.failed())
        return;
    if (!out.pauseConditionsRaw.isArray()) {
        node.noteUnreadable();
        return;
    }
    const QJsonArray conditions = out.pauseConditionsRaw.toArray();
    for (const QJsonValue &condition : conditions) {
        const QJsonValue reason = condition[QLatin1String("reason")];
        const QJsonValue startTime = condition[QLatin1String("startTime")];
        if (!condition.isObject() || !reason.isString() || !(startTime.isString() || startTime.isUndefined() || startTime.isNull()))
            node.noteUnreadable();
        out.pauseConditions.append({reason.toString(), startTime.toString()});
    }
}

void readPauses(JsonNode node, Rollout &out)
{
    out.pauseConditions.clear();
    node.elements([&](int, JsonNode element) {
        PauseCondition pause;
        bool reasonRead = false;
        element.members([&](std::string_view key, JsonNode value) {
            if (key == "reason")
                reasonRead = value.readWord(pause.reason);
            else if (key == "startTime")
                value.read(pause.startTime);
        });
        if (!reasonRead)
            node.noteUnreadable();
        out.pauseConditions.append(pause);
    });
}

bool readReplicaCounts(std::string_view key, JsonNode value, Rollout &out)
{
    if (key == "replicas")
        value.readCount(out.replicas);
    else if (key == "updatedReplicas")
        value.readCount(out.updatedReplicas);
    else if (key == "readyReplicas")
        value.readCount(out.readyReplicas);
    else if (key == "availableReplicas")
        value.readCount(out.availableReplicas);
    else
        return false;
    return true;
}

/// status.currentStepIndex and status.pauseConditions
bool readPlace(std::string_view key, JsonNode value, DecodeDepth depth, Rollout &out)
{
    if (key == "currentStepIndex") {
        if (value.readCount(out.currentStepIndex) && depth == DecodeDepth::Whole)
            out.received.insert(QStringLiteral("/status/currentStepIndex"), *out.currentStepIndex);
    } else if (key == "pauseConditions" && depth == DecodeDepth::Fleet) {
        readPauses(value, out);
    } else if (key == "pauseConditions") {
        readPauseConditions(value, out);
        if (depth == DecodeDepth::Whole && !out.pauseConditionsRaw.isUndefined())
            out.received.insert(QStringLiteral("/status/pauseConditions"), out.pauseConditionsRaw);
    } else {
        return false;
    }
    return true;
}

bool readProgress(std::string_view key, JsonNode value, DecodeDepth depth, Rollout &out)
{
    if (readPlace(key, value, depth, out))
        return true;
    if (key == "controllerPause")
        readGuarded(value, QLatin1String("/status/controllerPause"), out.controllerPause, depth, out);
    else if (key == "abort")
        readGuarded(value, QLatin1String("/status/abort"), out.abort, depth, out);
    else if (key == "abortedAt")
        value.read(out.abortedAt);
    else if (key == "promoteFull")
        readGuarded(value, QLatin1String("/status/promoteFull"), out.promoteFull, depth, out);
    else if (key == "restartedAt")
        value.read(out.restartedAt);
    else if (key == "canary")
        readCanaryStatus(value, out);
    else if (key == "blueGreen")
        readBlueGreenStatus(value, out);
    else
        return false;
    return true;
}

/// False when there is none, or nothing in it.
bool readStatus(JsonNode node, DecodeDepth depth, Rollout &out)
{
    const bool rollout = out.workload == WorkloadKind::Rollout;
    bool any = false;
    node.members([&](std::string_view key, JsonNode value) {
        any = true;
        if (readReplicaCounts(key, value, out))
            return;
        if (key == "observedGeneration")
            value.readText(out.observedGeneration);
        else if (key == "conditions")
            out.conditions = readConditions(value);
        else if (!rollout || readProgress(key, value, depth, out))
            return;
        else if (key == "phase")
            value.readWord(out.phaseText);
        else if (key == "message")
            value.readWord(out.message);
        else if (key == "workloadObservedGeneration")
            value.readText(out.workloadObservedGeneration);
        else if (key == "currentPodHash")
            readGuarded(value, QLatin1String("/status/currentPodHash"), out.currentPodHash, depth, out);
        else if (key == "stableRS")
            readGuarded(value, QLatin1String("/status/stableRS"), out.stableHash, depth, out);
    });
    return any;
}

auto filler(WorkloadKind kind, DecodeDepth depth)
{
    return [kind, depth](JsonNode root, Rollout &out) {
        out.workload = kind;
        out.hasStatus = false;
        if (kind == WorkloadKind::Deployment)
            out.strategy = Strategy::RollingUpdate; // what the API server fills in
        root.members([&](std::string_view key, JsonNode value) {
            if (key == "metadata")
                readMeta(value, out.meta, depth);
            else if (key == "spec")
                readSpec(value, depth, out);
            else if (key == "status")
                out.hasStatus = readStatus(value, depth, out);
        });
        if (kind == WorkloadKind::Deployment && out.unreadable.contains(QLatin1String("/spec/strategy/type")))
            out.strategy = Strategy::Unknown;
    };
}

} // namespace

Result<Rollout> decodeRollout(QByteArrayView json, DecodeDepth depth)
{
    return decodeObject<Rollout>(json, filler(WorkloadKind::Rollout, depth));
}

Result<Rollout> decodeDeployment(QByteArrayView json, DecodeDepth depth)
{
    return decodeObject<Rollout>(json, filler(WorkloadKind::Deployment, depth));
}

Result<DecodedList<Rollout>> decodeRolloutList(const QByteArray &body, DecodeDepth depth)
{
    return decodeObjects<Rollout>(body, filler(WorkloadKind::Rollout, depth));
}

Result<DecodedList<Rollout>> decodeDeploymentList(const QByteArray &body, DecodeDepth depth)
{
    return decodeObjects<Rollout>(body, filler(WorkloadKind::Deployment, depth));
}

} // namespace maestro
