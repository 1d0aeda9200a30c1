// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/journalrecord.h"

namespace maestro {

QString recordTypeWord(RecordType type)
{
    switch (type) {
    case RecordType::Genesis: return QStringLiteral("genesis");
    case RecordType::Intent: return QStringLiteral("intent");
    case RecordType::Sent: return QStringLiteral("sent");
    case RecordType::Outcome: return QStringLiteral("outcome");
    case RecordType::Observe: return QStringLiteral("observe");
    case RecordType::Reconcile: return QStringLiteral("reconcile");
    case RecordType::Refused: return QStringLiteral("refused");
    case RecordType::Recovered: return QStringLiteral("recovered");
    case RecordType::Rotate: return QStringLiteral("rotate");
    case RecordType::TamperAlarm: return QStringLiteral("tamper_alarm");
    case RecordType::Note: return QStringLiteral("note");
    case RecordType::Signal: return QStringLiteral("signal");
    case RecordType::Decision: return QStringLiteral("decision");
    }
    return QStringLiteral("note");
}

std::optional<RecordType> recordTypeFromWord(const QString &word)
{
    for (const RecordType type :
         {RecordType::Genesis, RecordType::Intent, RecordType::Sent, RecordType::Outcome, RecordType::Observe, RecordType::Reconcile,
          RecordType::Refused, RecordType::Recovered, RecordType::Rotate, RecordType::TamperAlarm, RecordType::Note,
          RecordType::Signal, RecordType::Decision})
        if (recordTypeWord(type) == word)
            return type;
    return std::nullopt;
}

} // namespace maestro
