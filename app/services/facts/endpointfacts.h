// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/decision/factreading.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

/// `endpoints:SERVICE` of each: how many addresses are ready, out of the EndpointSlices of the namespace (ledger FLT-13). Without a
/// readable list nothing is known. Calls back once, later; not after `owner` is gone. `access` is not null.
void readEndpointFacts(QObject *owner, ClusterAccess *access, const QString &ns, const QStringList &services, const Clock *clock, Callback<QList<FactReading>> done);

} // namespace maestro
