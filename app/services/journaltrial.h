// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/base/result.h"

namespace maestro {

/// Whether records can be kept in `folder` (ledger EVD-14): a Journal of its own is written there, read back, verified, spoiled by one byte,
/// found broken, and removed. Blocks for disk. Errors: those of JournalStore, and Internal, journalTrial, where a step shows something else.
Result<Done> tryJournal(const QString &folder, const Clock *clock);

} // namespace maestro
