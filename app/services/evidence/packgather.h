// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cluster/clusteraccess.h"
#include "services/evidence/packslo.h"
#include "services/evidence/packworkflows.h"

namespace maestro {

/// Adds what the cluster, Prometheus and GitHub say now to a pack: now.json, events.json, config, slo.json and charts, logs of workflows. What cannot be read is missing with
/// its reason and holds nothing up. Lives on the services' thread.
class PackGather : public QObject
{
    Q_OBJECT
public:
    struct Doors
    {
        std::function<ClusterAccess *(const QString &context)> access; ///< null: not known here
        std::function<PolicyMatch(const QString &context, const Rollout &rollout)> match; ///< without one: no metrics
        std::function<PromClient *(const QString &context, const PolicyMatch &match)> prometheus;
        const Clock *clock = nullptr;
        GithubFor github = {};
    };

    explicit PackGather(Doors doors, QObject *parent = nullptr);

    /// Calls back once, later, with what the charts show; null: nothing.
    void gather(const std::shared_ptr<PackContent> &content, Callback<ChartSetPtr> done);

private:
    void gatherCluster(const std::shared_ptr<PackContent> &content, Callback<ChartSetPtr> done);
    void gatherSlo(const std::shared_ptr<PackContent> &content, const JournalRecord &first, const RolloutParts &parts, Callback<ChartSetPtr> done);
    void take(const std::shared_ptr<PackContent> &content, const JournalRecord &first, const RolloutParts &parts, Callback<ChartSetPtr> done);

    Doors m_doors;
};

} // namespace maestro
