// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisfleet.h"
#include "domain/rollout/fleet.h"
#include "services/callback.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

class AnalysisWatch;
struct StoreComparison;

/// One watched context: fleet rows by watch, one open rollout with its neighbours by watch, connection state by heartbeat.
/// Owns its client and reflectors. Rows are told once for each turn of the event loop; who shows
/// them folds further.
class ClusterSession : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString environment;
        bool readOnly = false;
        bool fleet = true; ///< watch all rollouts; without it only the open one is watched
        QList<WorkloadKind> kinds {WorkloadKind::Rollout, WorkloadKind::Deployment}; ///< of the fleet
        QStringList fallbackNamespaces; ///< watched one by one, beside the context's own, when cluster-wide is forbidden
        QStringList namespaces; ///< empty: cluster-wide, falling back to the context's namespace when that is forbidden
        int checkStoreMs = 0; ///< compareStore() that often, told in the log; 0: never
        int throttleMs = 16; ///< between two snapshots of the open rollout; 0: every change at once
    };

    ClusterSession(const ContextConfig &config, const Options &options, const Clock *clock, const PluginTrust *trust, QObject *parent = nullptr);
    ~ClusterSession() override;

    void start();
    void refresh();
    /// Lists the fleet anew and compares it with what the watches made of it (see StoreCheck).
    void compareStore(int graceMs, const Callback<StoreComparison> &done);
    /// What is shown counts as cut off for this reason, whatever the server says; nothing ends that.
    void suspend(const std::optional<Error> &reason);
    /// Watches one rollout and its neighbours; an empty name closes.
    void open(const QString &ns, const QString &name, std::optional<WorkloadKind> kind);

    /// Watches all AnalysisRuns of the context, or stops to.
    void watchAnalysisRuns(bool on);
    AnalysisWatch *analysisRuns() const; ///< null while not watched

    ClusterAccess *access() const;
    ConnectionStatus status() const;
    QList<FleetRowPtr> rows() const; ///< ordered by ref

Q_SIGNALS:
    void rowsChanged();
    void statusChanged();
    void analysisRunsChanged();
    void analysisRunSeen(maestro::FleetRun run); ///< of the watch of all
    void snapshotChanged(maestro::RolloutSnapshotPtr snapshot);
    void openRolloutGone(QString message);

private:
    void beat(qint64 bootMs);
    void ask();
    void askController();
    void updateStatus();
    void publish(RolloutSnapshot snapshot);
    void askPermissions();
    void askPermission(const QString &resource, const AccessQuestion &question);
    qint64 heardAt(bool watching, qint64 watchHeard) const;

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace maestro
