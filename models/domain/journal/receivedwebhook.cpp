// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/receivedwebhook.h"

#include <QJsonDocument>

namespace maestro {

namespace {

constexpr QLatin1String detailsKey("webhook");

} // namespace

QString webhookWord(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const char *key : {"decision", "verdict", "action", "event"}) {
        const QString text = object.value(QLatin1String(key)).toString().left(40).toLower();
        if (text.startsWith(QLatin1String("promot")))
            return QStringLiteral("promote");
        if (text.startsWith(QLatin1String("rollback")) || text.startsWith(QLatin1String("rolled")))
            return QStringLiteral("rollback");
    }
    return QStringLiteral("received");
}

JournalRecord webhookRecord(const ReceivedWebhook &webhook)
{
    JournalRecord record;
    record.type = RecordType::Note;
    record.verb = detailsKey;
    record.state = webhook.said;
    record.object = webhook.target;
    record.at = webhook.at;
    record.actor.os = detailsKey; // whoever knows the shared secret; nobody's name is proven by it
    record.actor.host = webhook.from;
    record.message = QStringLiteral("%1 bytes from %2").arg(webhook.bytes).arg(webhook.from);
    record.details.insert(detailsKey, QJsonObject {{QStringLiteral("sha256"), webhook.sha256}, {QStringLiteral("bytes"), webhook.bytes}, {QStringLiteral("from"), webhook.from},
                                                   {QStringLiteral("contentType"), webhook.contentType}, {QStringLiteral("at"), webhook.at.toUTC().toString(Qt::ISODateWithMs)}});
    return record;
}

std::optional<ReceivedWebhook> receivedWebhook(const JournalRecord &record)
{
    if (record.type != RecordType::Note || record.verb != detailsKey)
        return std::nullopt;
    const QJsonObject kept = record.details.value(detailsKey).toObject();
    if (kept.value(QLatin1String("sha256")).toString().isEmpty())
        return std::nullopt;
    return ReceivedWebhook {record.object, record.state, kept.value(QLatin1String("from")).toString(), kept.value(QLatin1String("contentType")).toString(),
                            kept.value(QLatin1String("sha256")).toString(), kept.value(QLatin1String("bytes")).toInteger(), record.at};
}

} // namespace maestro
