// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/seeder.h"

#include "sandbox/world/helmsecret.h"

#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

constexpr qint64 settleMs = 90'000;
constexpr qint64 betweenVersionsMs = 3'600'000;
const WriteOptions deployer{u"kubectl-client-side-apply"_s};
const WriteOptions person{u"kubectl-argo-rollouts"_s, true};

void create(Cluster &cluster, const QString &kind, const QString &ns, const QString &name, QJsonObject body)
{
    put(body, u"metadata.name", name);
    (void)cluster.writer().create(typeOf(kind), ns, body, deployer);
}

void edit(Cluster &cluster, const QString &kind, const QString &ns, const QString &name, const WriteOptions &options,
          const std::function<void(QJsonObject &)> &change)
{
    const ObjectPtr object = cluster.store().find(typeOf(kind), ns, name);
    if (!object)
        return;
    QJsonObject body = object->body();
    change(body);
    (void)cluster.writer().update(object->type(), ns, name, body, options);
}

QJsonObject podTemplate(const QString &name, const QString &image, const QString &version)
{
    const QJsonObject container{{u"name"_s, u"app"_s},
                                {u"image"_s, QString(image + u':' + version)},
                                {u"ports"_s, QJsonArray{QJsonObject{{u"containerPort"_s, 8080}, {u"protocol"_s, u"TCP"_s}}}}};
    return {{u"metadata"_s, QJsonObject{{u"labels"_s, QJsonObject{{u"app"_s, name}}}}},
            {u"spec"_s, QJsonObject{{u"containers"_s, QJsonArray{container}}}}};
}

QJsonObject selectorFor(const QString &name)
{
    return {{u"matchLabels"_s, QJsonObject{{u"app"_s, name}}}};
}

void createService(Cluster &cluster, const QString &ns, const QString &name, const QString &app)
{
    create(cluster, u"Service"_s, ns, name,
           {{u"spec"_s, QJsonObject{{u"type"_s, u"ClusterIP"_s},
                                    {u"clusterIP"_s, u"10.96.%1.%2"_s.arg(qHash(ns, 5) % 250).arg(qHash(name, 5) % 250 + 1)},
                                    {u"selector"_s, QJsonObject{{u"app"_s, app}}},
                                    {u"ports"_s, QJsonArray{QJsonObject{{u"name"_s, u"http"_s}, {u"port"_s, 80}, {u"targetPort"_s, 8080}, {u"protocol"_s, u"TCP"_s}}}}}}});
}

void createIngress(Cluster &cluster, const RolloutPlan &plan)
{
    const QJsonObject backend{{u"service"_s, QJsonObject{{u"name"_s, QString(plan.name + u"-stable")}, {u"port"_s, QJsonObject{{u"number"_s, 80}}}}}};
    const QJsonObject path{{u"path"_s, u"/"_s}, {u"pathType"_s, u"Prefix"_s}, {u"backend"_s, backend}};
    const QJsonObject rule{{u"host"_s, QString(plan.name + u".example")}, {u"http"_s, QJsonObject{{u"paths"_s, QJsonArray{path}}}}};
    create(cluster, u"Ingress"_s, plan.ns, plan.name, {{u"spec"_s, QJsonObject{{u"ingressClassName"_s, u"nginx"_s}, {u"rules"_s, QJsonArray{rule}}}}});
}

QJsonObject strategyOf(const RolloutPlan &plan)
{
    QJsonObject strategy = plan.strategySpec;
    if (plan.strategy == RolloutPlan::Strategy::BlueGreen) {
        strategy.insert(u"activeService"_s, QString(plan.name + u"-active"));
        strategy.insert(u"previewService"_s, QString(plan.name + u"-preview"));
        return {{u"blueGreen"_s, strategy}};
    }
    if (!plan.steps.isEmpty())
        strategy.insert(u"steps"_s, plan.steps);
    if (plan.strategy == RolloutPlan::Strategy::Nginx) {
        strategy.insert(u"stableService"_s, QString(plan.name + u"-stable"));
        strategy.insert(u"canaryService"_s, QString(plan.name + u"-canary"));
        strategy.insert(u"trafficRouting"_s, QJsonObject{{u"nginx"_s, QJsonObject{{u"stableIngress"_s, plan.name}}}});
    }
    return {{u"canary"_s, strategy}};
}

/// The pod template of a plan at its first version.
QJsonObject templateOf(const RolloutPlan &plan)
{
    QJsonObject made = podTemplate(plan.name, plan.image, plan.versions.first());
    QJsonObject spec = made[u"spec"].toObject();
    for (auto it = plan.podSpec.begin(); it != plan.podSpec.end(); ++it) {
        if (it.key() != u"containers") {
            spec.insert(it.key(), it.value());
            continue;
        }
        QJsonObject container = spec[u"containers"][0].toObject();
        const QJsonObject further = it.value()[0].toObject();
        for (auto member = further.begin(); member != further.end(); ++member)
            container.insert(member.key(), member.value());
        spec.insert(u"containers"_s, QJsonArray{container});
    }
    made.insert(u"spec"_s, spec);
    return made;
}

void writeObject(Cluster &cluster, const ObjectPlan &plan)
{
    const WriteOptions author{plan.by.isEmpty() ? deployer.manager : plan.by};
    QJsonObject body = plan.body;
    if (const ObjectPtr there = cluster.store().find(typeOf(plan.kind), plan.ns, plan.name)) {
        QJsonObject meta = there->body()[u"metadata"].toObject();
        const QJsonObject asked = body[u"metadata"].toObject();
        for (auto it = asked.begin(); it != asked.end(); ++it)
            meta.insert(it.key(), it.value());
        body.insert(u"metadata"_s, meta);
        body.insert(u"kind"_s, there->body()[u"kind"]);
        body.insert(u"apiVersion"_s, there->body()[u"apiVersion"]);
        (void)cluster.writer().update(there->type(), plan.ns, plan.name, body, author);
        return;
    }
    put(body, u"metadata.name", plan.name);
    (void)cluster.writer().create(typeOf(plan.kind), plan.ns, body, author);
}

void createRollout(Cluster &cluster, const RolloutPlan &plan)
{
    QStringList services{plan.name};
    if (plan.strategy == RolloutPlan::Strategy::Nginx)
        services = {plan.name + u"-stable", plan.name + u"-canary"};
    else if (plan.strategy == RolloutPlan::Strategy::BlueGreen)
        services = {plan.name + u"-active", plan.name + u"-preview"};
    for (const QString &service : std::as_const(services))
        createService(cluster, plan.ns, service, plan.name);
    if (plan.strategy == RolloutPlan::Strategy::Nginx)
        createIngress(cluster, plan);
    QJsonObject spec = plan.spec;
    spec.insert(u"replicas"_s, plan.replicas);
    spec.insert(u"strategy"_s, strategyOf(plan));
    const QJsonObject podSpec = templateOf(plan);
    if (plan.workloadRef) {
        create(cluster, u"Deployment"_s, plan.ns, plan.name,
               {{u"spec"_s, QJsonObject{{u"replicas"_s, 0}, {u"selector"_s, selectorFor(plan.name)}, {u"template"_s, podSpec}}}});
        spec.insert(u"workloadRef"_s, QJsonObject{{u"apiVersion"_s, u"apps/v1"_s}, {u"kind"_s, u"Deployment"_s}, {u"name"_s, plan.name}});
    } else {
        spec.insert(u"selector"_s, selectorFor(plan.name));
        spec.insert(u"template"_s, podSpec);
    }
    QJsonObject labels = plan.labels;
    labels.insert(u"app"_s, plan.name);
    QJsonObject meta{{u"labels"_s, labels}};
    if (!plan.annotations.isEmpty())
        meta.insert(u"annotations"_s, plan.annotations);
    create(cluster, u"Rollout"_s, plan.ns, plan.name, {{u"metadata"_s, meta}, {u"spec"_s, spec}});
}

void setImage(Cluster &cluster, const QString &ns, const QString &name, const QString &version)
{
    const ObjectPtr rollout = cluster.store().find(typeOf(u"Rollout"_s), ns, name);
    const QString reference = rollout ? text(rollout->body(), u"spec.workloadRef.name") : QString();
    edit(cluster, reference.isEmpty() ? u"Rollout"_s : u"Deployment"_s, ns, reference.isEmpty() ? name : reference, deployer, [&version](QJsonObject &body) {
        QJsonArray containers = sandbox::at(body, u"spec.template.spec.containers").toArray();
        QJsonObject container = containers.first().toObject();
        container.insert(u"image"_s, QString(text(container, u"image").section(u':', 0, -2) + u':' + version));
        containers.replace(0, container);
        put(body, u"spec.template.spec.containers", containers);
    });
}

/// A person's verb on a Rollout, as the plugin sends it.
void act(Cluster &cluster, const ScriptEntry &entry)
{
    const QJsonValue absent(QJsonValue::Undefined);
    const auto status = [&](QStringView field, const QJsonValue &value) {
        edit(cluster, u"Rollout"_s, entry.ns, entry.name, person, [&](QJsonObject &body) { put(body, field, value); });
    };
    const auto spec = [&](QStringView field, const QJsonValue &value) {
        edit(cluster, u"Rollout"_s, entry.ns, entry.name, {person.manager}, [&](QJsonObject &body) { put(body, field, value); });
    };
    switch (entry.action) {
    case ScriptEntry::Action::SetImage: return setImage(cluster, entry.ns, entry.name, entry.version);
    case ScriptEntry::Action::Promote: return status(u"status.pauseConditions", absent);
    case ScriptEntry::Action::PromoteFull: return status(u"status.promoteFull", true);
    case ScriptEntry::Action::Abort: return status(u"status.abort", true);
    case ScriptEntry::Action::Retry: return status(u"status.abort", absent);
    case ScriptEntry::Action::Pause: return spec(u"spec.paused", true);
    case ScriptEntry::Action::Resume: return spec(u"spec.paused", false);
    case ScriptEntry::Action::Restart: return spec(u"spec.restartAt", cluster.clock().stamp());
    case ScriptEntry::Action::Behave:
        return cluster.setBehaviour(entry.behaviour->service, entry.behaviour->version, entry.behaviour->behaviour);
    case ScriptEntry::Action::Freeze: return cluster.api().setFrozen(true);
    case ScriptEntry::Action::Thaw: return cluster.api().setFrozen(false);
    case ScriptEntry::Action::DropWatches: return cluster.api().dropWatches();
    case ScriptEntry::Action::Compact: return cluster.api().compactHistory();
    case ScriptEntry::Action::DelayController: cluster.faults().controllerDelayMs = entry.durationMs; return;
    }
}

/// When the k-th version of a plan was deployed, relative to serving.
qint64 deployedAt(const RolloutPlan &plan, qsizetype k)
{
    return -settleMs - plan.sinceMs - (plan.versions.size() - 1 - k) * betweenVersionsMs;
}

void seedBasics(Cluster &cluster, const ClusterPlan &plan)
{
    const QJsonObject active{{u"status"_s, QJsonObject{{u"phase"_s, u"Active"_s}}}};
    QStringList namespaces{u"kube-system"_s, u"default"_s};
    namespaces += plan.namespaces;
    namespaces.removeDuplicates();
    for (const QString &ns : std::as_const(namespaces)) {
        create(cluster, u"Namespace"_s, {}, ns, {});
        edit(cluster, u"Namespace"_s, {}, ns, {deployer.manager, true}, [&](QJsonObject &body) { body.insert(u"status"_s, active.value("status"_L1)); });
    }
    for (const QString &node : {u"sandbox-node-1"_s, u"sandbox-node-2"_s}) {
        create(cluster, u"Node"_s, {}, node, {});
        edit(cluster, u"Node"_s, {}, node, {u"kubelet"_s, true}, [](QJsonObject &body) {
            put(body, u"status.conditions", QJsonArray{QJsonObject{{u"type"_s, u"Ready"_s}, {u"status"_s, u"True"_s}}});
        });
    }
    for (const BehaviourPlan &behaviour : plan.behaviours)
        cluster.behaviours().set(behaviour.service, behaviour.version, behaviour.behaviour);
    for (const TemplatePlan &analysis : plan.templates)
        create(cluster, u"AnalysisTemplate"_s, analysis.ns, analysis.name, {{u"spec"_s, QJsonObject{{u"metrics"_s, analysis.metrics}}}});
    for (const DeploymentPlan &deployment : plan.deployments) {
        QJsonObject deployed = podTemplate(deployment.name, deployment.image, deployment.version);
        put(deployed, u"metadata.labels", QJsonObject{{u"app"_s, deployment.name}, {u"app.kubernetes.io/name"_s, deployment.name}});
        create(cluster, u"Deployment"_s, deployment.ns, deployment.name,
               {{u"metadata"_s, QJsonObject{{u"labels"_s, QJsonObject{{u"app"_s, deployment.name}}}}},
                {u"spec"_s, QJsonObject{{u"replicas"_s, deployment.replicas},
                                        {u"selector"_s, selectorFor(deployment.name)},
                                        {u"template"_s, deployed}}}});
    }
}

/// NAME-0, NAME-1, ...; the kubelet brings them up.
void createSetPods(Cluster &cluster, const StatefulSetPlan &set)
{
    const ObjectPtr owner = cluster.store().find(typeOf(u"StatefulSet"_s), set.ns, set.name);
    for (int i = 0; owner && i < set.replicas; ++i) {
        QJsonObject pod = podTemplate(set.name, set.image, set.version);
        put(pod, u"metadata.ownerReferences", ownedByController(owner->body()));
        put(pod, u"spec.nodeName", u"sandbox-node-%1"_s.arg(i % 2 + 1));
        create(cluster, u"Pod"_s, set.ns, u"%1-%2"_s.arg(set.name).arg(i), pod);
    }
}

void seedShownOnly(Cluster &cluster, const ClusterPlan &plan)
{
    for (const StatefulSetPlan &set : plan.statefulSets) {
        create(cluster, u"StatefulSet"_s, set.ns, set.name,
               {{u"spec"_s, QJsonObject{{u"replicas"_s, set.replicas}, {u"serviceName"_s, set.name}, {u"selector"_s, selectorFor(set.name)},
                                        {u"updateStrategy"_s, QJsonObject{{u"type"_s, u"RollingUpdate"_s}}}, {u"template"_s, podTemplate(set.name, set.image, set.version)}}}});
        edit(cluster, u"StatefulSet"_s, set.ns, set.name, {u"statefulset-controller"_s, true}, [&set](QJsonObject &body) {
            QJsonObject status{{u"observedGeneration"_s, 1}};
            for (const QString &count : {u"replicas"_s, u"readyReplicas"_s, u"availableReplicas"_s, u"updatedReplicas"_s})
                status.insert(count, set.replicas);
            body.insert(u"status"_s, status);
        });
        createSetPods(cluster, set);
    }
    for (const HelmReleasePlan &release : plan.helmReleases)
        create(cluster, u"Secret"_s, release.ns, helmSecretName(release), helmSecret(release));
}

} // namespace

qint64 pastOf(const ClusterPlan &plan)
{
    qint64 earliest = -settleMs;
    for (const RolloutPlan &rollout : plan.rollouts)
        earliest = std::min(earliest, deployedAt(rollout, 0));
    for (const ScriptEntry &entry : plan.script)
        earliest = std::min(earliest, entry.atMs);
    for (const ObjectPlan &object : plan.objects)
        earliest = std::min(earliest, object.atMs);
    return -earliest + 1000;
}

void seed(Cluster &cluster, const ClusterPlan &plan, qint64 serveAtMs)
{
    seedBasics(cluster, plan);
    seedShownOnly(cluster, plan);
    for (const RolloutPlan &rollout : plan.rollouts) {
        cluster.schedule(serveAtMs + deployedAt(rollout, 0), [&cluster, rollout] { createRollout(cluster, rollout); });
        for (qsizetype k = 1; k < rollout.versions.size(); ++k) {
            const qint64 when = serveAtMs + deployedAt(rollout, k);
            cluster.schedule(when, [&cluster, rollout, k] { setImage(cluster, rollout.ns, rollout.name, rollout.versions.at(k)); });
            cluster.schedule(when + 3000, [&cluster, rollout] { act(cluster, {0, ScriptEntry::Action::PromoteFull, rollout.ns, rollout.name, {}}); });
        }
    }
    for (const ObjectPlan &object : plan.objects)
        cluster.schedule(serveAtMs + object.atMs, [&cluster, object] { writeObject(cluster, object); });
    for (const ScriptEntry &entry : plan.script)
        cluster.schedule(serveAtMs + entry.atMs, [&cluster, entry] { act(cluster, entry); });
}

} // namespace maestro::sandbox
