// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/rolloutsets.h"

#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

QString RolloutSet::name() const
{
    return nameOf(body);
}

QString RolloutSet::hash() const
{
    return label(body, hashLabel);
}

int RolloutSet::desired() const
{
    return int(number(body, u"spec.replicas"));
}

int RolloutSet::available() const
{
    return int(number(body, u"status.availableReplicas"));
}

qint64 RolloutSet::revision() const
{
    return annotation(body, revisionAnnotation).toLongLong();
}

QString RolloutSet::created() const
{
    return text(body, u"metadata.creationTimestamp");
}

QString RolloutSet::deadline() const
{
    return annotation(body, deadlineAnnotation);
}

QJsonValue RolloutPass::spec(QStringView path) const
{
    return at(rollout.value("spec"_L1), path);
}

QJsonValue RolloutPass::status(QStringView path) const
{
    return at(rollout.value("status"_L1), path);
}

RolloutSet *RolloutPass::setByHash(const QString &hash)
{
    for (RolloutSet &set : sets) {
        if (!hash.isEmpty() && set.hash() == hash)
            return &set;
    }
    return nullptr;
}

std::vector<RolloutSet *> RolloutPass::otherSets()
{
    std::vector<RolloutSet *> others;
    const RolloutSet *fresh = newSet();
    const RolloutSet *stable = stableSet();
    for (RolloutSet &set : sets) {
        if (&set != fresh && &set != stable)
            others.push_back(&set);
    }
    std::stable_sort(others.begin(), others.end(), [](const RolloutSet *a, const RolloutSet *b) { return a->revision() > b->revision(); });
    return others;
}

namespace {

const QString unhealthyService = u"ServiceReferenceError"_s;

bool write(RolloutPass &pass, RolloutSet &set, const QJsonObject &body)
{
    const Answer<QJsonObject> written = pass.context.writer.update(typeOf(u"ReplicaSet"_s), namespaceOf(body), nameOf(body), body, {rolloutManager});
    if (refusal(written))
        return false;
    set.body = std::get<QJsonObject>(written);
    return true;
}

/// Annotations of the Rollout that its new ReplicaSet carries.
QJsonObject inheritedAnnotations(const QJsonObject &rollout)
{
    QJsonObject inherited = at(rollout, u"metadata.annotations").toObject();
    for (const QString &own : {u"kubectl.kubernetes.io/last-applied-configuration"_s, revisionAnnotation, historyAnnotation, desiredAnnotation,
                               workloadAnnotation})
        inherited.remove(own);
    for (const QString &key : inherited.keys()) {
        if (key.startsWith("notifications.argoproj.io/"_L1) || key.startsWith("notified.notifications.argoproj.io"_L1))
            inherited.remove(key);
    }
    return inherited;
}

bool resolveTemplate(RolloutPass &pass)
{
    const QJsonValue reference = pass.spec(u"workloadRef");
    if (!reference.isObject()) {
        pass.podTemplate = pass.spec(u"template").toObject();
        return true;
    }
    const ObjectPtr workload = pass.context.store().find(typeOf(u"Deployment"_s), namespaceOf(pass.rollout), text(reference, u"name"));
    if (!workload)
        return false;
    pass.podTemplate = at(workload->body(), u"spec.template").toObject();
    if (!pass.spec(u"selector").isObject())
        put(pass.rollout, u"spec.selector", at(workload->body(), u"spec.selector"));
    const QString generation = QString::number(number(workload->body(), u"metadata.generation"));
    if (annotation(pass.rollout, workloadAnnotation) != generation) {
        QJsonObject changed = pass.context.store().find(typeOf(u"Rollout"_s), namespaceOf(pass.rollout), nameOf(pass.rollout))->body();
        setAnnotation(changed, workloadAnnotation, generation);
        const QJsonValue selector = pass.spec(u"selector");
        const Answer<QJsonObject> written
            = pass.context.writer.update(typeOf(u"Rollout"_s), namespaceOf(changed), nameOf(changed), changed, {rolloutManager});
        if (!refusal(written))
            pass.rollout = std::get<QJsonObject>(written);
        put(pass.rollout, u"spec.selector", selector);
    }
    return true;
}

void writeRevision(RolloutPass &pass, qint64 revision)
{
    const QString number = QString::number(revision);
    if (annotation(pass.rollout, revisionAnnotation) == number)
        return;
    const QJsonValue selector = pass.spec(u"selector");
    QJsonObject changed = pass.context.store().find(typeOf(u"Rollout"_s), namespaceOf(pass.rollout), nameOf(pass.rollout))->body();
    setAnnotation(changed, revisionAnnotation, number);
    const Answer<QJsonObject> written = pass.context.writer.update(typeOf(u"Rollout"_s), namespaceOf(changed), nameOf(changed), changed, {rolloutManager});
    if (!refusal(written))
        pass.rollout = std::get<QJsonObject>(written);
    put(pass.rollout, u"spec.selector", selector);
    pass.context.events.normal(pass.rollout, u"RolloutUpdated"_s, u"Rollout updated to revision %1"_s.arg(number));
}

void createSet(RolloutPass &pass, qint64 revision)
{
    QJsonObject podTemplate = pass.podTemplate;
    setLabel(podTemplate, hashLabel, pass.newHash);
    QJsonObject selector = pass.spec(u"selector").toObject();
    QJsonObject matched = selector.value("matchLabels"_L1).toObject();
    matched.insert(hashLabel, pass.newHash);
    selector.insert(u"matchLabels"_s, matched);
    QJsonObject annotations = inheritedAnnotations(pass.rollout);
    annotations.insert(revisionAnnotation, QString::number(revision));
    annotations.insert(desiredAnnotation, QString::number(replicasOf(pass)));
    const QJsonObject meta{{u"name"_s, QString(nameOf(pass.rollout) + u'-' + pass.newHash)},
                           {u"labels"_s, at(podTemplate, u"metadata.labels")},
                           {u"annotations"_s, annotations},
                           {u"ownerReferences"_s, ownedByController(pass.rollout)}};
    QJsonObject spec{{u"replicas"_s, 0}, {u"selector"_s, selector}, {u"template"_s, podTemplate}};
    if (const int seconds = pass.spec(u"minReadySeconds").toInt(); seconds > 0)
        spec.insert(u"minReadySeconds"_s, seconds);
    const Answer<QJsonObject> made = pass.context.writer.create(typeOf(u"ReplicaSet"_s), namespaceOf(pass.rollout),
                                                                {{u"metadata"_s, meta}, {u"spec"_s, spec}}, {rolloutManager});
    if (const StatusError *error = refusal(made)) {
        pass.context.events.warning(pass.rollout, u"ReplicaSetCreateError"_s, error->message);
        return;
    }
    pass.sets.push_back({std::get<QJsonObject>(made)});
    pass.context.events.normal(pass.rollout, u"NewReplicaSetCreated"_s,
                               u"Created ReplicaSet %1 (revision %2)"_s.arg(pass.sets.back().name()).arg(revision));
}

/// Going back to an old template renumbers its set; the former numbers are remembered.
void renumber(RolloutPass &pass, RolloutSet &set, qint64 revision)
{
    QJsonObject body = set.body;
    const QJsonObject inherited = inheritedAnnotations(pass.rollout);
    for (auto it = inherited.begin(); it != inherited.end(); ++it)
        setAnnotation(body, it.key(), it.value().toString());
    if (set.revision() < revision) {
        const QString history = annotation(body, historyAnnotation);
        const QString former = QString::number(set.revision());
        setAnnotation(body, historyAnnotation, history.isEmpty() ? former : history + u',' + former);
        setAnnotation(body, revisionAnnotation, QString::number(revision));
    }
    write(pass, set, body);
}

} // namespace

bool syncRevision(RolloutPass &pass)
{
    if (!resolveTemplate(pass))
        return false;
    pass.sets.clear();
    for (const ObjectPtr &owned : pass.context.store().ownedBy(typeOf(u"ReplicaSet"_s), uidOf(pass.rollout)))
        pass.sets.push_back({owned->body()});
    QJsonObject hashed = pass.podTemplate;
    put(hashed, u"metadata.creationTimestamp", QJsonValue(QJsonValue::Undefined));
    // A Deployment of the same name and template hashes differently, or their sets would collide.
    pass.newHash = safeHash("rollout" + compact(hashed));
    qint64 newest = 0;
    for (const RolloutSet &set : pass.sets) {
        if (set.hash() != pass.newHash)
            newest = std::max(newest, set.revision());
    }
    if (RolloutSet *known = pass.newSet()) {
        pass.newSetWithinDelay = !known->deadline().isEmpty() && pass.context.clock.msOf(known->deadline()) > pass.context.clock.ms();
        renumber(pass, *known, newest + 1);
    } else {
        createSet(pass, newest + 1);
    }
    const RolloutSet *fresh = pass.newSet();
    if (fresh)
        writeRevision(pass, fresh->revision());
    return fresh != nullptr;
}

bool scaleSet(RolloutPass &pass, RolloutSet &set, int replicas)
{
    const int before = set.desired();
    const QString desired = QString::number(replicasOf(pass));
    if (before == replicas && annotation(set.body, desiredAnnotation) == desired)
        return false;
    QJsonObject body = set.body;
    put(body, u"spec.replicas", replicas);
    setAnnotation(body, desiredAnnotation, desired);
    if (replicas == 0 && !delaysScaleDownOnAbort(pass))
        setAnnotation(body, deadlineAnnotation, {});
    write(pass, set, body);
    if (before == replicas)
        return false;
    pass.context.events.normal(pass.rollout, u"ScalingReplicaSet"_s,
                               u"Scaled %1 ReplicaSet %2 (revision %3) from %4 to %5"_s.arg(before < replicas ? u"up"_s : u"down"_s, set.name())
                                   .arg(set.revision())
                                   .arg(before)
                                   .arg(replicas));
    return true;
}

void setDeadline(RolloutPass &pass, RolloutSet &set, const QString &deadline)
{
    if (set.deadline() == deadline)
        return;
    QJsonObject body = set.body;
    setAnnotation(body, deadlineAnnotation, deadline);
    write(pass, set, body);
}

void clearDeadlines(RolloutPass &pass)
{
    RolloutSet *fresh = pass.newSet();
    if (fresh && !delaysScaleDownOnAbort(pass))
        setDeadline(pass, *fresh, {});
    RolloutSet *stable = pass.stableSet();
    if (stable && stable != fresh)
        setDeadline(pass, *stable, {});
}

int sizeUntilDeadline(RolloutPass &pass, RolloutSet &set, int &annotated, int kept)
{
    const QJsonValue limit = pass.spec(isCanary(pass) ? u"strategy.canary.scaleDownDelayRevisionLimit" : u"strategy.blueGreen.scaleDownDelayRevisionLimit");
    const bool room = !limit.isDouble() || annotated < limit.toInt();
    ++annotated;
    if (!room)
        return 0;
    if (set.deadline().isEmpty()) {
        const qint64 delay = scaleDownDelayMs(pass);
        if (delay > 0) {
            setDeadline(pass, set, pass.context.clock.stamp(delay));
            pass.context.again(pass.rollout, delay);
            return set.desired();
        }
        return 0;
    }
    const qint64 left = pass.context.clock.msOf(set.deadline()) - pass.context.clock.ms();
    if (left <= 0)
        return 0;
    pass.context.again(pass.rollout, left);
    return kept;
}

bool isReferenced(RolloutPass &pass, const RolloutSet &set)
{
    const QString hash = set.hash();
    for (const QStringView path : {u"stableRS", u"currentPodHash", u"blueGreen.activeSelector", u"blueGreen.previewSelector",
                                   u"canary.weights.canary.podTemplateHash", u"canary.weights.stable.podTemplateHash"}) {
        if (pass.status(path).toString() == hash)
            return true;
    }
    for (const QStringView path : {u"strategy.canary.canaryService", u"strategy.canary.stableService", u"strategy.blueGreen.activeService",
                                   u"strategy.blueGreen.previewService"}) {
        if (selectorOf(pass, pass.spec(path).toString()) == hash)
            return true;
    }
    return false;
}

void trimHistory(RolloutPass &pass)
{
    const int limit = pass.spec(u"revisionHistoryLimit").toInt(10);
    std::vector<RolloutSet *> old = pass.otherSets();
    std::stable_sort(old.begin(), old.end(), [](const RolloutSet *a, const RolloutSet *b) { return a->created() < b->created(); });
    QStringList gone;
    for (size_t i = 0; i + size_t(limit) < old.size(); ++i) {
        if (old[i]->desired() == 0 && number(old[i]->body, u"status.replicas") == 0)
            gone.append(old[i]->hash());
    }
    const QString ns = namespaceOf(pass.rollout);
    for (const QString &hash : std::as_const(gone)) {
        (void)pass.context.writer.remove(typeOf(u"ReplicaSet"_s), ns, pass.setByHash(hash)->name(), {}, false);
        for (const ObjectPtr &run : pass.context.store().ownedBy(typeOf(u"AnalysisRun"_s), uidOf(pass.rollout))) {
            if (label(run->body(), hashLabel) == hash)
                (void)pass.context.writer.remove(typeOf(u"AnalysisRun"_s), ns, run->name(), {}, false);
        }
        std::erase_if(pass.sets, [&hash](const RolloutSet &set) { return set.hash() == hash; });
    }
}

QString selectorOf(RolloutPass &pass, const QString &service)
{
    if (service.isEmpty())
        return {};
    const ObjectPtr found = pass.context.store().find(typeOf(u"Service"_s), namespaceOf(pass.rollout), service);
    return found ? at(found->body(), u"spec.selector").toObject().value(hashLabel).toString() : QString();
}

void switchSelector(RolloutPass &pass, const QString &service, const QString &hash)
{
    const ObjectPtr found = pass.context.store().find(typeOf(u"Service"_s), namespaceOf(pass.rollout), service);
    if (!found || hash.isEmpty())
        return;
    const QString before = selectorOf(pass, service);
    if (before == hash && !annotation(found->body(), managedByAnnotation).isEmpty())
        return;
    QJsonObject body = found->body();
    QJsonObject selector = at(body, u"spec.selector").toObject();
    selector.insert(hashLabel, hash);
    put(body, u"spec.selector", selector);
    setAnnotation(body, managedByAnnotation, nameOf(pass.rollout));
    (void)pass.context.writer.update(typeOf(u"Service"_s), namespaceOf(body), service, body, {rolloutManager});
    pass.context.events.normal(pass.rollout, u"SwitchService"_s, u"Switched selector for service '%1' from '%2' to '%3'"_s.arg(service, before, hash));
}

void pointService(RolloutPass &pass, const QString &service, const RolloutSet *set, bool needAvailable)
{
    if (!set || service.isEmpty() || selectorOf(pass, service) == set->hash())
        return;
    const ObjectPtr found = pass.context.store().find(typeOf(u"Service"_s), namespaceOf(pass.rollout), service);
    if (!found) {
        pass.context.events.warning(pass.rollout, unhealthyService, u"service \"%1\" not found"_s.arg(service));
        return;
    }
    const bool adopting = annotation(found->body(), managedByAnnotation).isEmpty();
    const bool full = set->desired() > 0 && set->available() >= set->desired();
    if (needAvailable && (adopting ? !full : set->available() == 0))
        return;
    switchSelector(pass, service, set->hash());
}

} // namespace maestro::sandbox
