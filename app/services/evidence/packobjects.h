// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callback.h"
#include "services/cluster/clusteraccess.h"

#include <QJsonObject>

namespace maestro {

/// The configuration of a workload as it is when a pack is written (ledger EVD-16, FLT-15): the object, the Deployment it refers to, its
/// Services and the ConfigMaps its pods name, each as the server tells it, without managedFields. Secrets are never asked for. Values of
/// environment variables and of ConfigMaps are told as hashes, keyed by the object's uid; what else looks like a secret is redacted.
struct PackObjects
{
    QList<std::pair<QString, QByteArray>> files; ///< config/KIND-NAME.json
    QStringList missing;
};

/// Calls back once, later; not after `owner` is gone, nor after `access` is. At most 40 objects are read.
void readPackObjects(QObject *owner, ClusterAccess *access, const RolloutParts &parts, const Clock *clock, Callback<PackObjects> done);

} // namespace maestro
