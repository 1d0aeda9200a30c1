// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "config/paths.h"

namespace maestro {

/// The Grafana of `audit.grafana`; absent: connections.yaml names none. Its faults are errors.
Result<std::optional<Endpoint>> grafanaEndpoint(const Paths &paths);

} // namespace maestro
