// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/policy/policymatch.h"
#include "domain/rollout/revision.h"
#include "services/slo/gatequeries.h"

namespace maestro {

/// What is judged, by which rules, and since when it is what it is.
struct SloTarget
{
    ObjectRef ref;
    PolicyMatch match; ///< without a policy nothing is judged; with a paced() one
    Judged judged = Judged::Canary;
    int revision = 0;
    QDateTime changedAt; ///< of the newest revision; invalid: not known
    QMap<QString, QString> annotations; ///< of the object
    QDateTime judgedSince = {}; ///< of Judged::Running after an update: when it ended; what was measured before is about other pods. Invalid: not known
};

/// The canary while an update is under way that nobody gave up; otherwise what serves everybody.
Judged judgedOf(const Rollout &rollout);

/// When the present revision began; invalid: not known. A ReplicaSet is made for its revision, but an earlier one may come back: then
/// the condition Completed tells, which turns false when an update begins and is of no use once it is over.
QDateTime changeTime(const Rollout &rollout, const QList<Revision> &revisions);

/// `match` with a paced() policy.
SloTarget sloTarget(const ObjectRef &ref, const Rollout &rollout, const QDateTime &changedAt, const PolicyMatch &match);

} // namespace maestro
