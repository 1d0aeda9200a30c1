// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// Which way back there is in this state, and to what (ux/design.md section 4), or why there is none.
struct RollbackChoice
{
    Allowed allowed;
    RollbackWay way = RollbackWay::None;
    std::optional<Revision> target; ///< of Undo and SwitchBack
};

/// Mid-flight it is Abort unless a revision is named. `nowUtc` decides whether a blue/green revision still stands by; when it is
/// invalid, that is left open and the way is Undo.
RollbackChoice chooseRollback(const RolloutSnapshot &snapshot, std::optional<int> toRevision, const QDateTime &nowUtc);

/// What runs now: the revision of status.currentPodHash, for a Deployment the one in force.
const Revision *currentRevision(const RolloutSnapshot &snapshot);
const Revision *stableRevision(const RolloutSnapshot &snapshot);

} // namespace maestro
