// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/resourcetype.h"

namespace maestro::sandbox {

namespace {

QList<ResourceType> build()
{
    const auto core = [](const char *kind, const char *plural, QStringList shorts, bool ns, bool status, bool generation = false) {
        const QString name = QString::fromLatin1(kind);
        return ResourceType{{}, QStringLiteral("v1"), name, QString::fromLatin1(plural), name.toLower(), std::move(shorts), ns, status, false, generation};
    };
    const auto grouped = [core](const char *group, ResourceType type) {
        type.group = QString::fromLatin1(group);
        return type;
    };
    const auto argo = [core](const char *kind, const char *plural, const char *shortName, bool ns, bool status) {
        ResourceType type = core(kind, plural, {QString::fromLatin1(shortName)}, ns, status, true);
        type.group = QStringLiteral("argoproj.io");
        type.version = QStringLiteral("v1alpha1");
        type.custom = true;
        return type;
    };
    return {core("Namespace", "namespaces", {QStringLiteral("ns")}, false, true),
            core("Node", "nodes", {QStringLiteral("no")}, false, true),
            core("Pod", "pods", {QStringLiteral("po")}, true, true, true),
            core("Service", "services", {QStringLiteral("svc")}, true, true),
            core("Event", "events", {QStringLiteral("ev")}, true, false),
            core("Secret", "secrets", {}, true, false),
            core("ConfigMap", "configmaps", {QStringLiteral("cm")}, true, false),
            grouped("events.k8s.io", core("Event", "events", {QStringLiteral("ev")}, true, false)),
            grouped("apps", core("ReplicaSet", "replicasets", {QStringLiteral("rs")}, true, true, true)),
            grouped("apps", core("Deployment", "deployments", {QStringLiteral("deploy")}, true, true, true)),
            grouped("apps", core("StatefulSet", "statefulsets", {QStringLiteral("sts")}, true, true, true)),
            grouped("coordination.k8s.io", core("Lease", "leases", {}, true, false)),
            grouped("discovery.k8s.io", core("EndpointSlice", "endpointslices", {}, true, false, true)),
            grouped("networking.k8s.io", core("Ingress", "ingresses", {QStringLiteral("ing")}, true, true, true)),
            argo("Rollout", "rollouts", "ro", true, true),
            argo("AnalysisRun", "analysisruns", "ar", true, false),
            argo("AnalysisTemplate", "analysistemplates", "at", true, false),
            argo("ClusterAnalysisTemplate", "clusteranalysistemplates", "cat", false, false),
            argo("Experiment", "experiments", "exp", true, false),
            argo("Application", "applications", "app", true, false)};
}

} // namespace

const QList<ResourceType> &resourceTypes()
{
    static const QList<ResourceType> types = build();
    return types;
}

const ResourceType *findType(const QString &group, const QString &version, const QString &plural)
{
    for (const ResourceType &type : resourceTypes()) {
        if (type.plural == plural && type.group == group && type.version == version)
            return &type;
    }
    return nullptr;
}

const ResourceType &typeOf(const QString &kind)
{
    for (const ResourceType &type : resourceTypes()) {
        if (type.kind == kind)
            return type;
    }
    qFatal("the sandbox serves no kind %s", qPrintable(kind));
}

} // namespace maestro::sandbox
