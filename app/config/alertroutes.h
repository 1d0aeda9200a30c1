// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/routetree.h"
#include "domain/base/result.h"

namespace maestro {

/// The routes and receivers of an Alertmanager's configuration as it tells it (YAML; its secrets are `<secret>`). Everything else in it is
/// left alone. `match` and `match_re` of old count as matchers. Refused, badConfig: what cannot be read whole, and trees deeper than 30.
Result<RouteTree> alertRoutesOf(const QByteArray &yaml, const QString &source);

} // namespace maestro
