// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/triage/handover.h"

namespace maestro {

namespace {

const QLatin1String prefix("hand-off/");

} // namespace

QString handOverPlace(const QString &to)
{
    return prefix + to;
}

void applyHandOver(QList<HandOver> &known, const JournalRecord &record)
{
    const QString place = record.details.value(QLatin1String("escalation")).toString();
    if (!place.startsWith(prefix))
        return;
    const QMap<QString, EscalationDelivery> told = deliveriesOf({record}, record.id, place);
    for (auto one = told.cbegin(); one != told.cend(); ++one) {
        const QString to = place.mid(prefix.size());
        auto found = std::find_if(known.begin(), known.end(), [&to, &one](const HandOver &entry) { return entry.to == to && entry.channel == one.key(); });
        if (found == known.end())
            found = known.insert(known.end(), HandOver{to, one.key(), {}, {}});
        const int attempts = found->delivery.attempts + one->attempts;
        found->by = record.actor.server.isEmpty() ? record.actor.os : record.actor.server;
        found->delivery = *one;
        found->delivery.attempts = attempts;
    }
}

} // namespace maestro
