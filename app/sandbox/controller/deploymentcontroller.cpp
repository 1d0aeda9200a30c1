// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/deploymentcontroller.h"

#include "sandbox/controller/replicacounts.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QString manager = u"kube-controller-manager"_s;
const QString component = u"deployment-controller"_s;
const QString hashKey = u"pod-template-hash"_s;
const QString revisionKey = u"deployment.kubernetes.io/revision"_s;

struct Work
{
    ControllerContext &context;
    QJsonObject deployment;
    QList<QJsonObject> sets;
    QString hash;

    QJsonObject *fresh()
    {
        for (QJsonObject &set : sets) {
            if (label(set, hashKey) == hash)
                return &set;
        }
        return nullptr;
    }
    void write(QJsonObject &set, const QJsonObject &body)
    {
        const Answer<QJsonObject> written = context.writer.update(typeOf(u"ReplicaSet"_s), namespaceOf(body), nameOf(body), body, {manager});
        if (!refusal(written))
            set = std::get<QJsonObject>(written);
    }
    void scale(QJsonObject &set, qint64 replicas)
    {
        const qint64 before = number(set, u"spec.replicas");
        if (before == replicas)
            return;
        QJsonObject body = set;
        put(body, u"spec.replicas", replicas);
        write(set, body);
        context.events.normal(deployment, u"ScalingReplicaSet"_s,
                              u"Scaled %1 replica set %2 from %3 to %4"_s.arg(before < replicas ? u"up"_s : u"down"_s, nameOf(set)).arg(before).arg(replicas),
                              component);
    }
};

qint64 sumOf(const QList<QJsonObject> &sets, QStringView field)
{
    qint64 total = 0;
    for (const QJsonObject &set : sets)
        total += number(set, field);
    return total;
}

void createSet(Work &work, qint64 revision)
{
    QJsonObject podTemplate = at(work.deployment, u"spec.template").toObject();
    setLabel(podTemplate, hashKey, work.hash);
    QJsonObject selector = at(work.deployment, u"spec.selector").toObject();
    QJsonObject matched = selector.value("matchLabels"_L1).toObject();
    matched.insert(hashKey, work.hash);
    selector.insert(u"matchLabels"_s, matched);
    QJsonObject annotations = at(work.deployment, u"metadata.annotations").toObject();
    annotations.remove("kubectl.kubernetes.io/last-applied-configuration"_L1);
    annotations.insert(revisionKey, QString::number(revision));
    const QJsonObject meta{{u"name"_s, QString(nameOf(work.deployment) + u'-' + work.hash)},
                           {u"labels"_s, at(podTemplate, u"metadata.labels")},
                           {u"annotations"_s, annotations},
                           {u"ownerReferences"_s, ownedByController(work.deployment)}};
    const QJsonObject spec{{u"replicas"_s, 0}, {u"selector"_s, selector}, {u"template"_s, podTemplate}};
    const Answer<QJsonObject> made = work.context.writer.create(typeOf(u"ReplicaSet"_s), namespaceOf(work.deployment),
                                                                {{u"metadata"_s, meta}, {u"spec"_s, spec}}, {manager});
    if (!refusal(made))
        work.sets.append(std::get<QJsonObject>(made));
}

void syncRevision(Work &work)
{
    qint64 newest = 0;
    for (const QJsonObject &set : std::as_const(work.sets)) {
        if (label(set, hashKey) != work.hash)
            newest = std::max(newest, annotation(set, revisionKey).toLongLong());
    }
    if (QJsonObject *known = work.fresh()) {
        if (annotation(*known, revisionKey).toLongLong() <= newest) {
            QJsonObject body = *known;
            setAnnotation(body, revisionKey, QString::number(newest + 1));
            work.write(*known, body);
        }
    } else {
        createSet(work, newest + 1);
    }
    const QJsonObject *fresh = work.fresh();
    if (!fresh || annotation(work.deployment, revisionKey) == annotation(*fresh, revisionKey))
        return;
    QJsonObject body = work.deployment;
    setAnnotation(body, revisionKey, annotation(*fresh, revisionKey));
    const Answer<QJsonObject> written = work.context.writer.update(typeOf(u"Deployment"_s), namespaceOf(body), nameOf(body), body, {manager});
    if (!refusal(written))
        work.deployment = std::get<QJsonObject>(written);
}

void roll(Work &work)
{
    const qint64 replicas = number(work.deployment, u"spec.replicas", 1);
    const QJsonValue rolling = at(work.deployment, u"spec.strategy.rollingUpdate");
    const bool recreate = text(work.deployment, u"spec.strategy.type") == u"Recreate";
    qint64 surge = recreate ? 0 : intOrPercent(at(rolling, u"maxSurge"), int(replicas), true, u"25%"_s);
    qint64 unavailable = recreate ? replicas : intOrPercent(at(rolling, u"maxUnavailable"), int(replicas), false, u"25%"_s);
    if (surge == 0 && unavailable == 0)
        unavailable = 1;
    QJsonObject *fresh = work.fresh();
    if (!fresh)
        return;
    const qint64 others = sumOf(work.sets, u"spec.replicas") - number(*fresh, u"spec.replicas");
    if (!recreate || others == 0) {
        const qint64 room = replicas + surge - sumOf(work.sets, u"spec.replicas");
        const qint64 now = number(*fresh, u"spec.replicas");
        work.scale(*fresh, now > replicas ? replicas : std::min(replicas, now + std::max<qint64>(0, room)));
    }
    qint64 spare = sumOf(work.sets, u"status.availableReplicas") - (replicas - unavailable);
    for (QJsonObject &set : work.sets) {
        if (label(set, hashKey) == work.hash || number(set, u"spec.replicas") == 0)
            continue;
        const qint64 sick = number(set, u"spec.replicas") - number(set, u"status.availableReplicas");
        const qint64 less = std::min(number(set, u"spec.replicas"), std::max<qint64>(0, sick) + std::max<qint64>(0, spare));
        spare -= std::max<qint64>(0, less - std::max<qint64>(0, sick));
        work.scale(set, number(set, u"spec.replicas") - less);
    }
}

QJsonObject condition(const QString &type, bool truth, const QString &reason, const QString &message, const QJsonValue &before, const SimClock &clock)
{
    const QString status = truth ? u"True"_s : u"False"_s;
    const bool same = text(before, u"status") == status && text(before, u"reason") == reason;
    return {{u"type"_s, type},
            {u"status"_s, status},
            {u"reason"_s, reason},
            {u"message"_s, message},
            {u"lastUpdateTime"_s, same ? text(before, u"lastUpdateTime") : clock.stamp()},
            {u"lastTransitionTime"_s, text(before, u"status") == status ? text(before, u"lastTransitionTime") : clock.stamp()}};
}

void writeStatus(Work &work)
{
    const QJsonObject *fresh = work.fresh();
    const qint64 replicas = number(work.deployment, u"spec.replicas", 1);
    const qint64 updated = fresh ? number(*fresh, u"status.replicas") : 0;
    const qint64 total = sumOf(work.sets, u"status.replicas");
    const qint64 available = sumOf(work.sets, u"status.availableReplicas");
    const QJsonObject before = work.deployment.value("status"_L1).toObject();
    const QString set = fresh ? nameOf(*fresh) : QString();
    const bool complete = updated == replicas && total == replicas && available == replicas;
    const QJsonValue progress = at(before, u"conditions.1");
    const bool moved = updated > number(before, u"updatedReplicas") || available > number(before, u"availableReplicas") || progress.isUndefined();
    const qint64 limit = number(work.deployment, u"spec.progressDeadlineSeconds", 600) * 1000;
    const qint64 idle = work.context.clock.ms() - work.context.clock.msOf(text(progress, u"lastUpdateTime"));
    const bool paused = flag(work.deployment, u"spec.paused");
    const bool late = !complete && !moved && !paused && (idle > limit || text(progress, u"reason") == u"ProgressDeadlineExceeded");
    const qint64 least = replicas - std::max(1, int(replicas / 4));
    QJsonObject next = before;
    QJsonObject progressing = complete ? condition(u"Progressing"_s, true, u"NewReplicaSetAvailable"_s,
                                                   u"ReplicaSet \"%1\" has successfully progressed."_s.arg(set), progress, work.context.clock)
        : late ? condition(u"Progressing"_s, false, u"ProgressDeadlineExceeded"_s, u"ReplicaSet \"%1\" has timed out progressing."_s.arg(set), progress,
                           work.context.clock)
               : condition(u"Progressing"_s, true, paused ? u"DeploymentPaused"_s : u"ReplicaSetUpdated"_s,
                           paused ? u"Deployment is paused"_s : u"ReplicaSet \"%1\" is progressing."_s.arg(set), moved ? QJsonValue() : progress,
                           work.context.clock);
    next.insert(u"conditions"_s,
                QJsonArray{condition(u"Available"_s, available >= least, available >= least ? u"MinimumReplicasAvailable"_s : u"MinimumReplicasUnavailable"_s,
                                     available >= least ? u"Deployment has minimum availability."_s : u"Deployment does not have minimum availability."_s,
                                     at(before, u"conditions.0"), work.context.clock),
                           progressing});
    next.insert(u"observedGeneration"_s, number(work.deployment, u"metadata.generation"));
    next.insert(u"replicas"_s, total);
    next.insert(u"updatedReplicas"_s, updated);
    next.insert(u"readyReplicas"_s, sumOf(work.sets, u"status.readyReplicas"));
    next.insert(u"availableReplicas"_s, available);
    next.insert(u"unavailableReplicas"_s, std::max<qint64>(0, total - available));
    if (!complete && !late)
        work.context.again(work.deployment, limit + 1000);
    QJsonObject body = work.deployment;
    body.insert(u"status"_s, next);
    (void)work.context.writer.update(typeOf(u"Deployment"_s), namespaceOf(body), nameOf(body), body, {manager, true});
}

} // namespace

void reconcileDeployment(ControllerContext &context, const QJsonObject &deployment)
{
    Work work{context, deployment, {}, {}};
    for (const ObjectPtr &set : context.store().ownedBy(typeOf(u"ReplicaSet"_s), uidOf(deployment)))
        work.sets.append(set->body());
    QJsonObject hashed = at(deployment, u"spec.template").toObject();
    put(hashed, u"metadata.creationTimestamp", QJsonValue(QJsonValue::Undefined));
    work.hash = safeHash(compact(hashed));
    if (!flag(deployment, u"spec.paused")) {
        syncRevision(work);
        roll(work);
    } else if (!work.fresh() && !work.sets.isEmpty()) {
        work.hash = label(work.sets.last(), hashKey);
    }
    writeStatus(work);
}

} // namespace maestro::sandbox
