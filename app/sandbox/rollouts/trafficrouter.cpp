// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/trafficrouter.h"

#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/rollouts/rolloutsets.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

int previousSetWeight(const RolloutPass &pass)
{
    const QJsonArray steps = stepsOf(pass);
    for (int i = std::min(stepIndex(pass), int(steps.size())) - 1; i >= 0; --i) {
        const QJsonValue weight = steps.at(i).toObject().value("setWeight"_L1);
        if (!weight.isUndefined())
            return weight.toInt();
    }
    return 0;
}

/// What the router is to be told (argo-semantics.md 6), first match wins.
int desiredWeight(RolloutPass &pass)
{
    const RolloutSet *fresh = pass.newSet();
    const int replicas = std::max(replicasOf(pass), 1);
    const bool dynamic = pass.spec(u"strategy.canary.dynamicStableScale").toBool();
    const int recorded = int(number(pass.rollout, u"status.canary.weights.canary.weight"));
    if (isFullyPromoted(pass))
        return 0;
    if (isAborted(pass)) {
        const RolloutSet *stable = pass.stableSet();
        if (!dynamic || !stable)
            return 0;
        return std::min(recorded, std::max(0, maxWeight(pass) - maxWeight(pass) * stable->available() / replicas));
    }
    if (!fresh || fresh->available() == 0)
        return 0;
    if (promoteFull(pass))
        return dynamic ? maxWeight(pass) * fresh->available() / replicas : recorded;
    if (stepsOf(pass).isEmpty())
        return 0;
    if (!atDesiredCounts(pass, {}))
        return previousSetWeight(pass);
    return stepIndex(pass) < stepsOf(pass).size() ? currentSetWeight(pass) : maxWeight(pass);
}

QStringList stableIngresses(const RolloutPass &pass)
{
    QStringList names;
    if (const QString one = pass.spec(u"strategy.canary.trafficRouting.nginx.stableIngress").toString(); !one.isEmpty())
        names.append(one);
    for (const QJsonValue &name : pass.spec(u"strategy.canary.trafficRouting.nginx.stableIngresses").toArray())
        names.append(name.toString());
    return names;
}

QJsonObject annotationsFor(const RolloutPass &pass, int weight)
{
    QString prefix = pass.spec(u"strategy.canary.trafficRouting.nginx.annotationPrefix").toString();
    if (prefix.isEmpty())
        prefix = u"nginx.ingress.kubernetes.io"_s;
    QJsonObject annotations{{QString(prefix + u"/canary"), u"true"_s}, {QString(prefix + u"/canary-weight"), QString::number(weight)}};
    if (pass.spec(u"strategy.canary.trafficRouting.maxTrafficWeight").isDouble())
        annotations.insert(prefix + u"/canary-weight-total", QString::number(maxWeight(pass)));
    return annotations;
}

/// The stable Ingress's rules with the canary Service as their backend.
QJsonValue withBackend(const QJsonValue &value, const QString &stable, const QString &canary)
{
    if (value.isString())
        return value.toString() == stable ? QJsonValue(canary) : value;
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(withBackend(item, stable, canary));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = withBackend(it.value(), stable, canary);
    return object;
}

bool writeIngress(RolloutPass &pass, const QString &stableName, int weight)
{
    const ResourceType &type = typeOf(u"Ingress"_s);
    const QString ns = namespaceOf(pass.rollout);
    const QString name = QString(nameOf(pass.rollout) + u'-' + stableName + u"-canary").left(253);
    const ObjectPtr stable = pass.context.store().find(type, ns, stableName);
    if (!stable) {
        pass.context.events.warning(pass.rollout, u"TrafficRoutingError"_s, u"ingress.networking.k8s.io \"%1\" not found"_s.arg(stableName));
        return false;
    }
    const QJsonObject wanted = annotationsFor(pass, weight);
    if (const ObjectPtr known = pass.context.store().find(type, ns, name)) {
        QJsonObject body = known->body();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            setAnnotation(body, it.key(), it.value().toString());
        if (body != known->body()) {
            pass.context.events.normal(pass.rollout, u"PatchingCanaryIngress"_s,
                                       u"Updating Ingress `%1` to desiredWeight '%2'"_s.arg(name).arg(weight));
            (void)pass.context.writer.update(type, ns, name, body, {rolloutManager});
        }
        return true;
    }
    const QJsonObject meta{{u"name"_s, name}, {u"annotations"_s, wanted}, {u"ownerReferences"_s, ownedByController(pass.rollout)}};
    const QJsonValue rules = withBackend(at(stable->body(), u"spec"), pass.spec(u"strategy.canary.stableService").toString(),
                                         pass.spec(u"strategy.canary.canaryService").toString());
    pass.context.events.normal(pass.rollout, u"CreatingCanaryIngress"_s, u"Creating canary ingress `%1` with weight `%2`"_s.arg(name).arg(weight));
    (void)pass.context.writer.create(type, ns, {{u"metadata"_s, meta}, {u"spec"_s, rules}}, {rolloutManager});
    return true;
}

void recordWeights(RolloutPass &pass, int weight)
{
    const RolloutSet *stable = pass.stableSet();
    const auto destination = [](int share, const QJsonValue &service, const QString &hash) {
        return QJsonObject{{u"weight"_s, share}, {u"serviceName"_s, service}, {u"podTemplateHash"_s, hash}};
    };
    const QJsonObject weights{
        {u"canary"_s, destination(weight, pass.spec(u"strategy.canary.canaryService"), pass.newHash)},
        {u"stable"_s, destination(maxWeight(pass) - weight, pass.spec(u"strategy.canary.stableService"), stable ? stable->hash() : QString())}};
    const QJsonValue before = pass.status(u"canary.weights");
    put(pass.next, u"canary.weights", weights);
    if (before == QJsonValue(weights))
        return;
    const qint64 old = number(before, u"canary.weight");
    if (!before.isObject())
        pass.context.events.normal(pass.rollout, u"TrafficWeightUpdated"_s, u"Traffic weight updated to %1"_s.arg(weight));
    else if (old != weight)
        pass.context.events.normal(pass.rollout, u"TrafficWeightUpdated"_s, u"Traffic weight updated from %1 to %2"_s.arg(old).arg(weight));
}

} // namespace

void reconcileTraffic(RolloutPass &pass)
{
    if (!isRouted(pass)) {
        put(pass.next, u"canary.weights", QJsonValue(QJsonValue::Undefined));
        return;
    }
    const int weight = desiredWeight(pass);
    if (isAborted(pass) && weight == 0)
        pointService(pass, pass.spec(u"strategy.canary.canaryService").toString(), pass.stableSet(), false);
    const RolloutSet *stable = pass.stableSet();
    const int needed = (maxWeight(pass) - weight) * replicasOf(pass) / maxWeight(pass);
    if (!stable || stable->available() < needed)
        return;
    bool good = true;
    for (const QString &name : stableIngresses(pass))
        good &= writeIngress(pass, name, weight);
    if (good)
        recordWeights(pass, weight);
}

} // namespace maestro::sandbox
