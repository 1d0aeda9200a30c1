// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/deskcall.h"
#include "kube/api/resourcepath.h"
#include "services/facts/dependencies.h"
#include "services/facts/endpointfacts.h"
#include "services/triage/readingbuilder.h"
#include "text/labels.h"

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

constexpr int ingressesAtMost = 500;

/// The Ingresses that this workload's traffic goes through, by name: those of its Rollout, and the one that the policy has (ledger TRI-12, CON-12).
struct IngressNames
{
    QStringList stable;
    QStringList canary; ///< as the controller calls them
    QString named; ///< by the policy
    bool discover = false; ///< the policy's name is the runbook's; what the controller really made counts
};

IngressNames namesOf(const TriageScene &scene)
{
    const Rollout &rollout = scene.snapshot.rollout;
    IngressNames names;
    if (rollout.traffic.routers.contains(u"nginx"_s))
        names.stable = rollout.traffic.nginxStableIngresses;
    for (const QString &stable : std::as_const(names.stable))
        names.canary.append(u"%1-%2-canary"_s.arg(rollout.meta.name, stable).left(253));
    const QVariantMap entry = scene.entry(u"services"_s, scene.service).value(u"ingress"_s).toMap();
    DeskVariables variables = scene.variables;
    variables.insert(u"service"_s, scene.service);
    names.named = filled(entry.value(u"name"_s).toString(), variables);
    names.discover = entry.value(u"discover"_s).toBool();
    return names;
}

/// One Ingress as a person reads it: whom it sends where, and the annotations that the controller keeps in it.
QString ingressText(const QJsonObject &ingress, const QString &prefix)
{
    const QJsonObject meta = ingress[u"metadata"].toObject();
    const QJsonObject spec = ingress[u"spec"].toObject();
    QStringList lines{TriageWords::tr("Ingress %1, made %2, class %3").arg(meta[u"name"].toString(), meta[u"creationTimestamp"].toString(), spec[u"ingressClassName"].toString(u"-"_s))};
    for (const QJsonValue &rule : spec[u"rules"].toArray())
        for (const QJsonValue &path : rule[u"http"][u"paths"].toArray()) {
            const QJsonValue service = path[u"backend"][u"service"];
            const QJsonValue port = service[u"port"];
            lines.append(u"  %1%2 -> %3:%4"_s.arg(rule[u"host"].toString(u"*"_s), path[u"path"].toString(u"/"_s), service[u"name"].toString(u"?"_s),
                                                 port[u"name"].isString() ? port[u"name"].toString() : QString::number(port[u"number"].toInt())));
        }
    QStringList addresses;
    for (const QJsonValue &one : ingress[u"status"][u"loadBalancer"][u"ingress"].toArray())
        addresses.append(one[u"ip"].toString(one[u"hostname"].toString()));
    lines.append(u"  "_s + (addresses.isEmpty() ? TriageWords::tr("no address is reported") : TriageWords::tr("address %1").arg(addresses.join(u", "_s))));
    const QJsonObject annotations = meta[u"annotations"].toObject();
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        if (it.key().startsWith(prefix + u'/'))
            lines.append(u"  %1: %2"_s.arg(it.key(), it->toString()));
    return lines.join(u'\n') + u'\n';
}

/// What keeps the canary from its share, one sentence each, told from the annotation beside what the controller recorded.
struct SplitVerdict
{
    QStringList bad;
    QStringList notes;
};

SplitVerdict judge(const TriageScene &scene, const IngressNames &names, const QMap<QString, QJsonObject> &found, const QString &prefix)
{
    SplitVerdict verdict;
    const std::optional<Weight> &weight = scene.snapshot.weight;
    // After the update everybody has the new version behind the stable Ingress, and the canary's is of no account.
    const bool moving = scene.hasCanary();
    const int wanted = moving && weight && weight->wanted ? *weight->wanted : 0;
    if (moving && weight && weight->wanted && weight->recorded && *weight->wanted != *weight->recorded)
        verdict.bad.append(TriageWords::tr("the controller has not set it yet: it recorded %1").arg(weightText(weight->recorded, weight->max)));
    for (const QString &stable : names.stable)
        if (!found.contains(stable))
            verdict.bad.append(TriageWords::tr("there is no Ingress %1").arg(stable));
    QStringList headers;
    for (const QString &name : names.canary) {
        if (!found.contains(name)) {
            if (wanted > 0)
                verdict.bad.append(TriageWords::tr("there is no Ingress %1: the controller has not made it").arg(name));
            continue;
        }
        const QJsonObject annotations = found.value(name)[u"metadata"][u"annotations"].toObject();
        const QString share = annotations[prefix + u"/canary-weight"_s].toString();
        const int total = std::max(1, annotations[prefix + u"/canary-weight-total"_s].toString(u"100"_s).toInt());
        bool number = false;
        const int annotated = share.toInt(&number);
        if (const QString header = annotations[prefix + u"/canary-by-header"_s].toString(); !header.isEmpty())
            headers.append(header);
        if (wanted > 0 && annotations[prefix + u"/canary"_s].toString() != u"true")
            verdict.bad.append(TriageWords::tr("%1 is not marked as a canary").arg(name));
        else if (!number && wanted > 0)
            verdict.bad.append(TriageWords::tr("%1 has no canary-weight").arg(name));
        else if (number && moving && weight && weight->recorded && qint64(annotated) * weight->max != qint64(*weight->recorded) * total)
            verdict.bad.append(TriageWords::tr("canary-weight of %1 is %2 where the controller recorded %3: something else writes it, or it does not arrive").arg(name, share, weightText(weight->recorded, weight->max)));
    }
    if (!names.canary.isEmpty() && wanted > 0)
        verdict.notes.append(headers.isEmpty() ? TriageWords::tr("no header leads to the canary") : TriageWords::tr("the header %1 leads to the canary").arg(headers.join(u", "_s)));
    if (!names.named.isEmpty() && !found.contains(names.named)) {
        if (names.discover && !names.canary.isEmpty())
            verdict.notes.append(TriageWords::tr("%1, as the policy calls it, is %2 here").arg(names.named, names.canary.join(u", "_s)));
        else
            verdict.bad.append(TriageWords::tr("there is no Ingress %1, which the policy names").arg(names.named));
    }
    return verdict;
}

void finishSplit(const BuilderPtr &builder, const SplitVerdict &verdict)
{
    const std::optional<Weight> &weight = builder->scene().snapshot.weight;
    if (!weight)
        return builder->finish(verdict.bad.isEmpty() ? ItemState::Skipped : ItemState::Bad, (QStringList{TriageWords::tr("nothing splits its traffic")} + verdict.bad).join(u"; "_s), u"none"_s);
    const QStringList findings = QStringList{TriageWords::tr("wanted %1, observed %2").arg(weightText(weight->wanted, weight->max), weightText(weight->observed, weight->max))} + verdict.bad + verdict.notes;
    const QString finding = findings.join(u"; "_s);
    if (verdict.bad.isEmpty() && (!weight->wanted || !weight->observed))
        return builder->unknown(finding);
    const bool bad = !verdict.bad.isEmpty() || weight->wanted != weight->observed;
    const auto number = [](const std::optional<int> &one) { return one ? QString::number(*one) : u"?"_s; };
    builder->finish(bad ? ItemState::Bad : ItemState::Ok, finding, u"%1/%2"_s.arg(number(weight->wanted), number(weight->observed)));
}

} // namespace

void readNamespacePods(QObject *owner, const BuilderPtr &builder)
{
    const bool named = !builder->check().ns.isEmpty();
    const QString ns = builder->scene().namespaceOf(builder->check());
    const QString selector = builder->check().selector;
    builder->reading().command = kubectl(QStringList{u"-n"_s, ns, u"get"_s, u"pods"_s} + (selector.isEmpty() ? QStringList() : QStringList{u"-l"_s, selector}));
    listPods(owner, builder->scene(), ns, selector, [builder, named, ns, selector](const Result<QList<Pod>> &pods, const QString &path) {
        if (!pods)
            return builder->unknown(pods.error().message);
        if (pods->isEmpty() && !named)
            return builder->unknown(selector.isEmpty() ? TriageWords::tr("no pods in %1; a policy may say which namespace it is").arg(ns)
                                                       : TriageWords::tr("no pods with %1 in %2; a policy may say which namespace and labels they have").arg(selector, ns));
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

void readTraffic(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    const IngressNames names = namesOf(scene);
    const QString shown = names.canary.isEmpty() || (!names.named.isEmpty() && !names.discover) ? names.named : names.canary.constFirst();
    if (!shown.isEmpty())
        builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"get"_s, u"ingress"_s, shown, u"-o"_s, u"yaml"_s});
    if (const std::optional<Weight> &weight = scene.snapshot.weight) {
        builder->reading().output = u"wanted: %1\nrecorded: %2\nobserved: %3\nfrom: %4\n"_s.arg(weightText(weight->wanted, weight->max), weightText(weight->recorded, weight->max),
                                                                                                 weightText(weight->observed, weight->max), weight->observedFrom);
        builder->read(u"weight"_s, builder->apiSource(u' ' + weight->observedFrom), TriageWords::tr("wanted %1, observed %2").arg(weightText(weight->wanted, weight->max), weightText(weight->observed, weight->max)));
    }
    if (shown.isEmpty())
        return finishSplit(builder, {});
    const Result<QString> path = resourcePath({u"networking.k8s.io"_s, u"v1"_s, u"ingresses"_s}, rollout.meta.ns);
    if (!path)
        return builder->unknown(path.error().message);
    const QString whole = *path + u"?limit=%1"_s.arg(ingressesAtMost);
    scene.access->client()->get(whole, whileAlive(owner, [builder, names, whole](const Result<QByteArray> &body) {
        const QString prefix = builder->scene().snapshot.rollout.traffic.nginxAnnotationPrefix.isEmpty() ? u"nginx.ingress.kubernetes.io"_s : builder->scene().snapshot.rollout.traffic.nginxAnnotationPrefix;
        const QJsonObject list = body ? QJsonDocument::fromJson(*body).object() : QJsonObject();
        if (!body || !list[u"items"].isArray() || !list[u"metadata"][u"continue"].toString().isEmpty())
            return builder->unknown(TriageWords::tr("the Ingresses cannot be read: %1").arg(body ? TriageWords::tr("the list is not whole") : body.error().message)
                                    + (builder->reading().reads.isEmpty() ? QString() : u"; "_s + builder->reading().reads.constFirst().value));
        QMap<QString, QJsonObject> found;
        const QStringList wanted = names.stable + names.canary + QStringList{names.named};
        for (const QJsonValue &one : list[u"items"].toArray())
            if (const QString name = one[u"metadata"][u"name"].toString(); wanted.contains(name))
                found.insert(name, one.toObject());
        for (const QString &name : wanted)
            if (!name.isEmpty() && found.contains(name)) {
                builder->reading().output += ingressText(found.value(name), prefix);
                builder->read(u"Ingress "_s + name, builder->apiSource(whole), TriageWords::tr("canary-weight %1").arg(found.value(name)[u"metadata"][u"annotations"][prefix + u"/canary-weight"_s].toString(u"-"_s)));
            } else if (!name.isEmpty()) {
                builder->reading().output += TriageWords::tr("Ingress %1: not there").arg(name) + u'\n';
            }
        finishSplit(builder, judge(builder->scene(), names, found, prefix));
    }));
}

} // namespace maestro
