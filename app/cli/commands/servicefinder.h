// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cluster/clusteraccess.h"

namespace maestro {

/// The workload that is meant by a service name: the Rollout or Deployment of that name, else those labelled app=NAME. A Deployment
/// that a Rollout refers to is not a candidate of its own. Nothing: NotFound. More than one: BadInput, code ambiguous, naming them.
Result<Rollout> chooseService(const QString &service, const QList<Rollout> &rollouts, const QList<Rollout> &deployments);

/// Lists one namespace and chooses.
void findService(ClusterAccess *access, const QString &ns, const QString &service, const std::function<void(Result<Rollout>)> &done);

} // namespace maestro
