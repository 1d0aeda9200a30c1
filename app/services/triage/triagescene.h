// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"
#include "domain/triage/triagerun.h"
#include "prometheus/promclient.h"
#include "services/changes/troublereader.h"
#include "services/cluster/clusteraccess.h"
#include "services/facts/healthprober.h"

namespace maestro {

/// What the checks of one round look at: the workload as it was read when the round began, and whom to ask for the rest.
/// Pointers live as long as the round's owner.
struct TriageScene
{
    ClusterAccess *access = nullptr;
    PromClient *prometheus = nullptr; ///< null: none is configured
    const Clock *clock = nullptr;
    HealthProber *prober = nullptr;
    HealthProber::Variables variables; ///< for addresses of the policy
    PolicyMatch match; ///< with `policy`
    PolicyPtr policy; ///< null: no policy names the service; only what needs none is read
    QString service;
    QString environment;
    ObjectRef ref;
    std::optional<Error> problem; ///< why `snapshot` is empty
    RolloutSnapshot snapshot; ///< whole: with pods, AnalysisRuns and events
    /// Everything that changed, scrubbed, read once a round however many checks ask; null: there is nobody to ask.
    std::function<void(std::function<void(const ChangeList &)>)> changes;
    /// When trouble began and the decision board, looked for once a round; null: there is nothing to judge.
    std::function<void(std::function<void(const Trouble &)>)> trouble;

    QVariantMap entry(const QString &section, const QString &name) const; ///< of the policy's lists; empty: there is none
    QString namespaceOf(const PlaybookCheck &check) const; ///< its own, the environment's for ingress or controller, else the usual one
    QList<WebLink> links(const QDateTime &from, const QDateTime &to) const; ///< of the policy, for this service and time
    bool hasCanary() const; ///< an update is under way: the newest revision is not what serves everybody
    QString newestHash() const;
};

using ReadingDone = std::function<void(const CheckReading &)>;

/// Reads one check. Answers once, later or at once; output is scrubbed of what looks like a secret. Cancelled with `owner`.
void readCheck(QObject *owner, const std::shared_ptr<const TriageScene> &scene, const PlaybookCheck &check, ReadingDone done);

} // namespace maestro
