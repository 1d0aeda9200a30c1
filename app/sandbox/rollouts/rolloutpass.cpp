// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/rolloutpass.h"

#include "sandbox/rollouts/restarter.h"
#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/rollouts/rolloutsets.h"
#include "sandbox/rollouts/rolloutstatus.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

bool serviceMissing(RolloutPass &pass, QStringView field)
{
    const QString service = pass.spec(field).toString();
    return !service.isEmpty() && !pass.context.store().find(typeOf(u"Service"_s), namespaceOf(pass.rollout), service);
}

/// Why the spec cannot be worked with; empty when it can.
QString fault(RolloutPass &pass)
{
    const bool canary = isCanary(pass);
    const bool blueGreen = pass.spec(u"strategy.blueGreen").isObject();
    if (canary == blueGreen)
        return u"The Rollout \"%1\" is invalid: spec.strategy: Rollout has %2"_s.arg(
            nameOf(pass.rollout), canary ? u"both canary and blueGreen strategies"_s : u"missing field 'strategy'"_s);
    if (!pass.spec(u"selector").isObject() && !pass.spec(u"workloadRef").isObject())
        return u"The Rollout \"%1\" is invalid: spec.selector: Rollout has missing field '.spec.selector'"_s.arg(nameOf(pass.rollout));
    if (isRouted(pass) && (pass.spec(u"strategy.canary.canaryService").toString().isEmpty() || pass.spec(u"strategy.canary.stableService").toString().isEmpty()))
        return u"The Rollout \"%1\" is invalid: spec.strategy.canary: canaryService and stableService are required with traffic routing"_s.arg(nameOf(pass.rollout));
    for (const QStringView field : {u"strategy.canary.canaryService", u"strategy.canary.stableService", u"strategy.blueGreen.activeService",
                                    u"strategy.blueGreen.previewService"}) {
        if (serviceMissing(pass, field))
            return u"The Rollout \"%1\" is invalid: spec.%2: Invalid value: \"%3\": service \"%3\" not found"_s.arg(nameOf(pass.rollout), field,
                                                                                                           pass.spec(field).toString());
    }
    return {};
}

/// spec.replicas changed since the sets were last sized: only sizes are settled in this pass.
bool isScalingEvent(RolloutPass &pass)
{
    for (const RolloutSet *set : {pass.newSet(), pass.stableSet()}) {
        if (set && set->desired() > 0 && annotation(set->body, desiredAnnotation).toInt() != replicasOf(pass))
            return true;
    }
    return false;
}

void defaultReplicas(RolloutPass &pass)
{
    if (pass.spec(u"replicas").isDouble())
        return;
    QJsonObject body = pass.rollout;
    put(body, u"spec.replicas", 1);
    const Answer<QJsonObject> written = pass.context.writer.update(typeOf(u"Rollout"_s), namespaceOf(body), nameOf(body), body, {rolloutManager});
    if (!refusal(written))
        pass.rollout = std::get<QJsonObject>(written);
}

} // namespace

void reconcileRollout(ControllerContext &context, const QJsonObject &rollout)
{
    RolloutPass pass{context, rollout};
    defaultReplicas(pass);
    if (const QString why = fault(pass); !why.isEmpty())
        return persistInvalid(pass, why);
    if (syncPausedConditions(pass))
        return;
    if (!syncRevision(pass))
        return persistInvalid(pass, u"The Rollout \"%1\" is invalid: spec.workloadRef: workload not found"_s.arg(nameOf(rollout)));
    pass.next = pass.rollout.value("status"_L1).toObject();
    const bool fresh = templateOrStepsChanged(pass);
    if (!fresh && isScalingEvent(pass)) {
        if (isCanary(pass))
            scaleCanarySets(pass);
        else
            scaleBlueGreenSets(pass);
        startStatus(pass);
        return persistStatus(pass);
    }
    if (isCanary(pass))
        reconcileCanary(pass);
    else
        reconcileBlueGreen(pass);
}

} // namespace maestro::sandbox
