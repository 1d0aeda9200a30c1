// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/resourcepath.h"
#include "services/triage/readingbuilder.h"
#include "text/labels.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

QString podsFinding(const QList<Pod> &pods, qsizetype ready)
{
    return TriageWords::tr("%1 of %2 ready").arg(ready).arg(pods.size());
}

void finishPods(const BuilderPtr &builder, const QList<Pod> &pods, const QString &path)
{
    // A pod that ran to its end (of an admission job, say) is not missing.
    QList<Pod> serving = pods;
    serving.removeIf([](const Pod &pod) { return pod.status == u"Completed" || pod.status == u"Succeeded"; });
    const qsizetype ready = std::count_if(serving.begin(), serving.end(), [](const Pod &pod) { return pod.ready; });
    builder->reading().output = podTable(pods, builder->scene().clock->utcNow());
    builder->read(u"pods"_s, builder->apiSource(path), podsFinding(serving, ready));
    if (serving.isEmpty())
        return builder->finish(ItemState::Bad, TriageWords::tr("no pods"), u"none"_s);
    builder->finish(ready == serving.size() ? ItemState::Ok : ItemState::Bad, podsFinding(serving, ready), u"%1/%2"_s.arg(ready).arg(serving.size()));
}

/// Addresses of the Services of both versions, one after the other.
class EndpointRead : public QObject
{
public:
    EndpointRead(QObject *owner, BuilderPtr builder, QStringList services)
        : QObject(owner)
        , m_builder(std::move(builder))
        , m_services(std::move(services))
    {
        next();
    }

private:
    void next()
    {
        if (m_services.isEmpty())
            return conclude();
        const QString name = m_services.takeFirst();
        const Result<QString> path = resourcePath({{}, u"v1"_s, u"endpoints"_s}, m_builder->scene().ref.ns, name);
        if (!path)
            return finish(ItemState::Unknown, path.error().message);
        m_builder->scene().access->client()->get(*path, whileAlive(this, [this, name, path = *path](const Result<QByteArray> &body) {
            if (!body)
                return finish(ItemState::Unknown, body.error().message);
            qsizetype ready = 0;
            qsizetype notReady = 0;
            for (const QJsonValue &subset : QJsonDocument::fromJson(*body).object()[u"subsets"].toArray()) {
                ready += subset[u"addresses"].toArray().size();
                notReady += subset[u"notReadyAddresses"].toArray().size();
            }
            const QString counted = TriageWords::tr("%1 ready, %2 not").arg(ready).arg(notReady);
            m_builder->reading().output += name % u": "_s % counted % u'\n';
            m_builder->read(u"endpoints of "_s + name, m_builder->apiSource(path), counted);
            m_findings.append(name % u": "_s % counted);
            m_empty = m_empty || ready == 0;
            next();
        }));
    }

    void conclude() { finish(m_empty ? ItemState::Bad : ItemState::Ok, m_findings.join(u"; "_s)); }

    void finish(ItemState state, const QString &finding)
    {
        deleteLater();
        m_builder->finish(state, finding, state == ItemState::Unknown ? QString() : finding);
    }

    BuilderPtr m_builder;
    QStringList m_services;
    QStringList m_findings;
    bool m_empty = false;
};

} // namespace

void readNamespacePods(QObject *owner, const BuilderPtr &builder)
{
    const bool named = !builder->check().ns.isEmpty();
    const QString ns = named ? builder->check().ns : builder->scene().ingressNamespace();
    builder->reading().command = kubectl({u"-n"_s, ns, u"get"_s, u"pods"_s});
    listPods(owner, builder->scene(), ns, builder->check().selector, [builder, named, ns](const Result<QList<Pod>> &pods, const QString &path) {
        if (!pods)
            return builder->unknown(pods.error().message);
        if (pods->isEmpty() && !named)
            return builder->unknown(TriageWords::tr("no pods in %1; a policy may say where the ingress runs").arg(ns));
        finishPods(builder, *pods, path);
    });
}

void findDependency(QObject *owner, const TriageScene &scene, const QString &ns, const QString &name, bool stateful, std::function<void(const Result<Rollout> &)> done)
{
    const WorkloadKind kind = stateful ? WorkloadKind::StatefulSet : WorkloadKind::Deployment;
    scene.access->list(kind, ns, whileAlive(owner, [ns, name, kind, done = std::move(done)](const Result<QList<Rollout>> &list) {
        if (!list)
            return done(list.error());
        const auto found = std::find_if(list->begin(), list->end(), [&name](const Rollout &one) { return one.meta.name == name; });
        if (found == list->end())
            return done(Error{ErrorKind::NotFound, u"notFound"_s, TriageWords::tr("there is no %1 %2/%3").arg(workloadWord(kind), ns, name), {}, {}});
        done(*found);
    }));
}

void readDependency(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QVariantMap entry = scene.entry(u"dependencies"_s, builder->check().subject);
    const QVariantMap pods = entry.value(u"pods"_s).toMap();
    if (!pods.isEmpty()) {
        const QString ns = pods.value(u"namespace"_s).toString();
        const QString selector = pods.value(u"selector"_s).toString();
        builder->reading().command = kubectl(selector.isEmpty() ? QStringList{u"-n"_s, ns, u"get"_s, u"pods"_s} : QStringList{u"-n"_s, ns, u"get"_s, u"pods"_s, u"-l"_s, selector});
        return listPods(owner, scene, ns, selector, [builder](const Result<QList<Pod>> &found, const QString &path) {
            if (!found)
                return builder->unknown(found.error().message);
            finishPods(builder, *found, path);
        });
    }
    const QVariantMap workload = entry.value(u"workload"_s).toMap();
    const QString name = workload.value(u"name"_s).toString();
    const QString ns = workload.value(u"namespace"_s).toString().isEmpty() ? scene.ref.ns : workload.value(u"namespace"_s).toString();
    if (name.isEmpty())
        return builder->unknown(TriageWords::tr("the policy does not say where %1 runs").arg(builder->check().subject));
    const bool stateful = workload.value(u"kind"_s) == u"StatefulSet"_s;
    const QString word = stateful ? u"statefulset/"_s : u"deploy/"_s;
    builder->reading().command = kubectl({u"-n"_s, ns, u"get"_s, word + name});
    findDependency(owner, scene, ns, name, stateful, [builder, ns, name, word](const Result<Rollout> &found) {
        if (!found)
            return builder->unknown(found.error().message);
        const QString counted = TriageWords::tr("%1 of %2 ready").arg(found->readyReplicas).arg(found->specReplicas);
        builder->reading().output = columns({{u"NAME"_s, u"READY"_s, u"AVAILABLE"_s}, {word + name, u"%1/%2"_s.arg(found->readyReplicas).arg(found->specReplicas), QString::number(found->availableReplicas)}});
        builder->read(word + name, builder->apiSource(u" %1/%2"_s.arg(ns, name)), counted);
        if (!found->hasStatus || !found->unreadable.isEmpty())
            return builder->unknown(TriageWords::tr("its status cannot be read"));
        builder->finish(found->readyReplicas >= found->specReplicas ? ItemState::Ok : ItemState::Bad, counted, u"%1/%2"_s.arg(found->readyReplicas).arg(found->specReplicas));
    });
}

void readTraffic(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"get"_s, u"ingress"_s, rollout.meta.name + u"-canary"_s, u"-o"_s, u"yaml"_s});
    if (!scene.snapshot.weight)
        return builder->finish(ItemState::Skipped, TriageWords::tr("nothing splits its traffic"), u"none"_s);
    const Weight &weight = *scene.snapshot.weight;
    builder->reading().output = u"wanted: %1\nrecorded: %2\nobserved: %3\nfrom: %4\n"_s.arg(weightText(weight.wanted, weight.max), weightText(weight.recorded, weight.max),
                                                                                             weightText(weight.observed, weight.max), weight.observedFrom);
    const QString finding = TriageWords::tr("wanted %1, observed %2").arg(weightText(weight.wanted, weight.max), weightText(weight.observed, weight.max));
    builder->read(u"weight"_s, builder->apiSource(u' ' + weight.observedFrom), finding);
    if (!weight.wanted || !weight.observed)
        return builder->unknown(finding);
    builder->finish(*weight.wanted == *weight.observed ? ItemState::Ok : ItemState::Bad, finding, u"%1/%2"_s.arg(*weight.wanted).arg(*weight.observed));
}

void readEndpoints(QObject *owner, const BuilderPtr &builder)
{
    const TrafficRouting &traffic = builder->scene().snapshot.rollout.traffic;
    QStringList services;
    for (const QString &name : {traffic.stableService, traffic.canaryService, traffic.activeService, traffic.previewService})
        if (!name.isEmpty() && !services.contains(name))
            services.append(name);
    builder->reading().command = kubectl(QStringList{u"-n"_s, builder->scene().ref.ns, u"get"_s, u"endpoints"_s} + services);
    if (services.isEmpty())
        return builder->finish(ItemState::Skipped, TriageWords::tr("its strategy names no Service"), u"none"_s);
    new EndpointRead(owner, builder, services);
}

} // namespace maestro
