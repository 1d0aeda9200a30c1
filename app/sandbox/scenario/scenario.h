// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/behaviour.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace maestro::sandbox {

/// A rollout of a scenario. `versions` are image tags, oldest first: all were fully promoted before serving begins,
/// the last one `sinceMs` ago.
struct RolloutPlan
{
    enum class Strategy { Canary, Nginx, BlueGreen };

    QString ns;
    QString name;
    Strategy strategy = Strategy::Canary;
    int replicas = 3;
    QString image;
    QStringList versions;
    qint64 sinceMs = 0;
    QJsonArray steps;
    /// Further members of spec and of spec.strategy.*, as they are.
    QJsonObject spec;
    QJsonObject strategySpec;
    QJsonObject annotations;
    QJsonObject labels;
    QJsonObject podSpec; ///< further members of the pod template's spec; `containers` are merged into the only container
    bool workloadRef = false;
};

struct DeploymentPlan
{
    QString ns;
    QString name;
    int replicas = 2;
    QString image;
    QString version;
};

/// Served with all pods ready; nothing moves it.
struct StatefulSetPlan
{
    QString ns;
    QString name;
    int replicas = 1;
    QString image;
    QString version;
};

/// The Secret in which Helm keeps a release.
struct HelmReleasePlan
{
    QString ns;
    QString name;
    QString chart;
    QString version;
    QString appVersion;
    QString status;
    int revision = 1;
};

/// Any object as it is written at that time; one that is there is replaced but for its status. Negative times: before serving begins.
struct ObjectPlan
{
    qint64 atMs = 0;
    QString kind;
    QString ns;
    QString name;
    QString by; ///< field manager; empty: kubectl
    QJsonObject body;
};

struct TemplatePlan
{
    QString ns;
    QString name;
    QJsonArray metrics;
};

struct BehaviourPlan
{
    QString service;
    QString version;
    Behaviour behaviour;
};

/// Something that happens by itself; negative times happen before serving begins.
struct ScriptEntry
{
    enum class Action {
        SetImage, Promote, PromoteFull, Abort, Retry, Pause, Resume, Restart, Behave, Freeze, Thaw, DropWatches, Compact, DelayController
    };

    qint64 atMs = 0;
    Action action = Action::SetImage;
    QString ns;
    QString name;
    QString version;
    qint64 durationMs = 0;
    std::optional<BehaviourPlan> behaviour = {};
};

/// A context of the kubeconfig: its name and the user whose token it carries.
struct ContextPlan
{
    QString name;
    QString user;
};

struct ClusterPlan
{
    QString name;
    /// Empty: one context of the cluster's name.
    QList<ContextPlan> contexts;
    QStringList namespaces;
    QList<RolloutPlan> rollouts;
    QList<DeploymentPlan> deployments;
    QList<StatefulSetPlan> statefulSets = {};
    QList<HelmReleasePlan> helmReleases = {};
    QList<TemplatePlan> templates;
    QList<ObjectPlan> objects = {};
    QList<BehaviourPlan> behaviours;
    QList<ScriptEntry> script;
};

struct Scenario
{
    QString name;
    QString description;
    QList<ClusterPlan> clusters;
};

} // namespace maestro::sandbox
