// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"

namespace maestro {

/// What can be read of a Journal without opening it: nothing is made, repaired or waited for longer than a reader waits. Blocks for the disk.
QList<JournalRecord> recordsOnDisk(const QString &directory);

/// Whether the last write stopped in the middle; the next opening sets aside what it left.
bool journalEndIsTorn(const QString &directory);

} // namespace maestro
