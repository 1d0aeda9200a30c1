// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"

namespace maestro {

enum class ConnectionPhase { Connecting, Connected, Reconnecting, Failed, NeedsTrust };

/// One kubeconfig context as the operator sees it. Times are Clock::bootMs().
struct ConnectionStatus
{
    QString context;
    QString server;
    QString user; ///< username of SelfSubjectReview; empty: not confirmed
    QString configuredUser; ///< the kubeconfig user stanza
    QString environment; ///< "prod", "staging", "dev" or empty
    bool readOnly = false;
    bool insecure = false;
    ConnectionPhase phase = ConnectionPhase::Connecting;
    QString message; ///< why not connected, or what is missing
    QString hint;
    qint64 heardAtBootMs = -1;
    bool listed = false; ///< every list has come once: what is not in the fleet is not in the cluster
    QString kubernetesVersion;
    QString argoVersion; ///< from the controller's image, empty: unknown
    bool argoPresent = false; ///< the API group argoproj.io/v1alpha1 is served, or nobody could say that it is not
    QStringList notices; ///< e.g. "cluster-wide list forbidden, watching namespace maestro"
    bool current = false; ///< the context this window uses

    bool operator==(const ConnectionStatus &) const = default;
};

/// One row of the fleet: a Rollout, packed, and what follows from it alone. Small, for there may be tens of thousands of them.
struct FleetRow
{
    ObjectRef ref;
    QString uid;
    QString resourceVersion;
    QString refersTo; ///< name of the Deployment of spec.workloadRef
    EffectivePhase phase;
    std::optional<Weight> weight;
    QDateTime since; ///< since when the row is as it is: the pause, the abort, or the newest condition; invalid: unknown
    WorkloadKind workload = WorkloadKind::Rollout;
    bool specPaused = false;
    bool aborted = false;
    bool waitsForPerson = false;
    bool inconclusive = false; ///< paused because an analysis could not decide
    QByteArray packed = {}; ///< see packRollout()

    /// What packRollout() keeps, with the names of the row. Unpacks: fit for rows that are looked at, not for all of them.
    Rollout rollout() const;
    /// Everything of the row that follows from the Rollout, but for `ref.context`.
    void setRollout(const Rollout &rollout);
    bool operator==(const FleetRow &) const = default;
};

using FleetRowPtr = std::shared_ptr<const FleetRow>;

/// All rows of all connections, ordered by ref; an unchanged row keeps its pointer.
struct FleetSnapshot
{
    QList<FleetRowPtr> rows;
    QList<ConnectionStatus> connections;
};

using FleetSnapshotPtr = std::shared_ptr<const FleetSnapshot>;

FleetRow fleetRowOf(const QString &context, const Rollout &rollout);
FleetRowPtr makeFleetRow(const QString &context, const Rollout &rollout);

/// Why a row needs a person, worst first; the order of the fleet (ux/design.md section 3).
enum class Attention { NeedsPerson, InProgress, DataIsOld, Steady };

Attention attentionOf(const FleetRow &row, const Freshness &freshness);

} // namespace maestro
