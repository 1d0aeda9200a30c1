// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/grafanaboard.h"
#include "domain/timeline/timeline.h"

namespace maestro {

/// The same with what was written onto Grafana since the timeline began: Reported entries whose text begins with where they stand, with ids
/// "grafana:<id>". Annotations of actions that the Journal tells are left out: it
/// tells them better.
Timeline withAnnotations(const Timeline &timeline, const QList<GrafanaAnnotation> &annotations);

} // namespace maestro
