// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/cluster.h"

#include "sandbox/controller/analysiscontroller.h"
#include "sandbox/controller/deploymentcontroller.h"
#include "sandbox/controller/podcontroller.h"
#include "sandbox/rollouts/rolloutpass.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

/// From a change to the controller's look at it.
constexpr qint64 latencyMs = 50;
/// Reconciliations of one step; what is left waits for the next.
constexpr int passLimit = 20000;
/// Events live an hour, as an API server keeps them.
constexpr qint64 eventLifeMs = 3'600'000;
constexpr qint64 sweepMs = 60'000;

} // namespace

Cluster::Cluster(QString name, const QDateTime &epoch, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_clock(epoch)
    , m_writer(m_store, m_clock, seed)
    , m_metrics(m_store, m_clock, m_behaviours)
    , m_events(m_writer, m_clock)
    , m_context{m_writer, m_clock, m_events, m_queue, m_behaviours, m_metrics}
    , m_api(m_writer, m_clock, m_faults)
{
    connect(&m_store, &ObjectStore::changed, this, &Cluster::onChange);
}

void Cluster::onChange(const Change &change)
{
    const StoredObject &object = *change.object;
    const QString &kind = object.type().kind;
    static const QStringList reconciled{u"Rollout"_s, u"ReplicaSet"_s, u"Pod"_s, u"Deployment"_s, u"AnalysisRun"_s};
    if (!reconciled.contains(kind))
        return;
    const bool rolloutWork = kind == u"Rollout" || kind == u"AnalysisRun";
    const qint64 due = m_clock.ms() + latencyMs;
    if (change.type != ChangeType::Deleted)
        m_queue.add({&object.type(), object.ns(), object.name()}, due + (rolloutWork ? m_faults.controllerDelayMs : 0));
    for (const QJsonValue &owner : at(object.body(), u"metadata.ownerReferences").toArray()) {
        const QString ownerKind = text(owner, u"kind");
        if (reconciled.contains(ownerKind))
            m_queue.add({&typeOf(ownerKind), object.ns(), text(owner, u"name")}, due + (ownerKind == u"Rollout" ? m_faults.controllerDelayMs : 0));
    }
    if (kind == u"Deployment") {
        for (const ObjectPtr &rollout : m_store.list(typeOf(u"Rollout"_s), object.ns())) {
            if (text(rollout->body(), u"spec.workloadRef.name") == object.name())
                m_queue.add({&rollout->type(), rollout->ns(), rollout->name()}, due + m_faults.controllerDelayMs);
        }
    }
}

void Cluster::reconcile(const WorkKey &key)
{
    const ObjectPtr object = m_store.find(*key.type, key.ns, key.name);
    if (!object)
        return;
    const QString &kind = key.type->kind;
    if (kind == u"Rollout")
        reconcileRollout(m_context, object->body());
    else if (kind == u"ReplicaSet")
        reconcileReplicaSet(m_context, object->body());
    else if (kind == u"Pod")
        reconcilePod(m_context, object->body());
    else if (kind == u"Deployment")
        reconcileDeployment(m_context, object->body());
    else if (kind == u"AnalysisRun")
        reconcileAnalysisRun(m_context, object->body());
}

void Cluster::step()
{
    m_clock.advance(stepMs);
    while (!m_timeline.isEmpty() && m_timeline.firstKey() <= m_clock.ms())
        m_timeline.take(m_timeline.firstKey())();
    for (int i = 0; i < passLimit; ++i) {
        const auto key = m_queue.takeDue(m_clock.ms());
        if (!key)
            break;
        reconcile(*key);
    }
    if (m_clock.ms() >= m_sweepDueMs) {
        sweepEvents();
        m_sweepDueMs = m_clock.ms() + sweepMs;
    }
    if (m_clock.ms() >= m_metricsDueMs) {
        m_metrics.advance();
        m_metricsDueMs = m_clock.ms() + std::max<qint64>(1000, m_store.count(typeOf(u"Rollout"_s)) * 20);
    }
}

void Cluster::sweepEvents()
{
    for (const ObjectPtr &event : m_store.list(typeOf(u"Event"_s))) {
        QString last = text(event->body(), u"lastTimestamp");
        if (last.isEmpty())
            last = text(event->body(), u"metadata.creationTimestamp");
        if (m_clock.ms() - m_clock.msOf(last) > eventLifeMs)
            m_store.erase(event);
    }
}

void Cluster::run(qint64 ms)
{
    const qint64 end = m_clock.ms() + ms;
    while (m_clock.ms() < end) {
        qint64 next = std::min(end, m_queue.nextDue().value_or(end));
        if (!m_timeline.isEmpty())
            next = std::min(next, m_timeline.firstKey());
        const qint64 idleSteps = (next - m_clock.ms()) / stepMs - 1;
        if (idleSteps > 0)
            m_clock.advance(idleSteps * stepMs);
        step();
    }
}

void Cluster::setBehaviour(const QString &service, const QString &tag, const Behaviour &behaviour)
{
    m_behaviours.set(service, tag, behaviour);
    for (const ObjectPtr &pod : m_store.list(typeOf(u"Pod"_s)))
        m_queue.add({&pod->type(), pod->ns(), pod->name()}, m_clock.ms() + latencyMs);
}

} // namespace maestro::sandbox
