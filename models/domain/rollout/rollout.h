// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/canarystep.h"
#include "domain/rollout/objectmeta.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <optional>

namespace maestro {

/// HelmRelease: the newest revision of a release. External: something outside the cluster that a policy names.
enum class WorkloadKind { Rollout, Deployment, StatefulSet, HelmRelease, External };
/// The verbs are for Rollouts and Deployments; everything else is shown only.
inline bool hasVerbs(WorkloadKind kind)
{
    return kind == WorkloadKind::Rollout || kind == WorkloadKind::Deployment;
}
QString workloadWord(WorkloadKind kind); ///< "Rollout", "Deployment", "StatefulSet", "HelmRelease", "External"

enum class Strategy { Canary, BlueGreen, RollingUpdate, Recreate, Unknown };

/// status.pauseConditions[]. `startTime` is the text as received: it goes back to the server in a guard.
struct PauseCondition
{
    QString reason;
    QString startTime;

    bool operator==(const PauseCondition &) const = default;
};

/// spec.workloadRef
struct WorkloadRef
{
    QString apiVersion;
    QString kind;
    QString name;

    bool operator==(const WorkloadRef &) const = default;
};

/// status.canary.current*AnalysisRunStatus, status.blueGreen.*AnalysisRunStatus
struct AnalysisStatus
{
    QString kind; ///< "step", "background", "prePromotion", "postPromotion"
    QString name;
    QString phase;
    QString message;

    bool operator==(const AnalysisStatus &) const = default;
};

/// What the strategy says about traffic: spec.strategy.canary.trafficRouting, or the blue/green Services.
struct TrafficRouting
{
    bool present = false; ///< trafficRouting exists (canary only)
    QStringList routers; ///< keys as received: "nginx", "istio", "plugins" ...
    int maxWeight = 100; ///< trafficRouting.maxTrafficWeight
    bool dynamicStableScale = false;
    QStringList nginxStableIngresses;
    QString nginxAnnotationPrefix; ///< default nginx.ingress.kubernetes.io
    QString stableService;
    QString canaryService;
    QString activeService;
    QString previewService;
    QString pingService; ///< canary.pingPong; set: stable and canary take turns behind ping and pong
    QString pongService;

    bool operator==(const TrafficRouting &) const = default;
};

/// status.canary.weights: what the controller last wrote to the router. Not what the router does.
struct RecordedWeights
{
    int canary = 0;
    int stable = 0;
    std::optional<bool> verified = {};

    bool operator==(const RecordedWeights &) const = default;
};

/// What a Helm release installed.
struct HelmChart
{
    QString name;
    QString version;
    QString appVersion;

    bool operator==(const HelmChart &) const = default;
};

/// A Rollout (argoproj.io/v1alpha1), or another workload in the same terms, as the API server told it; a value, no rule applied.
/// A member that arrived with a wrong type keeps its default and its JSON path is in `unreadable`; anything that depends
/// on such a field is unknown and not to be acted on.
struct Rollout
{
    ObjectMeta meta;
    WorkloadKind workload = WorkloadKind::Rollout;
    Strategy strategy = Strategy::Unknown;
    QStringList unreadable;

    // spec
    int specReplicas = 1;
    bool specPaused = false;
    QMap<QString, QString> selector; ///< matchLabels
    bool selectorHasExpressions = false;
    std::optional<WorkloadRef> workloadRef;
    QStringList images; ///< containers of spec.template, in order; empty with workloadRef
    QJsonObject podTemplate; ///< spec.template; only when decoded whole
    std::optional<bool> progressDeadlineAbort;
    std::optional<int> rollbackWindowRevisions;
    QString restartAt;
    std::optional<HelmChart> chart; ///< of a HelmRelease, when its Secret could be read
    int updatePartition = 0; ///< of a StatefulSet: pods below this ordinal keep the former revision
    QList<CanaryStep> steps;
    TrafficRouting traffic;
    std::optional<int> abortScaleDownDelaySeconds;
    std::optional<int> scaleDownDelaySeconds;
    std::optional<bool> autoPromotionEnabled;

    // status
    bool hasStatus = true; ///< false: the controller has written none yet, so nothing below was counted
    QString phaseText; ///< status.phase, an open string
    QString message;
    QString observedGeneration; ///< a string in Argo Rollouts; a Deployment's number is written as one
    QString workloadObservedGeneration;
    QString currentPodHash;
    QString stableHash; ///< status.stableRS
    std::optional<int> currentStepIndex;
    QList<PauseCondition> pauseConditions;
    QJsonValue pauseConditionsRaw = QJsonValue(QJsonValue::Undefined);
    bool controllerPause = false;
    bool abort = false;
    QString abortedAt;
    bool promoteFull = false;
    int replicas = 0;
    int updatedReplicas = 0;
    int readyReplicas = 0;
    int availableReplicas = 0;
    QList<Condition> conditions;
    std::optional<RecordedWeights> recordedWeights;
    QList<AnalysisStatus> analysis;
    QString stablePingPong;
    QString activeHash; ///< status.blueGreen.activeSelector
    QString previewHash; ///< status.blueGreen.previewSelector
    QString restartedAt;

    /// The fields that guards may name, as received, by JSON pointer ("/status/abort", see guardPath); a pointer that is not
    /// here was absent in the object. Filled when decoded whole: an explicit false and an absent field differ for the server.
    QMap<QString, QJsonValue> received = {};

    int revision() const; ///< annotation rollout.argoproj.io/revision or deployment.kubernetes.io/revision; 0: none
    QString gitOpsOwner() const; ///< "Argo CD", "Flux" or empty, from tracking labels and annotations
    /// Whether the field at this path, something inside it, or something around it could not be read; "/a/b" and ".a.b" are the same.
    bool isUnreadable(const QString &pathPrefix) const;
    /// Absent when there are no steps or all are done. An index that is absent counts as 0 (argo-semantics.md, O29).
    std::optional<CanaryStep> currentStep() const;
    bool isFullyPromoted() const; ///< current and stable are the same, known version
    bool generationObserved() const; ///< the controller has seen this metadata.generation (section 7, rule 1)
    bool isUnpausing() const; ///< a person resumed and the controller has not reacted (section 7, rule 2)
    bool waitsForPerson() const; ///< no clock will end the present pause
    bool operator==(const Rollout &) const = default;
};

} // namespace maestro
