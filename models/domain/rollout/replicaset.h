// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/objectmeta.h"

#include <QJsonObject>
#include <QStringList>

namespace maestro {

/// apps/v1 ReplicaSet of a Rollout or a Deployment.
struct ReplicaSet
{
    ObjectMeta meta;
    int desired = 0; ///< spec.replicas
    int replicas = 0;
    int ready = 0;
    int available = 0;
    qint64 observedGeneration = 0;
    QStringList images;
    QJsonObject podTemplate; ///< spec.template; only when decoded whole
    bool replicaFailure = false;
    QStringList unreadable = {}; ///< JSON paths that arrived with a wrong type, see Rollout

    QString hash() const; ///< rollouts-pod-template-hash, else pod-template-hash
    int revision() const;
    QList<int> formerRevisions() const; ///< revision-history annotation
    QString scaleDownDeadline() const; ///< annotation scale-down-deadline as received
    bool operator==(const ReplicaSet &) const = default;
};

} // namespace maestro
