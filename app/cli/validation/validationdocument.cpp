// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"
#include "cli/validation/validationcommands.h"
#include "text/humanize.h"
#include "text/validation/validationtext.h"

namespace maestro {

QJsonObject validationDocument(const Validation &validation, const QDateTime &now)
{
    QJsonArray items;
    for (const CheckItem &item : validation.items) {
        QJsonArray reads;
        for (const CheckRead &read : item.reads)
            reads.append(QJsonObject{{QStringLiteral("what"), read.what}, {QStringLiteral("source"), textOrNull(read.source)}, {QStringLiteral("at"), timeValue(read.at)}, {QStringLiteral("value"), textOrNull(read.value)}});
        items.append(QJsonObject{{QStringLiteral("id"), item.id}, {QStringLiteral("state"), checkStateWord(item.state)}, {QStringLiteral("reads"), reads},
                                 {QStringLiteral("since"), timeValue(item.since)}, {QStringLiteral("required"), item.required}});
    }
    QJsonObject object = document(QStringLiteral("Validation"));
    object[QLatin1String("service")] = validation.service;
    object[QLatin1String("context")] = validation.target.context;
    object[QLatin1String("namespace")] = validation.target.ns;
    object[QLatin1String("name")] = validation.target.name;
    object[QLatin1String("id")] = textOrNull(validation.id);
    object[QLatin1String("since")] = timeValue(validation.since);
    object[QLatin1String("trigger")] = textOrNull(validation.trigger);
    object[QLatin1String("verified")] = validation.isVerified();
    object[QLatin1String("state")] = validationEndWord(validation.end);
    object[QLatin1String("endedAt")] = timeValue(validation.endedAt);
    object[QLatin1String("seconds")] = validation.elapsedMs(now) / 1000;
    object[QLatin1String("items")] = items;
    return object;
}

QString validationText(const Validation &validation, const QDateTime &now)
{
    TextTable table({QStringLiteral("STATE"), QStringLiteral("CHECK"), QStringLiteral("SINCE"), QStringLiteral("WHAT WAS READ")});
    for (const CheckItem &item : validation.items) {
        QStringList reads;
        for (const CheckRead &read : item.reads)
            reads.append(read.what + QStringLiteral(": ") + read.value);
        table.add({checkStateLabel(item.state), item.id, utcText(item.since, now.date()), reads.join(QStringLiteral("; "))});
    }
    return validationSentence(validation, now) + QStringLiteral("\n\n") + table.text();
}

int validationExitCode(const Validation &validation)
{
    return validation.isVerified() ? 0 : outcomeExitCode(OutcomeState::NotObserved);
}

} // namespace maestro
