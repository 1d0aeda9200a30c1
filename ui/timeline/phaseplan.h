// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timelinescene.h"

namespace maestro {

/// When the rollout under way began: its ReplicaSet's creation, or the last recorded change of revision if that is later.
qint64 beginOf(const RolloutSnapshot &snapshot, const Timeline &timeline, qint64 now);

/// Fills phases, gates, planned weights and plannedEnd of a scene whose begin and now are set. Past times come from entries;
/// what nobody recorded is placed between its neighbours and marked so. Future times follow the pauses.
void planPhases(TimelineScene &scene, const RolloutSnapshot &snapshot, const Timeline &timeline);

} // namespace maestro
