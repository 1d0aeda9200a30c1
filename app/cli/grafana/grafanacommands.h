// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

class GrafanaClient;

void runGrafanaBoards(Call *call);
void runGrafanaAnnotations(Call *call);

/// Of `audit.grafana` in connections.yaml, owned by the call; null: none is named.
Result<GrafanaClient *> grafanaOf(Call *call);

} // namespace maestro
