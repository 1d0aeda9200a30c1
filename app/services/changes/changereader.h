// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"
#include "domain/triage/changelist.h"
#include "services/cluster/clusteraccess.h"
#include "services/changes/workflowmemory.h"

namespace maestro {

/// Whose changes are asked for, and whom to ask.
struct ChangeQuestion
{
    ClusterAccess *access = nullptr; ///< never null
    const Clock *clock = nullptr;
    RolloutSnapshot snapshot; ///< whole
    PolicyMatch match; ///< of the workload; may be none
    QMap<QString, QString> variables; ///< for names in the policy
    std::shared_ptr<RemoteReader> github; ///< null: the connection has none
    WorkflowMemory *workflows = nullptr; ///< never null with `github`
    int last = 5; ///< of each history
};

/// Reads everything that changed around a workload: its revisions with who set them, Helm, ConfigMaps, Secrets, Ingresses, runs of the
/// workflows and syncs of the Application that the policy names. What cannot be read is told with its reason. `bad` is left to the
/// caller. Calls back once, later; not after `owner` is gone. On the services' thread.
void readChanges(QObject *owner, const ChangeQuestion &question, Callback<ChangeList> done);

} // namespace maestro
