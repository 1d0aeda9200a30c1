// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/duty.h"

namespace maestro {

/// The same error with its words.
Error withDutyWords(Error problem);
/// "due in 2 h", "overdue since 10 min", "no due time", "closed by ... : ..."
/// Of what an action left: "Analysis off since 11:02 by ana. Turn the analysis of shop/web on again: open, due in 3 h."
QString dutySentence(const Duty &duty, const QDateTime &now);
QString dutyStateText(const Duty &duty, const QDateTime &now);
QString dutyRecordText(const JournalRecord &record); ///< the `message` of a note

} // namespace maestro
