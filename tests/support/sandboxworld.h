// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/world/sandbox.h"

#include <QSignalSpy>

#include <algorithm>

namespace maestro::test {

using Steps = decltype(sandbox::RolloutPlan::steps);

/// A canary that has had its first version for two hours.
inline sandbox::RolloutPlan canary(const QString &ns, const QString &name, const Steps &steps)
{
    sandbox::RolloutPlan plan;
    plan.ns = ns;
    plan.name = name;
    plan.image = QStringLiteral("app");
    plan.versions = {QStringLiteral("v1")};
    plan.sinceMs = 7'200'000;
    plan.steps = steps;
    return plan;
}

inline sandbox::ScriptEntry newVersion(const sandbox::RolloutPlan &of, const QString &version, qint64 agoMs)
{
    sandbox::ScriptEntry update;
    update.atMs = -agoMs;
    update.ns = of.ns;
    update.name = of.name;
    update.version = version;
    return update;
}

/// The cluster `box` with one namespace, seen by `captain`.
inline sandbox::ClusterPlan box(const QString &ns, const QList<sandbox::RolloutPlan> &rollouts)
{
    sandbox::ClusterPlan plan;
    plan.name = QStringLiteral("box");
    plan.namespaces = {ns};
    plan.contexts = {{plan.name, QStringLiteral("captain")}};
    plan.rollouts = rollouts;
    return plan;
}

/// `default/web` in `box`, with its second version for as long as `agoMs`.
inline sandbox::Scenario canaryUnderWay(const Steps &steps, qint64 agoMs = 60'000)
{
    const sandbox::RolloutPlan web = canary(QStringLiteral("default"), QStringLiteral("web"), steps);
    sandbox::ClusterPlan plan = box(web.ns, {web});
    plan.script = {newVersion(web, QStringLiteral("v2"), agoMs)};
    return {QStringLiteral("test"), {}, {plan}};
}

/// Serves the scenario; nothing when it is not ready in time.
inline std::unique_ptr<sandbox::Sandbox> served(const sandbox::Scenario &scenario, const QDateTime &now, const QString &kubeconfig, double speed = 1)
{
    sandbox::SandboxOptions options;
    options.scenario = scenario;
    options.now = now;
    options.speed = speed;
    options.kubeconfig = kubeconfig;
    auto world = std::make_unique<sandbox::Sandbox>(options);
    QSignalSpy ready(world.get(), &sandbox::Sandbox::ready);
    world->start();
    return ready.wait(20'000) ? std::move(world) : nullptr;
}

/// PATCH requests that arrived, answered or not; dry runs change nothing and do not count.
inline int patchesAt(const sandbox::Sandbox &world)
{
    const QList<sandbox::Arrival> &all = world.clusters().first()->faults().arrivals;
    return int(std::count_if(all.begin(), all.end(), [](const sandbox::Arrival &one) { return one.method == "PATCH" && !one.query.contains(QLatin1String("dryRun=All")); }));
}

} // namespace maestro::test
