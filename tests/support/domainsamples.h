// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro::test {

// Small objects for rules: what a test does not set is what a quiet object has.

inline const QString stableUid = QStringLiteral("uid-rs-1");
inline const QString canaryUid = QStringLiteral("uid-rs-2");

inline CanaryStep setWeight(int weight)
{
    return {StepKind::SetWeight, QStringLiteral("setWeight"), weight, {}, {}};
}

inline CanaryStep pauseStep(std::optional<qint64> seconds = {})
{
    return {StepKind::Pause, QStringLiteral("pause"), {}, seconds, {}};
}

inline CanaryStep stepOf(StepKind kind, const QString &key)
{
    return {kind, key, {}, {}, {}};
}

inline QDateTime at(const char *iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
}

/// A basic canary with everything on v1.
inline Rollout healthyCanary()
{
    Rollout r;
    r.meta.ns = QStringLiteral("default");
    r.meta.name = QStringLiteral("web");
    r.meta.uid = QStringLiteral("uid-web");
    r.meta.resourceVersion = QStringLiteral("100");
    r.meta.generation = 3;
    r.meta.createdAt = at("2026-11-21T08:00:00Z");
    r.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QStringLiteral("1"));
    r.strategy = Strategy::Canary;
    r.specReplicas = 4;
    r.steps = {setWeight(25), pauseStep(), setWeight(50), pauseStep()};
    r.podTemplate = QJsonObject {{QStringLiteral("image"), QStringLiteral("app:v1")}};
    r.phaseText = QStringLiteral("Healthy");
    r.observedGeneration = QStringLiteral("3");
    r.currentPodHash = r.stableHash = QStringLiteral("aaa");
    r.currentStepIndex = 4;
    r.replicas = r.updatedReplicas = r.readyReplicas = r.availableReplicas = 4;
    return r;
}

inline void pauseBy(Rollout &r, const QString &reason)
{
    const QString start = QStringLiteral("2026-11-21T09:00:00Z");
    r.pauseConditions = {{reason, start}};
    r.pauseConditionsRaw = QJsonArray {QJsonObject {{QStringLiteral("reason"), reason}, {QStringLiteral("startTime"), start}}};
    r.controllerPause = true;
    r.phaseText = QStringLiteral("Paused");
    r.message = reason;
}

/// The same at its first gate: one of four pods is v2.
inline Rollout canaryAtGate()
{
    Rollout r = healthyCanary();
    r.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QStringLiteral("2"));
    r.podTemplate = QJsonObject {{QStringLiteral("image"), QStringLiteral("app:v2")}};
    r.currentPodHash = QStringLiteral("bbb");
    r.currentStepIndex = 1;
    r.updatedReplicas = 1;
    pauseBy(r, QStringLiteral("CanaryPauseStep"));
    return r;
}

inline Rollout abortedCanary()
{
    Rollout r = canaryAtGate();
    r.pauseConditions.clear();
    r.pauseConditionsRaw = QJsonValue(QJsonValue::Undefined);
    r.controllerPause = false;
    r.abort = true;
    r.abortedAt = QStringLiteral("2026-11-21T09:01:00Z");
    r.currentStepIndex = 0;
    r.phaseText = QStringLiteral("Degraded");
    r.message = QStringLiteral("RolloutAborted: Rollout aborted update to revision 2");
    r.updatedReplicas = 0;
    return r;
}

inline Rollout blueGreenAtGate()
{
    Rollout r = canaryAtGate();
    r.strategy = Strategy::BlueGreen;
    r.steps.clear();
    r.currentStepIndex.reset();
    r.traffic.activeService = QStringLiteral("web-active");
    r.autoPromotionEnabled = false;
    r.activeHash = QStringLiteral("aaa");
    r.previewHash = QStringLiteral("bbb");
    pauseBy(r, QStringLiteral("BlueGreenPause"));
    return r;
}

inline ReplicaSet replicaSet(const QString &uid, const QString &hash, int revision, int ready, const QString &image, const QDateTime &created)
{
    ReplicaSet s;
    s.meta.ns = QStringLiteral("default");
    s.meta.name = QStringLiteral("web-") + hash;
    s.meta.uid = uid;
    s.meta.createdAt = created;
    s.meta.labels.insert(QStringLiteral("rollouts-pod-template-hash"), hash);
    s.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QString::number(revision));
    s.meta.owners = {{QStringLiteral("Rollout"), QStringLiteral("web"), QStringLiteral("uid-web"), true}};
    s.desired = s.replicas = s.ready = s.available = ready;
    s.images = {image};
    s.podTemplate = QJsonObject {{QStringLiteral("image"), image},
                                 {QStringLiteral("metadata"), QJsonObject {{QStringLiteral("labels"), QJsonObject {{QStringLiteral("app"), QStringLiteral("web")},
                                                                                                                    {QStringLiteral("rollouts-pod-template-hash"), hash}}}}}};
    return s;
}

inline QList<ReplicaSet> twoSets(int stableReady, int canaryReady)
{
    return {replicaSet(stableUid, QStringLiteral("aaa"), 1, stableReady, QStringLiteral("app:v1"), at("2026-11-21T08:00:00Z")),
            replicaSet(canaryUid, QStringLiteral("bbb"), 2, canaryReady, QStringLiteral("app:v2"), at("2026-11-21T08:30:00Z"))};
}

inline RolloutSnapshotPtr snapshotOf(const Rollout &rollout, const QList<ReplicaSet> &sets = twoSets(3, 1), const QList<Service> &services = {})
{
    RolloutParts parts;
    parts.context = QStringLiteral("admin");
    parts.rollout = rollout;
    parts.replicaSets = sets;
    parts.services = services;
    RolloutSnapshot snapshot = assembleSnapshot(parts);
    snapshot.connected = true;
    snapshot.heardAtBootMs = 1;
    return std::make_shared<const RolloutSnapshot>(std::move(snapshot));
}

inline Service serviceTo(const QString &name, const QString &hash)
{
    Service s;
    s.meta.ns = QStringLiteral("default");
    s.meta.name = name;
    s.selector.insert(QStringLiteral("rollouts-pod-template-hash"), hash);
    return s;
}

inline OperationRequest ask(Verb verb)
{
    OperationRequest request;
    request.verb = verb;
    request.target = {QStringLiteral("admin"), QStringLiteral("default"), QStringLiteral("web")};
    return request;
}

inline OperationPlan planFor(const OperationRequest &request, const Rollout &rollout, const QList<ReplicaSet> &sets = twoSets(3, 1))
{
    return planOperation(request, snapshotOf(rollout, sets), sets, nullptr, at("2026-11-21T09:02:00Z"));
}

inline bool warns(const OperationPlan &plan, WarningCode code)
{
    return std::any_of(plan.warnings.begin(), plan.warnings.end(), [&](const PlanWarning &w) { return w.code == code; });
}

} // namespace maestro::test
