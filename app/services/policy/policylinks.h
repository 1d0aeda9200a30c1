// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/weblink.h"
#include "domain/policy/policy.h"

namespace maestro {

/// The links and boards that the policy names for a service. `names` are added to the policy's own texts and fill the addresses, encoded, with
/// `service`, `deployment_id` (the UID), `from` and `to` (milliseconds, as Grafana has them). One with a name that has no value, or that leads
/// nowhere a browser should go, is left out.
QList<WebLink> policyLinks(const Policy &policy, const PolicyService &service, QMap<QString, QString> names, const QString &uid, const QDateTime &from, const QDateTime &to);

} // namespace maestro
