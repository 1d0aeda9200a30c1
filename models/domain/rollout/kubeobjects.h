// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/objectmeta.h"

#include <optional>

namespace maestro {

/// core/v1 Event; `count` and times cover the whole series.
struct KubeEvent
{
    ObjectMeta meta;
    QString type; ///< "Normal", "Warning"
    QString reason;
    QString message;
    QString source;
    QString regardingKind;
    QString regardingName;
    QString regardingUid;
    int count = 1;
    QDateTime firstAt;
    QDateTime lastAt;
    QStringList unreadable = {}; ///< JSON paths that arrived with a wrong type, see Rollout

    bool operator==(const KubeEvent &) const = default;
};

/// core/v1 Service, the part that decides where blue/green traffic goes.
struct Service
{
    ObjectMeta meta;
    QMap<QString, QString> selector;
    QStringList unreadable = {};

    bool operator==(const Service &) const = default;
};

/// networking.k8s.io/v1 Ingress; the canary weight is in its annotations (meta).
struct Ingress
{
    ObjectMeta meta;
    QStringList unreadable = {};

    bool operator==(const Ingress &) const = default;
};

} // namespace maestro
