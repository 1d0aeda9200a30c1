// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/controllercontext.h"
#include "sandbox/controller/replicacounts.h"

#include <QJsonArray>

#include <vector>

namespace maestro::sandbox {

/// A ReplicaSet of the rollout; the body follows every write of the pass.
struct RolloutSet
{
    QJsonObject body;

    QString name() const;
    QString hash() const;
    int desired() const;
    int available() const;
    qint64 revision() const;
    QString created() const;
    QString deadline() const;
    SetSize size() const { return {true, desired(), available()}; }
};

/// What a pass decides about pauses and aborts; applied when the status is written.
struct PauseDecisions
{
    QStringList add;
    QStringList remove;
    bool clear = false;
    bool abort = false;
    bool removeAbort = false;
    QString abortMessage;
};

/// One look of the Rollouts controller at one Rollout: what it read, what it decided, the status it will write.
/// Lives for one reconciliation; facts, sets, status and strategies are free functions over it.
struct RolloutPass
{
    ControllerContext &context;
    /// The Rollout as read, or as this pass last wrote it.
    QJsonObject rollout;
    /// The status being computed.
    QJsonObject next = {};
    PauseDecisions pause = {};
    std::vector<RolloutSet> sets = {};
    /// spec.template, or the referenced workload's.
    QJsonObject podTemplate = {};
    QString newHash = {};
    /// The new set was still inside its scale-down delay when the pass began.
    bool newSetWithinDelay = false;

    QJsonValue spec(QStringView path) const;
    QJsonValue status(QStringView path) const;
    RolloutSet *newSet() { return setByHash(newHash); }
    RolloutSet *stableSet() { return setByHash(status(u"stableRS").toString()); }
    RolloutSet *setByHash(const QString &hash);
    /// Neither new nor stable, by revision, newest first.
    std::vector<RolloutSet *> otherSets();
};

/// One reconciliation of a Rollout.
void reconcileRollout(ControllerContext &context, const QJsonObject &rollout);

void reconcileCanary(RolloutPass &pass);
void reconcileBlueGreen(RolloutPass &pass);
/// Only the sizes. True when a set was resized.
bool scaleCanarySets(RolloutPass &pass);
void scaleBlueGreenSets(RolloutPass &pass);

/// Label of ReplicaSets, Pods and Service selectors.
inline const QString hashLabel = QStringLiteral("rollouts-pod-template-hash");
inline const QString revisionAnnotation = QStringLiteral("rollout.argoproj.io/revision");
inline const QString historyAnnotation = QStringLiteral("rollout.argoproj.io/revision-history");
inline const QString desiredAnnotation = QStringLiteral("rollout.argoproj.io/desired-replicas");
inline const QString workloadAnnotation = QStringLiteral("rollout.argoproj.io/workload-generation");
inline const QString managedByAnnotation = QStringLiteral("argo-rollouts.argoproj.io/managed-by-rollouts");
inline const QString deadlineAnnotation = QStringLiteral("scale-down-deadline");
inline const QString rolloutManager = QStringLiteral("rollouts-controller");

} // namespace maestro::sandbox
