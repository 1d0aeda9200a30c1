// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/restarter.h"

#include "sandbox/controller/podcontroller.h"
#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

constexpr qint64 retryMs = 30'000;

} // namespace

int restartPods(RolloutPass &pass)
{
    const QJsonValue restartAt = pass.spec(u"restartAt");
    if (!restartAt.isString() || restartAt == pass.status(u"restartedAt"))
        return 0;
    const qint64 due = pass.context.clock.msOf(restartAt.toString());
    if (due > pass.context.clock.ms()) {
        pass.context.again(pass.rollout, due - pass.context.clock.ms());
        return 0;
    }
    std::vector<RolloutSet *> order;
    RolloutSet *stable = pass.stableSet();
    RolloutSet *fresh = pass.newSet();
    if (stable)
        order.push_back(stable);
    if (fresh && fresh != stable)
        order.push_back(fresh);
    for (RolloutSet *set : pass.otherSets())
        order.push_back(set);
    int total = 0;
    for (const RolloutSet *set : order)
        total += set->desired();
    const int least = std::max(replicasOf(pass), total) - std::max(maxUnavailable(pass), 1);
    int allowed = totalAvailable(pass) - least;
    int old = 0;
    int evicted = 0;
    for (const RolloutSet *set : order) {
        for (const ObjectPtr &pod : pass.context.store().ownedBy(typeOf(u"Pod"_s), uidOf(set->body))) {
            const bool ending = !text(pod->body(), u"metadata.deletionTimestamp").isEmpty();
            if (pass.context.clock.msOf(text(pod->body(), u"metadata.creationTimestamp")) >= due)
                continue;
            ++old;
            if (allowed <= 0 || ending)
                continue;
            terminatePod(pass.context, pod->body());
            --allowed;
            ++evicted;
        }
    }
    if (old > evicted)
        pass.context.again(pass.rollout, retryMs);
    else
        pass.next.insert(u"restartedAt"_s, restartAt);
    return evicted;
}

} // namespace maestro::sandbox
