// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QMap>
#include <QStringList>
#include <QVariantMap>

#include <chrono>

namespace maestro {

/// A question over HTTP whose answer says whether something works.
struct HealthProbe
{
    QString name;
    QString url; ///< {{variables}} not yet filled in
    QMap<QString, QString> headers;
    std::optional<int> status; ///< nothing: any 2xx
    QVariantMap json; ///< members of the answer and what they must be; maps are looked into
    QString body; ///< must occur in the answer; empty: nothing is asked of it
    std::chrono::milliseconds every{15'000};
    std::chrono::milliseconds timeout{5'000};
    QString method = QStringLiteral("GET"); ///< or HEAD: nothing that could change anything
    QString service; ///< NAME:PORT in the cluster, read through its API server instead of `url`; {{variables}} not yet filled in
    QString serviceNamespace; ///< empty: the workload's
    QString servicePath; ///< absolute, with query
    bool serviceTls = false; ///< the API server speaks TLS to the service; it does not verify whose
    QByteArray authorityPem; ///< replaces the system's roots; empty: those
    QString tlsServerName; ///< must be in the certificate instead of the host; empty: the host

    bool operator==(const HealthProbe &) const = default;
};

/// The object a service runs as.
struct ServiceWorkload
{
    QString kind; ///< Rollout, Deployment, StatefulSet, HelmRelease, external
    QString ns;
    QString name;
    QString container;
    QString selector;

    bool operator==(const ServiceWorkload &) const = default;
};

struct PolicyService
{
    QString name;
    ServiceWorkload workload;
    QString strategy;
    QStringList dependsOn; ///< dependencies, or other services
    QList<HealthProbe> health;
    QMap<QString, QString> variables; ///< what {{name}} means for it: service, namespace, role is left to the query
    QMap<QString, QString> links;
    SourcePlace place;

    bool operator==(const PolicyService &) const = default;
};

/// What services depend on.
struct PolicyDependency
{
    QString name;
    ServiceWorkload workload; ///< without a name: none
    QString podsNamespace; ///< empty: no pods are named
    QString podsSelector; ///< of labels, as kubectl takes it; empty: all pods of the namespace
    QList<HealthProbe> health;

    bool operator==(const PolicyDependency &) const = default;
};

} // namespace maestro
