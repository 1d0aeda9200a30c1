// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/grafana/grafanasettings.h"

namespace maestro {

Result<std::optional<Endpoint>> grafanaEndpoint(const Paths &paths)
{
    const Result<AuditEndpoints> found = loadAuditEndpoints(paths.connectionsFile());
    return found ? Result<std::optional<Endpoint>>(found->grafana) : Result<std::optional<Endpoint>>(found.error());
}

} // namespace maestro
