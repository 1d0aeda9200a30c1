// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"

namespace maestro {

/// Ids of the actions with an intent and no end: none was recorded, or only that it is unknown, and nobody has settled it since.
QStringList openIntents(const QList<JournalRecord> &records);

} // namespace maestro
