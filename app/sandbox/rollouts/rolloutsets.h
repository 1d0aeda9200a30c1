// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

/// Reads template and ReplicaSets, makes or finds the set of the present template, settles revision numbers.
/// False when the template cannot be resolved.
bool syncRevision(RolloutPass &pass);

/// True when the size changed; the desired-replicas annotation follows in any case.
bool scaleSet(RolloutPass &pass, RolloutSet &set, int replicas);

/// Sets or, with an empty text, removes the scale-down deadline.
void setDeadline(RolloutPass &pass, RolloutSet &set, const QString &deadline);

/// The new and the stable set are wanted: no deadline may end them.
void clearDeadlines(RolloutPass &pass);

/// Size of an old set that serves nobody any more: keeps it until its deadline has passed.
int sizeUntilDeadline(RolloutPass &pass, RolloutSet &set, int &annotated, int kept);

/// Whether status or a Service still points at the set.
bool isReferenced(RolloutPass &pass, const RolloutSet &set);

/// Removes the oldest empty sets beyond revisionHistoryLimit, with the analysis runs of their revision.
void trimHistory(RolloutPass &pass);

/// Points a Service of the rollout at a set once that can serve; `needAvailable` false switches at once.
void pointService(RolloutPass &pass, const QString &service, const RolloutSet *set, bool needAvailable);
void switchSelector(RolloutPass &pass, const QString &service, const QString &hash);
QString selectorOf(RolloutPass &pass, const QString &service);

} // namespace maestro::sandbox
