// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/openintents.h"

namespace maestro {

QStringList openIntents(const QList<JournalRecord> &records)
{
    QStringList open;
    for (const JournalRecord &record : records) {
        if (record.type == RecordType::Intent) {
            if (!open.contains(record.id))
                open.append(record.id);
        } else if (record.type == RecordType::Reconcile || record.type == RecordType::Refused
                   || (record.type == RecordType::Outcome && record.state != QLatin1String("unknown"))) {
            open.removeAll(record.id);
        }
    }
    return open;
}

} // namespace maestro
