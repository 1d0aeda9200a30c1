// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QString>

namespace maestro {

struct ResourceType
{
    QString group; ///< empty: core
    QString version;
    QString plural;

    bool operator==(const ResourceType &) const = default;
    static ResourceType rollouts() { return {QStringLiteral("argoproj.io"), QStringLiteral("v1alpha1"), QStringLiteral("rollouts")}; }
    static ResourceType analysisRuns() { return {QStringLiteral("argoproj.io"), QStringLiteral("v1alpha1"), QStringLiteral("analysisruns")}; }
    static ResourceType replicaSets() { return {QStringLiteral("apps"), QStringLiteral("v1"), QStringLiteral("replicasets")}; }
    static ResourceType deployments() { return {QStringLiteral("apps"), QStringLiteral("v1"), QStringLiteral("deployments")}; }
    static ResourceType statefulSets() { return {QStringLiteral("apps"), QStringLiteral("v1"), QStringLiteral("statefulsets")}; }
    static ResourceType secrets() { return {QString(), QStringLiteral("v1"), QStringLiteral("secrets")}; }
    static ResourceType pods() { return {QString(), QStringLiteral("v1"), QStringLiteral("pods")}; }
    static ResourceType services() { return {QString(), QStringLiteral("v1"), QStringLiteral("services")}; }
    static ResourceType events() { return {QString(), QStringLiteral("v1"), QStringLiteral("events")}; }
    static ResourceType namespaces() { return {QString(), QStringLiteral("v1"), QStringLiteral("namespaces")}; }
};

/// "/apis/argoproj.io/v1alpha1/namespaces/ns/rollouts/name/status". Empty ns: all namespaces or cluster-scoped; name and subresource optional.
/// Every part must be a DNS name of its own: nothing from outside can change the depth of the path. BadInput, invalidName.
Result<QString> resourcePath(const ResourceType &type, const QString &ns, const QString &name = {}, const QString &subresource = {});

/// One path segment under Kubernetes' own rule for names (DNS-1123 subdomain).
bool isPathSegment(const QString &segment);

} // namespace maestro
