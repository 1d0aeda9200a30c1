// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands/commands.h"

namespace maestro {

/// The workload that is meant by a service name: the Rollout or Deployment of that name, else those labelled app=NAME. A Deployment
/// that a Rollout refers to is not a candidate of its own. Nothing: NotFound. More than one: BadInput, code ambiguous, naming them.
Result<Rollout> chooseService(const QString &service, const QList<Rollout> &rollouts, const QList<Rollout> &deployments);

/// Lists one namespace and chooses.
void findService(ClusterAccess *access, const QString &ns, const QString &service, const std::function<void(Result<Rollout>)> &done);

/// The workload of --service: the one that a policy in force names so for this connection, without asking the cluster; else the one found
/// in the namespace.
void serviceTarget(Call *call, const QString &service, std::function<void(const Result<Target> &)> done);
/// The same, read.
void serviceWorkload(Call *call, const QString &service, std::function<void(const Result<Rollout> &)> done);

} // namespace maestro
