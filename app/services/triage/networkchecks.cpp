// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/dependencies.h"
#include "services/facts/endpointfacts.h"
#include "services/triage/readingbuilder.h"
#include "text/labels.h"

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
    serving.removeIf(hasEnded);
    const qsizetype ready = std::count_if(serving.begin(), serving.end(), [](const Pod &pod) { return pod.ready; });
    builder->reading().output = podTable(pods, builder->scene().clock->utcNow());
    builder->read(u"pods"_s, builder->apiSource(path), podsFinding(serving, ready));
    if (serving.isEmpty())
        return builder->finish(ItemState::Bad, TriageWords::tr("no pods"), u"none"_s);
    builder->finish(ready == serving.size() ? ItemState::Ok : ItemState::Bad, podsFinding(serving, ready), u"%1/%2"_s.arg(ready).arg(serving.size()));
}

ItemState stateOf(const FactReading &fact)
{
    return !fact.value ? ItemState::Unknown : *fact.value >= 1 ? ItemState::Ok : ItemState::Bad;
}

} // namespace

void readNamespacePods(QObject *owner, const BuilderPtr &builder)
{
    const bool named = !builder->check().ns.isEmpty();
    const QString ns = builder->scene().namespaceOf(builder->check());
    const QString selector = builder->check().selector;
    builder->reading().command = kubectl(QStringList{u"-n"_s, ns, u"get"_s, u"pods"_s} + (selector.isEmpty() ? QStringList() : QStringList{u"-l"_s, selector}));
    listPods(owner, builder->scene(), ns, selector, [builder, named, ns](const Result<QList<Pod>> &pods, const QString &path) {
        if (!pods)
            return builder->unknown(pods.error().message);
        if (pods->isEmpty() && !named)
            return builder->unknown(TriageWords::tr("no pods in %1; a policy may say which namespace it is").arg(ns));
        finishPods(builder, *pods, path);
    });
}

void readDependency(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QString name = builder->check().subject;
    const auto dependency = scene.policy ? dependencyNamed(*scene.policy, name) : std::nullopt;
    if (!dependency)
        return builder->unknown(TriageWords::tr("the policy does not say where %1 runs").arg(name));
    const QString ns = dependency->podsNamespace.isEmpty() ? dependency->workload.ns : dependency->podsNamespace;
    QStringList words{u"-n"_s, ns.isEmpty() ? scene.ref.ns : ns, u"get"_s};
    if (dependency->workload.name.isEmpty())
        words += dependency->podsSelector.isEmpty() ? QStringList{u"pods"_s} : QStringList{u"pods"_s, u"-l"_s, dependency->podsSelector};
    else
        words.append(dependency->workload.kind.toLower() % u'/' % dependency->workload.name);
    builder->reading().command = kubectl(words);
    readDependencies(scene.match, {name}, scene.ref.ns, scene.access, scene.prober, scene.variables, scene.clock, owner, [builder](const QList<FactReading> &each) {
        const FactReading &fact = each.constFirst();
        builder->reading().output = fact.text.split(u"; "_s).join(u'\n') + u'\n';
        builder->read(builder->check().subject, builder->apiSource(u' ' + fact.source), fact.text);
        builder->finish(stateOf(fact), fact.text, fact.value ? u"%1 %2"_s.arg(*fact.value).arg(fact.text) : QString());
    });
}

void readTraffic(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    const QString seenIn = scene.snapshot.weight ? scene.snapshot.weight->observedFrom : QString();
    const QString ingress = seenIn.startsWith(u"Ingress "_s) ? seenIn.section(u' ', 1) : rollout.meta.name + u"-canary"_s;
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"get"_s, u"ingress"_s, ingress, u"-o"_s, u"yaml"_s});
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
    builder->reading().command = kubectl({u"-n"_s, builder->scene().ref.ns, u"get"_s, u"endpointslices"_s, u"-l"_s, u"kubernetes.io/service-name in (%1)"_s.arg(services.join(u", "_s))});
    if (services.isEmpty())
        return builder->finish(ItemState::Skipped, TriageWords::tr("its strategy names no Service"), u"none"_s);
    readEndpointFacts(owner, builder->scene().access, builder->scene().ref.ns, services, builder->scene().clock, [builder](const QList<FactReading> &each) {
        QStringList findings;
        bool empty = false;
        bool unknown = false;
        for (const FactReading &fact : each) {
            const QString service = fact.name.section(u':', 1);
            findings.append(service % u": "_s % fact.text);
            builder->reading().output += findings.constLast() + u'\n';
            builder->read(u"endpoints of "_s + service, builder->apiSource(u' ' + fact.source), fact.text);
            empty = empty || (fact.value && *fact.value == 0);
            unknown = unknown || !fact.value;
        }
        const ItemState state = empty ? ItemState::Bad : unknown ? ItemState::Unknown : ItemState::Ok;
        builder->finish(state, findings.join(u"; "_s), unknown ? QString() : findings.join(u"; "_s));
    });
}

} // namespace maestro
