// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/fleet.h"
#include "kube/watch/reflector.h"
#include "services/callback.h"
#include "services/cluster/resourcestore.h"
#include "services/cluster/storecheck.h"

namespace maestro {

/// Watches all workloads of some kinds in one context (no Deployments that a Rollout refers to): cluster-wide, or namespace by namespace where a
/// cluster-wide list is forbidden (CON-02). Lives inside a ClusterSession, on its thread.
class FleetWatch : public QObject
{
    Q_OBJECT
public:
    FleetWatch(KubeClient *client, const QStringList &namespaces, const QStringList &fallbackNamespaces, const QList<WorkloadKind> &kinds, QObject *parent);
    ~FleetWatch() override;

    QList<FleetRowPtr> rows(); ///< ordered by ref
    bool complete() const; ///< every list has come once
    bool watching() const;
    qint64 heardAtBootMs() const; ///< of the oldest part
    std::optional<Error> lastError() const;
    QStringList notices() const; ///< what is not watched or not readable, in words
    void wake();
    /// Lists everything anew and compares; an error where a list has not come yet.
    void compare(int graceMs, const Callback<StoreComparison> &done);

Q_SIGNALS:
    void changed();
    void stateChanged();
    void heard(); ///< at every event: only the age changed

private:
    struct Part;
    void add(WorkloadKind kind, const QString &ns);
    void partState(Part *part);
    void rowChanged(const FleetRowPtr &was, const FleetRowPtr &now);

    KubeClient *m_client;
    QStringList m_fallbackNamespaces;
    std::vector<std::unique_ptr<Part>> m_parts;
    QStringList m_notices;
    QList<FleetRowPtr> m_rows;
    bool m_rowsValid = false;
};

} // namespace maestro
