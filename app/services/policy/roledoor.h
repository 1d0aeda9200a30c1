// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

/// Why the roles of a policy keep whoever acts from a deed (`silence`, `signal`, `decide`, `tick`), with who may (Refused, code notYourRole); nothing: they do not.
/// The cluster is asked who they are only where the policy speaks of the deed, and for five seconds at most: then the local name counts. Calls back
/// once, at once where there is nothing to ask; not after `owner` is gone.
void askRoleOf(QObject *owner, ClusterAccess *access, const PolicyPtr &policy, const QString &environment, const QString &deed, Callback<std::optional<Error>> done);

/// Of several policies: the first that speaks of the deed and gives members to its roles.
PolicyPtr policyOfDeed(const QList<PolicyPtr> &policies, const PolicyConnection &connection, const QString &deed);
/// How the policy calls the environment of a connection; empty: it has none for it.
QString environmentNameOf(const PolicyPtr &policy, const PolicyConnection &connection);

} // namespace maestro
