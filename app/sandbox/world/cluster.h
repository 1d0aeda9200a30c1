// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/apiserver.h"
#include "sandbox/controller/controllercontext.h"
#include "sandbox/metrics/workloadmetrics.h"

#include <QObject>

namespace maestro::sandbox {

/// One simulated cluster: store, API, controllers, workloads, time. step() moves its time by a fixed amount, so what
/// happens depends on the seed and the requests, never on how fast the machine is.
class Cluster : public QObject
{
    Q_OBJECT
public:
    Cluster(QString name, const QDateTime &epoch, quint64 seed, QObject *parent = nullptr);

    /// Simulated milliseconds of one step.
    static constexpr qint64 stepMs = 50;

    const QString &name() const { return m_name; }
    SimClock &clock() { return m_clock; }
    ObjectStore &store() { return m_store; }
    ObjectWriter &writer() { return m_writer; }
    BehaviourTable &behaviours() { return m_behaviours; }
    WorkloadMetrics &metrics() { return m_metrics; }
    Faults &faults() { return m_faults; }
    ApiServer &api() { return m_api; }

    void step();
    /// Steps until the simulated time has moved this far; idle stretches are jumped over.
    void run(qint64 ms);
    /// Does something at a simulated time, before the controllers of that step look.
    void schedule(qint64 ms, std::function<void()> action) { m_timeline.insert(ms, std::move(action)); }
    /// A changed behaviour is felt by the pods that run already.
    void setBehaviour(const QString &service, const QString &tag, const Behaviour &behaviour);

private:
    void onChange(const Change &change);
    void reconcile(const WorkKey &key);
    void sweepEvents();

    QString m_name;
    SimClock m_clock;
    ObjectStore m_store;
    ObjectWriter m_writer;
    BehaviourTable m_behaviours;
    WorkloadMetrics m_metrics;
    Faults m_faults;
    WorkQueue m_queue;
    EventRecorder m_events;
    ControllerContext m_context;
    ApiServer m_api;
    QMultiMap<qint64, std::function<void()>> m_timeline;
    qint64 m_metricsDueMs = 0;
    qint64 m_sweepDueMs = 0;
};

} // namespace maestro::sandbox
