// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/rollout/rollout.h"

namespace maestro {

/// What a way back is made of (ledger RBK-01). Observe: somebody else rolls back, and here it is only watched.
enum class DeskKind { Argo, DeploymentUndo, Helm, HelmImage, Script, Workflow, Route, Observe };

/// One way back for a service, as its policy declares it or as the cluster alone implies it. Texts may hold {{names}}.
struct DeskWay
{
    QString name;
    DeskKind kind = DeskKind::Observe;
    bool implied = false; ///< of the cluster, not of a policy
    QStringList argv; ///< Helm, HelmImage, Script
    QMap<QString, QString> environment;
    std::chrono::milliseconds timeout {0}; ///< 0: the program's own
    QString needs; ///< "cluster-admin"
    QString affects; ///< "compose-stack"
    bool readsRecord = false;
    QString repo; ///< Workflow: owner/name
    QString workflow;
    QString ref;
    QMap<QString, QString> inputs;
    QString path; ///< Route
    QMap<QString, QString> body;
    QString readPin; ///< path that tells the present pin; empty: none is known

    bool operator==(const DeskWay &) const = default;
};

/// "argo", "deployment-undo", "helm", "helm-image", "tool", "github-actions", "maestro-route", "observe"
QString deskKindWord(DeskKind kind);

/// All ways for one workload: those the policy orders for the environment, then its others, then what the cluster implies and no policy
/// names. Each name once. `policy` may be null. Helm is implied where the workload names the release that made it.
QList<DeskWay> waysBack(const Policy *policy, const QString &environment, const PolicyService *service, const Rollout &workload);

/// By name, else by the word of its kind ("deployment", "route", "script" and "workflow" are understood too): the first in order. Null: none.
const DeskWay *findWay(const QList<DeskWay> &ways, const QString &via);

/// The Helm release of a workload, by its own labels and annotations, and its namespace; empty: none is named.
std::pair<QString, QString> helmReleaseOf(const Rollout &workload);

/// Release and namespace that a command line of Helm works on; empty where it does not say. The verb is argument 1.
std::pair<QString, QString> helmReleaseOf(const QStringList &argv);

} // namespace maestro
