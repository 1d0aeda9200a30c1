// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cluster/clusteraccess.h"

#include <QMap>

namespace maestro {

class Call;
class Clock;

/// The verbs that the state allows and the server would not permit, with the words to say so.
using VerbRefusals = QMap<Verb, Allowed>;

/// Of the verbs that put back what another one took out: there is nothing that could be put back, or something else is there by now.
/// Reads the Journal, and only where the state allows such a verb; without the Journal there is nothing to put back.
VerbRefusals restoreRefusals(Call *call, const RolloutSnapshotPtr &snapshot);

/// Asks the server once for each kind of write that the possible verbs need (SelfSubjectAccessReview; changes nothing). A question
/// without an answer refuses nothing: the server decides when it comes to it. Those of restoreRefusals() are among what comes back.
void askVerbPermissions(Call *call, ClusterAccess *access, const RolloutParts &parts, const RolloutSnapshotPtr &snapshot, Callback<VerbRefusals> done);

/// The Rollout document with `allowed` of the refused verbs taken back.
QJsonObject withRefusals(QJsonObject rollout, const VerbRefusals &refusals);

} // namespace maestro
