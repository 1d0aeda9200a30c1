// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "kube/watch/reflector.h"
#include "services/cluster/resourcestore.h"
#include "services/cluster/throttle.h"

namespace maestro {

/// Watches one workload and its neighbours in one namespace and joins them. Lives inside a ClusterSession, on its thread.
class OpenRollout : public QObject
{
    Q_OBJECT
public:
    OpenRollout(KubeClient *client, const ObjectRef &ref, std::optional<WorkloadKind> kind, int throttleMs, QObject *parent);
    ~OpenRollout() override;

    const ObjectRef &ref() const { return m_ref; }
    void wake();
    /// Asks the server for the workload's version; a watch that has not delivered it two seconds later is dead and replaced.
    void check();
    bool watching() const; ///< the watch of the workload itself is open
    qint64 heardAtBootMs() const; ///< of the workload's own watch
    std::optional<Error> lastError() const; ///< of the workload's own watch while it waits; none when fine

Q_SIGNALS:
    /// Joined and different from the one before; age and connection are still to be filled in.
    void joined(maestro::RolloutSnapshot snapshot);
    void gone(QString message);
    void stateChanged(); ///< the workload's own watch opened, ended or spoke

private:
    template<typename T> struct Watched;
    void watchSelf(WorkloadKind kind);
    void watchNeighbours(const Rollout &rollout);
    void selfChanged();
    void join();
    void compare(const QString &version);
    template<typename T> void take(const std::unique_ptr<Watched<T>> &watched, bool needed, const QString &what, QList<T> &into, RolloutParts &parts) const;

    KubeClient *m_client;
    ObjectRef m_ref;
    std::optional<WorkloadKind> m_kind;
    bool m_kindOpen; ///< a Deployment is tried when there is no Rollout of that name
    QString m_uid; ///< whose neighbours are watched
    Throttle *m_throttle;
    std::unique_ptr<Watched<Rollout>> m_self;
    std::unique_ptr<Watched<ReplicaSet>> m_replicaSets;
    std::unique_ptr<Watched<Pod>> m_pods;
    std::unique_ptr<Watched<AnalysisRun>> m_analysisRuns;
    std::unique_ptr<Watched<KubeEvent>> m_events;
    std::unique_ptr<Watched<Service>> m_services;
    std::unique_ptr<Watched<Ingress>> m_ingresses;
};

} // namespace maestro
