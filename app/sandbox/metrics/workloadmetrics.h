// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/behaviour.h"
#include "sandbox/store/objectstore.h"

namespace maestro::sandbox {

class SimClock;

/// What one version of a service shows at this moment.
struct Reading
{
    QString tag;
    double requestsPerSecond = 0;
    double errorRate = 0;
    double p50Ms = 0;
    double p95Ms = 0;
    int pods = 0;
    int readyPods = 0;
};

/// The workloads' own telemetry: request counters and latency histograms per version, and health per service.
/// Counters advance with advance(); everything follows from the store, the behaviours and the simulated time.
class WorkloadMetrics
{
public:
    WorkloadMetrics(const ObjectStore &store, const SimClock &clock, const BehaviourTable &behaviours);

    /// The version of `service` whose ReplicaSet carries this hash.
    Reading read(const QString &ns, const QString &service, const QString &hash) const;
    /// Counts the requests of the simulated time since the last call.
    void advance();
    /// Prometheus text format.
    QByteArray exposition() const;
    /// JSON of /svc/NAMESPACE/NAME/health and its HTTP status; status 404 when there is no such workload.
    QPair<int, QByteArray> health(const QString &ns, const QString &service) const;

private:
    struct Series
    {
        QString role;
        QString tag;
        double good = 0;
        double bad = 0;
        double seconds = 0;
        QList<double> buckets = {};
    };
    struct Version
    {
        QString ns;
        QString service;
        QString hash;
        QString role;
        double share = 0;
        Reading reading;
    };
    QList<Version> versions(const QJsonObject &rollout) const;
    Reading readSet(const QString &service, const QJsonObject &set) const;

    const ObjectStore &m_store;
    const SimClock &m_clock;
    const BehaviourTable &m_behaviours;
    QMap<QStringList, Series> m_series;
    qint64 m_lastMs = 0;
};

} // namespace maestro::sandbox
