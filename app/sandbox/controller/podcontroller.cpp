// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/podcontroller.h"

#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

constexpr qint64 graceMs = 1500;
constexpr qint64 startMs = 800;
const QString managerRs = u"kube-controller-manager"_s;
const QString managerKubelet = u"kubelet"_s;

bool isTerminating(const QJsonObject &pod)
{
    return !text(pod, u"metadata.deletionTimestamp").isEmpty();
}

bool isOver(const QJsonObject &pod)
{
    const QString phase = text(pod, u"status.phase");
    return phase == u"Failed" || phase == u"Succeeded";
}

QJsonObject newPod(ControllerContext &context, const QJsonObject &replicaSet)
{
    const QJsonObject podTemplate = at(replicaSet, u"spec.template").toObject();
    QJsonObject meta = podTemplate.value("metadata"_L1).toObject();
    meta.remove("creationTimestamp"_L1);
    meta.insert(u"name"_s, QString(nameOf(replicaSet) + u'-' + context.writer.newSuffix()));
    meta.insert(u"ownerReferences"_s, ownedByController(replicaSet));
    QJsonObject spec = podTemplate.value("spec"_L1).toObject();
    if (spec.value("nodeSelector"_L1).toObject().isEmpty())
        spec.insert(u"nodeName"_s, u"sandbox-node-%1"_s.arg(context.writer.random() % 2 + 1));
    spec.insert(u"restartPolicy"_s, u"Always"_s);
    return {{u"metadata"_s, meta}, {u"spec"_s, spec}};
}

/// Pods that go first when a set shrinks: not ready before ready, then the youngest.
QList<QJsonObject> inOrderOfEnd(QList<QJsonObject> pods)
{
    std::stable_sort(pods.begin(), pods.end(), [](const QJsonObject &a, const QJsonObject &b) {
        if (isPodReady(a) != isPodReady(b))
            return !isPodReady(a);
        return text(a, u"metadata.creationTimestamp") > text(b, u"metadata.creationTimestamp");
    });
    return pods;
}

struct ContainerState
{
    QJsonObject state;
    bool ready = false;
    int restarts = 0;
    qint64 nextMs = -1;
    QString phase = u"Running"_s;
    QString reason = {};
    QString message = {};
};

ContainerState waiting(const QString &reason, qint64 nextMs)
{
    return {{{u"waiting"_s, QJsonObject{{u"reason"_s, reason}}}}, false, 0, nextMs, u"Pending"_s};
}

/// Where a pod of this age stands.
ContainerState stateAt(qint64 age, const Behaviour &behaviour, const SimClock &clock, qint64 born)
{
    if (age < startMs)
        return waiting(u"ContainerCreating"_s, startMs - age);
    if (behaviour.health == Behaviour::Health::ImagePullFails)
        return waiting(u"ImagePullBackOff"_s, -1);
    const QJsonObject running{{u"running"_s, QJsonObject{{u"startedAt"_s, clock.stamp(born + startMs - clock.ms())}}}};
    if (behaviour.health == Behaviour::Health::CrashLoop) {
        // Runs two seconds, then waits 10, 20, 40 ... at most 300 seconds.
        qint64 at = startMs;
        for (int restarts = 0;; ++restarts) {
            const qint64 backoff = std::min<qint64>(300'000, 10'000LL << std::min(restarts, 5));
            if (age < at + 2000)
                return {running, false, restarts, at + 2000 - age};
            if (age < at + 2000 + backoff) {
                ContainerState state = waiting(u"CrashLoopBackOff"_s, at + 2000 + backoff - age);
                state.phase = u"Running"_s;
                state.restarts = restarts + 1;
                state.reason = u"BackOff"_s;
                state.message = u"Back-off restarting failed container"_s;
                return state;
            }
            at += 2000 + backoff;
        }
    }
    const bool ready = behaviour.health == Behaviour::Health::Good && age >= behaviour.readyAfterMs;
    const qint64 next = ready || behaviour.health == Behaviour::Health::NeverReady ? -1 : behaviour.readyAfterMs - age;
    return {running, ready, 0, next};
}

QJsonObject podStatus(const QJsonObject &pod, const ContainerState &state, const SimClock &clock)
{
    QJsonObject status = pod.value("status"_L1).toObject();
    const QString truth = state.ready ? u"True"_s : u"False"_s;
    QJsonArray conditions;
    const QString born = text(pod, u"metadata.creationTimestamp");
    const auto add = [&](const QString &type, const QString &value, const QString &since) {
        conditions.append(QJsonObject{{u"type"_s, type}, {u"status"_s, value}, {u"lastProbeTime"_s, QJsonValue()}, {u"lastTransitionTime"_s, since}});
    };
    const QString before = text(status, u"conditions.1.status");
    const QString since = before == truth ? text(status, u"conditions.1.lastTransitionTime") : clock.stamp();
    add(u"Initialized"_s, u"True"_s, born);
    add(u"Ready"_s, truth, since);
    add(u"ContainersReady"_s, truth, since);
    add(u"PodScheduled"_s, u"True"_s, born);
    QJsonArray containers;
    for (const QJsonValue &container : at(pod, u"spec.containers").toArray()) {
        const QString image = text(container, u"image");
        QJsonObject entry{{u"name"_s, text(container, u"name")}, {u"image"_s, image}, {u"imageID"_s, image}, {u"ready"_s, state.ready},
                          {u"started"_s, state.state.contains("running"_L1)}, {u"restartCount"_s, state.restarts}, {u"state"_s, state.state}};
        if (state.restarts > 0)
            entry.insert(u"lastState"_s, QJsonObject{{u"terminated"_s, QJsonObject{{u"exitCode"_s, 1}, {u"reason"_s, u"Error"_s}}}});
        containers.append(entry);
    }
    status.insert(u"phase"_s, state.phase);
    status.insert(u"conditions"_s, conditions);
    status.insert(u"containerStatuses"_s, containers);
    status.insert(u"startTime"_s, born);
    status.insert(u"qosClass"_s, u"BestEffort"_s);
    status.insert(u"hostIP"_s, u"10.0.0.1"_s);
    const size_t mix = qHash(nameOf(pod), 3);
    status.insert(u"podIP"_s, u"10.1.%1.%2"_s.arg(mix % 250).arg((mix / 250) % 250 + 1));
    return status;
}

/// No node of the sandbox carries labels: a node selector is never satisfied.
QJsonObject unscheduled(const QJsonObject &pod)
{
    return {{u"phase"_s, u"Pending"_s},
            {u"conditions"_s, QJsonArray{QJsonObject{{u"type"_s, u"PodScheduled"_s},
                                                     {u"status"_s, u"False"_s},
                                                     {u"reason"_s, u"Unschedulable"_s},
                                                     {u"message"_s, u"0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."_s},
                                                     {u"lastTransitionTime"_s, at(pod, u"metadata.creationTimestamp")}}}}};
}

} // namespace

bool isPodReady(const QJsonObject &pod)
{
    return !isTerminating(pod) && text(pod, u"status.conditions.1.status") == u"True";
}

void terminatePod(ControllerContext &context, const QJsonObject &pod)
{
    const ObjectPtr stored = context.store().find(typeOf(u"Pod"_s), namespaceOf(pod), nameOf(pod));
    if (!stored || isTerminating(stored->body()))
        return;
    QJsonObject ending = stored->body();
    put(ending, u"metadata.deletionTimestamp", context.clock.stamp());
    put(ending, u"metadata.deletionGracePeriodSeconds", 30);
    context.store().replace(stored, ending);
    context.again(pod, graceMs);
}

void reconcileReplicaSet(ControllerContext &context, const QJsonObject &replicaSet)
{
    const ResourceType &podType = typeOf(u"Pod"_s);
    QList<QJsonObject> alive;
    for (const ObjectPtr &pod : context.store().ownedBy(podType, uidOf(replicaSet))) {
        if (!isTerminating(pod->body()) && !isOver(pod->body()))
            alive.append(pod->body());
    }
    const QString ns = namespaceOf(replicaSet);
    const qint64 wanted = number(replicaSet, u"spec.replicas", 1);
    while (alive.size() < wanted) {
        const Answer<QJsonObject> made = context.writer.create(podType, ns, newPod(context, replicaSet), {managerRs});
        if (refusal(made))
            break;
        alive.append(std::get<QJsonObject>(made));
        context.events.normal(replicaSet, u"SuccessfulCreate"_s, u"Created pod: "_s + nameOf(alive.last()), u"replicaset-controller"_s);
    }
    if (alive.size() > wanted) {
        const QList<QJsonObject> ending = inOrderOfEnd(alive).mid(0, alive.size() - wanted);
        for (const QJsonObject &pod : ending) {
            terminatePod(context, pod);
            alive.removeIf([&pod](const QJsonObject &other) { return uidOf(other) == uidOf(pod); });
            context.events.normal(replicaSet, u"SuccessfulDelete"_s, u"Deleted pod: "_s + nameOf(pod), u"replicaset-controller"_s);
        }
    }
    const qint64 minReadyMs = number(replicaSet, u"spec.minReadySeconds") * 1000;
    qint64 ready = 0;
    qint64 available = 0;
    for (const QJsonObject &pod : std::as_const(alive)) {
        if (!isPodReady(pod))
            continue;
        ++ready;
        const qint64 age = context.clock.ms() - context.clock.msOf(text(pod, u"status.conditions.1.lastTransitionTime"));
        if (age >= minReadyMs)
            ++available;
        else
            context.again(replicaSet, minReadyMs - age);
    }
    QJsonObject next = replicaSet;
    next.insert(u"status"_s, QJsonObject{{u"replicas"_s, alive.size()},
                                         {u"fullyLabeledReplicas"_s, alive.size()},
                                         {u"readyReplicas"_s, ready},
                                         {u"availableReplicas"_s, available},
                                         {u"observedGeneration"_s, number(replicaSet, u"metadata.generation")}});
    (void)context.writer.update(typeOf(u"ReplicaSet"_s), ns, nameOf(replicaSet), next, {managerRs, true});
}

void reconcilePod(ControllerContext &context, const QJsonObject &pod)
{
    const ObjectPtr stored = context.store().find(typeOf(u"Pod"_s), namespaceOf(pod), nameOf(pod));
    if (!stored)
        return;
    if (isTerminating(pod)) {
        const qint64 since = context.clock.ms() - context.clock.msOf(text(pod, u"metadata.deletionTimestamp"));
        if (since >= graceMs)
            context.store().erase(stored);
        else
            context.again(pod, graceMs - since);
        return;
    }
    if (isOver(pod))
        return;
    const QString service = text(pod, u"metadata.labels.app");
    if (!at(pod, u"spec.nodeSelector").toObject().isEmpty()) {
        QJsonObject pending = pod;
        pending.insert(u"status"_s, unscheduled(pod));
        (void)context.writer.update(typeOf(u"Pod"_s), namespaceOf(pod), nameOf(pod), pending, {u"kube-scheduler"_s, true});
        return;
    }
    const Behaviour behaviour = context.behaviours.of(service, tagOf(text(pod, u"spec.containers.0.image")));
    const qint64 born = context.clock.msOf(text(pod, u"metadata.creationTimestamp"));
    const ContainerState state = stateAt(context.clock.ms() - born, behaviour, context.clock, born);
    QJsonObject next = pod;
    next.insert(u"status"_s, podStatus(pod, state, context.clock));
    (void)context.writer.update(typeOf(u"Pod"_s), namespaceOf(pod), nameOf(pod), next, {managerKubelet, true});
    if (!state.reason.isEmpty())
        context.events.warning(pod, state.reason, state.message, u"kubelet"_s);
    if (state.nextMs >= 0)
        context.again(pod, std::max<qint64>(state.nextMs, 50));
}

} // namespace maestro::sandbox
