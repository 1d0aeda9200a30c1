// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/weight.h"

#include <set>

namespace maestro {

namespace {

/// Argo Rollouts, utils/replicaset/canary.go GetCurrentSetWeight. A step of an unknown kind may set a weight, so what lies
/// behind it is not known.
std::optional<int> wantedByCanary(const Rollout &rollout, int max)
{
    if (rollout.isUnreadable(QStringLiteral("/status/abort")) || rollout.isUnreadable(QStringLiteral("/status/currentStepIndex"))
        || rollout.isUnreadable(QStringLiteral("/spec/strategy/canary")))
        return std::nullopt;
    if (rollout.abort)
        return 0;
    const int index = rollout.currentStepIndex.value_or(0);
    if (rollout.steps.isEmpty() || index >= rollout.steps.size())
        return max;
    for (int i = qMax(0, index); i >= 0; --i) {
        if (rollout.steps.at(i).kind == StepKind::SetWeight)
            return rollout.steps.at(i).weight;
        if (rollout.steps.at(i).kind == StepKind::Unknown)
            return std::nullopt;
    }
    return 0;
}

std::optional<int> wantedByBlueGreen(const Rollout &rollout, int max)
{
    if (rollout.currentPodHash.isEmpty() || rollout.isUnreadable(QStringLiteral("/status/blueGreen")))
        return std::nullopt;
    if (rollout.abort)
        return 0;
    const bool toEverybody = rollout.promoteFull || rollout.stableHash.isEmpty() || rollout.activeHash == rollout.currentPodHash;
    return toEverybody ? max : 0;
}

Weight bareWeight(const Rollout &rollout)
{
    Weight w;
    w.max = rollout.traffic.present && rollout.traffic.maxWeight > 0 ? rollout.traffic.maxWeight : 100;
    if (rollout.strategy == Strategy::Canary)
        w.wanted = wantedByCanary(rollout, w.max);
    else if (rollout.strategy == Strategy::BlueGreen)
        w.wanted = wantedByBlueGreen(rollout, w.max);
    if (rollout.recordedWeights && !rollout.isUnreadable(QStringLiteral("/status/canary/weights"))) {
        w.recorded = rollout.recordedWeights->canary;
        w.verified = rollout.recordedWeights->verified;
    }
    return w;
}

void setPodShare(Weight &w, int canary, int all, const QString &prefix)
{
    w.observed = all > 0 ? int(qint64(canary) * w.max / all) : 0;
    w.observedFrom = prefix % u"pods " % QString::number(canary) % u" of " % QString::number(all);
}

void observePods(Weight &w, const Rollout &rollout, const QList<ReplicaSet> &replicaSets)
{
    int canary = 0;
    int all = 0;
    for (const ReplicaSet &set : replicaSets) {
        if (!set.meta.isOwnedBy(rollout.meta.uid))
            continue;
        all += set.ready;
        if (set.hash() == rollout.currentPodHash)
            canary += set.ready;
    }
    setPodShare(w, canary, all, {});
}

const Service *findService(const QList<Service> &services, const Rollout &rollout, const QString &name)
{
    const auto it = std::find_if(services.begin(), services.end(), [&](const Service &s) {
        return !name.isEmpty() && s.meta.name == name && s.meta.ns == rollout.meta.ns;
    });
    return it == services.end() ? nullptr : &*it;
}

/// The version a Service sends to; the fallback when the Service is not known or names no version.
QString versionBehind(const QList<Service> &services, const Rollout &rollout, const QString &name, const QString &fallback)
{
    const Service *service = findService(services, rollout, name);
    const QString hash = service ? service->selector.value(QStringLiteral("rollouts-pod-template-hash")) : QString();
    return hash.isEmpty() ? fallback : hash;
}

struct IngressWeight
{
    QString name;
    std::optional<int> weight;
};

IngressWeight ingressWeight(const Rollout &rollout, const QString &stableIngress, const QList<Ingress> &ingresses, int max)
{
    IngressWeight found {QStringLiteral("%1-%2-canary").arg(rollout.meta.name, stableIngress).left(253), std::nullopt};
    const auto it = std::find_if(ingresses.begin(), ingresses.end(), [&](const Ingress &i) {
        return i.meta.name == found.name && i.meta.ns == rollout.meta.ns;
    });
    if (it == ingresses.end()) {
        found.weight = 0;
        return found;
    }
    const QString prefix = rollout.traffic.nginxAnnotationPrefix.isEmpty() ? QStringLiteral("nginx.ingress.kubernetes.io")
                                                                           : rollout.traffic.nginxAnnotationPrefix;
    const auto read = [&](const char *key) { return it->meta.annotations.value(prefix + QLatin1String(key)); };
    if (read("/canary") != QLatin1String("true")) {
        found.weight = 0;
        return found;
    }
    bool ok = false;
    const int weight = read("/canary-weight").toInt(&ok);
    bool hasTotal = false;
    const int total = read("/canary-weight-total").toInt(&hasTotal);
    const int scale = hasTotal && total > 0 ? total : 100;
    if (ok && weight >= 0 && weight <= scale)
        found.weight = int(qint64(weight) * max / scale);
    return found;
}

/// The canary Ingress says what share the canary Service gets; the Services say which version that is. After a full promotion
/// both select the new version and the Ingress is back at 0, so everybody has it.
void observeNginx(Weight &w, const Rollout &rollout, const QList<Ingress> &ingresses, const QList<Service> &services)
{
    if (rollout.traffic.routers != QStringList {QStringLiteral("nginx")} || rollout.traffic.nginxStableIngresses.isEmpty())
        return;
    std::set<int> weights;
    QStringList names;
    for (const QString &stable : rollout.traffic.nginxStableIngresses) {
        const IngressWeight one = ingressWeight(rollout, stable, ingresses, w.max);
        if (!one.weight)
            return;
        weights.insert(*one.weight);
        names.append(one.name);
    }
    if (weights.size() != 1)
        return; // they disagree: no single number is true
    const int share = *weights.begin();
    const QString behindCanary = versionBehind(services, rollout, rollout.traffic.canaryService, rollout.currentPodHash);
    const QString behindStable = versionBehind(services, rollout, rollout.traffic.stableService, rollout.stableHash);
    w.observed = (behindCanary == rollout.currentPodHash ? share : 0) + (behindStable == rollout.currentPodHash ? w.max - share : 0);
    w.observedFrom = QStringLiteral("Ingress ") + names.join(QStringLiteral(", "));
}

void observeActiveService(Weight &w, const Rollout &rollout, const QList<Service> &services)
{
    const QString active = versionBehind(services, rollout, rollout.traffic.activeService, {});
    if (active.isEmpty())
        return;
    w.observed = active == rollout.currentPodHash ? w.max : 0;
    w.observedFrom = QStringLiteral("Service ") + rollout.traffic.activeService;
}

bool canBeObserved(const Rollout &rollout)
{
    return !rollout.currentPodHash.isEmpty() && !rollout.meta.uid.isEmpty();
}

} // namespace

std::optional<Weight> weightOf(const Rollout &rollout, const QList<ReplicaSet> &replicaSets, const QList<Ingress> &ingresses,
                               const QList<Service> &services)
{
    if (rollout.workload != WorkloadKind::Rollout)
        return std::nullopt;
    Weight w = bareWeight(rollout);
    if (!canBeObserved(rollout))
        return w;
    if (rollout.strategy == Strategy::BlueGreen)
        observeActiveService(w, rollout, services);
    else if (rollout.strategy == Strategy::Canary && rollout.traffic.present)
        observeNginx(w, rollout, ingresses, services);
    else if (rollout.strategy == Strategy::Canary)
        observePods(w, rollout, replicaSets);
    return w;
}

std::optional<Weight> weightFromStatus(const Rollout &rollout)
{
    if (rollout.workload != WorkloadKind::Rollout)
        return std::nullopt;
    Weight w = bareWeight(rollout);
    if (!canBeObserved(rollout))
        return w;
    if (rollout.strategy == Strategy::BlueGreen && !rollout.activeHash.isEmpty()) {
        w.observed = rollout.activeHash == rollout.currentPodHash ? w.max : 0;
        w.observedFrom = QStringLiteral("status.blueGreen.activeSelector");
    }
    // status counts the ready pods of all versions together: it suffices only when every pod is ready or all are of one version
    const bool oneVersion = rollout.updatedReplicas == 0 || rollout.updatedReplicas == rollout.replicas;
    const bool suffices = oneVersion || rollout.readyReplicas == rollout.replicas;
    if (rollout.strategy == Strategy::Canary && !rollout.traffic.present && suffices)
        setPodShare(w, oneVersion && rollout.updatedReplicas > 0 ? rollout.readyReplicas : rollout.updatedReplicas,
                    oneVersion ? rollout.readyReplicas : rollout.replicas, QStringLiteral("status, "));
    return w;
}

std::optional<int> weightAfterPresentStep(const Rollout &rollout)
{
    const std::optional<Weight> now = weightFromStatus(rollout);
    if (!now || !now->wanted || rollout.abort || rollout.isFullyPromoted())
        return std::nullopt;
    if (rollout.strategy == Strategy::BlueGreen)
        return now->max;
    if (rollout.strategy != Strategy::Canary || !rollout.currentStep())
        return std::nullopt;
    std::optional<int> weight = now->wanted;
    for (qsizetype i = rollout.currentStepIndex.value_or(0) + 1; i < rollout.steps.size(); ++i) {
        switch (rollout.steps.at(i).kind) {
        case StepKind::SetWeight: weight = rollout.steps.at(i).weight; break;
        case StepKind::Unknown: return std::nullopt;
        case StepKind::Pause:
        case StepKind::Analysis:
        case StepKind::Experiment:
        case StepKind::Plugin: return weight;
        default: break;
        }
    }
    return now->max;
}

} // namespace maestro
