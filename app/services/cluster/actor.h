// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "services/callback.h"

namespace maestro {

class ClusterAccess;

/// Who acts, for a record of the Journal: the local user, and who the cluster takes them for. A cluster that does not say so within five
/// seconds keeps nobody from writing down what they saw. `access` may be null; then `as` is whom they act as. Calls back once, not after
/// `owner` is gone; at once where there is nobody to ask.
void whoActs(QObject *owner, ClusterAccess *access, const QString &as, Callback<Actor> done);

} // namespace maestro
