// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"

namespace maestro {

/// The latest time of any record; invalid: there is none. The present is not before it, whatever the clock says.
inline QDateTime latestRecorded(const QList<JournalRecord> &records)
{
    QDateTime latest;
    for (const JournalRecord &record : records)
        if (record.at.isValid() && (!latest.isValid() || record.at > latest))
            latest = record.at;
    return latest;
}

} // namespace maestro
