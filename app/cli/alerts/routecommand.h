// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "domain/policy/policy.h"

namespace maestro {

/// `alerts --routes`: the trees of routes, and where an alert with the labels of --labels ends.
void runAlertRoutes(Call *call);

/// `policy check --live`: answers `document` with what became of every alert that the policies name, and ends the call.
void checkAlertsLive(Call *call, const QList<PolicyPtr> &policies, QJsonObject document, int exitSoFar);

} // namespace maestro
