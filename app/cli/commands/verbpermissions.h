// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cluster/clusteraccess.h"

#include <QMap>

namespace maestro {

class Clock;

/// The verbs that the state allows and the server would not permit, with the words to say so.
using VerbRefusals = QMap<Verb, Allowed>;

/// Asks the server once for each kind of write that the possible verbs need (SelfSubjectAccessReview; changes nothing). A question
/// without an answer refuses nothing: the server decides when it comes to it.
void askVerbPermissions(ClusterAccess *access, const RolloutParts &parts, const RolloutSnapshotPtr &snapshot, const Clock &clock, Callback<VerbRefusals> done);

/// The Rollout document with `allowed` of the refused verbs taken back.
QJsonObject withRefusals(QJsonObject rollout, const VerbRefusals &refusals);

} // namespace maestro
